"""A colleague of somebody of the orga asks to join: the two neither read of nor talk to each
other, and nothing changes before a night has passed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.clients import HouseClient, client_of, main_of
from tests.network import make
from tests.network.care import make_care
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.network.care import services
from wirwissen.network.care.models import Case
from wirwissen.network.care.queries.lists import own_list
from wirwissen.network.care.rules.cases import Answer
from wirwissen.network.care.rules.marks import Kind
from wirwissen.network.groups import queries
from wirwissen.network.groups import services as groups
from wirwissen.network.groups.models import DutyKind, JoinRequest, Member, TalkSlot

pytestmark = pytest.mark.django_db
WARD = "Station 4, Haus am Hang"


class Scene:
    """An orga of two, one of them keeping away from a ward; a confidant; somebody who asks."""

    def __init__(self, *, ward: str = WARD) -> None:
        self.group = make_care.group_with_team(orga=1)
        self.other = Member.objects.get(duties__kind=DutyKind.ORGA.value)
        self.earlier = make.member(self.group, DutyKind.ORGA, pseudonym="Amsel")
        services.add_avoided(self.earlier, WARD, Kind.WORKPLACE)
        self.asked = make.request(self.group, email="juno@example.org")
        self.link = make.request_link(self.asked)
        self.ward = ward

    def give_marks(self) -> None:
        services.give_request_marks(
            self.group, self.asked.pk, name="", workplace=self.ward, now=now()
        )

    def night(self) -> None:
        services.keep_in_order(now=now())

    def answered(self, answer: Answer) -> None:
        case = Case.objects.get()
        services.ask_earlier(case, now=now())
        services.answer_question(case, answer, now=now())

    def row(self) -> JoinRequest:
        return JoinRequest.objects.select_related("group").get(pk=self.asked.pk)

    def page_of_asker(self) -> str:
        return main_of(HouseClient().get(reverse("groups:request", args=[self.link])))

    def offered(self) -> list[TalkSlot]:
        return queries.free_slots(self.row(), now())

    def seen_by(self, member: Member) -> dict[str, object]:
        """What somebody of the orga learns of the request."""
        browser, name = client_of(member.user), self.asked.pseudonym
        requests = browser.get(reverse("groups:requests"))
        orga, today = browser.get(reverse("groups:orga")), browser.get(reverse("today"))
        return {
            "requests": name in requests.content.decode(),
            "orga": orga.context["waiting"],
            "today": "Anfrage wartet" in today.content.decode(),
            "page": browser.get(reverse("groups:answer", args=[self.asked.pk])).status_code,
        }


NOTHING = {"requests": False, "orga": 0, "today": False, "page": 404}
ALL = {"requests": True, "orga": 1, "today": True, "page": 200}


def test_who_keeps_away_from_somebody_does_not_read_their_request() -> None:
    scene = Scene()
    groups.take_slot(scene.row(), make.slot(scene.other).pk, now=now())
    scene.give_marks()
    before = scene.seen_by(scene.earlier)

    scene.night()

    groups.take_slot(scene.row(), TalkSlot.objects.get().pk, now=now())
    assert before == ALL  # until the night nobody's page changes
    assert (scene.seen_by(scene.earlier), scene.seen_by(scene.other)) == (NOTHING, ALL)


@pytest.mark.parametrize(
    ("answer", "seen"), [(Answer.DECLINES, NOTHING), (Answer.LEAVES, NOTHING), (Answer.FINE, ALL)]
)
def test_the_answer_of_the_earlier_one_decides_what_they_read(
    answer: Answer, seen: dict[str, object]
) -> None:
    scene = Scene()
    scene.give_marks()
    scene.night()

    scene.answered(answer)

    assert scene.seen_by(scene.earlier) == seen


def test_whoever_asks_is_offered_no_talk_with_somebody_who_keeps_away() -> None:
    scene = Scene()
    theirs, fitting = make.slot(scene.earlier), make.slot(scene.other)
    scene.give_marks()

    scene.night()

    assert scene.offered() == [fitting]
    with pytest.raises(Refused):
        groups.take_slot(scene.row(), theirs.pk, now=now())


@pytest.mark.parametrize("ward", [WARD, "Eine ganz andere Station"])
def test_a_time_is_chosen_after_the_night_whether_somebody_is_found_or_not(ward: str) -> None:
    """No answer at once: else one could try out wards and watch the times change."""
    scene = Scene(ward=ward)
    taken = make.slot(scene.other)
    groups.take_slot(scene.row(), taken.pk, now=now())

    scene.give_marks()
    evening = scene.page_of_asker()
    with pytest.raises(Refused):
        groups.take_slot(scene.row(), taken.pk, now=now())
    scene.night()

    taken.refresh_from_db()
    assert taken.request is None
    assert "Über Nacht vergleichen wir deine Angaben" in evening
    assert "Wähle eine Zeit für ein Gespräch" in scene.page_of_asker()
    assert scene.offered() == [taken]


def test_a_talk_of_two_who_must_not_meet_is_called_off_at_night() -> None:
    scene = Scene()
    scene.give_marks()
    services.remove_avoided(scene.earlier, own_list(scene.earlier).get().pk)
    scene.night()
    slot = make.slot(scene.earlier)
    groups.take_slot(scene.row(), slot.pk, now=now())
    services.add_avoided(scene.earlier, WARD, Kind.WORKPLACE)
    OutboxMail.objects.all().delete()
    assert "Euer Gespräch" in scene.page_of_asker()

    scene.night()

    slot.refresh_from_db()
    mails = OutboxMail.objects.filter(recipient="juno@example.org")
    assert (slot.request, [mail.template for mail in mails]) == (None, ["groups/mail/request.txt"])


def test_an_appeal_goes_to_nobody_who_must_not_read_it() -> None:
    """Where only they would be left, the first one answers again: no answer would be worse."""
    scene = Scene()
    scene.give_marks()
    scene.night()
    groups.decide(scene.row(), by=scene.other, is_admitted=False, note="", now=now())
    OutboxMail.objects.all().delete()

    groups.appeal(scene.row(), text="Ich lerne noch.", now=now())

    told = set(OutboxMail.objects.values_list("recipient", flat=True))
    groups.decide(scene.row(), by=scene.other, is_admitted=True, note="", now=now())
    assert scene.earlier.user.email not in told
    assert scene.row().state == "admitted"


def test_the_confidant_is_told_where_nobody_of_the_orga_may_read_a_request() -> None:
    scene = Scene()
    scene.give_marks()
    scene.night()
    case = Case.objects.get()
    assert case.confidant is not None
    browser, page = client_of(case.confidant.user), reverse("care:case", args=[case.pk])
    before = main_of(browser.get(page))

    groups.take_duty(scene.other, DutyKind.ORGA, by=scene.earlier, now=now())

    said = "Diese Anfrage kann gerade niemand aus der Orga lesen."
    assert (said in before, said in main_of(browser.get(page))) == (False, True)
