"""What is stored about a person, read along the register."""

from typing import Any

from django.db.models import BinaryField, Field, Model, Q, QuerySet

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.privacy.models import Reading
from wirwissen.foundation.privacy.register import all_entries, leads_to_address, references_to
from wirwissen.foundation.sealed.models import Envelope


def entries_with_subject() -> dict[type[Model], PersonalData]:
    """All models whose rows are about a person."""
    return {model: entry for model, entry in all_entries().items() if entry.subject}


def rows_about(user: User, model: type[Model], entry: PersonalData) -> QuerySet[Model]:
    """A model's rows about this person (by account, or by address where there is none)."""
    rows = model._base_manager.all()
    if leads_to_address(model, entry):
        address = {f"{entry.subject}__iexact": user.email}
        return rows.filter(**address) if user.email else rows.none()
    return rows.filter(**{entry.subject: user.pk})


def keeps_class_s(user: User) -> bool:
    """Whether anything sealed is stored about this account (then a mailbox sets no password)."""
    return any(
        rows_about(user, model, entry).filter(_is_filled(model, entry.sealed)).exists()
        for model, entry in entries_with_subject().items()
        if entry.sealed and entry.guards_account and not leads_to_address(model, entry)
    )


def readings_of(user: User, *, limit: int = 200) -> QuerySet[Reading]:
    """Who read what of this person, newest first. One query."""
    return Reading.objects.filter(owner=user)[:limit]


def envelope_fields(model: type[Model]) -> list[Field[Any, Any]]:
    """A model's references to envelopes."""
    return [field for holder, field in references_to(Envelope) if holder is model]


def _is_filled(model: type[Model], names: frozenset[str]) -> Q:
    filled = Q(pk__in=[])
    for name in names:
        empty: object = b"" if isinstance(model._meta.get_field(name), BinaryField) else ""
        filled |= Q(**{f"{name}__isnull": False}) & ~Q(**{name: empty})
    return filled
