"""What an application consists of, and who may do what with it when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.course.admissions.rules.application import (
    REQUIRED,
    CodeProblem,
    Progress,
    Section,
    Sending,
    Viewer,
    is_new_reading,
    may_read_paper,
    may_reopen,
    may_set_aside,
    missing,
    next_number,
    problem_of_code,
    progress,
    section_called,
    state_of_sending,
    takes_applications,
)

SOME_DAY = date(2027, 10, 31)
SOME_TIME = datetime(2027, 10, 31, 14, 20, tzinfo=UTC)
EVERYTHING = [section.value for section in REQUIRED]


@pytest.mark.parametrize(
    ("section", "done", "saved", "expected"),
    [
        (Section.CV, [], [], Progress.NOT_STARTED),
        (Section.CV, [], ["lebenslauf"], Progress.STARTED),
        (Section.CV, ["lebenslauf"], ["lebenslauf"], Progress.DONE),
        (Section.NEEDS, [], [], Progress.VOLUNTARY),
        (Section.PAPERS, [], [], Progress.VOLUNTARY),
        (Section.PAPERS, [], ["unterlagen"], Progress.STARTED),
    ],
)
def test_a_part_says_how_far_it_is(
    section: Section, done: list[str], saved: list[str], expected: Progress
) -> None:
    assert progress(section, done=done, saved=saved) is expected


def test_support_needs_and_further_papers_are_never_missing() -> None:
    assert missing([]) == REQUIRED
    assert Section.NEEDS not in missing([])
    assert Section.PAPERS not in missing([])


@given(st.sets(st.sampled_from(list(Section))))
def test_what_is_done_and_what_is_missing_are_all_that_is_required(done: set[Section]) -> None:
    assert set(missing(done)) | (done & set(REQUIRED)) == set(REQUIRED)
    assert not set(missing(done)) & done


@pytest.mark.parametrize(
    ("published", "until", "expected"),
    [
        (True, None, True),
        (True, SOME_DAY, True),
        (True, SOME_DAY - timedelta(days=1), False),
        (False, SOME_DAY, False),
        (False, None, False),
    ],
)
def test_an_offer_takes_applications_to_the_end_of_its_last_day(
    published: bool, until: date | None, expected: bool
) -> None:
    assert takes_applications(published=published, apply_until=until, today=SOME_DAY) is expected


@pytest.mark.parametrize(
    ("draft", "done", "is_open", "by_office", "expected"),
    [
        (True, EVERYTHING, True, False, Sending.READY),
        (True, EVERYTHING[1:], True, False, Sending.PARTS_MISSING),
        (True, EVERYTHING, False, False, Sending.TOO_LATE),
        (True, EVERYTHING[1:], False, False, Sending.TOO_LATE),
        (True, EVERYTHING, False, True, Sending.READY),
        (True, EVERYTHING[1:], False, True, Sending.PARTS_MISSING),
        (False, EVERYTHING, True, False, Sending.SENT),
    ],
)
def test_sending_needs_all_parts_in_time_and_paper_may_come_later(
    draft: bool, done: list[str], is_open: bool, by_office: bool, expected: Sending
) -> None:
    state = state_of_sending(draft=draft, done=done, is_open=is_open, by_office=by_office)

    assert state is expected


@pytest.mark.parametrize(
    ("submitted", "is_open", "opened", "expected"),
    [
        (True, True, False, True),
        (True, True, True, False),
        (True, False, False, False),
        (False, True, False, False),
    ],
)
def test_a_sent_application_comes_back_only_before_anybody_opened_it(
    submitted: bool, is_open: bool, opened: bool, expected: bool
) -> None:
    assert may_reopen(submitted=submitted, is_open=is_open, opened=opened) is expected


OWNER, OFFICE, READER = Viewer(is_owner=True), Viewer(is_office=True), Viewer(is_reader=True)


@pytest.mark.parametrize(
    ("viewer", "draft", "by_office", "set_aside", "expected"),
    [
        (OWNER, True, False, False, True),
        (OWNER, False, False, True, True),
        (READER, False, False, False, True),
        (READER, True, False, False, False),
        (READER, False, False, True, False),
        (OFFICE, False, False, False, False),
        (OFFICE, True, False, False, False),
        (OFFICE, True, True, False, True),
        (OFFICE, False, True, False, False),
        (OFFICE, True, True, True, False),
        (Viewer(), False, False, False, False),
    ],
)
def test_a_paper_is_read_by_its_owner_and_after_sending_by_the_selection(
    viewer: Viewer, draft: bool, by_office: bool, set_aside: bool, expected: bool
) -> None:
    may = may_read_paper(
        viewer, draft=draft, submitted=not draft, by_office=by_office, set_aside=set_aside
    )

    assert may is expected


def test_a_paper_is_set_aside_by_the_office_or_by_a_reader_of_a_sent_application() -> None:
    assert may_set_aside(OFFICE, submitted=False)
    assert may_set_aside(READER, submitted=True)
    assert not may_set_aside(READER, submitted=False)
    assert not may_set_aside(OWNER, submitted=True)


def test_looking_again_within_half_an_hour_is_one_reading() -> None:
    assert is_new_reading(last=None, now=SOME_TIME)
    assert not is_new_reading(last=SOME_TIME - timedelta(minutes=29), now=SOME_TIME)
    assert is_new_reading(last=SOME_TIME - timedelta(minutes=30), now=SOME_TIME)


@pytest.mark.parametrize(
    ("withdrawn", "valid_until", "bound_to_other", "same_programme", "expected"),
    [
        (False, SOME_DAY, False, True, None),
        (True, SOME_DAY, True, False, CodeProblem.WITHDRAWN),
        (False, SOME_DAY - timedelta(days=1), False, True, CodeProblem.EXPIRED),
        (False, SOME_DAY, True, True, CodeProblem.USED),
        (False, SOME_DAY, False, False, CodeProblem.OTHER_PROGRAMME),
    ],
)
def test_a_code_opens_its_programme_for_one_person_until_its_last_day(
    withdrawn: bool,
    valid_until: date,
    bound_to_other: bool,
    same_programme: bool,
    expected: CodeProblem | None,
) -> None:
    problem = problem_of_code(
        withdrawn=withdrawn,
        valid_until=valid_until,
        today=SOME_DAY,
        bound_to_other=bound_to_other,
        same_programme=same_programme,
    )

    assert problem is expected


def test_numbers_count_up_and_are_never_given_twice() -> None:
    assert next_number([]) == 1
    assert next_number([1, 2, 7]) == 8


def test_a_part_is_found_by_its_name_and_a_wrong_name_finds_none() -> None:
    assert section_called("lebenslauf") is Section.CV
    assert section_called("gehalt") is None
