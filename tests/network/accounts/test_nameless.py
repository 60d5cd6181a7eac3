"""Accounts without address: a made-up name, a passphrase, printed words."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.clients import HouseClient, client_of, main_of
from tests.network import make
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.names import new_account_name, new_recovery_words, plain_words
from wirwissen.foundation.accounts.services import create_account_without_address
from wirwissen.foundation.accounts.services.addresses import ask_no_address, change_due_addresses
from wirwissen.foundation.accounts.services.users import give_recovery_words
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.models import OutboxMail

pytestmark = pytest.mark.django_db
PASSPHRASE = "sieben leise Eulen im Mai"
NEW = {"password1": "acht laute Eulen im Juni", "password2": "acht laute Eulen im Juni"}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


def sign_in(handle: str, password: str) -> bool:
    browser = Client()
    browser.post(reverse("account_login"), {"login": handle, "password": password})
    return "_auth_user_id" in browser.session


def test_names_and_words_can_be_said_aloud_and_are_many() -> None:
    names = {new_account_name() for _ in range(1000)}
    words = new_recovery_words()

    assert len(names) == 1000
    assert all(re.fullmatch(r"[a-z]{4}-[a-z]{4}-[a-z]{4}", name) for name in names)
    assert re.fullmatch(r"([a-z]{4} ){7}[a-z]{4}", words)
    assert plain_words(f"  {words.upper().replace(' ', ', ')}\n") == words


def test_the_name_opens_the_account_however_it_is_typed() -> None:
    _user, name, _words = create_account_without_address(PASSPHRASE)

    typed = (name, name.upper(), name.replace("-", " "), f" {name}\t")

    assert [sign_in(handle, PASSPHRASE) for handle in typed] == [True] * 4
    assert not sign_in("", PASSPHRASE)
    assert not sign_in("-", PASSPHRASE)


def test_an_address_still_opens_an_account_in_this_house() -> None:
    assert sign_in(str(make.user("kim@example.org").email), make.PASSWORD)


def test_the_table_keeps_neither_the_passphrase_nor_the_words() -> None:
    user, _name, words = create_account_without_address(PASSPHRASE)

    row = repr(User.objects.filter(pk=user.pk).values()[0])

    assert [part for part in (PASSPHRASE, words, *words.split()) if f"'{part}'" in row] == []
    assert user.email is None


def test_the_words_set_a_new_passphrase_once_and_end_every_session() -> None:
    user, name, words = create_account_without_address(PASSPHRASE)
    elsewhere = client_of(user)
    fields = {"handle": name, "words": words.upper(), **NEW}

    first = HouseClient().post(reverse("accounts:recover"), fields)
    second = HouseClient().post(reverse("accounts:recover"), {**fields, "password1": PASSPHRASE,
                                                              "password2": PASSPHRASE})  # fmt: skip

    assert (first.status_code, second.status_code) == (302, 200)
    assert elsewhere.get(reverse("accounts:own")).status_code == 302
    assert (sign_in(name, PASSPHRASE), sign_in(name, NEW["password1"])) == (False, True)


def test_the_words_of_an_account_that_rests_open_nothing() -> None:
    user, name, words = create_account_without_address(PASSPHRASE)
    User.objects.filter(pk=user.pk).update(is_active=False)

    page = HouseClient().post(reverse("accounts:recover"), {"handle": name, "words": words, **NEW})

    assert page.status_code == 200


def test_wrong_words_and_unknown_names_get_the_same_page_and_five_tries() -> None:
    _user, name, _words = create_account_without_address(PASSPHRASE)
    fields = {"words": new_recovery_words(), **NEW}

    pages = {
        handle: [
            main_of(HouseClient().post(reverse("accounts:recover"), {"handle": handle, **fields}))
            for _ in range(6)
        ]
        for handle in (name, "lemu-nisu-tora", "niemand@example.org")
    }

    plain = [[page.replace(handle, "…") for page in shown] for handle, shown in pages.items()]
    assert plain[0] == plain[1] == plain[2]
    assert "passen nicht zusammen" in plain[0][4]
    assert "Warte fünf Minuten" in plain[0][5]


def test_new_words_end_the_old_ones_and_are_shown_once() -> None:
    user, name, old = create_account_without_address(PASSPHRASE)
    browser = client_of(user)

    shown = browser.post(
        reverse("accounts:recovery_words"), {"password": PASSPHRASE}, follow=True
    ).content.decode()
    again = browser.get(reverse("accounts:recovery_words")).content.decode()

    found = re.search(r"([a-z]{4} ){7}[a-z]{4}", shown)
    assert found is not None and name in shown
    assert (found[0] in again, old in shown) == (False, False)
    user.refresh_from_db()
    page = HouseClient().post(reverse("accounts:recover"), {"handle": name, "words": old, **NEW})
    assert page.status_code == 200


def test_an_address_can_be_given_up_after_two_days_and_the_name_counts_at_once() -> None:
    user = make.user("kim@example.org")
    name, words = ask_no_address(user, now=now())

    before = sign_in(name, make.PASSWORD), sign_in("kim@example.org", make.PASSWORD)
    change_due_addresses(now=now() + timedelta(hours=48))
    after = sign_in(name, make.PASSWORD), sign_in("kim@example.org", make.PASSWORD)

    assert (before, after) == ((True, True), (True, False))
    assert OutboxMail.objects.filter(recipient="kim@example.org").count() == 2
    page = HouseClient().post(reverse("accounts:recover"), {"handle": name, "words": words, **NEW})
    assert page.status_code == 302


def test_whoever_gives_up_the_address_sees_name_and_words_once() -> None:
    user = make.user()
    browser = client_of(user)

    page = browser.post(
        reverse("accounts:remove_address"), {"password": make.PASSWORD}, follow=True
    ).content.decode()

    user.refresh_from_db()
    assert user.account_name is not None and user.account_name in page
    assert re.search(r"([a-z]{4} ){7}[a-z]{4}", page)
    assert not re.search(
        r"([a-z]{4} ){7}[a-z]{4}", browser.get(reverse("account_email")).content.decode()
    )


def test_recovery_by_words_works_with_an_address_too() -> None:
    user = make.user("kim@example.org")
    words = give_recovery_words(user)
    fields = {"handle": "Kim@example.org", "words": words, **NEW}

    HouseClient().post(reverse("accounts:recover"), fields)

    assert sign_in("kim@example.org", NEW["password1"])


def test_the_demos_people_have_no_password_and_every_page_of_their_account() -> None:
    """A button signs them in; in a real house nobody is without one."""
    person = make.member(make.group())
    person.user.set_unusable_password()
    person.user.save(update_fields=["password"])
    client = client_of(person.user)

    for name in ("accounts:own", "accounts:first_password", "account_set_password"):
        answer = client.get(reverse(name), follow=True)
        assert answer.status_code == 200, (name, answer.redirect_chain)
