"""SQLite by default, PostgreSQL by one setting."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Without the address itself: it holds a password.
_FORM = (
    "WIRWISSEN_DATABASE_URL is empty or postgresql://user:password@host:port/name,"
    " special characters in the password as %40."
)

# IMMEDIATE: with Django's default, 420 of 480 concurrent read-then-write transactions failed as
# busy; with IMMEDIATE none did. The pragmas: product/stack.md, row "framework".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON;"
    ),
}


def database_from(url: str, var: Path) -> dict[str, Any]:
    """Django's database settings for `postgresql://user:password@host:port/name` or "" (SQLite).

    What follows a question mark goes to PostgreSQL: `?sslmode=verify-full`. Raises
    `ImproperlyConfigured` for anything else.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": var / "house.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
        }
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError:
        raise ImproperlyConfigured(_FORM) from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name or parts.fragment:
        raise ImproperlyConfigured(_FORM)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
