"""The one error of this library."""

from __future__ import annotations


class BadRecord(Exception):
    """A record that cannot be checked.

    `place` is a path from the top with indexes from 0 (`attendance[3].units`), `reason` a German
    line that says what is there and what is expected. Neither repeats free text of a person.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
