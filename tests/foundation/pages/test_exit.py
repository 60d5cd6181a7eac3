"""The quick exit (product/trust.md, T6): plain link, session dead, nothing left behind."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in() -> Client:
    client = Client()
    client.force_login(make.user())
    return client


def test_the_exit_leads_with_303_to_our_own_neutral_page(client: Client) -> None:
    response = client.get(reverse("pages:exit"))

    assert (response.status_code, response.headers["Location"]) == (303, "/seite/")


def test_a_house_may_set_another_page_to_leave_for(client: Client, settings: object) -> None:
    settings.EXIT_TO = "https://wetter.example/"  # type: ignore[attr-defined]

    response = client.get(reverse("pages:exit"))

    assert response.headers["Location"] == "https://wetter.example/"


def test_after_the_exit_the_session_is_dead(signed_in: Client) -> None:
    old_session = signed_in.cookies[settings.SESSION_COOKIE_NAME].value
    signed_in.get(reverse("pages:exit"))

    somebody_pressing_back = Client()
    somebody_pressing_back.cookies[settings.SESSION_COOKIE_NAME] = old_session
    response = somebody_pressing_back.get(reverse("today"))

    assert response.status_code == 302
    assert "/anmelden/" in response.headers["Location"] or "next=" in response.headers["Location"]


def test_the_exit_expires_exactly_our_own_cookies(signed_in: Client) -> None:
    response = signed_in.get(reverse("pages:exit"))

    expired = {name for name, cookie in response.cookies.items() if cookie["max-age"] == 0}
    assert expired == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert {cookie["path"] for cookie in response.cookies.values()} == {"/"}


def test_only_the_exit_clears_the_browser_and_never_all_cookies(signed_in: Client) -> None:
    response = signed_in.get(reverse("pages:exit"))
    other = signed_in.get(reverse("pages:safety"))

    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert response.headers["Cache-Control"] == "no-store"
    assert "Clear-Site-Data" not in other.headers


def test_leaving_twice_is_the_same_as_leaving_once(signed_in: Client) -> None:
    first = signed_in.get(reverse("pages:exit"))
    second = signed_in.get(reverse("pages:exit"))

    assert (first.status_code, first.headers["Location"]) == (
        second.status_code,
        second.headers["Location"],
    )


def test_the_exit_takes_no_post(client: Client) -> None:
    assert client.post(reverse("pages:exit"), {"_key": "x" * 22}).status_code == 405


def test_the_neutral_page_names_no_house(client: Client) -> None:
    make.organisation()

    text = client.get(reverse("pages:neutral")).content.decode()

    assert "Diese Seite ist leer." in text
    for telling in ("Wirwissen", "Rheinaue", "Krise", "wirwissen.css", "data-house"):
        assert telling not in text


def test_every_page_has_the_exit_twice_at_its_beginning(client: Client) -> None:
    text = client.get(reverse("pages:help")).content.decode()

    head = text[: text.index("<main")]
    assert head.count('href="/verlassen/" rel="noreferrer"') == 2
