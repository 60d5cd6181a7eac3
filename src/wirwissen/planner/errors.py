"""The one error of this library that input can cause."""

from __future__ import annotations


class BadInput(Exception):
    """An instance or a result that cannot be used.

    `place` is a path from the top with indexes from 0 (`groups[3].avail`), or line and column where
    the text is no JSON; `reason` is a German line that says what is there and what is expected.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
