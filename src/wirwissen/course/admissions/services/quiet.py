"""The quiet state: whoever has died gets no automatic mail, ever."""

from django.db import transaction

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.mail.models import MailState, OutboxMail


@transaction.atomic
def set_quiet(person: User, is_quiet: bool) -> None:
    """Write nothing to this person by itself any more, also not what waits to be sent; or end
    that. Nothing else changes: no place, no entry, no list. Twice does no harm."""
    User.objects.filter(pk=person.pk).update(is_quiet=is_quiet)
    person.is_quiet = is_quiet
    if is_quiet and person.email:
        OutboxMail.objects.filter(recipient=person.email, state=MailState.QUEUED).delete()
