"""The public pages: what they show, how incomplete dates look, what they cost in queries."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import make
from wirwissen.course.programme import services
from wirwissen.course.programme.models import Offer, OfferState
from wirwissen.course.programme.presets import preset

pytestmark = pytest.mark.django_db


def text_of(client: Client, name: str, *args: str, query: str = "") -> str:
    response = client.get(reverse(f"programme:{name}", args=args) + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def full_offer(**fields: object) -> Offer:
    version = make.version(curriculum=preset("exin-de-lvr").document)
    return make.offer(
        version, starts="2028-01-21", starts_on="2028-01-21", place="Köln", price_cents=240000,
        **fields,
    )  # fmt: skip


def test_the_offer_page_says_the_absence_rule_in_figures(client: Client) -> None:
    body = text_of(client, "offer", full_offer().slug)

    assert "Höchstens 10 Prozent, das sind 26 von 264 UE." in body
    assert "12 Module mit je 22 Unterrichtseinheiten" in body
    assert "dazu 2 Praktika mit zusammen 120 Stunden. Beginn: Fr, 21. Januar 2028." in body


@pytest.mark.parametrize(
    ("key", "sentences"),
    [
        ("schweiz", ["Höchstens 9 Tage. Der Kurs hat 39.", "13 Module mit je 3 Tage"]),
        ("oberoesterreich", ["Eine Grenze ist nicht festgelegt.", "240 Unterrichtseinheiten"]),
        ("lebensart", ["Höchstens 10 Prozent.", "Die Module stehen noch nicht fest",
                       "Zahl und Namen der Module", "3 von 4 Reflexionstagen"]),
    ],
)  # fmt: skip
def test_each_programme_says_what_its_source_says(
    client: Client, key: str, sentences: list[str]
) -> None:
    version = make.version(curriculum=preset(key).document)

    body = text_of(client, "offer", make.offer(version).slug)

    assert [sentence for sentence in sentences if sentence not in body] == []


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ("2026-01", "Januar 2026"),
        ("Mitte 2026", "Mitte 2026"),
        ("2026", "2026"),
        ("", "noch offen"),
    ],
)
def test_the_catalogue_shows_dates_as_incomplete_as_they_are(
    client: Client, starts: str, words: str
) -> None:
    make.offer(starts=starts, apply_until=None)

    body = text_of(client, "catalogue")

    assert f"<dt>Beginn</dt><dd>{words}</dd>" in body
    assert "in Vorbereitung" in body


@pytest.mark.parametrize("state", [OfferState.DRAFT, OfferState.CLOSED])
def test_what_is_not_published_is_not_found(client: Client, state: OfferState) -> None:
    offer = make.offer(state=state)

    assert client.get(reverse("programme:offer", args=[offer.slug])).status_code == 404
    assert offer.title not in text_of(client, "catalogue")


def test_a_deadline_that_is_over_leads_on_to_the_info_event(client: Client) -> None:
    body = text_of(client, "offer", full_offer(apply_until=make.at("2020-01-31 10:00")).slug)

    assert "Die Bewerbung ist abgeschlossen" in body
    assert 'class="btn" href="/info-termine/"' in body


def test_dates_of_others_are_marked_and_never_bookable(client: Client) -> None:
    services.import_facts()

    body = text_of(client, "elsewhere")

    assert "EX-IN Mecklenburg-Vorpommern e. V." in body
    assert "Mi, 11. März 2026, 13:00 bis 15:00 Uhr" in body
    assert '<span class="tag">vorbei</span>' in body
    assert "Buchen können Sie es hier nicht." in body
    assert "events:book" not in body and "/info-termine/platz" not in body


def test_dates_of_others_are_paged_and_filtered_by_country(client: Client) -> None:
    services.import_facts()

    second, nowhere = (
        text_of(client, "elsewhere", query=query) for query in ("?seite=2&land=DE", "?land=XX")
    )

    assert "EX-IN Sachsen e. V." in second
    assert "EX-IN Mecklenburg-Vorpommern e. V." in nowhere
    assert 'href="?land=DE&amp;seite=1"' in second


@pytest.mark.parametrize("count", [1, 3])
def test_the_catalogue_costs_the_same_with_one_and_three_offers(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _ in range(count):
        full_offer()

    with django_assert_num_queries(2):
        text_of(client, "catalogue")


def test_the_offer_page_costs_two_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    offer = full_offer()

    with django_assert_num_queries(2):
        text_of(client, "offer", offer.slug)


def test_dates_of_others_cost_four_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    services.import_facts()

    with django_assert_num_queries(4):
        text_of(client, "elsewhere")
