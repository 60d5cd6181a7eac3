"""Verbs of internships: the host's link, paper, tombstones, reports."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests import make
from wirwissen.course.cohorts.models import Participant
from wirwissen.course.cohorts.services import switch_cohort
from wirwissen.course.internships import queries, services
from wirwissen.course.internships.models import Placement
from wirwissen.course.record.shapes import InternshipEntry
from wirwissen.course.record.shapes import Placement as RecordPlacement
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 3)


def enter(who: Participant, hours: str = "40", **fields: object) -> Placement:
    facts: dict[str, object] = {
        "no": 1, "host": "Tagesstätte Lindenhof", "host_email": "", "from_on": DAY, "to_on": DAY,
        "hours": Decimal(hours), "cleared_on": DAY, **fields,
    }  # fmt: skip
    return services.enter_placement(who, **facts)  # type: ignore[arg-type]


def test_an_internship_the_programme_does_not_know_is_refused() -> None:
    with pytest.raises(Refused):
        enter(make.participant(), no=3)


def test_a_host_gets_one_neutral_mail_and_an_earlier_link_ends() -> None:
    placement = enter(make.participant(name="Mara Lindner"), host_email="Haus@example.org")

    first = services.send_host_link(placement, now=now())
    second = services.send_host_link(placement, now=now())

    assert services.placement_of_link(first, now=now()) is None
    assert services.placement_of_link(second, now=now()) == placement
    mails = OutboxMail.objects.order_by("created_at")
    assert [mail.recipient for mail in mails] == ["haus@example.org"] * 2
    assert not [m for m in mails if "Mara" in body_of(m) + m.subject]


def test_a_link_ends_after_60_days() -> None:
    placement = enter(make.participant(), host_email="haus@example.org")
    token = services.send_host_link(placement, now=now())

    late = now() + timedelta(days=60, minutes=1)

    assert services.placement_of_link(token, now=late) is None


def test_without_an_address_no_link_can_go_out() -> None:
    with pytest.raises(Refused):
        services.send_host_link(enter(make.participant()), now=now())


def test_confirming_twice_keeps_the_first_confirmation() -> None:
    placement = enter(make.participant())

    services.confirm(placement, by_name="Frau Sander", how="link", on=today(), now=now())
    again = services.confirm(placement, by_name="Herr Ott", how="paper", on=today(), now=now())

    assert (again.confirmed_by, again.confirmed_how) == ("Frau Sander", "link")


def test_a_confirmation_in_the_future_is_refused() -> None:
    tomorrow = today() + timedelta(days=1)

    with pytest.raises(Refused):
        services.confirm(
            enter(make.participant()), by_name="X", how="paper", on=tomorrow, now=now()
        )


def test_a_confirmed_placement_does_not_change_any_more() -> None:
    placement = enter(make.participant())
    services.confirm(placement, by_name="X", how="paper", on=today(), now=now())

    with pytest.raises(Refused):
        services.change_placement(
            placement, host="Y", host_email="", from_on=DAY, to_on=DAY, hours=Decimal(1)
        )


def test_host_confirmation_turns_out_wrong_and_is_withdrawn() -> None:
    who = make.participant()
    placement = enter(who)
    services.confirm(placement, by_name="X", how="link", on=today(), now=now())
    told: list[Participant] = []
    services.withdrawal_hooks.append(lambda person, at: told.append(person))

    try:
        services.withdraw(placement, reason="falsche Person", now=now())
        services.withdraw(placement, reason="noch einmal", now=now())
    finally:
        services.withdrawal_hooks.pop()

    placement.refresh_from_db()
    assert placement.withdrawn_reason == "falsche Person"
    assert told == [who]
    assert queries.entries_of([who]) == {who.pk: ()}


def test_the_learning_record_gets_both_papers_and_the_report() -> None:
    who = make.participant()
    for hours in ("24", "16"):
        row = enter(who, hours)
        services.confirm(row, by_name="X", how="paper", on=today(), now=now())
    services.hand_in_report(who, no=1, on=today(), by=who.person, now=now())

    placements = [
        RecordPlacement(
            host="Tagesstätte Lindenhof", starts_on=DAY, ends_on=DAY, hours=Decimal(hours),
            confirmed_on=today(),
        )
        for hours in ("24", "16")
    ]  # fmt: skip
    (entry,) = queries.entries_of([who])[who.pk]
    assert (entry.no, entry.report_on) == (1, today())
    assert sorted(entry.placements, key=lambda p: -p.hours) == placements
    assert isinstance(entry, InternshipEntry)


@pytest.mark.parametrize("count", [1, 3])
def test_records_of_a_whole_cohort_cost_one_query(
    count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    cohort = make.cohort()
    people = [make.participant(cohort) for _ in range(count)]
    for who in people:
        enter(who)

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.entries_of(people)

    assert len(found) == count


def test_a_report_of_tomorrow_is_refused() -> None:
    who = make.participant()

    with pytest.raises(Refused):
        services.hand_in_report(who, no=1, on=today() + timedelta(days=1), by=who.person, now=now())


def test_hours_and_report_go_along_to_another_cohort() -> None:
    old = make.participant()
    row = make.placement(old)
    services.hand_in_report(old, no=1, on=today(), by=make.user(), now=now())

    new = switch_cohort(old, make.cohort(old.cohort.version), credits={}, on=today(), now=now())

    assert list(new.placements.all()) == [row]
    assert [report.no for report in new.reports.all()] == [1]
