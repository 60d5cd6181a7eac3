"""What migrations do to rows that are there."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests import make
from tests.course.credentials.make_ready import issued, passed_on
from wirwissen.course.credentials.models import Paper

pytestmark = pytest.mark.django_db


def test_papers_from_before_get_the_persons_name_once() -> None:
    paper = issued(make.participant(name="Mara Lindner"))
    other = issued(make.participant(name="Tomke Harms"))
    Paper.objects.filter(pk=paper.pk).update(issued_name="")
    Paper.objects.filter(pk=other.pk).update(issued_name="Tomke Früher")
    passed_on(make.participant(name="Noch Nicht"))
    module = import_module("wirwissen.course.credentials.migrations.0006_names_on_papers")

    for _time in range(2):
        module.fill_names(apps, connection.schema_editor())

    names = set(Paper.objects.values_list("issued_name", flat=True))
    assert names == {"Mara Lindner", "Tomke Früher", ""}
