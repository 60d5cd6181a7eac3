"""The only way to send. One recipient by construction; neutral envelope, sender and subject."""

import smtplib
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime
from secrets import token_hex

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.mail.models import MailState, OutboxMail
from wirwissen.foundation.mail.rules import next_try_after, split_subject
from wirwissen.foundation.sealed.services import open_for_house, seal_for_house

BATCH = 50


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
    if not to or any(sign in to for sign in ",;\r\n "):
        raise ValueError("A mail has exactly one recipient.")
    facts = {**(context or {}), "house_address": settings.HOUSE_ADDRESS}
    written = render_to_string(template, facts)
    subject, body = split_subject(written)
    at = now or clock_now()
    mail = OutboxMail(
        recipient=to.strip().lower(),
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

    Each mail is locked while it is sent, so two workers never send the same one; a crash between
    the server's "OK" and our commit can repeat a mail, never lose one.
    """
    sent = 0
    due = OutboxMail.objects.filter(state=MailState.QUEUED, next_try_at__lte=now)
    for pk in list(due.order_by("created_at").values_list("pk", flat=True)[:BATCH]):
        sent += _send_one(pk, now=now)
    return sent


@transaction.atomic
def _send_one(pk: str, *, now: datetime) -> bool:
    queued = OutboxMail.objects.select_for_update(skip_locked=True)
    mail = queued.filter(pk=pk, state=MailState.QUEUED).first()
    if mail is None:
        return False
    try:
        _deliver(mail)
    except smtplib.SMTPRecipientsRefused as refusal:
        code = max((answer[0] for answer in refusal.recipients.values()), default=550)
        mail.state = MailState.UNDELIVERABLE if code >= 500 else MailState.QUEUED
    except (smtplib.SMTPException, OSError):
        pass
    else:
        mail.state, mail.sent_at = MailState.SENT, now
    mail.attempts += 1
    wait = next_try_after(mail.attempts)
    if mail.state == MailState.QUEUED and wait is None:
        mail.state = MailState.UNDELIVERABLE
    mail.next_try_at = now + (wait or timedelta())
    mail.save(update_fields=["state", "sent_at", "attempts", "next_try_at"])
    return mail.state == MailState.SENT


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
