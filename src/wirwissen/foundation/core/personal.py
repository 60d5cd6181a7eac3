"""One model's entry in the privacy register. The register itself lives in `foundation.privacy`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any


class OnErase(Enum):
    """What happens to a row when its person asks for erasure."""

    DELETE = "delete"
    BLANK = "blank"  # the row stays for its term, its personal fields are emptied
    KEEP = "keep"  # kept by law or because it holds no personal field; `purpose` says why


@dataclass(frozen=True, kw_only=True)
class PersonalData:
    """Why a model holds personal data, how long, and what each of its fields is.

    `personal`: class P or N; `sealed`: class S (stored encrypted); `plain`: tells nothing about a
    person by itself. Every field must be in exactly one of the three; a test sees to it.
    `keep` counts from the date or time field at the lookup path `keep_from`; `None` keeps while the
    row it hangs on exists. `subject` is the lookup path to the user the row is about ("" if nobody
    with an account). Source: product/trust.md, "Mechanisms every feature uses", 1.
    """

    purpose: Any  # a (lazily translated) German sentence part
    keep: timedelta | None = None
    keep_from: str = ""
    subject: str = ""
    on_erase: OnErase = OnErase.DELETE
    personal: frozenset[str] = frozenset()
    sealed: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    # Whether what is sealed here bars a mailbox from setting an account's first password. Not for
    # what was given before there was an account and no page of the account ever shows.
    guards_account: bool = True
    # Opens a sealed field for the person's own export: (row, field name) -> text.
    reveal: Callable[[Any, str], str] | None = field(default=None, compare=False)
    # For tables of libraries: their name, and the names of their fields ("": not told).
    label: Any = ""
    labels: Mapping[str, Any] = field(default_factory=dict, compare=False)
    # A `Q`: only such rows are told to the person (a prepared decision is nobody's yet).
    shown: Any = field(default=None, compare=False)
