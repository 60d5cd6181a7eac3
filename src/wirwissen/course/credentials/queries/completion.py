""" "Was fehlt noch?": the learning record from the database, and what its check finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse

from wirwissen.course.cohorts.models import Cohort, Participant, ParticipantKind
from wirwissen.course.cohorts.queries import attendance_parts
from wirwissen.course.credentials import rules
from wirwissen.course.credentials.queries import wording
from wirwissen.course.credentials.queries.papers import with_certificate
from wirwissen.course.internships.queries import entries_of, is_settled
from wirwissen.course.portfolio.queries import portfolio_pieces
from wirwissen.course.record.absence import parts_of
from wirwissen.course.record.results import (
    AbsenceResult,
    Completion,
    InternshipResult,
    PartFigures,
)
from wirwissen.course.record.rules import check
from wirwissen.course.record.shapes import LearningRecord
from wirwissen.course.record.words import hint_text, text_of


@dataclass(frozen=True, kw_only=True)
class Row:
    """One requirement as a page shows it; `lack` is what is lacking in two words."""

    id: str
    title: str
    text: str
    step: str
    lack: str
    word: str
    tone: str
    url: str


@dataclass(frozen=True, kw_only=True)
class PartRow:
    """One part as a page shows it."""

    title: str
    cells: rules.Cells
    text: str
    is_to_come: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Everything a page shows about one person's way to the certificate."""

    participant: Participant
    record: LearningRecord
    completion: Completion
    rows: tuple[Row, ...]
    hints: tuple[str, ...]
    figures: tuple[PartFigures, ...]
    sums: rules.Sums

    @property
    def is_ready(self) -> bool:
        return self.completion.certificate.value == "possible"

    @property
    def is_running(self) -> bool:
        """Whether sessions are still to come: then open points are nothing to worry about."""
        return any(part.to_come for part in self.figures)

    @property
    def open_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.tone != "good")

    @property
    def lacks(self) -> str:
        """What is lacking in words for a table; from the fourth on only how many."""
        return wording.listed([row.lack for row in self.open_rows])

    @property
    def absence(self) -> AbsenceResult | None:
        found = (r for r in self.completion.requirements if isinstance(r, AbsenceResult))
        return next(found, None)

    @property
    def needed(self) -> Decimal | None:
        """Units that the certificate asks for: 264 less 26; `None` without one limit for all."""
        absence = self.absence
        if absence is None or absence.base is None or absence.part is not None:
            return None
        return absence.base - Decimal(str(absence.allowed))

    @property
    def internships(self) -> tuple[InternshipResult, ...]:
        return tuple(r for r in self.completion.requirements if isinstance(r, InternshipResult))

    @property
    def parts(self) -> tuple[PartRow, ...]:
        """Module for module, with the days of those to come."""
        days: dict[str, list[date]] = defaultdict(list)
        for session in self.record.sessions:
            if session.on > self.record.as_of and not session.cancelled:
                days[session.part].append(session.on)
        return tuple(
            PartRow(
                title=part.part.title,
                cells=rules.cells_of(part),
                text=wording.part_text(part, days[part.part.id], self.record.as_of),
                is_to_come=part.planned == part.to_come,
            )
            for part in self.figures
        )

    @property
    def modules_done(self) -> str:
        return wording.modules_done(self.figures)


def learning_records(
    cohort: Cohort, people: Sequence[Participant], as_of: date
) -> dict[str, LearningRecord]:
    """The whole learning record of many people of one cohort.

    Six queries, seven when the people were read without `select_related("portfolio")`.
    """
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
    """One person's learning record, at the price of `learning_records`.

    `cohort__version` and `portfolio` should be selected with the row.
    """
    return learning_records(participant.cohort, [participant], as_of)[participant.pk]


def standings_of(cohort: Cohort, as_of: date) -> list[Standing]:
    """Everybody of the group with their certificate, in order of name. Seven queries."""
    group = cohort.participants.filter(kind=ParticipantKind.REGULAR)
    people = list(with_certificate(group).order_by("name", "id"))
    records = learning_records(cohort, people, as_of)
    return [as_standing(person, records[person.pk], for_staff=True) for person in people]


def as_standing(participant: Participant, record: LearningRecord, *, for_staff: bool) -> Standing:
    """Check one record and put the answer into words. No query."""
    completion, figures = check(record), parts_of(record)
    rows = []
    for requirement in completion.requirements:
        word, tone = wording.WORDS[requirement.state]
        is_open = tone != "good"
        url = next_step(participant, requirement.id, for_staff=for_staff)
        step = "" if for_staff or not is_open else str(wording.STEPS.get(requirement.id, ""))
        rows.append(
            Row(
                id=requirement.id,
                title=wording.title_of(requirement.id),
                text=text_of(requirement, completion),
                step=step,
                lack=wording.lack_of(requirement, completion) if is_open else "",
                word=str(word),
                tone=tone,
                url=url,
            )
        )
    return Standing(
        participant=participant,
        record=record,
        completion=completion,
        rows=tuple(rows),
        hints=tuple(hint_text(hint) for hint in completion.hints if not is_settled(hint)),
        figures=figures,
        sums=rules.sums_of(figures),
    )


def next_step(participant: Participant, requirement: str, *, for_staff: bool) -> str:
    """Where one goes to do something about a requirement."""
    kind = requirement.partition("-")[0]
    if for_staff:
        pages = {"absence": "cohorts:participant", "internship": "internships:participant"}
        return reverse(pages.get(kind, "portfolio:participant"), args=[participant.pk])
    own = {"absence": "cohorts:own", "internship": "internships:own", "portfolio": "portfolio:own"}
    return reverse(own[kind]) if kind in own else ""
