"""Verbs of portfolio, suitability, presentation and payments."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import make
from wirwissen.course.cohorts.models import Participant
from wirwissen.course.cohorts.services import switch_cohort
from wirwissen.course.portfolio import queries, services
from wirwissen.course.portfolio.models import PortfolioEntry, Suitability
from wirwissen.course.record import shapes
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Participant:
    return make.participant()


def keep(who: Participant, sections: list[str], days: int = 0) -> PortfolioEntry:
    return services.keep_state(
        who, sections=sections, pages=31, handed_in_on=today() + timedelta(days=days),
        by=who.person, now=now(),
    )  # fmt: skip


def sign(who: Participant, signer: User, *, declined: bool = False) -> Suitability:
    return services.sign(who, signer=signer, name="Amara Okafor", declined=declined, now=now())


def test_state_is_kept_in_the_programmes_order_and_the_last_entry_stands(
    who: Participant,
) -> None:
    keep(who, ["Planung", "Anderes"], days=-2)
    keep(who, ["Planung", "Spurensuche"])

    row = PortfolioEntry.objects.get()

    assert (row.sections, row.pages, row.handed_in_on) == (
        ["Spurensuche", "Planung"], 31, today(),
    )  # fmt: skip


def test_nothing_is_handed_in_tomorrow(who: Participant) -> None:
    with pytest.raises(Refused):
        keep(who, [], days=1)

    assert PortfolioEntry.objects.count() == 0


def test_reading_twice_names_the_reader_once(who: Participant) -> None:
    keep(who, [])

    for name in ("Amara Okafor", "Amara Okafor", "Jan Vogt"):
        services.mark_read(who, by_name=name)

    assert PortfolioEntry.objects.get().read_by == ["Amara Okafor", "Jan Vogt"]


def test_what_is_not_there_cannot_be_read(who: Participant) -> None:
    with pytest.raises(Refused):
        services.mark_read(who, by_name="Amara Okafor")


def test_two_leads_sign_and_both_count_although_they_share_a_name(who: Participant) -> None:
    for _number in range(2):
        sign(who, make.user())

    pieces = queries.portfolio_pieces([who])[who.pk]

    assert pieces.suitability == shapes.Suitability(
        signed_by=("Amara Okafor", "Amara Okafor (2)"), declined=False
    )


def test_one_lead_signing_twice_is_one_signature(who: Participant) -> None:
    lead = make.user()

    sign(who, lead)
    sign(who, lead)

    assert Suitability.objects.count() == 1


def test_nobody_signs_for_themselves(who: Participant) -> None:
    with pytest.raises(Refused):
        sign(who, who.person)


def test_a_no_is_talked_about_before_anybody_else_signs(who: Participant) -> None:
    first = make.user()
    sign(who, first, declined=True)

    with pytest.raises(Refused):
        sign(who, make.user())

    assert queries.portfolio_pieces([who])[who.pk].suitability.declined


def test_after_the_talk_the_no_can_become_a_signature(who: Participant) -> None:
    first = make.user()
    sign(who, first, declined=True)
    sign(who, first)
    sign(who, make.user())

    suitability = queries.portfolio_pieces([who])[who.pk].suitability

    assert (len(suitability.signed_by), suitability.declined) == (2, False)


def test_nobody_takes_back_the_signature_of_another(who: Participant) -> None:
    lead = make.user()
    sign(who, lead)

    services.take_back_signature(who, signer=make.user())
    kept = Suitability.objects.count()
    services.take_back_signature(who, signer=lead)

    assert (kept, Suitability.objects.count()) == (1, 0)


def test_presentation_and_payments_stand_at_the_place_in_the_course(who: Participant) -> None:
    services.present(who, on=today(), now=now())
    services.keep_payments(who, due_cents=245_000, paid_cents=12_50)

    who.refresh_from_db()
    assert (who.presented_on, who.due_cents, who.paid_cents) == (today(), 245_000, 1250)


@pytest.mark.parametrize("count", [1, 3])
def test_pieces_of_a_whole_cohort_cost_two_queries_and_one_when_joined(
    count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    cohort = make.cohort()
    for _number in range(count):
        keep(make.participant(cohort), ["Planung"])
    people = list(cohort.participants.all())
    joined = list(cohort.participants.select_related("portfolio"))

    with django_assert_num_queries(2):  # type: ignore[operator]
        apart = queries.portfolio_pieces(people)
    with django_assert_num_queries(1):  # type: ignore[operator]
        together = queries.portfolio_pieces(joined)

    assert (len(apart), apart) == (count, together)


def test_joined_people_without_a_portfolio_have_an_empty_one(who: Participant) -> None:
    joined = list(Participant.objects.select_related("portfolio"))

    assert queries.portfolio_pieces(joined)[who.pk].portfolio == shapes.PortfolioEntry()


def test_portfolio_signatures_and_presentation_go_along_to_another_cohort() -> None:
    old, lead = make.participant(presented_on=today()), make.user()
    services.keep_state(old, sections=[], pages=30, handed_in_on=today(), by=lead, now=now())
    services.sign(old, signer=lead, name="Amara Okafor", declined=False, now=now())

    new = switch_cohort(old, make.cohort(old.cohort.version), credits={}, on=today(), now=now())

    assert (new.portfolio.pages, new.presented_on) == (30, today())
    assert [row.signer_name for row in new.suitability.all()] == ["Amara Okafor"]
