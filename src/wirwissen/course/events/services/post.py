"""Mails of this app. Date and place may stand in them (the event is public), nothing else."""

from datetime import datetime

from wirwissen.course.events import queries
from wirwissen.course.events.models import Entitlement, Event, Registration
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.acts import create_act
from wirwissen.foundation.mail.services import queue_mail


def write_with_link(registration: Registration, event: Event, template: str, now: datetime) -> None:
    """Send `mail/<template>.txt` with a fresh link to the place. People without mail get a call."""
    if not _may_write(registration.email):
        return
    token = create_act(purpose=queries.PLACE_LINK, target=registration.pk, expires_at=event.ends_at)
    context = {"event": event, "registration": registration, "token": token}
    queue_mail(f"events/mail/{template}.txt", to=registration.email, context=context, now=now)


def write_plain(registration: Registration, event: Event, template: str, now: datetime) -> None:
    """Send a mail without a link to the place, such as "Der Termin fällt aus"."""
    if _may_write(registration.email):
        context = {"event": event, "registration": registration}
        queue_mail(f"events/mail/{template}.txt", to=registration.email, context=context, now=now)


def write_code(entitlement: Entitlement, code: str, now: datetime) -> None:
    """Send the code of an entitlement. Never to somebody whose account is quiet."""
    person = entitlement.person
    if not _may_write(entitlement.email) or (person is not None and person.is_quiet):
        return
    context = {"code": code, "entitlement": entitlement}
    queue_mail("events/mail/code.txt", to=entitlement.email, context=context, now=now)


def _may_write(address: str) -> bool:
    """Whether there is an address, and no account in the quiet state behind it. One query."""
    return bool(address) and not User.objects.filter(email=address, is_quiet=True).exists()
