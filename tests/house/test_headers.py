"""Every answer has the same headers: they must not tell what is behind an address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from tests import make
from tests.clients import client_of
from wirwissen.foundation.core.middleware import EQUAL_HEADERS

pytestmark = pytest.mark.django_db

POLICY = "Content-Security-Policy"
# Each says what it is, or where to go; the rest must be equal.
OWN = {"Content-Type", "Content-Length", "Content-Disposition", "Content-Language", "Location",
       "Allow", "Vary", "ETag", "Last-Modified", "Accept-Ranges"}  # fmt: skip


def a_page() -> dict[str, str]:
    return _headers(Client().get(reverse("pages:imprint")), 200)


def a_way_on() -> dict[str, str]:
    return _headers(Client().get(reverse("today")), 302)


def a_gap() -> dict[str, str]:
    return _headers(Client().get("/gibt-es-nicht/"), 404)


def somebody_elses() -> dict[str, str]:
    address = reverse("cohorts:cohort", kwargs={"pk": make.cohort().pk})
    return _headers(client_of(make.user()).get(address), 404)


def a_wrong_method() -> dict[str, str]:
    return _headers(Client().put(reverse("pages:imprint")), 405)


def a_form_without_key() -> dict[str, str]:
    return _headers(Client().post(reverse("events:book"), {}), 400)


def a_forged_form() -> dict[str, str]:
    return _headers(Client(enforce_csrf_checks=True).post(reverse("events:book"), {}), 403)


@override_settings(ROOT_URLCONF="tests.foundation.pages.failing_urls")
def a_failure() -> dict[str, str]:
    client = Client(raise_request_exception=False)
    return _headers(client.get("/break/"), 500)


def a_download() -> dict[str, str]:
    return _headers(client_of(make.user()).get(reverse("privacy:copy")), 200)


@override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True)
def a_static_file() -> dict[str, str]:
    return _headers(Client().get("/static/ww/icon.svg"), 200)


ANSWERS: tuple[Callable[[], dict[str, str]], ...] = (
    a_way_on, a_gap, somebody_elses, a_wrong_method, a_form_without_key, a_forged_form, a_failure,
    a_download,
)  # fmt: skip


def _headers(response: object, status: int) -> dict[str, str]:
    assert response.status_code == status  # type: ignore[attr-defined]
    found: dict[str, str] = dict(response.headers)  # type: ignore[attr-defined]
    return {name: value for name, value in found.items() if name not in OWN}


def test_a_page_has_the_whole_set() -> None:
    found = a_page()

    assert {name: found.get(name) for name in EQUAL_HEADERS} == EQUAL_HEADERS
    assert sorted(found[POLICY].split("; ")) == [
        "base-uri 'none'", "default-src 'none'", "font-src 'self'", "form-action 'self'",
        "frame-ancestors 'none'", "img-src 'self'", "style-src 'self'",
    ]  # fmt: skip
    assert set(found) == {*EQUAL_HEADERS, POLICY}


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.__name__)
def test_every_kind_of_answer_has_the_headers_of_a_page(
    answer: Callable[[], dict[str, str]],
) -> None:
    assert answer() == a_page()


def test_style_and_fonts_differ_only_in_that_they_may_be_kept() -> None:
    told, page = a_static_file(), a_page()

    assert told.pop("Cache-Control").endswith("public")
    assert page.pop("Cache-Control") == "no-store"
    assert told == page


def test_a_seeded_other_header_is_caught() -> None:
    told = {**a_gap(), "X-Powered-By": "something"}

    assert told != a_page()


def test_cookies_are_for_this_host_alone() -> None:
    assert (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME) == (
        "__Host-course",
        "__Host-course-form",
    )
    assert (settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY) == (True, True)
