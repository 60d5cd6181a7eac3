"""Reads about emergency contacts, and what two people opened together."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.network.care.models import EmergencyContact, JointAct
from wirwissen.network.groups.models import Duty, DutyChange, DutyKind, Group, Member


def contact_of(member: Member) -> EmergencyContact | None:
    """A member's emergency contact. One query."""
    rows = EmergencyContact.objects.filter(member=member)
    return rows.select_related("envelope").first()


def openings_about(member: Member) -> QuerySet[JointAct]:
    """When somebody's contact was opened, by whom, why. One query."""
    return JointAct.objects.filter(about=member, confirmed_at__isnull=False)


def acts(group: Group) -> QuerySet[JointAct]:
    """The log of a group, the newest first. One query."""
    return JointAct.objects.filter(group=group).select_related("about", "asked_by", "confirmed_by")


def export_of(act: JointAct) -> dict[str, Any]:
    """The group's texts, published dates and duties, marked with this opening. Four queries.

    Nobody is in it but the people with a duty, under their names in the group.
    """
    group = Group.objects.get(pk=act.group_id)
    duties = Duty.objects.filter(member__group=group).select_related("member")
    changes = DutyChange.objects.filter(group=group).count()
    return {
        _("Kennzeichen"): {
            _("Nummer"): act.pk,
            _("geholt von"): [act.asked_name, act.confirmed_name],
            _("am"): timezone.localtime(act.confirmed_at).isoformat() if act.confirmed_at else "",
        },
        _("Gruppe"): {
            name: getattr(group, name)
            for name in ("name", "for_whom", "values", "how_we_meet", "scope", "agreement")
        },
        _("Termine"): [
            {_("Beginn"): timezone.localtime(row.starts_at).isoformat(), _("Thema"): row.topic}
            for row in group.public_meetings.filter(is_withdrawn=False).order_by("starts_at")
        ],
        _("Aufgaben"): [
            {_("Name"): row.member.pseudonym, _("Aufgabe"): str(DutyKind(row.kind).label)}
            for row in duties.order_by("kind", "member__pseudonym")
        ],
        _("Änderungen von Aufgaben"): changes,
    }
