"""T7: every form of the network house that takes an address answers the same, and does the same.

Signing in and getting back in are in accounts/test_same_answers; times are measured by
`run.py bench`, since a busy machine's times are no test.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from django.db import transaction

from tests.clients import client_of
from tests.foundation.accounts.answers import Answer, answer
from tests.network import make
from tests.network.make import NOW
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.network.groups import services
from wirwissen.network.groups.models import DutyKind, Group, JoinRequest

pytestmark = pytest.mark.django_db
ADDRESS, UNKNOWN = "bekannt@example.org", "niemand@example.org"
Result = TypeVar("Result")
FORM = {"pseudonym": "Juno", "way": "mail", "profession": "Pflege", "own_experience": "on"}


def member(group: Group) -> None:
    _belongs(group)


def resting_member(group: Group) -> None:
    _belongs(group)
    User.objects.filter(email=ADDRESS).update(is_active=False)


def member_elsewhere(_group: Group) -> None:
    _belongs(make.group("Anderer"))


def orga(group: Group) -> None:
    services.give_duty(_belongs(group), DutyKind.ORGA, by=None, now=NOW)


def without_a_group(_group: Group) -> None:
    make.user(ADDRESS)


def asked_before(group: Group) -> None:
    make.request(group, email=ADDRESS)


def declined(group: Group) -> None:
    row = make.request(group, email=ADDRESS)
    services.decide(row, by=make.member(group), is_admitted=False, note="", now=now())


def _belongs(group: Group) -> Any:
    return services.add_member(group, make.user(ADDRESS), pseudonym="Amsel", now=NOW)


KNOWN = (member, resting_member, member_elsewhere, orga, without_a_group, asked_before, declined)


def join(group: Group, address: str) -> Answer:
    return _sent(f"/mitmachen/{group.slug}/", {**FORM, "email": address}, address)


def sign_up(group: Group, address: str) -> Answer:
    return _sent(f"/aufruf/{group.slug}/anmelden/", {**FORM, "email": address}, address)


def join_without_a_name(group: Group, address: str) -> Answer:
    """A form with an error, shown again."""
    return _sent(f"/mitmachen/{group.slug}/", {**FORM, "pseudonym": "", "email": address}, address)


def _sent(path: str, fields: dict[str, str], address: str) -> Answer:
    return answer(path, fields, who=address)


def afresh(act: Callable[[], Result]) -> Result:
    """What comes of it in the same state of the house: nothing stays changed."""
    with transaction.atomic():
        found = act()
        transaction.set_rollback(True)
    return found


def told(address: str) -> list[str]:
    """The subjects of what whoever asked is sent at one address."""
    mails = OutboxMail.objects.filter(recipient=address, template="groups/mail/request.txt")
    return list(mails.values_list("subject", flat=True))


def place() -> Group:
    """A public group with its team and a call."""
    group = make.group()
    make.member(group, DutyKind.ORGA)
    services.keep_call(
        group,
        {"text": "Komm.", "capacity": 5, "open_until": today() + timedelta(days=9)},
        now=now(),
    )
    return group


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.__name__)
@pytest.mark.parametrize("form", [join, sign_up, join_without_a_name], ids=lambda f: f.__name__)
def test_a_form_answers_the_same_whoever_it_is_about(
    form: Callable[[Group, str], Answer], known: Callable[[Group], None]
) -> None:
    group = place()
    known(group)
    OutboxMail.objects.all().delete()

    def asked(address: str) -> tuple[Answer, list[str]]:
        return form(group, address), told(address)

    one, other = afresh(lambda: asked(ADDRESS)), afresh(lambda: asked(UNKNOWN))

    assert one == other
    assert one[1] == ([] if form is join_without_a_name else ["Es gibt etwas Neues"])


@pytest.mark.parametrize("known", [member, orga, without_a_group], ids=lambda k: k.__name__)
def test_another_address_for_an_account_is_asked_for_the_same(
    known: Callable[[Group], None],
) -> None:
    group = place()
    known(group)
    user = make.user()

    def asked(address: str) -> list[Answer]:
        browser = client_of(user)
        fields = {"email": address, "password": make.PASSWORD}
        first = answer("/konto/adresse/", fields, who=address, browser=browser)
        wrong = {"code": "BBBB BBBB"}
        second = answer("/konto/adresse/code/", wrong, who=address, browser=browser)
        return [first, second]

    one, other = afresh(lambda: asked(ADDRESS)), afresh(lambda: asked(UNKNOWN))

    assert [each.status for each in one] == [302, 200]
    assert one == other


def test_a_seeded_look_at_the_members_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    group = place()
    member(group)
    asked = services.ask_to_join

    def looks(*args: Any, **facts: Any) -> tuple[JoinRequest, str]:
        if User.objects.filter(email=facts["email"]).exists():
            User.objects.get(email=facts["email"])
        return asked(*args, **facts)

    monkeypatch.setattr(services, "ask_to_join", looks)

    assert afresh(lambda: join(group, ADDRESS)) != afresh(lambda: join(group, UNKNOWN))
