"""Words that mean nothing: account names, and what somebody prints to get back in. Pure.

A syllable is one of 13 consonants and one of 5 vowels (65), a word is two (4,225, 12 bits). They
can be read over the telephone: no c, no v beside f, no y.
"""

import re
import secrets

CONSONANTS = "bdfgklmnprstwz"
VOWELS = "aeiou"
NAME_WORDS = 3  # 36 bits: only has to be free, it is no secret
RECOVERY_WORDS = 8  # 96 bits: opens the account without the passphrase

# Words one would rather not be called, or that say something about somebody.
_AVOIDED = frozenset(
    {"kaka", "pipi", "popo", "titi", "pupu", "sado", "maso", "nazi", "dodo", "gaga", "lulu",
     "doro", "lisa", "mara", "mona", "nora", "rosa", "tina", "timo", "kira", "lena", "gabi"}
)  # fmt: skip
_GAP = re.compile(r"[^a-zäöüß]+")


def new_word() -> str:
    """A word of two syllables."""
    while True:
        word = "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(2))
        if word not in _AVOIDED:
            return word


def new_account_name() -> str:
    """A name that tells nothing about its person, such as `lemu-tora-nisa`."""
    return "-".join(new_word() for _ in range(NAME_WORDS))


def new_recovery_words() -> str:
    """Eight words to print, with blanks between."""
    return " ".join(new_word() for _ in range(RECOVERY_WORDS))


def plain_name(typed: str) -> str:
    """The account name as stored, however it was typed: blanks, capitals, other lines between."""
    return "-".join(_words(typed))


def plain_words(typed: str) -> str:
    """The recovery words as hashed, however they were typed."""
    return " ".join(_words(typed))


def _words(typed: str) -> list[str]:
    return [word for word in _GAP.split(typed.lower()) if word]
