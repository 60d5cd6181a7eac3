"""What an application consists of, and who may do what with it when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum


class Section(StrEnum):
    """The parts of an application; the values stand in `Application.done` and in addresses."""

    CONTACT = "kontakt"
    MOTIVATION = "motivation"
    CV = "lebenslauf"
    ANCHORS = "was-traegt"
    FUNDING = "finanzierung"
    NEEDS = "bedarf"
    PAPERS = "unterlagen"
    CONSENT = "einwilligung"


_BY_NAME = {section.value: section for section in Section}


def section_called(name: str) -> Section | None:
    """The part of that name; `None` if there is none."""
    return _BY_NAME.get(name)


REQUIRED = (
    Section.CONTACT,
    Section.MOTIVATION,
    Section.CV,
    Section.ANCHORS,
    Section.FUNDING,
    Section.CONSENT,
)
WITH_FILES = frozenset({Section.MOTIVATION, Section.CV, Section.PAPERS})
CONSENT_VERSION = "2026-1"  # the text is templates/admissions/consent/2026-1.html
SAME_READING = timedelta(minutes=30)  # opening a page again within this time is one reading


class Progress(Enum):
    """How far one part is, as the task list says it."""

    DONE = "done"
    STARTED = "started"
    NOT_STARTED = "not_started"
    VOLUNTARY = "voluntary"


def progress(section: Section, *, done: Collection[str], saved: Collection[str]) -> Progress:
    """How far one part is: `done` and `saved` are names of parts, `saved` the ones ever saved."""
    if section in done:
        return Progress.DONE
    if section in saved:
        return Progress.STARTED
    return Progress.NOT_STARTED if section in REQUIRED else Progress.VOLUNTARY


def missing(done: Collection[str]) -> tuple[Section, ...]:
    """The parts without which an application is not sent, in the order of the task list.

    Support needs and further papers are voluntary: nobody has to need anything.
    Source: product/course-house.md, 3.
    """
    return tuple(section for section in REQUIRED if section not in done)


def may_change(*, draft: bool) -> bool:
    """Whether parts can be changed: only while the application has not been sent."""
    return draft


def takes_applications(*, published: bool, apply_until: date | None, today: date) -> bool:
    """Whether an offer takes applications today; its last day counts in full."""
    return published and (apply_until is None or today <= apply_until)


class Sending(Enum):
    """What stands in the way of sending; `READY`: nothing."""

    READY = "ready"
    SENT = "sent"
    PARTS_MISSING = "parts_missing"
    TOO_LATE = "too_late"


def state_of_sending(
    *, draft: bool, done: Collection[str], is_open: bool, by_office: bool
) -> Sending:
    """Whether an application can be sent now.

    The office may type in a paper application after the last day: what counts is when the letter
    arrived, and the office is the one who saw it.
    """
    if not draft:
        return Sending.SENT
    if not is_open and not by_office:
        return Sending.TOO_LATE
    return Sending.PARTS_MISSING if missing(done) else Sending.READY


def may_reopen(*, submitted: bool, is_open: bool, opened: bool) -> bool:
    """Whether a sent application may be taken back to change it: before anybody opened it."""
    return submitted and is_open and not opened


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Who wants to see a paper: by what they are to this application."""

    is_owner: bool = False
    is_office: bool = False
    is_reader: bool = False  # of the selection, and has declared not to know the person


def may_read_paper(
    viewer: Viewer, *, draft: bool, submitted: bool, by_office: bool, set_aside: bool
) -> bool:
    """Who may download a paper.

    Owners always. The selection once the application was sent, unless the paper was set aside. The
    office only what it typed in itself and has not sent yet.
    """
    if viewer.is_owner:
        return True
    if set_aside:
        return False
    if viewer.is_reader and submitted:
        return True
    return viewer.is_office and by_office and draft


def may_set_aside(viewer: Viewer, *, submitted: bool) -> bool:
    """Who may set a paper aside unread: whoever might come across it."""
    return viewer.is_office or (viewer.is_reader and submitted)


def is_new_reading(*, last: datetime | None, now: datetime) -> bool:
    """Whether opening a page counts as a reading of its own, after the `last` one of its kind."""
    return last is None or now - last >= SAME_READING


class CodeProblem(Enum):
    """Why a code does not open an application."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    USED = "used"
    OTHER_PROGRAMME = "other_programme"


def problem_of_code(
    *, withdrawn: bool, valid_until: date, today: date, bound_to_other: bool, same_programme: bool
) -> CodeProblem | None:
    """What is wrong with a known code; `None` if it opens the application. Its last day counts."""
    if withdrawn:
        return CodeProblem.WITHDRAWN
    if today > valid_until:
        return CodeProblem.EXPIRED
    if bound_to_other:
        return CodeProblem.USED
    return None if same_programme else CodeProblem.OTHER_PROGRAMME


def next_number(taken: Iterable[int]) -> int:
    """The next number within an offer; numbers of withdrawn applications are not given again."""
    return max(taken, default=0) + 1
