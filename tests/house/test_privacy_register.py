"""Every field of every model, libraries included, is classified in the privacy register."""

from __future__ import annotations

from django.db import models
from django.test.utils import isolate_apps

from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.privacy.register import faults, faults_of


def test_every_field_of_this_house_is_classified() -> None:
    assert faults() == []


@isolate_apps("wirwissen.foundation.core")
def test_a_seeded_unclassified_field_is_caught() -> None:
    class Seeded(models.Model):  # noqa: DJ008
        name = models.CharField(max_length=10)  # the hole

        privacy = PersonalData(purpose="Probe", plain=frozenset({"id"}))

        class Meta:
            app_label = "core"

    assert [fault for fault in faults_of(Seeded) if "name" in fault] != []
