"""Edge cases of product/network-house.md in this area; each test's name is the case's text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clients import HouseClient, client_of
from tests.network import make
from tests.network.care import make_care
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of
from wirwissen.foundation.privacy.models import Erasure
from wirwissen.foundation.privacy.services import erase_person, replay_erasures
from wirwissen.network.care import services
from wirwissen.network.care.models import Avoided, Case, EmergencyContact, JointAct, OwnMarks
from wirwissen.network.care.queries import apart, todos
from wirwissen.network.care.rules.cases import Answer, Outcome
from wirwissen.network.care.rules.joint import JointKind
from wirwissen.network.care.rules.marks import Kind
from wirwissen.network.groups.models import DutyKind, Member
from wirwissen.network.groups.services import take_duty

pytestmark = pytest.mark.django_db


def test_a_colleague_from_the_same_ward_applies() -> None:
    """The earlier member is asked first, privately; may decline contact or not mind."""
    group = make_care.group_with_team()
    member = make.member(group, pseudonym="Amsel")
    services.add_avoided(member, "Station 4, Klinikum am See", Kind.WORKPLACE)
    asked = make.request(group)
    page = reverse("care:request_marks", args=[make.request_link(asked)])
    told = HouseClient().post(page, {"name": "Kim Beispiel", "workplace": "Klinik See Station 4"})
    assert (told.status_code, told.headers["Location"]) == (302, page)
    OutboxMail.objects.all().delete()  # the orga was told of the request
    assert todos(member.user, [], now()) == []

    services.keep_in_order(now=now())
    [case] = Case.objects.all()
    assert case.confidant is not None
    services.ask_earlier(case, now=now())

    to = [mail.recipient for mail in OutboxMail.objects.order_by("created_at")]
    assert to == [case.confidant.user.email, member.user.email]
    said = " ".join(body_of(mail) for mail in OutboxMail.objects.all())
    assert [word for word in ("Amsel", "Kim", "See", "Station") if word in said] == []
    page = client_of(member.user).get(reverse("care:question", args=[case.pk])).content.decode()
    assert [word for word in ("Kim", "Station", "Anfrage", asked.pseudonym) if word in page] == []
    assert [each.title for each in todos(member.user, [], now())] == ["Eine Frage an dich"]

    answers = {}
    for answer in (Answer.DECLINES, Answer.FINE):
        Case.objects.filter(pk=case.pk).update(answer="", outcome="")
        services.answer_question(case, answer, now=now())
        case.refresh_from_db()
        answers[answer] = case.outcome
    assert answers == {Answer.DECLINES: Outcome.APART, Answer.FINE: Outcome.TOGETHER}


def test_therapist_and_former_client_are_both_members() -> None:
    """Silent separation; the confidant knows, the group does not."""
    group = make_care.group_with_team(orga=2, confidants=1)
    therapist = make.member(group, pseudonym="Amsel")
    client = make.member(group, pseudonym="Fink")
    case = make_care.answered(client, therapist, Answer.LEAVES)
    services.decide_case(case, Outcome.APART)

    assert apart(group) == {frozenset({therapist.pk, client.pk})}
    assert case.confidant is not None
    address = reverse("care:case", args=[case.pk])
    seen = {
        member.pseudonym: client_of(member.user).get(address).status_code
        for member in Member.objects.filter(group=group)
    }
    assert {name for name, status in seen.items() if status == 200} == {case.confidant.pseudonym}


def test_an_orga_member_leaves_in_anger_with_exports_and_passwords() -> None:
    """Role ends, sessions end; what was half opened stays shut; exports were marked and logged."""
    group = make_care.group_with_team(orga=3)
    angry, other, _third = Member.objects.filter(group=group, duties__kind="orga").order_by("pk")
    browser = client_of(angry.user)
    export = services.request_together(angry, JointKind.EXPORT, reason="Sicherung", now=now())
    services.confirm(export, other, now=now())
    kept = browser.get(reverse("care:export", args=[export.pk])).content.decode()
    half = make_care.joint_contact(angry, make.member(group))

    take_duty(angry, DutyKind.ORGA, by=other, now=now())

    assert angry.pseudonym in kept and export.pk in kept
    log = JointAct.objects.get(pk=export.pk)
    assert (log.asked_name, log.confirmed_name) == (angry.pseudonym, other.pseudonym)
    after = browser.get(reverse("care:export", args=[export.pk]))
    assert after.status_code == 302 and after.headers["Location"].startswith(
        reverse("account_login")
    )
    again = client_of(Member.objects.get(pk=angry.pk).user)
    pages = ["care:joint", "care:reports"]
    assert [again.get(reverse(page)).status_code for page in pages] == [404, 404]

    from wirwissen.network.groups.services import leave

    leave(Member.objects.get(pk=angry.pk), now=now())
    half.refresh_from_db()
    with pytest.raises(Refused):
        services.confirm(half, other, now=now())


@pytest.mark.parametrize("page", ["groups:limits", "pages:questions", "pages:privacy"])
def test_outsider_spouse_or_police_asks_whether_x_is_a_member(page: str) -> None:
    """The same answer always: no page answers differently because somebody is a member."""
    group = make.group()
    outside = HouseClient()
    before = outside.get(reverse(page)).content
    somebody = make.member(group, pseudonym="Amsel")
    services.add_avoided(somebody, "Kim Beispiel", Kind.PERSON)
    services.give_own_marks(somebody, name="Robin Muster", workplace="", now=now())

    after = outside.get(reverse(page)).content
    login = {"login": somebody.user.email, "password": "falsch"}
    nobody = {"login": "niemand@example.org", "password": "falsch"}
    known, unknown = (outside.post(reverse("account_login"), each) for each in (login, nobody))
    texts = [
        answer.content.decode().replace(each["login"] or "", "")
        for answer, each in ((known, login), (unknown, nobody))
    ]
    assert before == after
    assert known.status_code == unknown.status_code
    assert len({len(text) for text in texts}) == 1


def test_association_member_demands_the_member_list() -> None:
    """Participants are not on it: the house keeper reads nothing of a group."""
    from wirwissen.foundation.accounts.models import Membership
    from wirwissen.foundation.accounts.rules import Role

    place, keeper = make.organisation(), make.user()
    Membership.objects.create(
        organisation=place, user=keeper, role=Role.OFFICE.value, name="Vorstand",
        since=now().date(),
    )  # fmt: skip
    group = make.group(organisation=place)
    make.member(group, DutyKind.ORGA)
    make.member(group, pseudonym="Amsel")
    browser = client_of(keeper)

    pages = ["care:joint", "care:reports", "care:cases", "care:apart", "papers:papers",
             "rounds:rounds"]  # fmt: skip
    assert {browser.get(reverse(page)).status_code for page in pages} == {404}
    assert "Amsel" not in browser.get(reverse("today")).content.decode()


def test_erasure_then_restore_from_a_backup() -> None:
    """The erasure list runs again before the house opens."""
    group = make_care.group_with_team()
    member, other = make.member(group), make.member(group)
    make_care.case(member, other)
    services.keep_contact(member, "Meine Schwester", now=now())
    tables = (Avoided, OwnMarks, Case, EmergencyContact, Member)
    backup = {model: list(model.objects.all()) for model in tables}
    user = member.user
    mine = user.pk

    erase_person(user, now=now())
    assert Erasure.objects.filter(subject_id=mine).exists()

    user.pk = mine
    user.email, user.is_active = "zurueck@example.org", True
    user.save(force_insert=not type(user).objects.filter(pk=mine).exists())
    for model in (Member, OwnMarks, Avoided, Case, EmergencyContact):
        for row in backup[model]:
            if hasattr(row, "envelope_id"):
                row.envelope_id = None  # its key is gone for good
            row.save()

    assert replay_erasures() == 1
    left = [model.objects.count() for model in (Avoided, Case, EmergencyContact)]
    assert (left, Member.objects.filter(pk=member.pk).exists()) == ([0, 0, 0], False)


def test_wants_total_erasure_the_evening_after_a_meeting() -> None:
    """At once: the keys of everything sealed are gone with it."""
    from wirwissen.foundation.sealed.models import Envelope

    group = make_care.group_with_team()
    member = make.member(group)
    services.add_avoided(member, "Kim Beispiel", Kind.PERSON)
    services.keep_contact(member, "Meine Schwester", now=now())
    make_care.report(member)

    erase_person(member.user, now=now() + timedelta(hours=2))

    sealed = [bytes(row.text_sealed) for row in EmergencyContact.objects.all()]
    assert (sealed, Avoided.objects.count()) == ([], 0)
    assert Envelope.objects.count() <= 3  # empty shells: their keys are destroyed on commit
