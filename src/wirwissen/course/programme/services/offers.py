"""Offers: written, published with or without all dates, ended."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.course.programme.models import Offer, OfferState, ProgrammeVersion
from wirwissen.course.programme.rules.partial_dates import read_stored
from wirwissen.course.programme.rules.slugs import slug_of
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.core.errors import Refused


@transaction.atomic
def add_offer(place: Organisation, fields: Mapping[str, Any]) -> Offer:
    """A draft of an offer; `fields` by the names of the model, `version` among them."""
    _refuse_foreign_version(place, fields["version"])
    taken = Offer.objects.values_list("slug", flat=True)
    offer = Offer(organisation=place, slug=slug_of(fields["title"], set(taken)), **fields)
    offer.starts_on = first_day(offer.starts)
    offer.save()
    return offer


@transaction.atomic
def change_offer(offer: Offer, fields: Mapping[str, Any]) -> None:
    """Change an offer. Its address and its state stay.

    Raises `Refused` if a published offer would move to another programme: who attended an info
    event may apply for that programme, not for another.
    """
    row = Offer.objects.select_for_update().get(pk=offer.pk)
    version: ProgrammeVersion = fields["version"]
    _refuse_foreign_version(row.organisation, version)
    moves = version.programme_id != row.version.programme_id
    if moves and row.state != OfferState.DRAFT:
        raise Refused(
            _("Ein veröffentlichtes Angebot bleibt bei seinem Programm. Legen Sie ein neues an.")
        )
    for name, value in fields.items():
        setattr(row, name, value)
    row.starts_on = first_day(row.starts)
    row.save()


def publish_offer(offer: Offer) -> None:
    """Show an offer to everybody. What it still lacks is said on its page."""
    Offer.objects.filter(pk=offer.pk).update(state=OfferState.PUBLISHED)
    offer.refresh_from_db(fields=["state"])


def close_offer(offer: Offer) -> None:
    """Take a published offer out of the catalogue; a draft stays a draft."""
    published = Offer.objects.filter(pk=offer.pk, state=OfferState.PUBLISHED)
    published.update(state=OfferState.CLOSED)
    offer.refresh_from_db(fields=["state"])


def first_day(starts: str) -> date | None:
    """The first day as a date if `starts` is a whole one; `None` else."""
    value = read_stored(starts)
    return value.full_day if value is not None else None


def _refuse_foreign_version(place: Organisation, version: ProgrammeVersion) -> None:
    if version.programme.organisation_id != place.pk:
        raise Refused(_("Wählen Sie eine Fassung aus den Programmen Ihres Hauses."))
