"""How names of people and workplaces are made comparable before they are hashed.

Only what is equal afterwards is found: no guessing at nicknames or typing errors, since a wrong
hit would tell a stranger that somebody keeps away from them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from unicodedata import combining, normalize

MOST_ENTRIES = 12  # on one list: a list is for people one fears to meet, not for a staff directory
AGAIN_AFTER = timedelta(days=180)  # own particulars are given once; jobs do change


class Kind(StrEnum):
    """What somebody keeps away from."""

    PERSON = "person"
    WORKPLACE = "workplace"


_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
_WORD = re.compile(r"[a-z0-9]+")
_TITLES = frozenset(
    {
        "dr", "prof", "med", "phil", "rer", "nat", "pol", "jur", "theol", "dipl", "psych", "paed",
        "pd", "priv", "doz", "habil", "univ", "frau", "herr", "hr", "fr", "ba", "ma", "bsc", "msc",
        "mba", "phd", "a", "b", "m", "sc", "von", "van", "de",
    }
)  # fmt: skip
_FORMS = frozenset(
    {
        "gmbh", "ggmbh", "ag", "ev", "e", "v", "kg", "ohg", "ug", "mbh", "der", "die", "das",
        "dem", "den", "des", "am", "im", "in", "an", "fuer", "und", "u", "zu", "zur", "zum", "bei",
    }
)  # fmt: skip
_SAME = {"st": "sankt", "str": "strasse", "klinikum": "klinik", "kh": "krankenhaus"}


def comparable(text: str, kind: Kind) -> str:
    """The text in the form that is hashed: without case, accents, titles, signs and order.

    "" where nothing is left to compare ("Dr.", "e.V."). Applying it twice changes nothing.
    """
    # Composed first: "u" with a separate dieresis is an "ü" as well.
    plain = normalize("NFC", text).casefold().translate(_LETTERS)
    bare = "".join(sign for sign in normalize("NFKD", plain) if not combining(sign))
    idle = _TITLES if kind is Kind.PERSON else _FORMS
    words = {_SAME.get(word, word) if kind is Kind.WORKPLACE else word
             for word in _WORD.findall(bare)}  # fmt: skip
    return " ".join(sorted(words - idle))


def may_give_again(*, given_on: date | None, today: date) -> bool:
    """Whether the own name and workplace may be given: once, and anew after 180 days."""
    return given_on is None or today >= given_on + AGAIN_AFTER
