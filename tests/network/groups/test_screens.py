"""What can be done on screens alone: found, join, agree again, hand over, leave."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.clients import HouseClient, client_of
from tests.network import make
from tests.network.world import make_world
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of
from wirwissen.network.groups import services
from wirwissen.network.groups.models import (
    CodeUse,
    DutyKind,
    Group,
    JoinRequest,
    Member,
    PublicPage,
)

pytestmark = pytest.mark.django_db
FORM = {"pseudonym": "Juno", "way": "mail", "profession": "Pflege", "own_experience": "on"}
PASSWORD = "vier stille Birken dort"


def link_in_mail(to: str) -> str:
    mail = OutboxMail.objects.filter(recipient=to).order_by("-created_at").first()
    assert mail is not None
    [path] = re.findall(r"http://[^/]+(/anfrage/\S+)", body_of(mail))
    return str(path)


def test_a_house_keeper_founds_a_group_and_is_its_orga_under_another_name() -> None:
    place, keeper = make.organisation(), make.user()
    Membership.objects.create(
        organisation=place, user=keeper, role=Role.OFFICE.value, name="Robin Haus", since=today()
    )
    client = client_of(keeper)

    client.post(
        "/haus/gruppen/neu/",
        {
            "name": "Lindenkreis", "for_whom": "Fachleute.", "how_we_meet": "Monatlich.",
            "values": "Still.\nRuhig.", "scope": "Alle.", "professions": "Pflege\nMedizin",
            "windows": "12, 18 Uhr", "agreement": "Still.", "floor": "4", "pseudonym": "Meise",
        },
    )  # fmt: skip

    group, member = Group.objects.get(), Member.objects.get()
    assert (group.slug, group.values, group.windows) == (
        "lindenkreis", ["Still.", "Ruhig."], [12, 18],
    )  # fmt: skip
    assert (group.public_until, group.professions) == (None, ["Pflege", "Medizin"])
    assert (member.pseudonym, [duty.kind for duty in member.duties.all()]) == ("Meise", ["orga"])
    assert client.get("/orga/").status_code == 200


def test_from_the_public_form_over_the_talk_to_a_member() -> None:
    group = make.group()
    orga = make.member(group, DutyKind.ORGA)
    slot = make.slot(orga)
    visitor = HouseClient()
    visitor.post(f"/mitmachen/{group.slug}/", {**FORM, "email": "juno@example.org"})
    link = link_in_mail("juno@example.org")

    visitor.post(link, {"act": "slot", "slot": slot.pk})
    row = JoinRequest.objects.get()
    client_of(orga.user).post(f"/orga/anfragen/{row.pk}/", {"answer": "yes", "note": ""})
    fields = {"pseudonym": "Juno", "password1": PASSWORD, "password2": PASSWORD, "agreed": "on"}
    answer = visitor.post(f"{link}konto/", fields)

    assert answer.headers["Location"] == "/bereich/"
    assert "Hallo Juno" in visitor.get("/bereich/").content.decode()
    member = Member.objects.get(pseudonym="Juno")
    assert (member.group, member.user.email) == (group, "juno@example.org")


def test_the_answer_is_the_same_for_strangers_members_and_whoever_asked_before() -> None:
    group = make.group()
    member = make.member(group)

    def answered(email: str) -> tuple[int, str, str]:
        visitor = HouseClient()
        sent = visitor.post(f"/mitmachen/{group.slug}/", {**FORM, "email": email})
        page = visitor.get(sent.headers["Location"])
        return sent.status_code, sent.headers["Location"], page.content.decode()

    strangers = answered("neu@example.org")
    assert answered(str(member.user.email)) == strangers
    assert answered("neu@example.org") == strangers


def test_a_work_address_is_warned_about_once_and_never_refused() -> None:
    group = make.group()
    visitor, path = HouseClient(), f"/mitmachen/{group.slug}/"
    fields = {**FORM, "email": "juno@klinik-beispiel.example"}

    first = visitor.post(path, fields)
    assert "nach einer Adresse von der Arbeit" in first.content.decode()
    assert JoinRequest.objects.count() == 0

    again = visitor.post(path, {**fields, "warned": "1"})
    assert (again.status_code, JoinRequest.objects.count()) == (302, 1)


def test_without_an_address_the_code_is_shown_once_and_leads_back() -> None:
    group = make.group()
    visitor = HouseClient()
    visitor.post(f"/mitmachen/{group.slug}/", {**FORM, "way": "none", "email": "weg@example.org"})

    page = visitor.get("/anfrage/abgeschickt/").content.decode()
    [code] = re.findall(r'<p class="big num">([^<]+)</p>', page)

    assert code not in visitor.get("/anfrage/abgeschickt/").content.decode()
    answer = HouseClient().post("/anfrage/nachsehen/", {"code": code})
    assert answer.headers["Location"].startswith("/anfrage/")
    assert (JoinRequest.objects.get().email, OutboxMail.objects.count()) == ("", 0)


def test_whoever_gave_no_address_gets_a_name_and_words_once() -> None:
    row = make.request(state="admitted")
    visitor = HouseClient()
    fields = {"pseudonym": "Juno", "password1": PASSWORD, "password2": PASSWORD, "agreed": "on"}

    answer = visitor.post(f"/anfrage/{make.request_link(row)}/konto/", fields)

    user = Member.objects.get(pseudonym="Juno").user
    page = visitor.get(answer.headers["Location"]).content.decode()
    assert (user.email, bool(user.words_hash)) == (None, True)
    assert str(user.account_name) in page
    assert str(user.account_name) not in visitor.get(answer.headers["Location"]).content.decode()
    again = HouseClient()
    again.post("/anmelden/", {"login": user.account_name, "password": PASSWORD})
    assert again.get("/bereich/").status_code == 200


def test_the_link_to_the_talk_appears_15_minutes_before() -> None:
    row = make.request()
    slot = make.slot(make.member(row.group, DutyKind.ORGA))
    services.take_slot(row, slot.pk, now=now())
    path = f"/anfrage/{make.request_link(row)}/"

    def shows_link(minutes: int) -> bool:
        slot.starts_at = now() + timedelta(minutes=minutes)
        slot.request = row
        slot.save()
        return "raum.example" in Client().get(path).content.decode()

    assert [shows_link(minutes) for minutes in (16, 14, -59, -61)] == [False, True, True, False]


def test_a_changed_agreement_is_asked_again_at_the_next_visit() -> None:
    world = make_world()
    orga, member = world.client("orga"), world.client("member")
    fields = {
        "scope": "Alle.", "professions": "Pflege", "windows": "18", "agreement": "Neu.",
        "floor": "0",
    }  # fmt: skip
    orga.post("/orga/regeln/", fields)

    assert member.get("/bereich/name/").headers["Location"] == (
        "/vereinbarung/?next=%2Fbereich%2Fname%2F"
    )
    back = member.post("/vereinbarung/?next=%2Fbereich%2Fname%2F", {"agreed": "on"})

    assert back.headers["Location"] == "/bereich/name/"
    assert member.get("/bereich/name/").status_code == 200
    assert orga.get("/orga/").status_code == 200


def test_the_way_out_stays_open_without_a_new_agreement() -> None:
    world = make_world()
    Group.objects.update(agreement_version=2)

    client = world.client("member")

    assert [client.get(path).status_code for path in ("/bereich/", "/bereich/gehen/")] == [200, 200]


def test_a_duty_is_given_through_a_code_and_handed_over() -> None:
    world = make_world()
    member, orga = world.client("member"), world.client("orga")
    member.post("/bereich/code/", {"use": "duty"})
    [code] = re.findall(r'num">([^<]+)</p>', member.get("/bereich/code/").content.decode())

    orga.post("/orga/aufgaben/", {"kind": "orga", "code": code})
    own = world.own.orga.duties.get()
    answer = orga.post(f"/orga/aufgaben/{own.pk}/nehmen/")

    kinds = [duty.kind for duty in world.own.member.duties.all()]
    assert (kinds, answer.status_code) == (["orga"], 302)
    assert orga.get("/orga/").status_code == 404  # still signed in here, no longer of the orga
    fresh = client_of(User.objects.get(pk=world.own.orga.user_id))
    assert fresh.get("/orga/").status_code == 404


def test_the_house_gives_an_orga_only_to_a_group_that_has_none() -> None:
    world = make_world()
    keeper = world.client("keeper")
    code = services.make_hand_code(world.own.member, CodeUse.DUTY, now=now())
    path = f"/haus/gruppen/{world.own.group.pk}/"
    assert keeper.post(path, {"code": code}).status_code == 404

    world.own.orga.duties.all().delete()
    world.own.second_orga.duties.all().delete()
    keeper.post(path, {"code": code})

    assert [duty.kind for duty in world.own.member.duties.all()] == ["orga"]


def test_somebody_in_two_groups_changes_between_them_under_two_names() -> None:
    one = make.member(make.group("Aaa"), pseudonym="Amsel")
    services.add_member(make.group("Bbb"), one.user, pseudonym="Biber", now=now())
    client = client_of(one.user)
    assert "Hallo Amsel" in client.get("/bereich/").content.decode()

    client.post("/bereich/wechseln/", {"group": Group.objects.get(name="Bbb").pk})

    assert "Hallo Biber" in client.get("/bereich/").content.decode()


def test_wants_total_erasure_the_evening_after_a_meeting() -> None:
    group = make.group()
    make.member(group, DutyKind.ORGA)
    member = make.member(group)
    make.card(member)
    client = client_of(member.user)

    client.post("/bereich/gehen/")
    client.post("/meine-daten/loeschen/", {"password": make.PASSWORD})

    assert not User.objects.filter(pk=member.user_id).exists()
    assert Member.objects.filter(group=group).count() == 1


def test_the_last_orga_may_erase_everything_and_the_house_helps_the_group() -> None:
    group = make.group()
    orga = make.member(group, DutyKind.ORGA)
    make.member(group)

    client_of(orga.user).post("/meine-daten/loeschen/", {"password": make.PASSWORD})

    assert not User.objects.filter(pk=orga.user_id).exists()


def test_a_markdown_file_is_looked_at_first_and_then_taken_over() -> None:
    world = make_world()
    orga = world.client("orga")
    fields = {
        "text": "---\ntitle: Unsere Werte\nlayout: presse\n---\n# Werte\n\nStill.",
        "shown_until": f"{today() + timedelta(days=9):%d.%m.%Y}",
    }

    look = orga.post("/orga/seiten/einlesen/", fields)
    assert "Unsere Werte" in look.content.decode()
    assert not PublicPage.objects.filter(title="Unsere Werte").exists()
    orga.post("/orga/seiten/einlesen/", {**fields, "keep": "1"})

    page = PublicPage.objects.get(title="Unsere Werte")
    assert (page.layout, page.slug, page.body) == ("press", "unsere-werte", "# Werte\n\nStill.")
