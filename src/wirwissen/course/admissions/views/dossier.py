"""An application's answers as the check page and the office's page show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from wirwissen.course.admissions.forms import words
from wirwissen.course.admissions.models import Application, ApplicationFile, FileState
from wirwissen.course.admissions.rules.application import Section
from wirwissen.course.admissions.services.application import TEXT_FIELDS
from wirwissen.foundation.sealed.services import open_text


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper as a list shows it: its own name, kind and size in words, where it lies."""

    pk: str
    label: str
    kind: str
    is_set_aside: bool
    section: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One part with what was answered: a text, short lines, papers. All empty: nothing yet."""

    section: Section
    title: Any
    text: str = ""
    lines: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    note: Any = ""
    is_empty: bool = field(default=False)


def answers(application: Application, papers: Sequence[ApplicationFile]) -> list[Answer]:
    """All parts with their answers, in the order of the task list. No query."""
    listed = listing(application, papers)
    return [_answer(application, section, listed) for section in Section]


def _answer(application: Application, section: Section, papers: Sequence[Paper]) -> Answer:
    text = text_of(application, section)
    lines = _lines(application, section)
    mine = tuple(each for each in papers if each.section == section)
    note = _("Das liest nur das Büro.") if section is Section.NEEDS else ""
    return Answer(
        section=section,
        title=words.TITLES[section],
        text=text,
        lines=lines,
        papers=mine,
        note=note,
        is_empty=not (text or lines or mine),
    )


def text_of(application: Application, section: Section) -> str:
    """The opened text of one part ("" if it has none)."""
    if section not in TEXT_FIELDS:
        return ""
    is_need = section is Section.NEEDS
    envelope = application.needs_envelope if is_need else application.envelope
    return open_text(envelope, application, TEXT_FIELDS[section])


def _lines(application: Application, section: Section) -> tuple[str, ...]:
    if section is Section.CONTACT:
        born = application.born_on
        rest = (application.phone, f"* {born.day}.{born.month}.{born.year}" if born else "")
        lines = (application.name, *application.address.splitlines(), *rest)
        return tuple(line for line in lines if line)
    if section is Section.FUNDING and application.funding:
        return (str(application.get_funding_display()),)
    if section is Section.CONSENT and application.consent_at:
        return (_("Einverstanden, Fassung %(version)s") % {"version": application.consent_version},)
    return ()


def listing(application: Application, papers: Sequence[ApplicationFile]) -> list[Paper]:
    """Papers with their opened names. No query."""
    return [
        Paper(
            pk=each.pk,
            label=open_text(application.envelope, each, "label_sealed"),
            kind=kind_words(each),
            is_set_aside=each.state == FileState.QUARANTINED,
            section=each.section,
        )
        for each in papers
    ]


def kind_words(paper: ApplicationFile) -> str:
    """What kind of file, how many pages, how large: "PDF, 2 Seiten, 120 kB"."""
    kind = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}[paper.media_type]
    words_of = [kind]
    if paper.pages:
        words_of.append(
            _("1 Seite") if paper.pages == 1 else _("%(count)d Seiten") % {"count": paper.pages}
        )
    kilobytes = max(round(paper.size / 1000), 1)
    size = f"{kilobytes} kB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB"
    return ", ".join([*words_of, size.replace(".", ",")])
