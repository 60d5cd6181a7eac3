"""Cards per audience, codes handed from one to another, names that may change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.network import make
from tests.network.make import NOW
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups import queries, services
from wirwissen.network.groups.models import Audience, Card, CodeUse

pytestmark = pytest.mark.django_db
UNTIL = date(2027, 6, 30)
FACTS = {"profession": "Pflege", "region": "Süden", "workplace": "", "contact": ""}


def test_a_card_is_seen_by_its_person_until_its_last_day() -> None:
    group = make.group()
    member, friend, other = make.member(group), make.member(group), make.member(group)

    services.show_card(member, Audience.PERSON, facts=FACTS, shown_until=UNTIL, to=friend)

    def seen(by: object, on: date) -> list[list[str]]:
        return [card.shows for card in queries.cards_for(by, on)]  # type: ignore[arg-type]

    assert seen(friend, UNTIL) == [["Pflege", "Süden"]]
    assert (seen(friend, UNTIL + timedelta(days=1)), seen(other, UNTIL)) == ([], [])


def test_a_new_card_replaces_the_one_for_the_same_audience() -> None:
    member = make.member()

    services.show_card(member, Audience.ORGA, facts=FACTS, shown_until=UNTIL)
    facts = {**FACTS, "region": ""}
    services.show_card(member, Audience.ORGA, facts=facts, shown_until=UNTIL)

    assert [card.shows for card in Card.objects.all()] == [["Pflege"]]


def test_taking_a_card_back_deletes_it_and_never_somebody_elses() -> None:
    mine, other = make.card(make.member()), make.card(make.member())

    services.take_card_back(mine.member, mine.pk)
    services.take_card_back(mine.member, other.pk)

    assert list(Card.objects.all()) == [other]


def test_a_code_works_once_for_its_use_in_its_group() -> None:
    member, elsewhere = make.member(), make.group()
    code = services.make_hand_code(member, CodeUse.CARD, now=NOW)
    group = member.group_id

    for place, use, at in (
        (elsewhere.pk, CodeUse.CARD, NOW),
        (group, CodeUse.DUTY, NOW),
        (group, CodeUse.CARD, NOW + timedelta(days=7)),
    ):
        with pytest.raises(Refused):
            services.redeem_hand_code(place, code, use, now=at)

    assert services.redeem_hand_code(group, code, CodeUse.CARD, now=NOW) == member
    with pytest.raises(Refused):
        services.redeem_hand_code(group, code, CodeUse.CARD, now=NOW)


def test_a_new_code_ends_the_one_before() -> None:
    member = make.member()
    old = services.make_hand_code(member, CodeUse.DUTY, now=NOW)
    services.make_hand_code(member, CodeUse.DUTY, now=NOW)

    with pytest.raises(Refused):
        services.redeem_hand_code(member.group_id, old, CodeUse.DUTY, now=NOW)


def test_a_new_name_must_be_free_in_the_group() -> None:
    group = make.group()
    member = make.member(group, pseudonym="Amsel")
    make.member(group, pseudonym="Fink")

    with pytest.raises(Refused):
        services.rename(member, "FINK")
    services.rename(member, "Star")

    member.refresh_from_db()
    assert member.pseudonym == "Star"
