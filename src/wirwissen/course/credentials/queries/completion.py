""" "Was fehlt noch?": the learning record from the database, and what its check finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wirwissen.course.cohorts.models import Cohort, Participant, ParticipantKind
from wirwissen.course.cohorts.queries import attendance_parts
from wirwissen.course.credentials import rules
from wirwissen.course.internships.queries import entries_of
from wirwissen.course.portfolio.queries import portfolio_pieces
from wirwissen.course.record.absence import parts_of
from wirwissen.course.record.results import Completion, PartFigures, State
from wirwissen.course.record.rules import check
from wirwissen.course.record.shapes import LearningRecord
from wirwissen.course.record.words import hint_text, text_of

TITLES = {
    "absence": _("Unterricht"),
    "portfolio": _("Portfolio"),
    "presentation": _("Präsentation"),
    "payments": _("Zahlungen"),
    "suitability": _("Eignung"),
}
WORDS = {State.MET: (_("fertig"), "good"), State.OPEN: (_("offen"), "hue"),
         State.NOT_MET: (_("nicht erfüllt"), "warn")}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Row:
    """One requirement as a page shows it."""

    id: str
    title: str
    text: str
    word: str
    tone: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Everything a page shows about one person's way to the certificate."""

    participant: Participant
    record: LearningRecord
    completion: Completion
    rows: tuple[Row, ...]
    hints: tuple[str, ...]
    parts: tuple[tuple[PartFigures, rules.Cells], ...]
    sums: rules.Sums

    @property
    def is_ready(self) -> bool:
        return self.completion.certificate.value == "possible"

    @property
    def open_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.tone != "good")


def learning_records(
    cohort: Cohort, people: Sequence[Participant], as_of: date
) -> dict[str, LearningRecord]:
    """The whole learning record of many people of one cohort. Eight queries at most."""
    records = attendance_parts(cohort, as_of, people)
    internships, pieces = entries_of(people), portfolio_pieces(people)
    return {
        pk: replace(
            record,
            internships=internships[pk],
            portfolio=pieces[pk].portfolio,
            suitability=pieces[pk].suitability,
        )
        for pk, record in records.items()
    }


def learning_record(participant: Participant, as_of: date) -> LearningRecord:
    """One person's learning record; `cohort__version` should be selected with the row."""
    return learning_records(participant.cohort, [participant], as_of)[participant.pk]


def standings_of(cohort: Cohort, as_of: date) -> list[Standing]:
    """Everybody of the group, in order of name. Nine queries at most."""
    people = list(cohort.participants.filter(kind=ParticipantKind.REGULAR).order_by("name", "id"))
    records = learning_records(cohort, people, as_of)
    return [as_standing(person, records[person.pk], for_staff=True) for person in people]


def as_standing(participant: Participant, record: LearningRecord, *, for_staff: bool) -> Standing:
    """Check one record and put the answer into words. No query."""
    completion = check(record)
    parts = parts_of(record)
    return Standing(
        participant=participant,
        record=record,
        completion=completion,
        rows=tuple(
            Row(
                id=requirement.id,
                title=title_of(requirement.id),
                text=text_of(requirement, completion),
                word=str(WORDS[requirement.state][0]),
                tone=WORDS[requirement.state][1],
                url=next_step(participant, requirement.id, for_staff=for_staff),
            )
            for requirement in completion.requirements
        ),
        hints=tuple(hint_text(hint) for hint in completion.hints),
        parts=tuple((part, rules.cells_of(part)) for part in parts),
        sums=rules.sums_of(parts),
    )


def title_of(requirement: str) -> str:
    """The German name of a requirement's id."""
    kind, _dash, number = requirement.partition("-")
    if kind == "internship":
        return gettext("Praktikum %(number)s") % {"number": number}
    return str(TITLES[requirement])


def next_step(participant: Participant, requirement: str, *, for_staff: bool) -> str:
    """Where one goes to do something about a requirement."""
    kind = requirement.partition("-")[0]
    if for_staff:
        pages = {"absence": "cohorts:participant", "internship": "internships:participant"}
        return reverse(pages.get(kind, "portfolio:participant"), args=[participant.pk])
    own = {"absence": "cohorts:own", "internship": "internships:own", "portfolio": "portfolio:own"}
    return reverse(own[kind]) if kind in own else ""
