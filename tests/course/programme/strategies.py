"""Random programmes as the office could type them, and a form's fields as a browser sends them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.forms import CheckboxInput, Select
from hypothesis import strategies as st

from wirwissen.course.programme.forms.versions import VersionForm
from wirwissen.course.programme.rules import Curriculum, CurriculumPart
from wirwissen.course.programme.rules.figures import KINDS
from wirwissen.course.record.shapes import (
    AbsenceRule,
    Base,
    DaysRule,
    InternshipRule,
    PercentRule,
    PortfolioRule,
    PresentationRule,
    Rounding,
    Rules,
)

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20
)
PHASES = st.sampled_from(["", "base", "advanced"])


def quarters(most: int) -> st.SearchStrategy[Decimal]:
    """Amounts above 0 in quarters."""
    return st.integers(1, most * 4).map(lambda number: Decimal(number) / 4)


def absence_rules() -> st.SearchStrategy[AbsenceRule | None]:
    percent = st.builds(
        PercentRule,
        percent=quarters(100),
        of=st.sampled_from(Base),
        rounding=st.sampled_from(Rounding),
    )
    return st.one_of(st.none(), st.builds(DaysRule, days=quarters(60)), percent)


@st.composite
def internships(draw: st.DrawFn) -> tuple[InternshipRule, ...]:
    numbers = draw(st.lists(st.integers(1, 9), unique=True, max_size=4))
    return tuple(
        InternshipRule(
            no=number,
            hours=draw(quarters(400)),
            report=draw(st.booleans()),
            confirmation=draw(st.booleans()),
            after=draw(st.sampled_from([None, *(one for one in numbers if one != number)])),
            not_before_end_of=draw(st.sampled_from([None, "base", "advanced"])),
        )
        for number in numbers
    )


@st.composite
def portfolios(draw: st.DrawFn) -> PortfolioRule:
    low = draw(st.integers(0, 200))
    return PortfolioRule(
        sections=tuple(draw(st.lists(WORDS, max_size=4))),
        pages_min=low,
        pages_max=draw(st.integers(low, 400)),
    )


def rules() -> st.SearchStrategy[Rules]:
    """Rules that name at least one requirement."""
    made = st.builds(
        Rules,
        absence=absence_rules(),
        internships=internships(),
        portfolio=st.one_of(st.none(), portfolios()),
        presentation=st.one_of(st.none(), st.builds(PresentationRule, minutes=st.integers(1, 600))),
        payments=st.booleans(),
        suitability_signatures=st.integers(0, 9),
        late_months=st.one_of(st.none(), st.integers(0, 240)),
    )
    return made.filter(lambda one: not one.name_nothing)


def parts() -> st.SearchStrategy[list[CurriculumPart]]:
    one = st.builds(
        CurriculumPart,
        id=st.from_regex(r"[a-z][a-z0-9]{0,7}", fullmatch=True),
        kind=st.sampled_from(list(KINDS)),
        title=WORDS,
        units=quarters(300),
        phase=PHASES,
        counts=st.booleans(),
    )
    return st.lists(one, max_size=15, unique_by=lambda part: part.id)


@st.composite
def curricula(draw: st.DrawFn) -> Curriculum:
    """Any programme that the form can hold."""
    asked = draw(rules())
    texts = draw(st.dictionaries(st.sampled_from(["certificate", "make_up", "own"]), WORDS))
    notes = {f"internship_{one.no}": draw(WORDS) for one in asked.internships}
    smallest = draw(st.one_of(st.none(), st.integers(1, 100)))
    lines = st.lists(WORDS, max_size=3).map(tuple)
    return Curriculum(
        id="programm",
        unit=draw(st.sampled_from(["UE", "Tag", "Stunde", "Einheit"])),
        unit_minutes=draw(st.one_of(st.none(), st.integers(1, 1440))),
        parts=tuple(draw(parts())),
        rules=asked,
        group_min=smallest,
        group_max=draw(st.one_of(st.none(), st.integers(smallest or 1, 200))),
        texts=texts | notes,
        by_hand=draw(lines),
        missing=draw(lines),
        in_preparation=draw(lines),
    )


def as_browser_sends(form: VersionForm) -> dict[str, Any]:
    """The fields of a form as a browser sends them back.

    Boxes only if they are set; a list without a choice sends its first entry.
    """
    sent = {}
    for field in form:
        value = field.value()
        if isinstance(field.field.widget, CheckboxInput):
            if value:
                sent[field.html_name] = "on"
        elif isinstance(field.field.widget, Select) and not value:
            sent[field.html_name] = str(next(iter(field.field.widget.choices))[0])
        else:
            shown = field.field.widget.format_value(value)
            shown = shown[0] if isinstance(shown, list) else shown
            sent[field.html_name] = "" if shown is None else str(shown)
    return sent
