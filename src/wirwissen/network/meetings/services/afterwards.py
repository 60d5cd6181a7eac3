"""What stays of an evening: themes in a few words, and slow threads for a year."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.models import Member
from wirwissen.network.meetings.models import Meeting, Post, Themes, TopicState
from wirwissen.network.meetings.services.limits import refuse_limited

THREAD_OPEN = timedelta(days=365)


@transaction.atomic
def keep_themes(meeting: Meeting, lines: list[str], *, now: datetime) -> Themes:
    """Keep the themes of an evening that has begun. Raises `Refused` before."""
    if now < meeting.starts_at:
        raise Refused(_("Themen hältst du erst fest, wenn das Treffen begonnen hat."))
    row, _is_new = Themes.objects.update_or_create(meeting=meeting, defaults={"lines": lines})
    if meeting.topic is not None:
        meeting.topic.state = TopicState.DONE
        meeting.topic.save(update_fields=["state"])
    return row


@transaction.atomic
def write_post(
    meeting: Meeting, member: Member, *, text: str, content_note: str, now: datetime
) -> Post:
    """Write under a meeting's theme. It appears the next day: until then one can take it back.

    One a day for each member: this is no chat. Raises `Refused` for a second one, or once the
    thread is a year old, and for whom a decision has limited.
    """
    refuse_limited(member)
    if not meeting.starts_at <= now <= meeting.ends_at + THREAD_OPEN:
        raise Refused(_("Hier lässt sich gerade nichts schreiben."))
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    if Post.objects.filter(meeting=meeting, member=member, appears_on=tomorrow).exists():
        raise Refused(_("Du hast heute schon etwas geschrieben. Morgen geht es weiter."))
    return Post.objects.create(
        meeting=meeting, member=member, text=text, content_note=content_note, appears_on=tomorrow
    )


@transaction.atomic
def take_back(post: Post) -> None:
    """Delete an own post, at any time."""
    post.delete()
