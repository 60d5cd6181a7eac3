"""Two people whom a list names: who is asked, what an answer means, who is kept apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Answer(StrEnum):
    """What the earlier member says."""

    NONE = ""
    DECLINES = "declines"
    FINE = "fine"
    LEAVES = "leaves"


class Outcome(StrEnum):
    """How a case stands. OPEN keeps apart, too: nobody meets before somebody was asked."""

    OPEN = ""
    APART = "apart"
    TOGETHER = "together"


@dataclass(frozen=True, order=True)
class Pair:
    """Two different ids in a fixed order, so that a pair is there once."""

    first: str
    second: str

    @classmethod
    def of(cls, one: str, other: str) -> Pair:
        """The pair of two ids. Raises `ValueError` where both are one."""
        if one == other:
            raise ValueError("Nobody is a pair alone.")
        return cls(*sorted((one, other)))


def pairs_named(
    *, lists: Mapping[str, frozenset[str]], given: Mapping[str, frozenset[str]]
) -> dict[Pair, frozenset[str]]:
    """Every pair that a list names, with the ids of those whose list it is.

    `lists`: id -> hashes somebody keeps away from; `given`: id -> hashes somebody gave of
    themselves. Nobody is a pair with themselves (one's own ward may stand on one's own list).
    """
    holders: dict[str, list[str]] = {}
    for person, hashes in given.items():
        for each in hashes:
            holders.setdefault(each, []).append(person)
    found: dict[Pair, set[str]] = {}
    for owner, hashes in lists.items():
        for each in hashes:
            for other in holders.get(each, ()):
                if other != owner:
                    found.setdefault(Pair.of(owner, other), set()).add(owner)
    return {pair: frozenset(owners) for pair, owners in found.items()}


def earlier_of(pair: Pair, *, since: Mapping[str, date], owners: frozenset[str]) -> tuple[str, str]:
    """Who is asked, and the other. Whoever is not in `since` has only applied: they come last.

    Within one month (a finer date is not kept) whoever wrote the list comes first, then the id.
    """

    def rank(one: str) -> tuple[bool, date, bool, str]:
        return (one not in since, since.get(one, date.max), one not in owners, one)

    first, second = sorted((pair.first, pair.second), key=rank)
    return first, second


def outcome_of(answer: Answer, *, later_wrote_it: bool) -> Outcome:
    """What an answer of the earlier member means by itself; OPEN: the confidant decides.

    Whoever is asked can wish for distance, but not lift the other's wish for it.
    """
    if answer is Answer.DECLINES:
        return Outcome.APART
    if answer is Answer.FINE:
        return Outcome.APART if later_wrote_it else Outcome.TOGETHER
    return Outcome.OPEN


def may_lift(answer: Answer, *, later_wrote_it: bool) -> bool:
    """Whether a confidant may let the two meet: only where nobody wishes for distance still."""
    return not later_wrote_it and answer in (Answer.FINE, Answer.LEAVES)


def has_ground(*, is_named: bool, answer: Answer) -> bool:
    """Whether a case goes on: a list names the pair, or the one who was asked declined."""
    return is_named or answer is Answer.DECLINES


def fitting_confidants(confidants: Sequence[str], *, involved: frozenset[str]) -> list[str]:
    """Which confidants may look after a case: nobody of the two themselves."""
    return [each for each in confidants if each not in involved]
