"""What somebody sent after their session had ended comes back, to them alone."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests import make
from tests.foundation.accounts.people import main_of, sign_in, sign_in_by_code
from wirwissen.foundation.accounts.models import KeptPost, Organisation, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.form_keys import KEY_FIELD, OWNER_FIELD, new_key, owner_mark

pytestmark = pytest.mark.django_db
TEXT = "Wir sind ein kleines Haus am Rhein, und das ist ein langer Text darüber."


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def place() -> Organisation:
    return make.organisation("Bildungshaus Rheinaue")


@pytest.fixture
def office(place: Organisation) -> User:
    return make.member(Role.OFFICE, place)


def late_form(user: User, **more: object) -> dict[str, object]:
    """The fields of a page that this person had opened before the session ended."""
    key = new_key()
    return {
        "name": "Haus am See",
        "about": TEXT,
        KEY_FIELD: key,
        OWNER_FIELD: owner_mark(user.pk, key),
        **more,
    }


def hidden_fields(page: str) -> dict[str, str]:
    form = page.partition("<form")[2].partition("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def test_the_same_person_gets_it_back_and_saves_it(
    client: Client, office: User, place: Organisation
) -> None:
    address = reverse("accounts:organisation")
    answer = client.post(address, late_form(office))
    told = client.get(answer["Location"])
    sign_in(client, office)

    page = client.get(address).content.decode()
    saved = client.post(address, hidden_fields(page))

    place.refresh_from_db()
    assert answer["Location"] == f"{reverse('account_login')}?next=%2Fhaus%2F"
    assert "Ihr Text ist aufgehoben." in main_of(told)
    assert TEXT in page
    assert (saved.status_code, place.name, place.about) == (302, "Haus am See", TEXT)
    assert KeptPost.objects.count() == 0


def test_a_reload_loses_nothing(client: Client, office: User) -> None:
    address = reverse("accounts:organisation")
    client.post(address, late_form(office))
    sign_in(client, office)

    pages = [client.get(address).content.decode() for _ in range(2)]

    assert [TEXT in page for page in pages] == [True, True]


def test_somebody_else_gets_nothing_and_the_text_is_gone(client: Client, office: User) -> None:
    address = reverse("accounts:organisation")
    client.post(address, late_form(office))
    sign_in(client, make.member(Role.OFFICE, make.organisation("Anderes Haus")))

    page = client.get(address).content.decode()

    assert TEXT not in page
    assert KeptPost.objects.count() == 0


def test_after_an_hour_it_is_gone(client: Client, office: User) -> None:
    address = reverse("accounts:organisation")
    client.post(address, late_form(office))
    KeptPost.objects.update(created_at=now() - timedelta(minutes=61))
    sign_in(client, office)

    page = client.get(address).content.decode()

    assert TEXT not in page
    assert KeptPost.objects.count() == 0


def test_who_has_a_password_shows_it_before_the_text_is_shown(client: Client, office: User) -> None:
    address = reverse("accounts:own")
    client.post(address, late_form(office))
    sign_in_by_code(client, office)

    first = client.get(address)
    client.post(reverse("account_reauthenticate"), {"password": make.PASSWORD})
    second = client.get(address)

    assert first["Location"].startswith(reverse("account_reauthenticate"))
    assert TEXT in second.content.decode()


def test_passwords_and_codes_are_never_kept(client: Client, office: User) -> None:
    secrets = dict.fromkeys(
        ("password", "password1", "oldpassword", "code", "kennwort"), "Geheimnis 123"
    )
    client.post(reverse("accounts:organisation"), late_form(office, **secrets))
    sign_in(client, office)

    page = client.get(reverse("accounts:organisation")).content.decode()

    assert TEXT in page
    assert "Geheimnis" not in page


def test_the_text_lies_sealed_in_the_table(client: Client, office: User) -> None:
    client.post(reverse("accounts:organisation"), late_form(office))

    kept = KeptPost.objects.get()

    assert TEXT[:20].encode() not in bytes(kept.fields_sealed)


def test_a_file_is_not_kept_and_the_page_says_so(client: Client, office: User) -> None:
    paper = SimpleUploadedFile("brief.png", b"x" * 100)
    client.post(reverse("accounts:organisation"), late_form(office, paper=paper))
    sign_in(client, office)

    page = main_of(client.get(reverse("accounts:organisation")))

    assert "Eine Datei war dabei." in page


def test_throwing_it_away_leads_back_to_the_form(client: Client, office: User) -> None:
    address = reverse("accounts:organisation")
    client.post(address, late_form(office))
    sign_in(client, office)
    key = new_key()

    answer = client.post(
        reverse("accounts:discard_kept"), {KEY_FIELD: key, OWNER_FIELD: owner_mark(office.pk, key)}
    )

    assert answer["Location"] == address
    assert TEXT not in client.get(address).content.decode()
    assert KeptPost.objects.count() == 0


def test_a_stranger_without_a_forms_mark_leaves_nothing_behind(client: Client) -> None:
    client.post(reverse("accounts:organisation"), {"name": "x" * 1000})

    assert KeptPost.objects.count() == 0


def test_a_late_form_without_password_asks_for_the_password_and_comes_back(
    client: Client, office: User
) -> None:
    address = reverse("accounts:organisation")
    sign_in_by_code(client, office)
    answer = client.post(address, late_form(office))

    client.post(reverse("account_reauthenticate"), {"password": make.PASSWORD, "next": address})

    assert answer["Location"] == f"{reverse('account_reauthenticate')}?next=%2Fhaus%2F"
    assert TEXT in client.get(address).content.decode()
