"""Roles, and who may do what by them."""

from enum import Enum


class Role(Enum):
    """Roles of staff, each in one organisation. Applicants and participants are no roles of
    ours: they are whoever an application or a place in a cohort belongs to."""

    OFFICE = "office"
    LEAD = "lead"
    RELEASER = "releaser"


ROLE_LABELS = {
    Role.OFFICE: "Büro",
    Role.LEAD: "Kursleitung",
    Role.RELEASER: "Freigabe",
}
STRONG_METHODS = frozenset({"password", "mfa"})
PASSWORD_LENGTH = 12  # signs at least; no other demands (NIST SP 800-63B-4, 3.1.1)


def is_strong(methods: frozenset[str]) -> bool:
    """Whether a session was opened by more than a mailbox: password, TOTP or passkey (T9)."""
    return bool(methods & STRONG_METHODS)


def may_change_roles(*, own_roles: frozenset[Role], own_account: bool, losing_office: bool) -> bool:
    """The office gives and takes roles; nobody takes the office from themselves, so that a house
    is never left without anybody who can invite."""
    return Role.OFFICE in own_roles and not (own_account and losing_office)


def no_display_name(user: object) -> str:
    """What libraries may call a person in their own pages and mails: nothing."""
    return ""
