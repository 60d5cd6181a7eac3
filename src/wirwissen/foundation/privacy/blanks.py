"""What stands in the fields of a row that stays when its person is erased."""

from typing import Any

from django.db import models
from django.db.models import Field, Model
from django.utils.translation import gettext as _

from wirwissen.foundation.core.personal import PersonalData

# A number names nobody once the name is gone; the ledger's sums and the bills must stay.
_STAYS = (models.IntegerField, models.DecimalField, models.FloatField, models.BooleanField)


def fields_to_blank(model: type[Model], entry: PersonalData) -> list[Field[Any, Any]]:
    """The personal and sealed fields that are emptied.

    Numbers stay. A reference that must not be empty leads to the account, which itself becomes an
    empty shell.
    """
    names = sorted(entry.personal | entry.sealed)
    chosen = [field for field in model._meta.local_fields if field.name in names]
    return [field for field in chosen if not isinstance(field, _STAYS) and not _is_bound(field)]


def blank_of(field: Field[Any, Any]) -> Any:
    """What stands in a field once its person is gone. Raises `TypeError` if nothing can."""
    if isinstance(field, (models.CharField, models.TextField)):
        is_name = field.name == "name" or field.name.endswith("_name")
        return _("gelöschte Person") if is_name else (None if field.null else "")
    if field.null:
        return None
    if isinstance(field, models.BinaryField):
        return b""
    if isinstance(field, models.JSONField):
        return field.get_default() if field.has_default() else {}
    raise TypeError(f"{field} cannot be emptied")


def _is_bound(field: Field[Any, Any]) -> bool:
    return field.is_relation and not field.null
