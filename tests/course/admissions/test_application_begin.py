"""The way in, through the browser: code, address, sign-in code, application."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.clients import HouseClient, client_of
from wirwissen.course.admissions.models import Application
from wirwissen.course.events.models import Entitlement
from wirwissen.course.events.services import grant
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of

pytestmark = pytest.mark.django_db


def code_for(offer: Offer, **fields: Any) -> tuple[Entitlement, str]:
    """An entitlement and its code, as the office or the door makes it."""
    return grant(
        offer.version.programme, name="Mara Lindner", email="", attended_on=today(), now=now()
    )


def begin(client: HouseClient, offer: Offer, code: str, email: str = "mara@example.org") -> Any:
    """Send the form of the first page."""
    fields = {"offer": offer.pk, "code": code, "email": email}
    return client.post(reverse("admissions:begin"), fields)


def sign_in_code() -> str:
    """The code of the newest mail."""
    body = body_of(OutboxMail.objects.latest("created_at"))
    found = re.search(r"^\s*([A-Z0-9]{4}-?[A-Z0-9]{4})\s*$", body, re.MULTILINE)
    assert found, body
    return found.group(1)


def test_code_address_and_sign_in_code_make_account_and_application() -> None:
    offer = make.offer()
    entitlement, code = code_for(offer)
    client = HouseClient()

    sent = begin(client, offer, code.lower().replace(" ", "-"))
    confirmed = client.post(sent["Location"], {"code": sign_in_code()})
    assert confirmed["Location"] == reverse("admissions:begin_confirm")
    assert not Application.objects.exists()
    made = client.post(reverse("admissions:begin_confirm"))

    application = Application.objects.get()
    entitlement.refresh_from_db()
    assert made["Location"] == reverse("admissions:application", args=[application.pk])
    assert application.person == entitlement.person == User.objects.get(email="mara@example.org")


def test_a_fresh_account_sets_a_password_before_it_sees_its_application() -> None:
    offer = make.offer(needs_info_event=False)
    person = User.objects.create_user("neu@example.org")
    client = client_of(person, strong=False)
    made = client.post(reverse("admissions:begin"), {"offer": offer.pk})

    shown = client.get(made["Location"])

    assert shown.status_code == 302
    assert shown["Location"].startswith(reverse("accounts:first_password"))


def test_known_and_unknown_addresses_get_the_same_answer() -> None:
    offer = make.offer(needs_info_event=False)
    known = make.user("da@example.org")

    first = begin(HouseClient(), offer, "", known.email or "")
    second = begin(HouseClient(), offer, "", "fremd@example.org")

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert OutboxMail.objects.count() == 2


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        ({"withdrawn_at": now()}, "Dieser Code gilt nicht mehr."),
        ({"valid_until": today() - timedelta(days=1)}, "Dieser Code ist abgelaufen."),
        ({"code_hash": "andere"}, "Diesen Code kennen wir nicht."),
        ({"person": "other"}, "Mit diesem Code hat schon jemand"),
        ({"programme": "other"}, "gehört zu einem anderen Programm"),
    ],
)
def test_a_code_that_opens_nothing_says_what_to_do(spoil: dict[str, Any], sentence: str) -> None:
    house = make.organisation(phone="0221 000 00 00", phone_hours="Mo bis Fr, 9 bis 12 Uhr")
    offer = make.offer(make.version(make.programme(house)))
    entitlement, code = code_for(offer)
    if spoil.get("person"):
        spoil = {"person": make.user()}
    if spoil.get("programme"):
        spoil = {"programme": make.programme(house)}
    Entitlement.objects.filter(pk=entitlement.pk).update(**spoil)

    answer = begin(HouseClient(), offer, code)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "0221 000 00 00 (Mo bis Fr, 9 bis 12 Uhr)" in page
    assert not User.objects.filter(email="mara@example.org").exists()


def test_a_used_code_says_the_same_whoever_asks() -> None:
    offer = make.offer()
    entitlement, code = code_for(offer)
    owner = make.user("mara@example.org")
    Entitlement.objects.filter(pk=entitlement.pk).update(person=owner)

    by_owner = begin(HouseClient(), offer, code, "mara@example.org").content.decode()
    by_other = begin(HouseClient(), offer, code, "wer@example.org").content.decode()

    error = re.compile(r'class="err">([^<]*)<')
    assert error.findall(by_owner) == error.findall(by_other) != []


def test_who_is_signed_in_begins_at_once_and_needs_a_used_code_no_more() -> None:
    offer, person = make.offer(), make.user()
    make.entitlement(offer.version.programme, person=person)

    answer = client_of(person).post(reverse("admissions:begin"), {"offer": offer.pk, "code": ""})

    made = Application.objects.get(person=person)
    assert answer["Location"] == reverse("admissions:application", args=[made.pk])


def test_the_page_back_from_the_code_makes_nothing_by_being_looked_at() -> None:
    offer, person = make.offer(needs_info_event=False), make.user()
    client = client_of(person)
    session = client.session
    session["beginning"] = {"offer": offer.pk, "entitlement": ""}
    session.save()

    shown = client.get(reverse("admissions:begin_confirm"))

    assert offer.title in shown.content.decode()
    assert not Application.objects.exists()


def test_without_open_offer_the_page_shows_another_way() -> None:
    page = Client().get(reverse("admissions:begin")).content.decode()

    assert "Im Moment nimmt kein Kurs Bewerbungen an." in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_costs_the_same_for_one_and_three_offers(
    django_assert_max_num_queries: Any, count: int
) -> None:
    for _number in range(count):
        make.event(make.offer())

    with django_assert_max_num_queries(4):
        Client().get(reverse("admissions:begin"))
