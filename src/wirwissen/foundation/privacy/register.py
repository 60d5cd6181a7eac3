"""The privacy register: every field of every table, ours and the libraries' (trust.md, 1)."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Field, ForeignObjectRel, Model
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.accounts.authenticators import told
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.foundation.privacy.blanks import blank_of, fields_to_blank

_RIGHTS = _("Rechteverwaltung der Bibliothek, hier ungenutzt")

REGISTER_OF_LIBRARIES: dict[str, PersonalData] = {
    "auth.Permission": PersonalData(
        purpose=_RIGHTS, plain=frozenset({"id", "name", "content_type", "codename"})
    ),
    "auth.Group": PersonalData(purpose=_RIGHTS, plain=frozenset({"id", "name", "permissions"})),
    "contenttypes.ContentType": PersonalData(
        purpose=_("Verzeichnis der Tabellen"), plain=frozenset({"id", "app_label", "model"})
    ),
    # Its term runs by the machine's clock: `services.retention` deletes what has expired.
    "sessions.Session": PersonalData(
        purpose=_("Angemeldet bleiben, höchstens zwölf Stunden"),
        sealed=frozenset({"session_data"}),
        plain=frozenset({"session_key", "expire_date"}),
    ),
    "account.EmailAddress": PersonalData(
        purpose=_("Ihre Adresse zum Anmelden"),
        subject="user",
        personal=frozenset({"user", "email"}),
        plain=frozenset({"id", "verified", "primary"}),
    ),
    # Secrets inside are sealed; of a passkey it is the public half, which opens nothing.
    "mfa.Authenticator": PersonalData(
        purpose=_("Sicherer anmelden"),
        label=_("Zweiter Schritt und Passkeys"),
        labels={"type": "", "data": _("Art"), "created_at": _("eingerichtet am")},
        subject="user",
        personal=frozenset({"user"}),
        sealed=frozenset({"data"}),
        plain=frozenset({"id", "type", "created_at", "last_used_at"}),
        guards_account=False,
        reveal=told,
    ),
    "account.EmailConfirmation": PersonalData(
        purpose=_("Bestätigung einer Adresse, hier ungenutzt"),
        keep=timedelta(days=1),
        keep_from="created",
        personal=frozenset({"email_address"}),
        plain=frozenset({"id", "created", "sent", "key"}),
    ),
    # Ids only, by rule; `jobs` empties and forgets ended ones by the machine's clock.
    "django_tasks_database.DBTaskResult": PersonalData(
        purpose=_("Aufgaben im Hintergrund"),
        plain=frozenset(
            {
                "id",
                "status",
                "enqueued_at",
                "started_at",
                "finished_at",
                "args_kwargs",
                "priority",
                "task_path",
                "worker_ids",
                "queue_name",
                "backend_name",
                "run_after",
                "return_value",
                "exception_class_path",
                "traceback",
            }
        ),
    ),
}


class NotRegistered(LookupError):
    """A model without an entry: nobody has said why it is kept, and how long."""


def entry_of(model: type[Model]) -> PersonalData:
    """The register's entry of a model. Raises `NotRegistered`."""
    entry = getattr(model, "privacy", None) or REGISTER_OF_LIBRARIES.get(model._meta.label)
    if not isinstance(entry, PersonalData):
        raise NotRegistered(model._meta.label)
    return entry


def all_models() -> list[type[Model]]:
    """Every table with a subject of its own (join tables belong to the field that makes them)."""
    return [model for model in apps.get_models() if not model._meta.proxy]


def all_entries() -> dict[type[Model], PersonalData]:
    """Every model with its entry. Raises `NotRegistered`."""
    return {model: entry_of(model) for model in all_models()}


def fields_of(model: type[Model]) -> list[Field]:  # type: ignore[type-arg]
    """The model's own fields, join tables included."""
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def field_at(model: type[Model], path: str) -> Field:  # type: ignore[type-arg]
    """The field at the end of a lookup path. Raises `FieldDoesNotExist`."""
    *way, last = path.split("__")
    for name in way:
        step = model._meta.get_field(name)
        related = step.related_model
        if related is None or isinstance(related, str):
            raise FieldDoesNotExist(path)
        model = related
    found = model._meta.get_field(last)
    if not isinstance(found, Field):
        raise FieldDoesNotExist(path)
    return found


def leads_to_address(model: type[Model], entry: PersonalData) -> bool:
    """Whether the subject is told by an e-mail address instead of an account."""
    return isinstance(field_at(model, entry.subject), models.EmailField)


def references_to(target: type[Model]) -> list[tuple[type[Model], models.ForeignKey[Any, Any]]]:
    """Every field of every table that points to `target`.

    Not by `_meta.related_objects`: that leaves out relations without a way back.
    """
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is target
    ]


def faults(chosen: Iterable[type[Model]] | None = None) -> list[str]:
    """What is wrong with the register, one line each; empty if all is well."""
    models_to_check = all_models() if chosen is None else chosen
    return [fault for model in models_to_check for fault in faults_of(model)]


def faults_of(model: type[Model]) -> list[str]:
    """What is wrong with one model's entry."""
    label = model._meta.label
    try:
        entry = entry_of(model)
    except NotRegistered:
        return [f"{label}: not in the privacy register"]
    return [f"{label}: {fault}" for fault in _faults(model, entry)]


def _faults(model: type[Model], entry: PersonalData) -> Iterator[str]:
    names = [field.name for field in fields_of(model)]
    classified = [*entry.personal, *entry.sealed, *entry.plain]
    for name in names:
        times = classified.count(name)
        if times != 1:
            yield f"{name} is " + ("classified twice" if times else "not classified")
    for name in sorted(set(classified) - set(names)):
        yield f"{name} is classified but does not exist"
    if not str(entry.purpose).strip():
        yield "no purpose"
    yield from _faults_of_term(model, entry)
    yield from _faults_of_subject(model, entry)


def _faults_of_term(model: type[Model], entry: PersonalData) -> Iterator[str]:
    if (entry.keep is None) != (not entry.keep_from):
        yield "keep and keep_from belong together"
    if entry.keep_from:
        try:
            ends = field_at(model, entry.keep_from)
        except FieldDoesNotExist:
            yield f"keep_from: no field at {entry.keep_from}"
        else:
            if not isinstance(ends, models.DateField):  # a DateTimeField is one, too
                yield f"keep_from: {entry.keep_from} is no date"


def _faults_of_subject(model: type[Model], entry: PersonalData) -> Iterator[str]:
    if not entry.subject:
        if entry.on_erase is OnErase.BLANK:
            yield "nobody to blank: no subject"
        return
    try:
        last = field_at(model, entry.subject)
    except FieldDoesNotExist:
        yield f"subject: no field at {entry.subject}"
        return
    is_user = last.related_model is User or (model is User and last.primary_key)
    if not is_user and not isinstance(last, models.EmailField):
        yield f"subject: {entry.subject} leads to no person"
        return
    if entry.sealed and entry.reveal is None and not isinstance(last, models.EmailField):
        yield "sealed, but no `reveal` says what its owner gets to read"
    if entry.on_erase is not OnErase.DELETE:
        yield from _vanishing(model, entry)
    if entry.on_erase is OnErase.BLANK:
        yield from _not_blankable(model, entry)


def _not_blankable(model: type[Model], entry: PersonalData) -> Iterator[str]:
    for field in fields_to_blank(model, entry):
        try:
            blank_of(field)
        except TypeError:
            yield f"{field.name} cannot be emptied: make it nullable"


def _vanishing(model: type[Model], entry: PersonalData) -> Iterator[str]:
    """A row that must stay must not hang on one that is deleted when its person is erased."""
    if "__" not in entry.subject:
        return  # hangs on the account itself, which then stays as an empty shell
    step = model._meta.get_field(entry.subject.partition("__")[0])
    owner = step.related_model
    if isinstance(step, ForeignObjectRel) or not isinstance(owner, type):
        return
    on_delete = getattr(step.remote_field, "on_delete", None)
    if on_delete is models.CASCADE and entry_of(owner).on_erase is OnErase.DELETE:
        yield f"stays, but is deleted together with {owner._meta.label}"
