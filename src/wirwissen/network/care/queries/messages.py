"""Reads about messages to the orga."""

from __future__ import annotations

from django.db.models import QuerySet

from wirwissen.network.care.models import Message
from wirwissen.network.groups.models import Group


def messages_to(group: Group) -> QuerySet[Message]:
    """What was written to the orga of a group, the oldest first. One query."""
    return Message.objects.filter(group=group).select_related("by", "envelope")
