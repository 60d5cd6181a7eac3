"""The pages of one's own data."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.foundation.accounts.people import main_of, send, sign_in, sign_in_by_code
from tests.foundation.privacy.marks import PERSONAL, SEALED, marked_person
from wirwissen.course.admissions.models import Decision
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.privacy.models import Reading
from wirwissen.foundation.privacy.parts import parts

pytestmark = pytest.mark.django_db
PAGES = ["own", "readings", "copy", "erase"]


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.mark.parametrize("name", PAGES)
def test_a_mailbox_alone_does_not_open_these_pages(client: Client, name: str) -> None:
    sign_in_by_code(client, make.user())

    response = client.get(reverse(f"privacy:{name}"))

    assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_all_parts_together_show_every_mark(client: Client) -> None:
    marked = marked_person()
    sign_in(client, marked.user)

    words = " ".join(
        main_of(client.get(reverse("privacy:part", args=[part.slug]))) for part in parts()
    )

    assert [mark for mark in (*PERSONAL, SEALED) if mark not in words] == []
    assert [label for label in ("organisation", "cohort", "offer") if f" {label} " in words] == []


def test_the_copy_holds_every_mark_and_has_a_neutral_name(client: Client) -> None:
    marked = marked_person()
    sign_in(client, marked.user)

    response = client.get(reverse("privacy:copy"))

    text = json.dumps(response.json(), ensure_ascii=False)
    assert [mark for mark in (*PERSONAL, SEALED, "Leserin Eins") if mark not in text] == []
    assert response["Content-Disposition"] == 'attachment; filename="meine-daten.json"'


def test_nobody_sees_anything_of_somebody_else(client: Client) -> None:
    marked_person()
    sign_in(client, make.user())

    words = (
        " ".join(
            client.get(reverse("privacy:part", args=[part.slug])).content.decode()
            for part in parts()
        )
        + client.get(reverse("privacy:copy")).content.decode()
    )

    assert [mark for mark in (*PERSONAL, SEALED) if mark in words] == []


def test_a_decision_that_is_only_prepared_is_told_to_nobody(client: Client) -> None:
    user = make.user()
    decision = Decision.objects.create(
        application=make.application(person=user),
        choice="no",
        next_step="Marke Antwort",
        prepared_at=now(),
    )
    sign_in(client, user)

    before = client.get(reverse("privacy:copy")).content.decode()
    Decision.objects.filter(pk=decision.pk).update(released_at=now())
    after = client.get(reverse("privacy:copy")).content.decode()

    assert ("Marke Antwort" in before, "Marke Antwort" in after) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_no_page_costs_more_than_twelve_queries(
    client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    user = make.user()
    for _ in range(count):
        make.application(person=user, motivation="x")
        make.participant(person=user)
        Reading.objects.create(owner=user, reader_name="Eins", what="x", read_at=now())
    sign_in(client, user)
    addresses = [reverse("privacy:own"), reverse("privacy:readings"), reverse("privacy:erase")]

    for address in [*addresses, *(reverse("privacy:part", args=[one.slug]) for one in parts())]:
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_the_reading_log_names_who_read_what(client: Client) -> None:
    marked = marked_person()
    sign_in(client, marked.user)

    words = main_of(client.get(reverse("privacy:readings")))

    assert "Leserin Eins Motivation" in words


def test_erasing_asks_for_the_password(client: Client) -> None:
    user = make.user()
    sign_in(client, user)

    response = send(client, reverse("privacy:erase"), {"password": "ein falsches Kennwort"})

    assert "Das ist nicht Ihr Kennwort." in main_of(response)
    assert User.objects.filter(pk=user.pk).exists()


def test_after_erasing_one_is_signed_out_on_a_calm_page(client: Client) -> None:
    user = make.user()
    sign_in(client, user)

    response = send(client, reverse("privacy:erase"), {"password": make.PASSWORD})

    assert response["Location"] == reverse("privacy:erased")
    assert "_auth_user_id" not in client.session
    assert "Es ist gelöscht" in main_of(client.get(reverse("privacy:erased")))
    assert not User.objects.filter(pk=user.pk).exists()


def test_the_last_office_account_is_told_what_to_do_first(client: Client) -> None:
    office = make.member(Role.OFFICE, make.organisation("Haus am See"))
    sign_in(client, office)

    response = send(client, reverse("privacy:erase"), {"password": make.PASSWORD})

    assert "Geben Sie zuerst jemand anderem die Aufgabe „Büro“." in main_of(response)
    assert User.objects.filter(pk=office.pk).exists()


def test_an_unknown_part_is_not_found(client: Client) -> None:
    sign_in(client, make.user())

    assert client.get(reverse("privacy:part", args=["anderes"])).status_code == 404
