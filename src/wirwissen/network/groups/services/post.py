"""The one way mails go to members: a neutral subject, nothing but "something is new" inside."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.mail.models import MailState, OutboxMail
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.network.groups.models import Member, MemberState
from wirwissen.network.groups.rules import deliver_at, is_silent, subject_of

NEWS = "groups/mail/news.txt"
MONDAY = 0


def notify(member: Member, now: datetime, *, even_paused: bool = False) -> None:
    """Tell a member that something is new, as they want it: at once, weekly, or not now.

    Never says what, from whom, for when or which group. One mail waits at most: three things that
    happen in a night are one mail in the morning. Quiet hours and silence are kept; whoever pauses
    hears only of what changes everything (`even_paused`: the group closes).
    """
    if member.state == MemberState.PAUSED and not even_paused:
        return
    address = member.user.email
    if not address or is_silent(member.silent_until, today=timezone.localdate(now)):
        return
    if member.digest:
        Member.objects.filter(pk=member.pk).update(has_news=True)
        return
    waiting = OutboxMail.objects.filter(recipient=address, template=NEWS, state=MailState.QUEUED)
    if not waiting.exists():
        _send(address, member.mail_subject, now)


def send_weekly_news(*, now: datetime) -> int:
    """On Mondays, one mail to each member who collects. Returns how many. Twice does no harm."""
    if timezone.localtime(now).weekday() != MONDAY:
        return 0
    sent = 0
    for member in Member.objects.filter(has_news=True).select_related("user"):
        taken = Member.objects.filter(pk=member.pk, has_news=True).update(has_news=False)
        silent = is_silent(member.silent_until, today=timezone.localdate(now))
        if taken and member.user.email and not silent:
            _send(member.user.email, member.mail_subject, now)
            sent += 1
    return sent


def _send(address: str, subject: int, now: datetime) -> None:
    at = deliver_at(timezone.localtime(now))
    queue_mail(NEWS, to=address, context={"subject": subject_of(subject)}, now=at)


@task()
def weekly_news() -> None:
    """The job behind `send_weekly_news`."""
    send_weekly_news(now=clock_now())
