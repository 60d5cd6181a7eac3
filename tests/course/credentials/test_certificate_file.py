"""An issued certificate as a file: both standards, its facts, the record inside."""

from __future__ import annotations

import io

import pikepdf
import pytest

from tests import make
from tests.course.credentials.make_ready import issued
from tests.pdf_check import check_pdf
from wirwissen.course.credentials import queries, services
from wirwissen.course.record.reading import read_record
from wirwissen.foundation.core.clock import today

pytestmark = pytest.mark.django_db


def test_the_record_inside_is_the_one_that_was_checked() -> None:
    who = make.participant(name="Mara Lindner")
    content = services.content_of(issued(who))

    with pikepdf.open(io.BytesIO(content)) as pdf:
        inside = pdf.attachments["lernakte.json"].get_file().read_bytes()

    assert read_record(inside) == queries.learning_record(who, today())


@pytest.mark.java
@pytest.mark.parametrize("on_stock", [False, True])
def test_an_issued_certificate_keeps_both_standards(on_stock: bool) -> None:
    who = make.participant(name="Zoë Łukasiewicz-Gesundheitsförderungsmaßnahmenbewilligerin")

    verdicts = check_pdf(services.content_of(issued(who, on_stock=on_stock)))

    assert [(verdict.standard, verdict.broken) for verdict in verdicts if not verdict.passed] == []
    assert len(verdicts) == 2
