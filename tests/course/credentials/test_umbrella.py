"""The umbrella association's step: a state of its own that an installation may have."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests import make
from tests.course.credentials.make_ready import (
    STOCK_NUMBER,
    issued,
    make_ready,
    passed_on,
    proposed,
)
from tests.world import World, make_world
from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import queries, services
from wirwissen.course.credentials.models import NumberSeries, Paper, PaperKind, PaperState
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role, roles_on_offer
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.services import erase_person

pytestmark = pytest.mark.django_db
FIRST = f"WW-{today().year}-0001"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def who() -> Participant:
    return make.participant(name="Mara Lindner")


def umbrella_of(who: Participant) -> User:
    return make.member(Role.UMBRELLA, who.cohort.organisation)


def test_the_second_release_gives_neither_number_nor_document_nor_mail(who: Participant) -> None:
    paper = passed_on(who)

    row = Paper.objects.get(pk=paper.pk)
    assert (row.state, row.number, row.check_code_hash, row.stored_name, row.issued_at) == (
        PaperState.AWAITING_UMBRELLA, "", "", "", None,
    )  # fmt: skip
    assert (row.released_by, row.passed_on_at) == (paper.released_by, paper.passed_on_at)
    assert (NumberSeries.objects.count(), OutboxMail.objects.count()) == (0, 0)


def test_the_umbrellas_release_gives_number_code_document_and_mail(who: Participant) -> None:
    paper, umbrella = passed_on(who), umbrella_of(who)

    kept = services.release_last(paper, by=umbrella, now=now())

    assert (kept.state, kept.number, kept.umbrella_by) == (PaperState.ISSUED, FIRST, umbrella)
    assert (kept.released_by, kept.proposed_by) == (paper.released_by, paper.proposed_by)
    assert services.content_of(kept).startswith(b"%PDF-")
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [who.person.email]


def test_nobody_takes_two_of_the_three_steps(who: Participant) -> None:
    lead = make.member(Role.LEAD, who.cohort.organisation)
    second = make.member(Role.RELEASER, who.cohort.organisation)
    paper = proposed(who, by=lead)
    with pytest.raises(Refused):
        services.release(paper, by=lead, has_umbrella=True, now=now())
    paper = services.release(paper, by=second, has_umbrella=True, now=now())

    for person in (lead, second):
        with pytest.raises(Refused, match="jemand anderes beim Dachverband"):
            services.release_last(paper, by=person, now=now())
        with pytest.raises(Refused, match="jemand anderes beim Dachverband"):
            services.give_back(paper, by=person, reason="Der Name ist falsch.")
    paper.refresh_from_db()
    assert (paper.state, paper.number) == (PaperState.AWAITING_UMBRELLA, "")


def test_whoever_has_no_such_role_cannot_take_the_last_step(who: Participant) -> None:
    with pytest.raises(Refused):
        services.release_last(passed_on(who), by=make.user(), may=False, now=now())


def test_the_umbrella_gives_back_with_a_reason_and_two_people_begin_anew(who: Participant) -> None:
    paper, umbrella = passed_on(who), umbrella_of(who)
    second = make.member(Role.RELEASER, who.cohort.organisation)

    back = services.give_back(paper, by=umbrella, reason="Der Name ist falsch.")
    state = (back.state, back.released_by, back.passed_on_at, back.returned_reason)
    again = services.release(back, by=second, has_umbrella=True, now=now())
    kept = services.release_last(again, by=umbrella, now=now())

    assert state == (PaperState.PROPOSED, None, None, "Der Name ist falsch.")
    assert (again.state, again.returned_reason) == (PaperState.AWAITING_UMBRELLA, "")
    assert (kept.state, kept.number, kept.released_by) == (PaperState.ISSUED, FIRST, second)


def test_two_last_releases_at_once_give_one_number(who: Participant) -> None:
    paper = passed_on(who)
    stale = Paper.objects.get(pk=paper.pk)

    first = services.release_last(paper, by=umbrella_of(who), now=now())
    second = services.release_last(stale, by=umbrella_of(who), now=now())

    assert (first.number, first.sha256) == (second.number, second.sha256)
    assert NumberSeries.objects.get().last == 1


def test_what_is_with_the_umbrella_is_released_only_there(who: Participant) -> None:
    paper = passed_on(who)

    again = services.release(paper, by=make.user(), now=now())

    assert (again.state, again.number) == (PaperState.AWAITING_UMBRELLA, "")


def test_the_umbrella_checks_anew(who: Participant) -> None:
    paper = passed_on(who)
    Participant.objects.filter(pk=who.pk).update(paid_cents=0)

    with pytest.raises(services.NotNow, match="offen"):
        services.release_last(paper, by=umbrella_of(who), now=now())


def test_what_was_given_back_is_not_released_by_the_umbrella(who: Participant) -> None:
    umbrella = umbrella_of(who)
    back = services.give_back(passed_on(who), by=umbrella, reason="Der Name ist falsch.")

    with pytest.raises(Refused, match="nicht mehr beim Dachverband"):
        services.release_last(back, by=umbrella, now=now())


def test_proposing_again_finds_the_one_that_is_with_the_umbrella(who: Participant) -> None:
    paper = passed_on(who)

    again = services.propose(who, by=make.user(), on_stock=False, now=now())

    assert (again.pk, Paper.objects.count()) == (paper.pk, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.create(
            organisation=paper.organisation, participant=who, kind=PaperKind.CERTIFICATE,
            state=PaperState.PROPOSED, proposed_at=now(),
        )  # fmt: skip


def test_a_successor_ends_the_old_one_only_when_the_umbrella_releases(who: Participant) -> None:
    old = issued(who)
    new = services.replace_paper(old, by=make.user(), reason="neuer Name", now=now())

    new = services.release(new, by=make.user(), has_umbrella=True, now=now())
    old.refresh_from_db()
    before = old.state
    services.release_last(new, by=umbrella_of(who), now=now())
    old.refresh_from_db()

    assert (before, old.state) == (PaperState.ISSUED, PaperState.REPLACED)


def test_erasing_somebody_leaves_nothing_with_the_umbrella(
    who: Participant, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    passed_on(who)

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(who.person, now=now())

    assert Paper.objects.count() == 0


def test_without_the_setting_the_second_person_issues_and_with_it_the_umbrella(
    world: World, settings: Settings
) -> None:
    states = []
    for has_umbrella, who in ((False, world.own.participant), (True, world.own.fellow)):
        settings.HAS_UMBRELLA = has_umbrella
        path = reverse("credentials:release", args=[proposed(who).pk])
        world.client("releaser").post(path, {})
        states.append(Paper.objects.get(participant=who).state)

    assert states == [PaperState.ISSUED, PaperState.AWAITING_UMBRELLA]


def test_the_whole_way_with_an_umbrella(world: World, settings: Settings) -> None:
    settings.HAS_UMBRELLA = True
    who = make_ready(world.own.participant)
    world.client("lead").post(reverse("credentials:propose", args=[who.pk]), {"on_stock": "on"})
    paper = Paper.objects.get()
    step = reverse("credentials:umbrella_step", args=[paper.pk])
    too_early = world.client("umbrella").get(step).status_code
    world.client("releaser").post(reverse("credentials:release", args=[paper.pk]), {})

    back = {"give_back": "1", "reason": "Der Name ist falsch."}
    world.client("umbrella").post(step, back)
    told = todos(world, "lead")
    reads = world.client("lead").get(reverse("credentials:release", args=[paper.pk]))
    world.client("releaser").post(reverse("credentials:release", args=[paper.pk]), {})
    waiting = todos(world, "umbrella")
    done = world.client("umbrella").post(step, {"stock_number": STOCK_NUMBER})

    assert too_early == 404
    assert told == ["Der Dachverband hat Zertifikate zurückgegeben"]
    assert "Der Name ist falsch." in reads.content.decode()
    assert waiting == ["Zertifikate für den Dachverband freigeben"]
    assert done.headers["Location"] == reverse("credentials:umbrella")
    assert Paper.objects.get().number == STOCK_NUMBER
    assert STOCK_NUMBER in world.client("umbrella").get(done.headers["Location"]).content.decode()


def todos(world: World, actor: str) -> list[str]:
    user = world.user(actor)
    assert user is not None
    rows = list(Membership.objects.filter(user=user))
    return [todo.title for todo in queries.todos(user, rows, now())]


def test_the_umbrella_sees_its_step_and_no_paper(world: World) -> None:
    paper = passed_on(world.own.participant)
    services.release_last(paper, by=world.own.umbrella, now=now())

    pages = [
        reverse("credentials:download", args=[paper.pk]),
        reverse("credentials:participant", args=[world.own.participant.pk]),
        reverse("credentials:releases"),
    ]

    assert [world.client("umbrella").get(path).status_code for path in pages] == [404, 404, 404]


def test_the_role_is_given_only_where_there_is_an_umbrella(
    world: World, settings: Settings
) -> None:
    path = reverse("accounts:give_role", args=[world.own.lead.pk])
    rows = Membership.objects.filter(user=world.own.lead, role=Role.UMBRELLA.value)

    answers = []
    for has_umbrella in (False, True):
        settings.HAS_UMBRELLA = has_umbrella
        world.client("office").post(path, {"role": "umbrella"})
        answers.append(rows.exists())

    assert answers == [False, True]
    assert Role.UMBRELLA not in roles_on_offer(has_courses=True, has_umbrella=False)


def test_the_house_may_take_back_what_lies_with_the_umbrella(world: World) -> None:
    paper = passed_on(world.own.participant)
    path = reverse("credentials:release", args=[paper.pk])

    world.client("lead").post(path, {"take_back": "1"})

    assert Paper.objects.count() == 0
