"""Every night: what has reached its date goes, from tables, key store and disk."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models import Exists, Model, OuterRef, ProtectedError, QuerySet, RestrictedError
from django.utils import timezone
from django_tasks import task

from wirwissen.foundation.accounts.models import RoleChange, User
from wirwissen.foundation.core.clock import now as clock_now
from wirwissen.foundation.core.logs import drop_old_logs
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.privacy.register import all_entries, field_at, references_to
from wirwissen.foundation.privacy.services.files import drop_ownerless_files
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import destroy, tidy_keys

log = logging.getLogger("wirwissen.privacy")
BATCH = 500
UNUSED_ACCOUNT = timedelta(days=30)
# What only serves to sign in does not make an account a used one.
_LOOSE = {
    "account.EmailAddress",
    "accounts.AddressChange",
    "accounts.RecoveryCode",
    "mfa.Authenticator",
}


@task()
def keep_the_dates() -> None:
    """The nightly job. Safe to run twice, and to be cut off anywhere: the next night goes on."""
    at = clock_now()
    for model, entry in all_entries().items():
        if entry.keep is not None:
            delete_expired(model, entry, now=at)
    delete_unused_accounts(now=at)
    # Django stamps sessions with the machine's clock, also where the house's clock moves.
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    delete_ownerless_envelopes(now=at)
    tidy_key_store()
    drop_ownerless_files()
    drop_old_logs(settings.LOG_FOLDER)
    cache.clear()  # rate limits only; their keys are hashes of yesterday
    shrink()


@task()
def keep_the_hours() -> None:
    """What may stay for less than a day does not wait for the night. Safe to run twice."""
    at = clock_now()
    for model, entry in all_entries().items():
        if entry.keep is not None and entry.keep < timedelta(days=1):
            delete_expired(model, entry, now=at)


def expired(model: type[Model], entry: PersonalData, *, now: datetime) -> QuerySet[Model]:
    """The rows whose term has passed."""
    assert entry.keep is not None
    ends = now - entry.keep
    is_time = isinstance(field_at(model, entry.keep_from), models.DateTimeField)
    limit = ends if is_time else timezone.localdate(ends)
    return model._base_manager.filter(**{f"{entry.keep_from}__lt": limit})


def delete_expired(model: type[Model], entry: PersonalData, *, now: datetime) -> int:
    """Delete what has passed its date, in batches. Returns how many rows of this model went.

    A row that another one still protects stays until that one goes; the log counts them.
    """
    gone, stuck = 0, set[object]()
    while batch := list(
        expired(model, entry, now=now).exclude(pk__in=stuck).values_list("pk", flat=True)[:BATCH]
    ):
        if _delete(model, batch):
            gone += len(batch)
            continue
        alone = {pk: _delete(model, [pk]) for pk in batch}
        stuck |= {pk for pk, went in alone.items() if not went}
        gone += sum(alone.values())
    if stuck:
        log.warning("%s expired rows of %s are protected", len(stuck), model._meta.label)
    return gone


def _delete(model: type[Model], pks: list[object]) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=pks).delete()
    except (ProtectedError, RestrictedError):
        return False
    return True


def delete_unused_accounts(*, now: datetime) -> int:
    """Delete accounts that nothing belongs to, 30 days after the last thing happened."""
    since = now - UNUSED_ACCOUNT
    unused = User.objects.filter(joined_at__lt=since).exclude(
        Exists(RoleChange.objects.filter(user=OuterRef("pk"), changed_at__gte=since))
    )
    for model, field in references_to(User):
        if _binds(model, field):
            rows = model._base_manager.filter(**{field.name: OuterRef("pk")})
            unused = unused.exclude(Exists(rows))
    pks = list(unused.values_list("pk", flat=True))
    with transaction.atomic():
        User.objects.filter(pk__in=pks).delete()
    return len(pks)


def _binds(model: type[Model], field: models.ForeignKey[Any, Any]) -> bool:
    """Whether a row makes an account used: it would be lost or torn with it."""
    return field.remote_field.on_delete is not models.SET_NULL and model._meta.label not in _LOOSE


def delete_ownerless_envelopes(*, now: datetime) -> int:
    """Destroy envelopes that no row points to any more; today's may still get their row."""
    ownerless = Envelope.objects.filter(created_on__lt=timezone.localdate(now))
    for model, field in references_to(Envelope):
        rows = model._base_manager.filter(**{field.name: OuterRef("pk")})
        ownerless = ownerless.exclude(Exists(rows))
    count = 0
    for envelope in list(ownerless):
        with transaction.atomic():
            destroy(envelope)
            envelope.delete()
        count += 1
    return count


def tidy_key_store() -> int:
    """Destroy keys without envelope, while nobody is making one.

    A key is written at once, its envelope's row appears with the transaction: looking in between
    would take the key for a lost one. SQLite has one writer; PostgreSQL needs the table's lock.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                table = connection.ops.quote_name(Envelope._meta.db_table)
                cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        return tidy_keys()


def shrink() -> None:
    """Give deleted rows' space back, so that they do not linger in the database's files."""
    if connection.in_atomic_block:  # a test; neither statement works inside a transaction
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif connection.vendor == "postgresql":
            cursor.execute("VACUUM")
