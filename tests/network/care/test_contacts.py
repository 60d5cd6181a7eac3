"""Two people open something together: in time, for an hour, logged, and the member is told."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clients import client_of
from tests.network import make
from tests.network.care import make_care
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.models import Reading
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.network.care import services
from wirwissen.network.care.models import EmergencyContact, JointAct
from wirwissen.network.care.queries import todos
from wirwissen.network.care.rules.joint import JointKind
from wirwissen.network.groups.models import DutyKind, Group, Member

pytestmark = pytest.mark.django_db


def orga_of(group: Group) -> list[Member]:
    return list(Member.objects.filter(group=group, duties__kind="orga").order_by("pk"))


def shown(act: JointAct, who: Member) -> str:
    return client_of(who.user).get(reverse("care:opened", args=[act.pk])).content.decode()


def test_one_person_alone_opens_nothing() -> None:
    group = make_care.group_with_team()
    one, other, *_rest = orga_of(group)
    act = make_care.joint_contact(one, make.member(group))

    with pytest.raises(Refused):
        services.confirm(act, one, now=now())

    assert ["0221 000" in shown(act, who) for who in (one, other)] == [False, False]


def test_two_open_it_for_themselves_alone_and_the_member_is_told() -> None:
    group = make_care.group_with_team()
    one, other, third, *_rest = orga_of(group)
    member = make.member(group)
    act = make_care.joint_contact(one, member)

    services.confirm(act, other, now=now())
    services.confirm(act, other, now=now())

    read = ["0221 000" in shown(act, who) for who in (one, other, third)]
    told = [mail.recipient for mail in OutboxMail.objects.all()]
    names = sorted(Reading.objects.filter(owner=member.user).values_list("reader_name", flat=True))
    assert (read, told) == ([True, True, False], [member.user.email])
    assert names == sorted([one.pseudonym, other.pseudonym])
    page = client_of(member.user).get(reverse("care:contact")).content.decode()
    assert one.pseudonym in page and other.pseudonym in page


def test_a_second_person_who_comes_too_late_opens_nothing() -> None:
    group = make_care.group_with_team()
    one, other, *_rest = orga_of(group)
    act = make_care.joint_contact(one, make.member(group), now=now() - timedelta(minutes=31))

    with pytest.raises(Refused):
        services.confirm(act, other, now=now())


def test_after_an_hour_it_is_closed_again() -> None:
    group = make_care.group_with_team()
    one, other, *_rest = orga_of(group)
    earlier = now() - timedelta(minutes=61)
    act = make_care.joint_contact(one, make.member(group), now=earlier)

    services.confirm(act, other, now=earlier)

    assert "0221 000" not in shown(act, one)


def test_a_contact_of_another_group_is_not_even_asked_for() -> None:
    one = orga_of(make_care.group_with_team())[0]

    with pytest.raises(Refused):
        make_care.joint_contact(one, make.member())
    answer = client_of(one.user).post(
        reverse("care:joint"), {"pseudonym": "Niemand", "reason": "life"}
    )
    assert (answer.status_code, JointAct.objects.count()) == (200, 0)


def test_the_reason_stands_in_the_log_in_words() -> None:
    group = make_care.group_with_team()
    one, member = orga_of(group)[0], make.member(group, pseudonym="Amsel")

    client_of(one.user).post(reverse("care:joint"), {"pseudonym": "amsel", "reason": "life"})

    [act] = JointAct.objects.all()
    assert (act.about, act.reason, act.confirmed_at) == (member, "Sorge um Leib und Leben", None)


def test_a_deleted_contact_takes_its_key_along_and_leaves_the_trace() -> None:
    group = make_care.group_with_team()
    one, other, *_rest = orga_of(group)
    member = make.member(group)
    act = make_care.joint_contact(one, member)
    services.confirm(act, other, now=now())

    services.drop_contact(member)

    left = (EmergencyContact.objects.count(), Envelope.objects.count(), JointAct.objects.count())
    assert left == (0, 0, 1)


def test_an_export_needs_two_names_them_and_lists_no_member() -> None:
    group = make_care.group_with_team()
    one, other, *_rest = orga_of(group)
    member = make.member(group, pseudonym="Unverwechselbar")
    act = services.request_together(one, JointKind.EXPORT, reason="Sicherung", now=now())
    address = reverse("care:export", args=[act.pk])
    assert client_of(one.user).get(address).status_code == 404

    services.confirm(act, other, now=now())
    answer = client_of(one.user).get(address)

    body = answer.content.decode()
    assert json.loads(body)["Kennzeichen"]["geholt von"] == [one.pseudonym, other.pseudonym]
    assert (member.pseudonym in body, answer.headers["Content-Disposition"]) == (
        False, 'attachment; filename="unterlagen.json"',
    )  # fmt: skip


@pytest.mark.parametrize(("days", "asked"), [(200, False), (201, True)])
def test_the_orga_is_asked_to_check_the_numbers_after_200_days(days: int, asked: bool) -> None:
    from wirwissen.foundation.pages.crisis import crisis

    member = make.member(make.group(), DutyKind.ORGA)
    noon = now().replace(hour=12)
    at = noon + (crisis().checked_on - noon.date()) + timedelta(days=days)

    found = [todo.title for todo in todos(member.user, [], at)]

    assert ("Hilfsnummern prüfen" in found) is asked
    assert todos(make.member().user, [], at) == []
