"""Random public ids: nothing in them tells who came first."""

import secrets

# No vowels (no words by chance), no 0/1/l/i/o (read over the telephone).
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 14  # 27**14 is about 66 bits: one table may hold a billion rows.


def new_id() -> str:
    """A random id of 14 characters, safe in a URL and on paper."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_code(*, groups: int = 3, size: int = 4) -> str:
    """A code to type from paper: upper case, in groups, about 4.7 bits a character."""
    return " ".join(
        "".join(secrets.choice(ALPHABET) for _ in range(size)).upper() for _ in range(groups)
    )


def plain_code(typed: str) -> str:
    """The code as stored: without the blanks, hyphens and lower case that people type."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())
