"""Where apps join in: each list is filled in an app's `ready()`."""

from collections.abc import Callable, Iterable
from datetime import datetime

from wirwissen.foundation.accounts.models import User

# Called before a person is erased, in the same transaction: withdraw an application, free a
# place. It may raise `Refused` with a sentence that says what to do first.
before_erase: list[Callable[[User, datetime], None]] = []

# Names of sealed files in use that stand in no text field of a table (those are found anyway).
file_owners: list[Callable[[], Iterable[str]]] = []
