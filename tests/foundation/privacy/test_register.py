"""The register knows every field, and says so when it does not."""

# ruff: noqa: DJ008  (models that live for one test)

from datetime import timedelta

from django.db import models
from django.test.utils import isolate_apps

from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.personal import OnErase, PersonalData
from wirwissen.foundation.privacy.register import all_entries, faults, faults_of, references_to
from wirwissen.foundation.sealed.models import Envelope

EVERY_FAULT = [
    "core.Unknown: not in the privacy register",
    "core.Seeded: forgotten is not classified",
    "core.Seeded: twice is classified twice",
    "core.Seeded: gone is classified but does not exist",
    "core.Seeded: keep_from: forgotten is no date",
    "core.Seeded: sealed, but no `reveal` says what its owner gets to read",
    "core.Aimless: no purpose",
    "core.Aimless: keep and keep_from belong together",
    "core.Aimless: nobody to blank: no subject",
    "core.Lost: keep_from: no field at a__b",
    "core.Lost: subject: no field at c",
]


def test_every_field_of_every_table_is_classified_once() -> None:
    assert faults() == []


def test_the_tables_of_libraries_are_in_the_register() -> None:
    labels = {model._meta.label for model in all_entries()}

    assert {"sessions.Session", "account.EmailAddress", "auth.Permission"} <= labels


@isolate_apps("wirwissen.foundation.core")
def test_every_kind_of_fault_is_named() -> None:
    class Unknown(models.Model):
        class Meta:
            app_label = "core"

    class Seeded(models.Model):
        forgotten = models.CharField(max_length=10)
        twice = models.CharField(max_length=10)
        owner = models.ForeignKey(User, models.CASCADE)
        secret = models.BinaryField()

        privacy = PersonalData(
            purpose="Probe",
            keep=timedelta(days=1),
            keep_from="forgotten",
            subject="owner",
            personal=frozenset({"twice", "owner"}),
            sealed=frozenset({"secret"}),
            plain=frozenset({"id", "twice", "gone"}),
        )

        class Meta:
            app_label = "core"

    class Aimless(models.Model):
        privacy = PersonalData(
            purpose=" ", keep=timedelta(days=1), on_erase=OnErase.BLANK, plain=frozenset({"id"})
        )

        class Meta:
            app_label = "core"

    class Lost(models.Model):
        privacy = PersonalData(
            purpose="Probe",
            keep=timedelta(1),
            keep_from="a__b",
            subject="c",
            plain=frozenset({"id"}),
        )

        class Meta:
            app_label = "core"

    assert faults([Unknown, Seeded, Aimless, Lost]) == EVERY_FAULT


@isolate_apps("wirwissen.foundation.core")
def test_a_row_that_must_stay_must_not_hang_on_one_that_goes() -> None:
    class Owned(models.Model):
        user = models.ForeignKey(User, models.CASCADE, related_name="+")
        privacy = PersonalData(
            purpose="Probe", subject="user", personal=frozenset({"user"}), plain=frozenset({"id"})
        )

        class Meta:
            app_label = "core"

    class Staying(models.Model):
        owned = models.ForeignKey(Owned, models.CASCADE, related_name="+")
        privacy = PersonalData(
            purpose="Probe",
            subject="owned__user",
            on_erase=OnErase.KEEP,
            plain=frozenset({"id", "owned"}),
        )

        class Meta:
            app_label = "core"

    assert faults_of(Staying) == ["core.Staying: stays, but is deleted together with core.Owned"]


@isolate_apps("wirwissen.foundation.core")
def test_a_field_that_cannot_be_emptied_is_named() -> None:
    class Dated(models.Model):
        user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
        born_on = models.DateField()
        hours = models.IntegerField()
        privacy = PersonalData(
            purpose="Probe",
            subject="user",
            on_erase=OnErase.BLANK,
            personal=frozenset({"user", "born_on", "hours"}),
            plain=frozenset({"id"}),
        )

        class Meta:
            app_label = "core"

    assert faults_of(Dated) == ["core.Dated: born_on cannot be emptied: make it nullable"]


def test_references_without_a_way_back_are_found_too() -> None:
    # A key would be destroyed under a row whose relation has no name (`related_name="+"`).
    holders = {model._meta.label for model, _field in references_to(Envelope)}

    assert {"admissions.Application", "events.Registration"} <= holders
    assert Membership in {model for model, _field in references_to(User)}
