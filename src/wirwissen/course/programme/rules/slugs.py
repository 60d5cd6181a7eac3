"""Short names for addresses, made of a German title. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
RESERVED = frozenset({"anderswo"})


def slug_of(title: str, taken: Collection[str] = ()) -> str:
    """A free short name of at most 50 characters: "Kurs in Köln" becomes kurs-in-koeln.

    `taken`: names already in use; so are the words that our own pages need.
    """
    spelt = title.casefold().translate(_SPELT_OUT)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:45].strip("-") or "kurs"
    name, number = base, 2
    while name in taken or name in RESERVED:
        name, number = f"{base}-{number}", number + 1
    return name
