"""Looking after an organisation's own particulars."""

from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.errors import Refused


def change_organisation(
    staff: Staff, *, name: str, address: str, phone: str, phone_hours: str, imprint: str, about: str
) -> Organisation:
    """Change what the public pages say about the house. Raises `Refused` for all but the office."""
    if Role.OFFICE not in staff.roles:
        raise Refused(_("Diese Angaben ändert nur das Büro. Sagen Sie dort Bescheid."))
    organisation = staff.organisation
    organisation.name, organisation.address = name, address
    organisation.phone, organisation.phone_hours = phone, phone_hours
    organisation.imprint, organisation.about = imprint, about
    organisation.save()
    return organisation
