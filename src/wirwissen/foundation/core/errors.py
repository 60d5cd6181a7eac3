"""Errors that show a way on."""


class Refused(Exception):
    """A rule says no. The message is a German sentence for the person: what is, and what to do."""


class NeedsPassword(Exception):
    """A mailbox alone does not open this page: ask for the password, then come back (T9)."""
