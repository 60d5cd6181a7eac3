"""What stands on somebody's "Heute": each app names its own, the house puts them together."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Todo:
    """One line: what to do, why, where; `state` is a word, `tone` one of the tag classes."""

    title: str
    hint: str
    url: str
    state: str = ""
    tone: str = ""  # "", "good", "hue", "warn", "bad"
