"""When to try again, and what a mail template looks like."""

from datetime import timedelta

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
LEASE = timedelta(minutes=5)  # longer than any delivery: ten waits of EMAIL_TIMEOUT and some
SUBJECT_MARK = "Betreff: "


def next_try_after(attempts: int) -> timedelta | None:
    """How long to wait after the n-th failed attempt; `None`: give up, tell the office.

    About a day and a half in all: a mail server may be down overnight. Raises `ValueError` below 1.
    """
    if attempts < 1:
        raise ValueError("There was no attempt yet.")
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None


def split_subject(written: str) -> tuple[str, str]:
    """Subject and body of a written template. Raises `ValueError` without a subject line."""
    first, _, rest = written.lstrip().partition("\n")
    if not first.startswith(SUBJECT_MARK):
        raise ValueError("A mail template begins with its subject line.")
    return first.removeprefix(SUBJECT_MARK).strip(), rest.strip() + "\n"
