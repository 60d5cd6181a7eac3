"""Erasing a person: rows, keys, and what must stay without them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_id
from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.foundation.privacy.blanks import blank_of, fields_to_blank
from wirwissen.foundation.privacy.hooks import before_erase
from wirwissen.foundation.privacy.models import Erasure
from wirwissen.foundation.privacy.queries import (
    entries_with_subject,
    envelope_fields,
    rows_about,
)
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import destroy

# All rows about one person, found before anything is touched: later their paths are cut.
_Plan = list[tuple[type[Model], PersonalData, list[Any]]]


@transaction.atomic
def erase_person(user: User, *, now: datetime) -> None:
    """Erase a person along the register; twice does no harm.

    Rows are deleted, emptied or kept as their entry says; the keys of what was sealed are
    destroyed with the commit. Where something must stay, an empty account stays under it. The
    ledger says that it happened, so that it is done again after a restore.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    Erasure.objects.get_or_create(subject_id=user.pk, defaults={"erased_at": now})
    for prepare in before_erase:
        prepare(user, now)
    plan: _Plan = [
        (model, entry, list(rows_about(user, model, entry).values_list("pk", flat=True)))
        for model, entry in entries_with_subject().items()
        if model is not User
    ]
    for envelope in _envelopes_to_destroy(plan):
        destroy(envelope)
    for model, entry, pks in plan:
        if entry.on_erase is OnErase.BLANK:
            _blank(model, entry, pks)
    _delete([(model, pks) for model, entry, pks in plan if entry.on_erase is OnErase.DELETE])
    _end_account(user)


def replay_erasures() -> int:
    """Erase whoever was erased again, after a restore, before the house opens. Returns how many."""
    erased = {row.subject_id: row.erased_at for row in Erasure.objects.all()}
    people = list(User.objects.filter(pk__in=erased))
    for user in people:
        erase_person(user, now=erased[user.pk])
    return len(people)


def refuse_to_leave_no_office(user: User) -> None:
    """Raise `Refused` if a house would be left without anybody who can invite."""
    offices = Membership.objects.filter(role=Role.OFFICE.value)
    for row in offices.filter(user=user).select_related("organisation"):
        if not offices.filter(organisation=row.organisation).exclude(user=user).exists():
            raise Refused(
                _(
                    "Sie sind allein im Büro von %(house)s. Geben Sie zuerst jemand anderem die"
                    " Aufgabe „Büro“. Danach geht das Löschen."
                )
                % {"house": row.organisation.name}
            )


def _envelopes_to_destroy(plan: _Plan) -> Iterable[Envelope]:
    """What the person's rows point to, but for rows kept by law: those have their own envelope."""
    wanted: set[Any] = set()
    kept: set[Any] = set()
    for model, entry, pks in plan:
        for field in envelope_fields(model):
            found = model._base_manager.filter(pk__in=pks).values_list(field.attname, flat=True)
            (kept if entry.on_erase is OnErase.KEEP else wanted).update(found)
    return Envelope.objects.filter(pk__in=wanted - kept)


def _blank(model: type[Model], entry: PersonalData, pks: list[Any]) -> None:
    values = {field.name: blank_of(field) for field in fields_to_blank(model, entry)}
    if values:
        model._base_manager.filter(pk__in=pks).update(**values)


def _delete(wanted: list[tuple[type[Model], list[Any]]]) -> None:
    """Delete all these rows, in whatever order their protections allow."""
    waiting = wanted
    while waiting:
        left = []
        for model, pks in waiting:
            try:
                model._base_manager.filter(pk__in=pks).delete()
            except (ProtectedError, RestrictedError):
                left.append((model, pks))
        if len(left) == len(waiting):
            raise RuntimeError(f"{left[0][0]._meta.label} is protected by rows that stay")
        waiting = left


def _end_account(user: User) -> None:
    if _hangs_alone(user):
        user.delete()
        return
    user.email, user.is_active, user.session_mark = None, False, new_id()
    user.account_name, user.words_hash = None, ""
    user.set_unusable_password()
    user.save()


def _hangs_alone(user: User) -> bool:
    """Whether nothing else would be deleted or torn together with the account."""
    collector = Collector(using=user._state.db or "default", origin=user)
    try:
        collector.collect([user])
    except (ProtectedError, RestrictedError):
        return False
    others = {model for model, rows in collector.data.items() if rows} - {User}
    return not others and not any(rows.exists() for rows in collector.fast_deletes)
