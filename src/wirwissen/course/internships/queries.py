"""Reads of internships; each says how many queries it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DateField, IntegerField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant, ParticipantKind, ParticipantState
from wirwissen.course.cohorts.queries import plan_of
from wirwissen.course.internships import rules
from wirwissen.course.internships.models import Placement, Report
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.record.results import Hint, PlacementHint
from wirwissen.course.record.rules import check
from wirwissen.course.record.shapes import InternshipEntry, InternshipRule
from wirwissen.course.record.shapes import Placement as RecordPlacement
from wirwissen.course.record.words import hint_text
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.worklist import Todo


class AcceptedPlacement(RecordPlacement):
    """A placement whose early start a lead has accepted with a reason: its hints are settled."""


def placements_of(participant: Participant) -> QuerySet[Placement]:
    """All placements, withdrawn ones too, in order. One query."""
    return participant.placements.order_by("no", "from_on", "id")


def participations(user: User) -> QuerySet[Participant]:
    """The person's places in cohorts, the latest first, with the programme version. One query."""
    rows = Participant.objects.select_related("cohort__version", "cohort__organisation")
    own = rows.filter(person=user, kind=ParticipantKind.REGULAR)
    return own.exclude(state=ParticipantState.LEFT).order_by("-joined_on", "id")


def internship_rules(participant: Participant) -> tuple[InternshipRule, ...]:
    """What the pinned version asks for. No query beyond the version."""
    return curriculum_of(participant.cohort.version).rules.internships


def entries_of(participants: Iterable[Participant]) -> dict[str, tuple[InternshipEntry, ...]]:
    """The learning record's internships of many people at once. One query."""
    people = list(participants)
    placements: dict[tuple[str, int], list[RecordPlacement]] = defaultdict(list)
    reports: dict[tuple[str, int], date] = {}
    for row in sorted(_placements_and_reports(people), key=lambda row: (row[2], row[3])):
        who, no, on, _id, host, to_on, quarter_hours, confirmed_on, accepted = row
        if host is None:
            reports[who, no] = on
            continue
        kind = AcceptedPlacement if accepted else RecordPlacement
        placements[who, no].append(
            kind(
                host=host,
                starts_on=on,
                ends_on=to_on,
                hours=rules.hours(quarter_hours),
                confirmed_on=confirmed_on,
            )
        )
    found: dict[str, tuple[InternshipEntry, ...]] = {}
    for person in people:
        numbers = sorted({no for pk, no in [*placements, *reports] if pk == person.pk})
        found[person.pk] = tuple(
            InternshipEntry(
                no=no,
                placements=tuple(placements[person.pk, no]),
                report_on=reports.get((person.pk, no)),
            )
            for no in numbers
        )
    return found


def _placements_and_reports(people: list[Participant]) -> Iterable[tuple[Any, ...]]:
    """Both tables in one query: a page of the closing counts every one. Reports have no host."""
    placements = Placement.objects.filter(participant__in=people, withdrawn_at=None).order_by()
    reports = Report.objects.filter(participant__in=people).annotate(
        no_host=Value(None, output_field=CharField()),
        no_end=Value(None, output_field=DateField()),
        no_hours=Value(None, output_field=IntegerField()),
        no_confirmation=Value(None, output_field=DateField()),
        no_reason=Value("", output_field=CharField()),
    )
    return placements.values_list(
        "participant_id", "no", "from_on", "id", "host", "to_on", "quarter_hours", "confirmed_on",
        "override_reason",
    ).union(
        reports.order_by().values_list(
            "participant_id", "no", "handed_in_on", "id", "no_host", "no_end", "no_hours",
            "no_confirmation", "no_reason",
        ),
        all=True,
    )  # fmt: skip


def sums_of(participant: Participant, placements: Iterable[Placement]) -> dict[int, rules.Hours]:
    """Confirmed and waiting hours of each internship the programme asks for. No query."""
    rows = [row for row in placements if row.withdrawn_at is None]
    return {
        rule.no: rules.sum_up(
            rows=[(r.quarter_hours, r.confirmed_on is not None) for r in rows if r.no == rule.no],
            target=Decimal(rule.hours),
            needs_confirmation=rule.confirmation,
        )
        for rule in internship_rules(participant)
    }


def hints_of(
    participant: Participant, rows: Iterable[Placement], today: date
) -> dict[int, list[str]]:
    """The soft rules that placements break, in words, by internship: the warnings of the learning
    record, without those a lead has accepted with a reason. One query."""
    living = [row for row in rows if row.withdrawn_at is None]
    entries = tuple(
        InternshipEntry(
            no=no, placements=tuple(_record_placement(row) for row in living if row.no == no)
        )
        for no in sorted({row.no for row in living})
    )
    found: dict[int, list[str]] = defaultdict(list)
    record = replace(plan_of(participant.cohort, today), internships=entries)
    for hint in check(record).hints:
        if isinstance(hint, PlacementHint) and not is_settled(hint):
            found[hint.no].append(hint_text(hint))
    return found


def is_settled(hint: Hint) -> bool:
    """Whether a lead has accepted, with a reason and their name, what this hint warns of."""
    return isinstance(hint, PlacementHint) and isinstance(hint.placement, AcceptedPlacement)


def _record_placement(row: Placement) -> RecordPlacement:
    return (AcceptedPlacement if row.override_reason else RecordPlacement)(
        host=row.host,
        starts_on=row.from_on,
        ends_on=row.to_on,
        hours=rules.hours(row.quarter_hours),
        confirmed_on=row.confirmed_on,
    )


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """For leads and office: a host said that something is wrong. One query for them, else none."""
    places = {
        row.organisation_id for row in memberships if Role(row.role) in (Role.LEAD, Role.OFFICE)
    }
    if not places:
        return []
    rows = Placement.objects.filter(
        participant__cohort__organisation_id__in=places, doubted_at__isnull=False,
        withdrawn_at=None, confirmed_on=None,
    ).select_related("participant")  # fmt: skip
    return [
        Todo(
            title=_("Praktikum prüfen: %(name)s") % {"name": row.participant.name},
            hint=_("Die Einrichtung sagt, dass eine Angabe nicht stimmt."),
            url=reverse("internships:participant", args=[row.participant_id]),
            state=_("prüfen"),
            tone="warn",
        )
        for row in rows
    ]
