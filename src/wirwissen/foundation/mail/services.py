"""The only way to send. One recipient by construction; neutral envelope, sender and subject."""

import logging
import smtplib
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime
from secrets import token_hex

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.mail.models import MailState, OutboxMail
from wirwissen.foundation.mail.rules import LEASE, next_try_after, split_subject
from wirwissen.foundation.sealed.services import open_for_house, seal_for_house

BATCH = 50
log = logging.getLogger("wirwissen.mail")


def queue_mail(
    template: str,
    *,
    to: str,
    context: Mapping[str, object] | None = None,
    now: datetime | None = None,
) -> OutboxMail:
    """Write a mail to the outbox, in the caller's transaction; the worker sends it.

    `template` begins with a line `Betreff: …`, an empty line, then the plain text. Context always
    has `house_address` (scheme and host), so a template writes `{{ house_address }}{% url … %}`.
    """
    try:
        validate_email(to)  # one address and nothing else, `"a,b"@example.org` included
    except ValidationError:
        raise ValueError("A mail has exactly one recipient.") from None
    facts = {**(context or {}), "house_address": settings.HOUSE_ADDRESS}
    written = render_to_string(template, facts)
    subject, body = split_subject(written)
    at = now or clock_now()
    mail = OutboxMail(
        recipient=to.lower(),
        subject=subject,
        template=template,
        next_try_at=at,
        created_at=at,
        message_id=f"<{token_hex(16)}@{settings.MAIL_DOMAIN}>",
    )
    mail.body_sealed = seal_for_house(body.encode(), place=f"mail:{mail.pk}")
    mail.save(force_insert=True)
    send_mails.enqueue()  # a row in the same transaction
    return mail


def body_of(mail: OutboxMail) -> str:
    """The plain text of a mail (for sending and for the demo's mail page)."""
    return open_for_house(bytes(mail.body_sealed), place=f"mail:{mail.pk}").decode()


def send_due_mails(*, now: datetime) -> int:
    """Send what is due, oldest first; returns how many left the house. Safe to run twice.

    A mail is claimed first and sent outside of any transaction: SQLite has one writer, and a slow
    mail server must not stop everybody's saving. Two workers never claim the same one; a crash
    between the server's "OK" and our note of it can repeat a mail after the lease, never lose one.
    """
    sent = 0
    due = OutboxMail.objects.filter(state=MailState.QUEUED, next_try_at__lte=now)
    for pk in list(due.order_by("created_at").values_list("pk", flat=True)[:BATCH]):
        mail = _claim(pk, now=now)
        if mail is None:
            continue
        try:
            state = _hand_over(mail)
        except OSError as trouble:  # the server itself: asking it fifty times more helps nobody
            log.warning("mail server: %s", type(trouble).__name__)
            _note(mail, MailState.QUEUED, now=now)
            break
        _note(mail, state, now=now)
        sent += state == MailState.SENT
    return sent


@transaction.atomic
def _claim(pk: str, *, now: datetime) -> OutboxMail | None:
    queued = OutboxMail.objects.select_for_update(skip_locked=True)
    mail = queued.filter(pk=pk, state=MailState.QUEUED, next_try_at__lte=now).first()
    if mail is not None:
        mail.attempts += 1
        mail.next_try_at = now + LEASE
        mail.save(update_fields=["attempts", "next_try_at"])
    return mail


def _hand_over(mail: OutboxMail) -> MailState:
    """What became of one mail. Raises `OSError` where the server is away, not the mail at fault."""
    try:
        _deliver(mail)
    except smtplib.SMTPRecipientsRefused as refusal:
        code = max((answer[0] for answer in refusal.recipients.values()), default=550)
        return MailState.UNDELIVERABLE if code >= 500 else MailState.QUEUED
    except UnicodeError:  # an address that no server can be told
        return MailState.UNDELIVERABLE
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError):
        return MailState.QUEUED
    except OSError:
        raise
    except Exception as error:  # whatever it is, it must not hold up everybody else's mail
        log.error("mail %s: %s", mail.pk, type(error).__name__)
        return MailState.QUEUED
    return MailState.SENT


def _note(mail: OutboxMail, state: MailState, *, now: datetime) -> None:
    wait = next_try_after(mail.attempts)
    if state == MailState.QUEUED and wait is None:
        state = MailState.UNDELIVERABLE
    OutboxMail.objects.filter(pk=mail.pk).update(  # it may have been erased meanwhile
        state=state,
        sent_at=now if state == MailState.SENT else None,
        next_try_at=now + (wait or timedelta()),
    )


def _deliver(mail: OutboxMail) -> None:
    # Date and Message-ID are ours: Django's default Message-ID carries the machine's name.
    headers = {
        "Message-ID": mail.message_id,
        "Date": format_datetime(timezone.now()),
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMessage(
        subject=mail.subject,
        body=body_of(mail),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.recipient],
        headers=headers,
        connection=get_connection(),
    )
    message.send()


@task()
def send_mails() -> None:
    """The mail job: carries no text and no address, only the wish to look into the outbox."""
    send_due_mails(now=clock_now())
