"""Reads of the public page."""

from django.db.models import QuerySet

from wirwissen.network.groups.models import Group, PublicMeeting


def public_group() -> Group | None:
    """The group of this installation's public page (several come later). One query."""
    return Group.objects.first()


def public_meetings(group: Group) -> QuerySet[PublicMeeting]:
    """All meetings the group has published, the latest first. One query."""
    return group.public_meetings.order_by("-starts_at")
