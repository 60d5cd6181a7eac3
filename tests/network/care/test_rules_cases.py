"""Who is asked first, what an answer means, when nobody may let the two meet."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirwissen.network.care.rules.cases import (
    Answer,
    Outcome,
    Pair,
    earlier_of,
    fitting_confidants,
    has_ground,
    may_lift,
    outcome_of,
    pairs_named,
)

JANUARY, MARCH = date(2027, 1, 1), date(2027, 3, 1)
PEOPLE = st.sampled_from(list("abcdefg"))
HASHES = st.frozensets(st.sampled_from(list("123456")), max_size=3)


def test_a_pair_is_found_once_whichever_of_the_two_wrote_the_list() -> None:
    found = pairs_named(
        lists={"a": frozenset({"1"}), "b": frozenset({"2"})},
        given={"a": frozenset({"2"}), "b": frozenset({"1"}), "c": frozenset({"9"})},
    )

    assert found == {Pair("a", "b"): frozenset({"a", "b"})}


def test_ones_own_ward_on_ones_own_list_is_no_pair() -> None:
    assert pairs_named(lists={"a": frozenset("1")}, given={"a": frozenset("1")}) == {}


@given(st.dictionaries(PEOPLE, HASHES), st.dictionaries(PEOPLE, HASHES))
def test_every_pair_has_a_list_that_names_it_and_no_naming_is_lost(
    lists: dict[str, frozenset[str]], given_marks: dict[str, frozenset[str]]
) -> None:
    expected: dict[Pair, set[str]] = {}
    for owner in lists:
        for other in given_marks:
            if owner != other and lists[owner] & given_marks[other]:
                expected.setdefault(Pair.of(owner, other), set()).add(owner)

    assert pairs_named(lists=lists, given=given_marks) == expected


@pytest.mark.parametrize(
    ("since", "owners", "first"),
    [
        ({"a": MARCH, "b": JANUARY}, {"a"}, "b"),
        ({"a": JANUARY, "b": MARCH}, {"b"}, "a"),
        ({"a": MARCH, "b": MARCH}, {"b"}, "b"),
        ({"a": MARCH, "b": MARCH}, {"a", "b"}, "a"),
        ({"b": MARCH}, {"b"}, "b"),
    ],
)
def test_the_earlier_member_comes_first_and_an_applicant_last(
    since: dict[str, date], owners: set[str], first: str
) -> None:
    assert earlier_of(Pair("a", "b"), since=since, owners=frozenset(owners))[0] == first


@pytest.mark.parametrize(
    ("answer", "later_wrote_it", "outcome", "lift"),
    [
        (Answer.NONE, False, Outcome.OPEN, False),
        (Answer.DECLINES, False, Outcome.APART, False),
        (Answer.DECLINES, True, Outcome.APART, False),
        (Answer.FINE, False, Outcome.TOGETHER, True),
        (Answer.FINE, True, Outcome.APART, False),
        (Answer.LEAVES, False, Outcome.OPEN, True),
        (Answer.LEAVES, True, Outcome.OPEN, False),
    ],
)
def test_nobodys_wish_for_distance_is_lifted_by_somebody_else(
    answer: Answer, later_wrote_it: bool, outcome: Outcome, lift: bool
) -> None:
    said = outcome_of(answer, later_wrote_it=later_wrote_it)

    assert (said, may_lift(answer, later_wrote_it=later_wrote_it)) == (outcome, lift)


def test_a_case_without_list_goes_on_only_where_somebody_declined() -> None:
    kept = [answer for answer in Answer if has_ground(is_named=False, answer=answer)]

    assert (kept, has_ground(is_named=True, answer=Answer.NONE)) == ([Answer.DECLINES], True)


def test_a_confidant_of_the_pair_looks_after_another_case() -> None:
    assert fitting_confidants(["a", "b", "c"], involved=frozenset("ab")) == ["c"]


def test_nobody_is_a_pair_alone() -> None:
    with pytest.raises(ValueError, match="alone"):
        Pair.of("a", "a")
