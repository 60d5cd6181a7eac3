"""T7: an answer, and the work behind it, does not tell whether somebody has an account here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests import make
from tests.clients import second_step
from tests.foundation.accounts.answers import Answer, answer
from wirwissen.foundation.accounts.backend import password_fits
from wirwissen.foundation.accounts.models import User

pytestmark = pytest.mark.django_db
UNKNOWN = "niemand@example.org"
WRONG = "geraten geraten"


def with_password() -> str:
    return _address(make.user("bekannt@example.org"))


def without_password() -> str:
    return _address(User.objects.create_user("bekannt@example.org"))


def resting() -> str:
    user = make.user("bekannt@example.org")
    User.objects.filter(pk=user.pk).update(is_active=False)
    return _address(user)


def with_two_steps() -> str:
    user = make.user("bekannt@example.org")
    second_step(user)
    return _address(user)


def _address(user: User) -> str:
    return str(user.email)


KNOWN = [with_password, without_password, resting, with_two_steps]


def sign_in(address: str) -> Answer:
    return answer(reverse("account_login"), {"login": address, "password": WRONG}, who=address)


def ask_for_code(address: str) -> Answer:
    return answer(reverse("account_request_login_code"), {"email": address}, who=address)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.__name__)
def test_signing_in_answers_and_works_the_same(known: Callable[[], str]) -> None:
    one, other = sign_in(known()), sign_in(UNKNOWN)

    assert one == other
    assert (one.status, one.hashes) == (200, 1)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.__name__)
def test_asking_for_a_code_answers_and_works_the_same(known: Callable[[], str]) -> None:
    one, other = ask_for_code(known()), ask_for_code(UNKNOWN)

    assert one == other
    assert (one.status, one.hashes) == (302, 0)


def test_a_seeded_second_look_is_seen() -> None:
    address = with_password()

    def looks_twice(user: User | None, password: str) -> bool:
        return bool(user and user.check_password(password)) or password_fits(user, password)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wirwissen.foundation.accounts.backend.password_fits", looks_twice)
        one, other = sign_in(address), sign_in(UNKNOWN)

    assert (one.hashes, other.hashes) == (2, 1)
    assert one != other
