"""The guesser of the bench sees a gap where there is one, and none where there is none."""

import random

from tests.bench_answers import Times, guessed_right


def times(gap: float) -> Times:
    chance = random.Random(7)
    return [
        (0.08 + chance.gauss(0, 0.004) + (gap if known else 0), known)
        for _ in range(1000)
        for known in (True, False)
    ]


def test_five_milliseconds_are_seen_and_none_are_not() -> None:
    assert guessed_right(times(0.005)) > 0.6
    assert guessed_right(times(0.0)) <= 0.53
    assert guessed_right(times(-0.005)) > 0.6
