"""Accounts that an application begins, accounts for people without mail, and the demo's way in."""

import pytest
from allauth.core import context
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from tests import make
from tests.foundation.accounts.people import latest_code, mails_to
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.services import (
    person_without_mail,
    sign_in_as,
    start_account,
)
from wirwissen.foundation.core.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def begin(client: Client, email: str) -> User:
    """What an application's first page does, in the browser of `client`."""
    request = _request(client)
    with context.request_context(request):
        user = start_account(request, email)
    request.session.save()
    return user


def _request(client: Client) -> HttpRequest:
    request = RequestFactory().post("/")
    request.session = client.session
    request.user = User()
    request.session.save()
    client.cookies[make_cookie_name()] = str(request.session.session_key)
    return request


def make_cookie_name() -> str:
    from django.conf import settings

    return str(settings.SESSION_COOKIE_NAME)


def test_a_new_address_becomes_an_account_when_its_code_is_typed_here(client: Client) -> None:
    user = begin(client, "Neu@Example.org")

    elsewhere = Client().post(reverse("account_confirm_login_code"), {"code": latest_code(user)})
    here = client.post(reverse("account_confirm_login_code"), {"code": latest_code(user)})

    assert (user.email, user.has_usable_password()) == ("neu@example.org", False)
    assert elsewhere["Location"] == reverse("account_request_login_code")
    assert (here.status_code, client.session["_auth_user_id"]) == (302, user.pk)


def test_a_known_address_gets_the_same_mail_and_no_second_account(client: Client) -> None:
    known = make.user("kim@example.org")

    again = begin(client, "KIM@example.org")
    new = begin(Client(), "neu@example.org")

    texts = [text.replace(latest_code(one), "…") for one in (again, new) for text in mails_to(one)]
    assert (again, User.objects.count()) == (known, 2)
    assert len(set(texts)) == 1


def test_too_many_codes_are_refused_with_a_way_on(client: Client) -> None:
    for _ in range(3):
        begin(client, "kim@example.org")

    with pytest.raises(Refused, match="Warten Sie fünf Minuten"):
        begin(client, "kim@example.org")


def test_the_network_house_begins_no_account_by_mail(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_LOGIN_BY_CODE_ENABLED = False

    with pytest.raises(RuntimeError):
        begin(client, "kim@example.org")


def test_somebody_without_mail_has_an_account_nobody_can_open() -> None:
    people = [person_without_mail(), person_without_mail()]

    assert [(one.email, one.has_usable_password()) for one in people] == [(None, False)] * 2


def test_nobody_signs_in_as_somebody_else_in_a_real_house(client: Client) -> None:
    with pytest.raises(RuntimeError):
        sign_in_as(_request(client), make.user())


def test_the_demo_signs_in_strong(client: Client, settings: Settings) -> None:
    settings.IS_DEMO = True
    user, request = make.user(), _request(client)

    with context.request_context(request):
        sign_in_as(request, user)
    request.session.save()
    client.cookies[make_cookie_name()] = str(request.session.session_key)

    response = client.get(reverse("privacy:own"))
    assert response.status_code == 200
