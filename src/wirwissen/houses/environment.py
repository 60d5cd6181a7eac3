"""What a house reads from its environment: checked, with a sentence for what does not fit.

Every function raises `ImproperlyConfigured` with the variable's name and what to write instead.
"""

import os
import re
from collections.abc import Collection
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")


def port_from(name: str, default: int) -> int:
    """A port number."""
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise ImproperlyConfigured(f"{name} is a number from 1 to 65535, not {text!r}.")
    return int(text)


def one_of(name: str, allowed: Collection[str]) -> str:
    """One of a few words; the first of them where nothing is set."""
    text = os.environ.get(name) or next(iter(allowed))
    if text not in allowed:
        raise ImproperlyConfigured(f"{name} is {' or '.join(allowed)}, not {text!r}.")
    return text


def host_from(name: str, default: str) -> str:
    """A host's name alone."""
    text = os.environ.get(name) or default
    if not _HOST.fullmatch(text):
        raise ImproperlyConfigured(
            f"{name} is the host's name alone, such as kurse.example.org, not {text!r}."
        )
    return text


def web_address_from(name: str) -> str:
    """A web address, or nothing."""
    text = os.environ.get(name, "")
    if text and not re.match(r"https?://[^/\s]+", text):
        raise ImproperlyConfigured(f"{name} is empty or begins with https://, not {text!r}.")
    return text


def password_from_file(name: str) -> str:
    """The password in the file that the variable names; empty where it names none."""
    path = os.environ.get(name, "")
    if not path:
        return ""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = type(error).__name__
        raise ImproperlyConfigured(f"{name}: the file {path} cannot be read ({why}).") from error
