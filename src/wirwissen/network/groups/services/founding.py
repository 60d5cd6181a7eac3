"""A group's texts, rules and public side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_id
from wirwissen.network.groups.models import (
    Call,
    Duty,
    DutyKind,
    Group,
    Member,
    Partner,
    PublicMeeting,
    PublicPage,
)
from wirwissen.network.groups.rules import slug_of
from wirwissen.network.groups.services.members import give_duty


def free_slug(name: str) -> str:
    """A short name for the address that no group has yet."""
    wanted = slug_of(name) or new_id()
    taken = Group.objects.filter(slug=wanted).exists()
    return f"{wanted[:40]}-{new_id()[:4]}" if taken else wanted


def change_group(group: Group, facts: Mapping[str, object]) -> None:
    """Change texts and rules. A changed agreement is a new version: everybody is asked again."""
    fields = dict(facts)
    text = fields.pop("agreement", None)
    if fields:
        Group.objects.filter(pk=group.pk).update(**fields)
    if text is not None:
        changed = Group.objects.filter(pk=group.pk).exclude(agreement=text)
        changed.update(agreement=text, agreement_version=F("agreement_version") + 1)


@transaction.atomic
def give_orga_by_house(group: Group, member: Member, *, now: datetime) -> None:
    """The house gives the orga of a group that stands without one. Raises `Refused` otherwise."""
    has_orga = Duty.objects.filter(member__group=group, kind=DutyKind.ORGA.value).exists()
    if has_orga or member.group_id != group.pk:
        raise Refused(_("Diese Gruppe hat eine Orga. Sie entscheidet selbst."))
    give_duty(member, DutyKind.ORGA, by=None, now=now)


def keep_page(
    group: Group, *, title: str, layout: str, body: str, shown_until: date,
    page: PublicPage | None = None,
) -> PublicPage:  # fmt: skip
    """Write a public page, or change one; a new one gets its address from the title."""
    if page is not None:
        page.title, page.layout, page.body, page.shown_until = title, layout, body, shown_until
        page.save()
        return page
    slug = slug_of(title) or new_id()
    facts = {"title": title, "layout": layout, "body": body, "shown_until": shown_until}
    row, _is_new = PublicPage.objects.update_or_create(group=group, slug=slug, defaults=facts)
    return row


def keep_partner(
    group: Group, *, facts: Mapping[str, object], partner: Partner | None = None
) -> Partner:
    """Write a neighbour down, or change one."""
    row = partner or Partner(group=group)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    return row


def retreat(group: Group, what: str, pk: str = "", *, now: datetime) -> None:
    """Take something back from the public, at once: the whole group, a page, a neighbour, a date.

    Pages and neighbours are deleted, a date loses its topic and is never shown again; the group
    keeps its texts and is hidden, its call ends.
    Raises `Refused` for anything else.
    """
    if what == "group":
        Group.objects.filter(pk=group.pk).update(public_until=None)
        yesterday = timezone.localdate(now) - timedelta(days=1)
        Call.objects.filter(group=group, open_until__gt=yesterday).update(open_until=yesterday)
    elif what == "page":
        PublicPage.objects.filter(group=group, pk=pk).delete()
    elif what == "partner":
        Partner.objects.filter(group=group, pk=pk).delete()
    elif what == "date":
        PublicMeeting.objects.filter(group=group, pk=pk).update(is_withdrawn=True, topic="")
    else:
        raise Refused(_("Das gibt es hier nicht."))
