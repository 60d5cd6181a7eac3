"""Who may see the pages of the papers, and in which states they are looked at."""

from __future__ import annotations

from collections.abc import Mapping

from tests.course.credentials import pages_copies
from tests.course.credentials.make_ready import (
    LONG_NAME,
    STOCK_NUMBER,
    issued,
    make_ready,
    passed_on,
    proposed,
)
from tests.registry import EVERYBODY, LONG_WORD, Access, PageState
from tests.world import World
from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials import services
from wirwissen.course.credentials.models import Paper
from wirwissen.foundation.core.clock import now

STAFF = frozenset({"lead", "office", "releaser"})
KEEPERS = frozenset({"lead", "office"})
LISTS = frozenset({*STAFF, "foreign_lead", "foreign_office"})
SIGNED_IN = frozenset({
    "applicant", "participant", "fellow", "lead", "releaser", "office", "umbrella",
    "foreign_applicant",
    "foreign_participant", "foreign_lead", "foreign_office",
})  # fmt: skip
LEARNERS = frozenset({"participant", "fellow", "foreign_participant"})
BOTH, POST = ("GET", "POST"), ("POST",)


def a_cohort(world: World) -> Mapping[str, object]:
    return {"pk": world.own.cohort.pk}


def a_person(world: World) -> Mapping[str, object]:
    return {"pk": world.own.participant.pk}


def a_ready_person(world: World) -> Mapping[str, object]:
    return {"pk": make_ready(world.own.participant).pk}


def a_proposal(world: World) -> Mapping[str, object]:
    return {"pk": proposed(world.own.participant).pk}


def at_umbrella(world: World) -> Mapping[str, object]:
    return {"pk": passed_on(world.own.participant).pk}


def a_paper(world: World) -> Mapping[str, object]:
    who = world.own.participant
    return {"pk": services.issue_confirmation(who, by=world.own.office, now=now()).pk}


ACCESS = [
    Access("credentials:own", SIGNED_IN, why="empty for whoever has no place in a cohort"),
    Access("credentials:own_record", SIGNED_IN, why="the own record, or the empty page"),
    Access("credentials:papers", SIGNED_IN, why="always the own papers"),
    Access("credentials:title", LEARNERS, methods=BOTH, why="always the own participation"),
    Access("credentials:own_confirmation", LEARNERS, methods=POST, why="always for oneself"),
    Access("credentials:download", frozenset({"participant", *STAFF}), a_paper),
    Access("credentials:verify", EVERYBODY, methods=BOTH, why="whoever holds a paper"),
    Access("credentials:verify_number", EVERYBODY, lambda world: {"number": "WW-2027-0001"}, BOTH,
           why="the address in the QR code"),
    Access("credentials:closing", STAFF, a_cohort),
    Access("credentials:participant", STAFF, a_person),
    Access("credentials:record", KEEPERS, a_person),
    Access("credentials:record_import", KEEPERS, a_person, BOTH),
    Access("credentials:confirmation", KEEPERS, a_person, POST),
    Access("credentials:propose", KEEPERS, a_person, BOTH),
    Access("credentials:propose_all", KEEPERS, a_cohort, BOTH),
    Access("credentials:releases", LISTS, why="each house's own register"),
    Access("credentials:release", STAFF, a_proposal, BOTH, why="the office may only send back"),
    Access("credentials:umbrella", frozenset({"umbrella"})),
    Access("credentials:umbrella_step", frozenset({"umbrella"}), at_umbrella, BOTH),
    Access("credentials:end", frozenset({"office", "releaser"}), a_paper, BOTH),
    *pages_copies.ACCESS,
]  # fmt: skip


def everything(world: World) -> Mapping[str, object]:
    """The register with each of its states, and a name of more than 40 letters in one word."""
    world.own.participant.name = LONG_NAME
    first = issued(world.own.participant)
    services.flag_certificates(world.own.participant, now())
    confirmation = services.issue_confirmation(world.own.fellow, by=world.own.office, now=now())
    services.withdraw(confirmation, reason="Die Person war nie dabei.", now=now())
    proposed(world.own.fellow)
    assert Paper.objects.filter(pk=first.pk, flagged_at__isnull=False).exists()
    return {}


def ready_learner(world: World) -> Mapping[str, object]:
    make_ready(world.own.participant)
    return {}


def with_papers(world: World) -> Mapping[str, object]:
    services.issue_confirmation(world.own.participant, by=world.own.office, now=now())
    issued(world.own.participant)
    return {}


def group(world: World) -> Mapping[str, object]:
    make_ready(world.own.participant, absent=3)
    world.own.fellow.name = LONG_NAME
    world.own.fellow.save()
    return a_cohort(world)


def ready_group(world: World) -> Mapping[str, object]:
    make_ready(world.own.participant)
    return a_cohort(world)


def with_certificate(world: World) -> Mapping[str, object]:
    issued(world.own.participant)
    return a_person(world)


def own_proposal(world: World) -> Mapping[str, object]:
    return {"pk": proposed(world.own.participant, by=world.own.lead).pk}


def stock_proposal(world: World) -> Mapping[str, object]:
    return {"pk": proposed(world.own.participant, on_stock=True).pk}


def ready_group_with_odd_letters(world: World) -> Mapping[str, object]:
    """Somebody has everything, but a letter of their name is in no font of ours."""
    make_ready(world.own.participant)
    Participant.objects.filter(pk=world.own.participant.pk).update(name="Mara \U00010330")
    return a_cohort(world)


def unpaid_proposal(world: World) -> Mapping[str, object]:
    """Proposed, and then a payment was taken back."""
    paper = proposed(world.own.participant)
    Participant.objects.filter(pk=world.own.participant.pk).update(paid_cents=0)
    return {"pk": paper.pk}


def proposal_on_a_known_sheet(world: World) -> Mapping[str, object]:
    issued(world.own.fellow, on_stock=True)
    return stock_proposal(world)


def unpaid_certificate(world: World) -> Mapping[str, object]:
    paper = issued(world.own.participant)
    Participant.objects.filter(pk=world.own.participant.pk).update(paid_cents=0)
    return {"pk": paper.pk}


def a_certificate(world: World) -> Mapping[str, object]:
    paper = issued(world.own.participant)
    services.flag_certificates(world.own.participant, now())
    return {"pk": paper.pk}


def returned_proposal(world: World) -> Mapping[str, object]:
    paper = passed_on(world.own.participant)
    reason = f"Im Namen fehlt der zweite Teil: {LONG_WORD}."
    return {"pk": services.give_back(paper, by=world.own.umbrella, reason=reason).pk}


def umbrella_list(world: World) -> Mapping[str, object]:
    """One that waits, and one of each that the umbrella released."""
    paper = passed_on(world.own.fellow)
    services.release_last(paper, by=world.own.umbrella, now=now())
    at_umbrella(world)
    return {}


def at_umbrella_on_stock(world: World) -> Mapping[str, object]:
    return {"pk": passed_on(world.own.participant, on_stock=True).pk}


def at_umbrella_unpaid(world: World) -> Mapping[str, object]:
    paper = passed_on(world.own.participant)
    Participant.objects.filter(pk=world.own.participant.pk).update(paid_cents=0)
    return {"pk": paper.pk}


def at_umbrella_of_the_same_person(world: World) -> Mapping[str, object]:
    """Whoever released in the house serves the umbrella as well."""
    return {"pk": passed_on(world.own.participant, by=world.own.umbrella).pk}


def own_at_umbrella(world: World) -> Mapping[str, object]:
    at_umbrella(world)
    return {}


def person_at_umbrella(world: World) -> Mapping[str, object]:
    at_umbrella(world)
    return a_person(world)


def group_at_umbrella(world: World) -> Mapping[str, object]:
    at_umbrella(world)
    return a_cohort(world)


WRONG = {"number": "WW-2027-0001", "code": "2345 6789 BCDF"}

STATES = [
    PageState("credentials:own", "no-place", "applicant"),
    PageState("credentials:own", "open", "participant"),
    PageState("credentials:own", "ready", "participant", ready_learner),
    PageState("credentials:papers", "no-place", "applicant"),
    PageState("credentials:papers", "empty", "participant"),
    PageState("credentials:papers", "filled", "participant", with_papers),
    PageState("credentials:title", "empty", "participant"),
    PageState("credentials:title", "error", "participant", post={"title_form": "x"}),
    PageState("credentials:verify", "empty", "anonymous"),
    PageState("credentials:verify", "error", "anonymous", post={"number": "", "code": ""}),
    PageState("credentials:verify", "not-valid", "anonymous", post=WRONG),
    PageState("credentials:verify_number", "prefilled", "anonymous",
              lambda world: {"number": "WW-2027-0001"}),
    PageState("credentials:closing", "open", "lead", a_cohort),
    PageState("credentials:closing", "group", "lead", group),
    PageState("credentials:closing", "nobody-shown", "lead", a_cohort, query="nur=bereit"),
    PageState("credentials:participant", "open", "lead", a_person),
    PageState("credentials:participant", "ready", "lead", a_ready_person),
    PageState("credentials:participant", "issued", "releaser", with_certificate),
    PageState("credentials:record_import", "empty", "lead", a_person),
    PageState("credentials:record_import", "taken", "lead", a_person, query="neu=1-2"),
    PageState("credentials:record_import", "nothing-new", "lead", a_person, query="neu=0-0"),
    PageState("credentials:record_import", "error", "lead", a_person, post={"record": "{"}),
    PageState("credentials:propose", "ready", "lead", a_ready_person),
    PageState("credentials:propose", "refused", "lead", a_person, post={"on_stock": ""}),
    PageState("credentials:propose_all", "nobody", "lead", a_cohort),
    PageState("credentials:propose_all", "ready", "office", ready_group),
    PageState("credentials:propose_all", "refused", "lead", ready_group_with_odd_letters, post={}),
    PageState("credentials:releases", "empty", "releaser"),
    PageState("credentials:releases", "filled", "releaser", everything),
    PageState("credentials:releases", "not-found", "office", query="nummer=TB-1999-0001"),
    PageState("credentials:release", "open", "releaser", a_proposal),
    PageState("credentials:release", "own", "lead", own_proposal),
    PageState("credentials:release", "stock-error", "releaser", stock_proposal,
              post={"stock_number": ""}),
    PageState("credentials:release", "stock-known", "releaser", proposal_on_a_known_sheet,
              post={"stock_number": STOCK_NUMBER}),
    PageState("credentials:release", "refused", "releaser", unpaid_proposal, post={}),
    PageState("credentials:release", "at-umbrella", "lead", at_umbrella),
    PageState("credentials:release", "returned", "releaser", returned_proposal),
    PageState("credentials:releases", "at-umbrella", "releaser", own_at_umbrella),
    PageState("credentials:own", "at-umbrella", "participant", own_at_umbrella),
    PageState("credentials:participant", "at-umbrella", "lead", person_at_umbrella),
    PageState("credentials:closing", "at-umbrella", "lead", group_at_umbrella),
    PageState("credentials:umbrella", "empty", "umbrella"),
    PageState("credentials:umbrella", "filled", "umbrella", umbrella_list),
    PageState("credentials:umbrella_step", "open", "umbrella", at_umbrella),
    PageState("credentials:umbrella_step", "stock", "umbrella", at_umbrella_on_stock),
    PageState("credentials:umbrella_step", "stock-error", "umbrella", at_umbrella_on_stock,
              post={"stock_number": ""}),
    PageState("credentials:umbrella_step", "refused", "umbrella", at_umbrella_unpaid, post={}),
    PageState("credentials:umbrella_step", "back-error", "umbrella", at_umbrella,
              post={"give_back": "1", "reason": ""}),
    PageState("credentials:umbrella_step", "own", "umbrella", at_umbrella_of_the_same_person),
    PageState("credentials:end", "confirmation", "office", a_paper),
    PageState("credentials:end", "flagged", "releaser", a_certificate),
    PageState("credentials:end", "error", "office", a_paper, post={"reason": ""}),
    PageState("credentials:end", "no-successor", "office", unpaid_certificate,
              post={"reason": "neuer Name", "replace": "1"}),
    *pages_copies.STATES,
]  # fmt: skip
