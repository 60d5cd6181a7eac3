"""The public check: valid or not valid, the same answer for everything that is not."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests import make
from tests.clients import HouseClient
from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import rules, services
from wirwissen.course.credentials.models import Paper, PaperKind, PaperState
from wirwissen.course.credentials.views.verification import TRIES
from wirwissen.foundation.core.clock import now

pytestmark = pytest.mark.django_db
NUMBER, CODE = "WW-2027-0001", "BCDF GHJK MNPQ"
_VARIES = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def certificate(state: PaperState, code: str = CODE, who: Participant | None = None) -> Paper:
    who = who or make.participant(name="Mara Lindner")
    return Paper.objects.create(
        organisation=who.cohort.organisation, participant=who, kind=PaperKind.CERTIFICATE,
        state=state, number=NUMBER, proposed_at=now(), issued_at=now(),
        check_code_hash=rules.code_hash("WW20270001", code.replace(" ", "")),
    )  # fmt: skip


def answer(number: str = NUMBER, code: str = CODE) -> tuple[int, dict[str, str], str]:
    """Status, headers and body, without what is random in every answer."""
    response = HouseClient().post(reverse("credentials:verify"), {"number": number, "code": code})
    headers = {k: v for k, v in response.headers.items() if k != "Content-Length"}
    return response.status_code, headers, _VARIES.sub("", response.content.decode())


def test_number_and_code_of_a_living_paper_are_valid_however_they_are_typed() -> None:
    certificate(PaperState.ISSUED)

    bodies = [answer()[2], answer(" ww-2027-0001 ", "bcdf-ghjkmnpq")[2]]

    assert all("Dieses Papier ist gültig." in body for body in bodies)
    assert not any("Mara" in body for body in bodies)


def test_every_other_answer_is_the_same_to_the_letter() -> None:
    who = make.participant(name="Mara Lindner")
    unknown = answer()
    paper = certificate(PaperState.ISSUED, "2222 2222 2222", who)
    wrong_code = answer()
    paper.delete()
    withdrawn_paper = certificate(PaperState.WITHDRAWN, who=who)
    withdrawn = answer()
    Paper.objects.filter(pk=withdrawn_paper.pk).update(state=PaperState.REPLACED)
    replaced = answer()

    assert unknown == wrong_code == withdrawn == replaced
    assert unknown[0] == 200
    assert "Dieses Papier ist nicht gültig." in unknown[2]


def test_every_answer_costs_the_same_queries(django_assert_num_queries: object) -> None:
    certificate(PaperState.ISSUED)

    for number, code in ((NUMBER, CODE), (NUMBER, "2222 2222 2222"), ("XX-1", CODE)):
        with django_assert_num_queries(1):  # type: ignore[operator]
            services.is_valid(number, code)


def test_two_houses_may_give_the_same_number() -> None:
    certificate(PaperState.ISSUED)
    certificate(PaperState.ISSUED, code="2222 2222 2222")

    assert services.is_valid(NUMBER, CODE)
    assert services.is_valid(NUMBER, "2222 2222 2222")


def test_a_code_does_not_open_another_number() -> None:
    certificate(PaperState.ISSUED)

    assert not services.is_valid("WW-2027-0002", CODE)


def test_the_address_in_the_qr_code_fills_in_the_number_and_asks_for_the_code() -> None:
    body = (
        HouseClient()
        .get(reverse("credentials:verify_number", args=["DV 4711/27"]))
        .content.decode()
    )

    assert 'value="DV 4711/27"' in body
    assert "gültig." not in body.partition("</form>")[0].partition("<form")[2]


def test_somebody_who_tries_and_tries_is_asked_to_wait() -> None:
    certificate(PaperState.ISSUED)
    for _number in range(TRIES):
        answer(code="2222 2222 2222")

    assert "Versuchen Sie es in zehn Minuten noch einmal" in answer()[2]


def test_an_empty_form_says_what_is_missing() -> None:
    assert "Hier fehlt noch: Prüfzeichen." in answer(code="")[2]
