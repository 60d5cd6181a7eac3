"""The papers are read off the register: whatever is kept stands in them, without being typed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests.clients import client_of
from tests.network import make
from wirwissen.foundation.privacy.register import all_entries
from wirwissen.network.groups.models import DutyKind, Member
from wirwissen.network.groups.services import take_duty
from wirwissen.network.papers.rules import CONSENTS
from wirwissen.network.papers.views import PAPERS

pytestmark = pytest.mark.django_db


def shown(who: Member, slug: str) -> str:
    answer = client_of(who.user).get(reverse("papers:paper", kwargs={"slug": slug}))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("slug", ["verzeichnis", "loeschplan"])
def test_every_table_with_something_personal_stands_in_the_paper(slug: str) -> None:
    page = shown(make.member(make.group(), DutyKind.ORGA), slug)

    missing = [
        model._meta.label
        for model, entry in all_entries().items()
        if (entry.personal or entry.sealed)
        and getattr(model, "privacy", None) is not None
        and escape(str(model._meta.verbose_name_plural)) not in page
    ]
    assert missing == []


def test_the_assessment_names_everything_that_is_sealed() -> None:
    page = shown(make.member(make.group(), DutyKind.ORGA), "folgenabschaetzung")

    assert [
        word for word in ("Notfallkontakte", "Hinweise", "Anhörungen") if word not in page
    ] == []


def test_consents_stand_there_with_version_and_the_groups_own_agreement() -> None:
    group = make.group(agreement="Was hier gesprochen wird, bleibt hier.", agreement_version=3)
    page = shown(make.member(group, DutyKind.ORGA), "einwilligungen")

    assert [c.title for c in CONSENTS if c.title not in page] == []
    assert ("Fassung 3" in page, group.agreement in page) == (True, True)


def test_the_access_list_tells_todays_duties_and_every_change() -> None:
    group = make.group()
    orga = make.member(group, DutyKind.ORGA, pseudonym="Meise")
    other = make.member(group, DutyKind.CONFIDANT, pseudonym="Drossel")
    make.member(group, pseudonym="Rotkehlchen")
    take_duty(other, DutyKind.CONFIDANT, by=orga, now=make.NOW)

    page = shown(orga, "zugang")

    assert page.count("Drossel") == 2 and "genommen von Meise" in " ".join(page.split())
    assert "Rotkehlchen" not in page


@pytest.mark.parametrize("slug", PAPERS)
def test_no_paper_names_a_member_without_duty(slug: str) -> None:
    group = make.group()
    orga = make.member(group, DutyKind.ORGA)
    make.member(group, pseudonym="Rotkehlchen")

    assert "Rotkehlchen" not in shown(orga, slug)


def test_an_unknown_paper_is_not_there() -> None:
    orga = make.member(make.group(), DutyKind.ORGA)

    assert client_of(orga.user).get("/orga/papiere/mitglieder/").status_code == 404
