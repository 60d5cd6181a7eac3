"""Who may see the pages of the cohorts, and in which states they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from tests import make
from tests.course.cohorts import make_cohorts
from tests.registry import Access, PageState
from tests.world import World
from wirwissen.course.admissions.services.quiet import set_quiet
from wirwissen.course.cohorts.models import Objection, Trainer
from wirwissen.course.cohorts.rules.sheet import Mark
from wirwissen.course.cohorts.services import save_sheet
from wirwissen.foundation.core.clock import now, today

KEEPERS = frozenset({"lead", "office"})
OFFICE = frozenset({"office"})
BOTH = ("GET", "POST")
Arguments = Callable[[World], Mapping[str, object]]


def a_cohort(world: World) -> Mapping[str, object]:
    return {"pk": world.own.cohort.pk}


def a_module(world: World) -> Mapping[str, object]:
    return {"pk": world.own.cohort.pk, "part": "m1"}


def a_session(world: World) -> Mapping[str, object]:
    return {"pk": world.own.session.pk}


def a_person(world: World) -> Mapping[str, object]:
    return {"pk": world.own.participant.pk}


def an_entry(world: World) -> Mapping[str, object]:
    return {"pk": world.own.participant.pk, "session": world.own.session.pk}


def a_makeup(world: World) -> Mapping[str, object]:
    return {"pk": make_cohorts.makeup(world.own.participant, "m1", "0.5").pk}


def an_objection(world: World) -> Mapping[str, object]:
    row = Objection.objects.create(
        session=world.own.session, participant=world.own.participant, claimed_units=7,
        text="Ich war bis zum Ende da.", raised_at=now(),
    )  # fmt: skip
    return {"pk": row.pk}


def a_trainer(world: World) -> Mapping[str, object]:
    row = Trainer.objects.filter(organisation=world.own.organisation).first()
    assert row is not None
    return {"pk": row.pk}


ACCESS = [
    Access(
        "cohorts:own",
        frozenset({"participant", "fellow", "foreign_participant"}),
        why="each sees their own course",
    ),
    Access("cohorts:own_course", frozenset({"participant"}), a_person),
    Access("cohorts:objection", frozenset({"participant"}), an_entry, BOTH),
    Access("cohorts:cohorts", KEEPERS | {"foreign_lead", "foreign_office"}, why="own house each"),
    Access("cohorts:cohort_new", OFFICE | {"foreign_office"}, methods=BOTH, why="own house each"),
    Access("cohorts:cohort", KEEPERS, a_cohort),
    Access("cohorts:cohort_edit", OFFICE, a_cohort, BOTH),
    Access("cohorts:ledger", KEEPERS, a_cohort),
    Access("cohorts:people", KEEPERS, a_cohort),
    Access("cohorts:take_in", OFFICE, a_cohort, ("POST",)),
    Access("cohorts:person_new", OFFICE, a_cohort, BOTH),
    Access("cohorts:timetable", KEEPERS, a_cohort),
    Access("cohorts:weekend_new", KEEPERS, a_cohort, BOTH),
    Access("cohorts:session_new", KEEPERS, a_cohort, BOTH),
    Access("cohorts:module_grid", KEEPERS, a_module, BOTH),
    Access("cohorts:module_list", KEEPERS, a_module),
    Access("cohorts:sheet", KEEPERS, a_session, BOTH),
    Access("cohorts:sheet_list", KEEPERS, a_session),
    Access("cohorts:history", KEEPERS, a_session),
    Access("cohorts:session_edit", KEEPERS, a_session, BOTH),
    Access("cohorts:session_cancel", KEEPERS, a_session, BOTH),
    Access("cohorts:session_move", KEEPERS, a_session, BOTH),
    Access("cohorts:answer", KEEPERS, an_objection, BOTH),
    Access("cohorts:participant", KEEPERS, a_person),
    Access("cohorts:name", KEEPERS, a_person, BOTH),
    Access("cohorts:standing", KEEPERS, a_person, BOTH),
    Access("cohorts:extension", KEEPERS, a_person, BOTH),
    Access("cohorts:switch", KEEPERS, a_person, BOTH),
    Access("cohorts:makeup_new", KEEPERS, a_person, BOTH),
    Access("cohorts:makeup", KEEPERS, a_makeup, BOTH),
    Access("cohorts:trainers", OFFICE | {"foreign_office"}, why="own house each"),
    Access("cohorts:trainer_new", OFFICE | {"foreign_office"}, methods=BOTH, why="own house each"),
    Access("cohorts:trainer", OFFICE, a_trainer, BOTH),
]


def nothing(world: World) -> Mapping[str, object]:
    return {}


def an_empty_cohort(world: World) -> Mapping[str, object]:
    return {"pk": make.cohort(world.own.version, title="Kurs 2028").pk}


def an_empty_module(world: World) -> Mapping[str, object]:
    return {**an_empty_cohort(world), "part": "m1"}


def a_full_cohort(world: World) -> Mapping[str, object]:
    """Twelve modules, long names, a guest, somebody who pauses, a cancelled block, a clash."""
    cohort = world.own.cohort
    make.participant(cohort, name=make_cohorts.LONG_NAME)
    make.participant(cohort, name="Ruben Gast", kind="makes_up")
    make.participant(cohort, name="Hanne Pause", state="paused")
    sessions = make_cohorts.weekends(cohort, held=2, to_come=10)
    sessions[0].cancelled_at, sessions[0].cancel_reason = now(), "Sturm"
    sessions[0].save()
    sessions[9].moved_from = sessions[9].starts_at - timedelta(days=30)
    sessions[9].save()
    trainer = Trainer.objects.filter(organisation=world.own.organisation).first()
    assert trainer is not None
    for session in (world.own.session, *sessions[8:10]):
        session.session_trainers.create(trainer=trainer)
    make_cohorts.all_there(sessions[1:4], list(cohort.participants.all()))
    an_objection(world)
    a_makeup(world)
    return {"pk": cohort.pk}


def with_full_cohort(arguments: Arguments) -> Arguments:
    def prepare(world: World) -> Mapping[str, object]:
        a_full_cohort(world)
        return arguments(world)

    return prepare


def a_session_to_come(world: World) -> Mapping[str, object]:
    later = world.own.cohort.sessions.order_by("-starts_at").first()
    assert later is not None
    return {"pk": later.pk}


def a_cancelled_session(world: World) -> Mapping[str, object]:
    row = make.session(world.own.cohort, cancelled_at=now(), cancel_reason="Sturm")
    return {"pk": row.pk}


def an_unfilled_session(world: World) -> Mapping[str, object]:
    return {"pk": make.session(world.own.cohort, label="So").pk}


def a_sheet_saved_meanwhile(world: World) -> Mapping[str, object]:
    by = make_cohorts.staff(world.own.cohort)
    mark = Mark(units=world.own.session.units)
    save_sheet(world.own.session, {world.own.participant.pk: mark}, by=by, now=now())
    return a_session(world)


def somebody_quiet(world: World) -> Mapping[str, object]:
    set_quiet(world.own.participant.person, True)
    return a_person(world)


def somebody_who_left(world: World) -> Mapping[str, object]:
    row = make.participant(
        world.own.cohort, name="", state="left", left_on=today(), person=make.user(None)
    )
    return {"pk": row.pk}


STATES = [
    PageState("cohorts:own", "running", "participant"),
    PageState("cohorts:own", "full", "participant", with_full_cohort(nothing)),
    PageState("cohorts:own_course", "one of them", "participant", a_person),
    PageState("cohorts:objection", "empty", "participant", an_entry),
    PageState("cohorts:objection", "error", "participant", an_entry, post={"claimed_units": "8"}),
    PageState("cohorts:cohorts", "list", "lead"),
    PageState("cohorts:cohort_new", "empty", "office"),
    PageState("cohorts:cohort_new", "error", "office", post={"title": ""}),
    PageState("cohorts:cohort", "empty", "office", an_empty_cohort),
    PageState("cohorts:cohort", "full", "lead", a_full_cohort),
    PageState("cohorts:cohort_edit", "filled", "office", a_cohort),
    PageState("cohorts:ledger", "empty", "lead", an_empty_cohort),
    PageState("cohorts:ledger", "broken", "lead", a_full_cohort),
    PageState("cohorts:people", "empty", "office", an_empty_cohort),
    PageState("cohorts:people", "full", "office", a_full_cohort),
    PageState("cohorts:person_new", "empty", "office", a_cohort),
    PageState("cohorts:person_new", "error", "office", a_cohort, post={"email": "kein"}),
    PageState("cohorts:timetable", "empty", "lead", an_empty_cohort),
    PageState("cohorts:timetable", "full", "lead", a_full_cohort),
    PageState("cohorts:weekend_new", "empty", "lead", a_cohort, query="teil=m3"),
    PageState("cohorts:weekend_new", "error", "lead", a_cohort, post={"part": "m3"}),
    PageState("cohorts:session_new", "empty", "lead", a_cohort),
    PageState("cohorts:session_new", "error", "lead", a_cohort, post={"units": "5,1"}),
    PageState("cohorts:module_grid", "no session", "lead", an_empty_module),
    PageState("cohorts:module_grid", "full", "lead", with_full_cohort(a_module)),
    PageState("cohorts:module_grid", "filled", "lead", a_module, post={"fill": "all"}),
    PageState("cohorts:module_list", "full", "lead", with_full_cohort(a_module)),
    PageState("cohorts:sheet", "unfilled", "lead", an_unfilled_session),
    PageState("cohorts:sheet", "filled, not saved", "lead", an_unfilled_session,
              post={"fill": "all"}),
    PageState("cohorts:sheet", "partly", "lead", with_full_cohort(a_session)),
    PageState("cohorts:sheet", "saved", "lead", a_session, query="gespeichert=2"),
    PageState(
        "cohorts:sheet", "saved meanwhile", "lead", a_sheet_saved_meanwhile,
        post={"seen": "0", "fill": "all"},
    ),
    PageState("cohorts:sheet", "to come", "lead", a_session_to_come),
    PageState("cohorts:sheet", "cancelled", "lead", a_cancelled_session),
    PageState("cohorts:sheet_list", "full", "lead", with_full_cohort(a_session)),
    PageState("cohorts:history", "empty", "lead", a_session),
    PageState("cohorts:session_edit", "filled", "lead", a_session),
    PageState("cohorts:session_cancel", "open", "lead", a_session_to_come),
    PageState("cohorts:session_cancel", "cancelled", "lead", a_cancelled_session),
    PageState("cohorts:session_move", "filled", "lead", a_session_to_come),
    PageState("cohorts:answer", "open", "lead", an_objection),
    PageState("cohorts:participant", "full", "office", with_full_cohort(a_person)),
    PageState("cohorts:participant", "erased", "office", somebody_who_left),
    PageState("cohorts:standing", "here", "lead", a_person),
    PageState("cohorts:standing", "left", "lead", somebody_who_left),
    PageState("cohorts:standing", "quiet", "lead", somebody_quiet),
    PageState("cohorts:participant", "quiet", "lead", somebody_quiet),
    PageState("cohorts:name", "filled", "lead", a_person),
    PageState("cohorts:name", "error", "lead", a_person, post={"name": ""}),
    PageState("cohorts:extension", "empty", "lead", a_person),
    PageState("cohorts:switch", "empty", "lead", a_person),
    PageState("cohorts:makeup_new", "empty", "lead", a_person),
    PageState("cohorts:makeup_new", "error", "lead", a_person, post={"units": "x"}),
    PageState("cohorts:makeup", "confirmed", "lead", a_makeup),
    PageState("cohorts:trainers", "list", "office"),
    PageState("cohorts:trainer_new", "empty", "office"),
    PageState("cohorts:trainer", "filled", "office", a_trainer),
]  # fmt: skip
