"""Topics: propose with or without a name, vote, give one a date, replace it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.models import Group, Member
from wirwissen.network.meetings.models import Meeting, Offer, Topic, TopicState, Vote
from wirwissen.network.meetings.services.limits import refuse_limited
from wirwissen.network.meetings.services.public import show_in_public
from wirwissen.network.meetings.services.telling import everybody, tell


@transaction.atomic
def propose(
    member: Member, *, title: str, about: str = "", content_note: str = "", with_name: bool
) -> Topic:
    """Put a topic into the pool. Without a name nothing leads back to the member.

    Raises `Refused` for whom a decision has limited.
    """
    refuse_limited(member)
    return Topic.objects.create(
        group=member.group, by=member if with_name else None, title=title, about=about,
        content_note=content_note,
    )  # fmt: skip


@transaction.atomic
def approve(topic: Topic) -> None:
    """Let the group see a topic that the orga has read. Twice does no harm."""
    Topic.objects.filter(pk=topic.pk).update(is_approved=True)


@transaction.atomic
def drop_topic(topic: Topic) -> None:
    """Take a topic out of the pool for good. Raises `Refused` while it has a date."""
    row = Topic.objects.select_for_update().get(pk=topic.pk)
    if row.state != TopicState.POOL:
        raise Refused(_("Dieses Thema hat einen Termin. Nimm es zuerst dort heraus."))
    row.delete()


@transaction.atomic
def vote(topic: Topic, member: Member, *, wants: bool) -> None:
    """Say that one would like a topic, or take it back. Twice does no harm."""
    if not wants:
        Vote.objects.filter(topic=topic, member=member).delete()
        return
    if topic.state != TopicState.POOL or not topic.is_approved:
        raise Refused(_("Über dieses Thema wird gerade nicht abgestimmt."))
    Vote.objects.get_or_create(topic=topic, member=member)


@transaction.atomic
def set_topic(meeting: Meeting, topic: Topic | None) -> Meeting:
    """Give a date a topic, another one, or none ("noch offen"). The date stays as it is.

    A chosen topic belongs to the group: the name of who proposed it and all votes are gone. The one
    it replaces goes back to the pool.
    """
    row = Meeting.objects.select_for_update(of=("self",)).select_related("group", "topic").get(
        pk=meeting.pk
    )  # fmt: skip
    before = row.topic
    if before == topic:
        return row
    if before is not None:
        Topic.objects.filter(pk=before.pk).update(state=TopicState.POOL)
    if topic is not None:
        Vote.objects.filter(topic=topic).delete()
        topic.by, topic.state, topic.is_approved = None, TopicState.CHOSEN, True
        topic.save()
    row.topic = topic
    row.save(update_fields=["topic"])
    show_in_public(row)
    return row


@transaction.atomic
def new_topic(group: Group, *, title: str, content_note: str = "", about: str = "") -> Topic:
    """A topic of the orga: read already."""
    return Topic.objects.create(
        group=group, title=title, content_note=content_note, about=about, is_approved=True
    )


@transaction.atomic
def call_for_input(meeting: Meeting, *, wants: bool, now: datetime) -> None:
    """Look for somebody who gives the input, and tell everybody; or stop looking."""
    row = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    if row.wants_input == wants:
        return
    row.wants_input = wants
    row.save(update_fields=["wants_input"])
    if wants:
        tell(everybody(row.group), now=now)
    else:
        Offer.objects.filter(meeting=row).delete()


@transaction.atomic
def offer_input(meeting: Meeting, member: Member, *, wants: bool) -> None:
    """Offer to give the input, or take it back. The orga sees the name in the group.

    Raises `Refused` for whom a decision has limited.
    """
    if not wants:
        Offer.objects.filter(meeting=meeting, member=member).delete()
        return
    refuse_limited(member)
    if meeting.wants_input:
        Offer.objects.get_or_create(meeting=meeting, member=member)
