"""Roles, and who may do what by them."""

from datetime import timedelta
from enum import Enum


class Role(Enum):
    """Roles of staff, each in one organisation. Applicants and participants are no roles of
    ours: they are whoever an application or a place in a cohort belongs to."""

    OFFICE = "office"
    LEAD = "lead"
    RELEASER = "releaser"
    # Not of the house: the umbrella association takes the last step and sees nothing else.
    UMBRELLA = "umbrella"


HOUSE_ROLES = frozenset(Role) - {Role.UMBRELLA}
STRONG_METHODS = frozenset({"password", "mfa"})
INVITATION_LASTS = timedelta(days=14)
RECOVERY_LASTS = timedelta(days=7)
ADDRESS_WAITS = timedelta(hours=48)  # long enough to read a letter to the old address (T9)
ADDRESS_CODE_LASTS = timedelta(minutes=15)
MOST_WRONG_CODES = 5
PASSWORD_LENGTH = 12  # signs at least; no other demands (NIST SP 800-63B-4, 3.1.1)


def is_strong(methods: frozenset[str]) -> bool:
    """Whether a session was opened by more than a mailbox: password, TOTP or passkey (T9)."""
    return bool(methods & STRONG_METHODS)


def roles_on_offer(*, has_courses: bool, has_umbrella: bool) -> tuple[Role, ...]:
    """The roles an office can give: without courses no other than its own, the umbrella's only
    where the installation has its step."""
    if not has_courses:
        return (Role.OFFICE,)
    return tuple(role for role in Role if has_umbrella or role in HOUSE_ROLES)


def may_change_roles(*, own_roles: frozenset[Role], own_account: bool, losing_office: bool) -> bool:
    """The office gives and takes roles; nobody takes the office from themselves, so that a house
    is never left without anybody who can invite."""
    return Role.OFFICE in own_roles and not (own_account and losing_office)


def may_set_first_password(*, has_password: bool, has_role: bool, keeps_sealed: bool) -> bool:
    """Whether somebody whom only a mailbox signed in may set a password without the office's code.

    Only a fresh account: nothing in it is worth the theft of a mailbox yet (product/trust.md, T9).
    """
    return not (has_password or has_role or keeps_sealed)


def may_try_code(*, wrong_codes: int) -> bool:
    """Whether a one-time code takes another try: after five wrong ones it has ended."""
    return wrong_codes < MOST_WRONG_CODES


def no_display_name(user: object) -> str:
    """What libraries may call a person in their own pages and mails: nothing."""
    return ""
