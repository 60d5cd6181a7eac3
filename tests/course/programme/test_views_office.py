"""The office's pages: a programme from a preset or by hand, versions, offers, the directory."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.clients import HouseClient, client_of
from tests.course.programme.strategies import as_browser_sends
from wirwissen.course.programme import queries, services
from wirwissen.course.programme.models import (
    Offer,
    Programme,
    ProgrammeVersion,
    PublishedDate,
)
from wirwissen.course.programme.presets import preset
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Organisation:
    return make.organisation("Bildungshaus Rheinaue")


@pytest.fixture
def office(place: Organisation) -> HouseClient:
    return client_of(make.member(Role.OFFICE, place))


def address(name: str, *args: str) -> str:
    return reverse(f"programme:{name}", args=args)


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_programme_out_of_a_preset_is_there_with_its_first_version(
    office: HouseClient, place: Organisation
) -> None:
    response = office.post(address("programme_new"), {"made_of": "vorlage:schweiz", "title": ""})

    version = ProgrammeVersion.objects.get()
    assert response.headers["Location"] == address("version", version.pk)
    assert (version.programme.title, version.programme.organisation) == ("EX-IN Schweiz", place)
    assert (version.label, version.source_url) == (
        f"{today().year}-1",
        "https://ex-in-schweiz.ch/faq",
    )
    assert queries.curriculum_of(version) == preset("schweiz").curriculum


def test_a_programme_by_hand_exists_once_it_is_saved(office: HouseClient) -> None:
    begun = office.post(address("programme_new"), {"made_of": "von-hand", "title": "Recovery"})
    page = office.get(begun.headers["Location"])
    fields = as_browser_sends(page.context["form"]) | {
        "part0_title": "Ankommen", "part0_units": "7,5", "internship0_hours": "40",
    }  # fmt: skip

    saved = office.post(begun.headers["Location"], fields)

    version = ProgrammeVersion.objects.get()
    curriculum = queries.curriculum_of(version)
    assert saved.headers["Location"] == address("version", version.pk) + "?gespeichert=ja"
    assert (curriculum.id, [(part.id, part.title) for part in curriculum.parts]) == (
        "recovery",
        [("m1", "Ankommen")],
    )
    assert [rule.hours for rule in curriculum.rules.internships] == [40]


def test_one_row_more_saves_nothing_and_keeps_what_was_typed(
    office: HouseClient, place: Organisation
) -> None:
    version = make.version(make.programme(place))
    path = address("version_edit", version.pk)
    fields = as_browser_sends(office.get(path).context["form"])
    before = version.curriculum

    shown = office.post(path, {**fields, "part0_title": "Neu getippt", "add_part": "1"})

    version.refresh_from_db()
    assert (shown.status_code, version.curriculum) == (200, before)
    assert 'value="Neu getippt"' in text_of(shown)
    assert shown.context["form"].part_count == 13
    assert "Fehler:" not in text_of(shown)


def test_a_changed_version_is_saved_and_shown(office: HouseClient, place: Organisation) -> None:
    version = make.version(make.programme(place))
    path = address("version_edit", version.pk)
    fields = as_browser_sends(office.get(path).context["form"])

    saved = office.post(path, {**fields, "part0_units": "20,5"}, follow=True)

    version.refresh_from_db()
    assert str(queries.curriculum_of(version).total_units) == "262.5"
    assert "Gespeichert. So steht es jetzt in der Fassung." in text_of(saved)
    assert "zusammen 262,5 UE" in text_of(saved)


def test_a_version_with_errors_says_so_on_top_and_keeps_everything(
    office: HouseClient, place: Organisation
) -> None:
    version = make.version(make.programme(place))
    path = address("version_edit", version.pk)
    fields = as_browser_sends(office.get(path).context["form"])

    shown = office.post(path, {**fields, "part2_units": "sieben", "label": ""})

    assert shown.status_code == 200
    assert "<title>Fehler: " in text_of(shown)
    assert 'value="sieben"' in text_of(shown)
    assert 'href="#id_part2_units"' in text_of(shown)


def test_a_pinned_version_leads_to_a_new_one(office: HouseClient, place: Organisation) -> None:
    version = make.version(make.programme(place), label="1")
    services.pin(version, now=now())

    edit = office.get(address("version_edit", version.pk))
    page = text_of(office.get(address("version", version.pk)))
    copied = office.post(
        address("version_new", version.programme_id),
        {"made_of": f"fassung:{version.pk}", "label": "2"},
    )

    newer = ProgrammeVersion.objects.get(label="2")
    assert edit.headers["Location"] == address("version", version.pk)
    assert (address("version_edit", version.pk) in page, "Ein Kurs läuft danach." in page) == (
        False,
        True,
    )
    assert copied.headers["Location"] == address("version", newer.pk)
    assert (newer.curriculum["parts"][0]["id"], newer.pinned_at) == ("m1", None)


def test_a_taken_label_is_said_at_its_field(office: HouseClient, place: Organisation) -> None:
    version = make.version(make.programme(place), label="1")

    shown = office.post(
        address("version_new", version.programme_id),
        {"made_of": f"fassung:{version.pk}", "label": "1"},
    )

    assert list(shown.context["form"].errors) == ["label"]


def test_a_title_is_changed(office: HouseClient, place: Organisation) -> None:
    programme = make.programme(place)

    office.post(address("programme_title", programme.pk), {"title": "Neuer Titel"})

    assert Programme.objects.get().title == "Neuer Titel"


OFFER = {
    "title": "Kurs 2028", "starts": "Fr, 21. Januar 2028", "places": "20",
    "entitlement_days": "730", "offer_days": "14", "criteria": "Mut\nZeit",
}  # fmt: skip


def test_an_offer_is_made_published_and_ended(office: HouseClient, place: Organisation) -> None:
    version = make.version(make.programme(place))
    office.post(address("offer_new"), {**OFFER, "version": version.pk})
    offer = Offer.objects.get()
    draft = text_of(office.get(address("offer_office", offer.pk)))
    office.post(address("offer_publish", offer.pk))
    published = office.get(address("offer", offer.slug))
    office.post(address("offer_close", offer.pk))

    ended = office.get(address("offer", offer.slug))

    assert (offer.starts, offer.criteria, offer.needs_info_event) == (
        "2028-01-21",
        ["Mut", "Zeit"],
        False,
    )
    assert "der letzte Tag der Bewerbung" in draft
    assert (published.status_code, ended.status_code) == (200, 404)


def test_a_wrong_weekday_keeps_everything_typed(office: HouseClient, place: Organisation) -> None:
    version = make.version(make.programme(place))

    shown = office.post(
        address("offer_new"), {**OFFER, "version": version.pk, "starts": "Fr, 4. Februar 2020"}
    )

    assert "Der 4. Februar 2020 ist ein Dienstag." in text_of(shown)
    assert 'value="Fr, 4. Februar 2020"' in text_of(shown)
    assert Offer.objects.count() == 0


def test_an_offer_is_changed(office: HouseClient, place: Organisation) -> None:
    offer = make.offer(make.version(make.programme(place)))

    office.post(
        address("offer_edit", offer.pk),
        {**OFFER, "version": offer.version_id, "starts": "Mitte 2029", "price_cents": "2.400"},
    )

    offer.refresh_from_db()
    assert (offer.starts, offer.starts_on, offer.price_cents) == ("Mitte 2029", None, 240000)


def test_without_a_programme_the_way_on_is_a_programme(office: HouseClient) -> None:
    body = text_of(office.get(address("offer_new")))

    assert address("programme_new") in body
    assert "<form" not in body.split("<main", 1)[1]


def test_the_directory_is_loaded_and_says_what_stays_out(office: HouseClient) -> None:
    before = text_of(office.get(address("directory")))
    office.post(address("directory"))

    after = text_of(office.get(address("directory")))

    assert PublishedDate.objects.count() == 20
    assert ("Noch nicht geladen" in before, "Geladen" in after) == (True, True)
    assert "aber der 4. Februar 2020 ist ein Dienstag." in after


def test_the_hub_leads_to_every_office_list(office: HouseClient) -> None:
    body = text_of(office.get(address("office")))

    wanted = ["/buero/angebote/", "/buero/programme/", "/buero/info-termine/",
              "/buero/bewerbungen/", "/leitung/kurse/", "/team/", "/haus/"]  # fmt: skip
    assert [path for path in wanted if f'href="{path}"' not in body] == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries_spent"), [("programmes", 5), ("offers", 4)])
def test_office_lists_cost_the_same_with_one_and_three_rows(
    office: HouseClient,
    place: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
    name: str,
    queries_spent: int,
) -> None:
    for _ in range(count):
        make.offer(make.version(make.programme(place)))

    with django_assert_num_queries(queries_spent):
        response = office.get(address(name))

    assert response.status_code == 200


@pytest.mark.parametrize("name", ["version", "version_edit"])
def test_a_version_costs_a_handful_of_queries(
    office: HouseClient,
    place: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
) -> None:
    version = make.version(make.programme(place))

    with django_assert_num_queries(5 if name == "version" else 4):
        response = office.get(address(name, version.pk))

    assert response.status_code == 200
