"""A soft rule warns until a lead has given a reason; the record itself keeps the warning."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import make
from wirwissen.course.credentials import queries
from wirwissen.course.internships.services import override
from wirwissen.course.record.rules import check
from wirwissen.foundation.core.clock import today

pytestmark = pytest.mark.django_db


def test_an_early_placement_warns_until_a_lead_accepts_it_with_a_reason() -> None:
    who = make.participant()
    make.session(who.cohort)
    early = today() - timedelta(days=400)
    placement = make.placement(who, no=1, from_on=early, to_on=early)

    def shown() -> tuple[str, ...]:
        record = queries.learning_record(who, today())
        return queries.as_standing(who, record, for_staff=True).hints

    before = shown()
    override(placement, reason="war als Hospitation abgesprochen", by_name="Amara Okafor")

    assert (len(before), shown()) == (1, ())
    record = queries.learning_record(who, today())
    assert [hint.code.value for hint in check(record).hints] == ["before_course"]
