"""The year plan in the house: asked for, worked out, taken over, published; pins stay put."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.network import make as people
from tests.network.make import NOW
from tests.network.meetings import make
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.models import DutyKind, Group, Member, PublicMeeting
from wirwissen.network.meetings import services
from wirwissen.network.meetings.models import Availability, Meeting, MeetingState, PlanRun, RunState
from wirwissen.network.meetings.rules.availability import Absence, Answer, Fit
from wirwissen.network.meetings.services import planning
from wirwissen.network.meetings.services.planning.question import question_of

pytestmark = pytest.mark.django_db


def worked_out(group: Group, *, now: datetime = NOW, **fields: Any) -> PlanRun:
    return planning.run_plan(make.run(group, now=now, **fields), now=now)


def days_of(run: PlanRun) -> list[date]:
    return [datetime.fromisoformat(entry["start"]).date() for entry in run.snapshot["dates"]]


def published(group: Group, *, now: datetime = NOW) -> PlanRun:
    orga = Member.objects.filter(group=group).first()
    assert orga is not None
    return planning.take_over(worked_out(group, now=now), by=orga, now=now)


def test_a_run_proposes_a_proven_date_for_each_month_with_a_reason() -> None:
    run = worked_out(make.answered_group(46, now=NOW))

    dates = run.snapshot["dates"]
    assert (run.state, run.snapshot["proven"], len(dates)) == (RunState.PROPOSED, True, 12)
    assert [f"{day:%Y-%m}" for day in days_of(run)][::11] == ["2027-04", "2028-03"]
    assert all(entry["reason"] and entry["suits"].endswith("von 46") for entry in dates)
    assert {row["name"] for row in run.snapshot["comparison"]} == {
        "Dieser Plan", "Montag bis Donnerstag im Wechsel", "Jeden Monat eine Umfrage",
    }  # fmt: skip


def test_nobody_meets_on_a_holiday_of_a_whole_country() -> None:
    run = worked_out(make.answered_group(20, now=NOW), countries=["DE", "AT"])

    kept = {date(2027, 12, 25), date(2027, 12, 26), date(2027, 10, 26), date(2028, 1, 1)}
    assert kept & set(days_of(run)) == set()


def test_a_group_under_15_gets_a_plan_but_no_figures() -> None:
    run = worked_out(make.answered_group(9, now=NOW))

    shown = run.snapshot
    assert (shown["people"], shown["average"], shown["comparison"], shown["pins"]) == (
        None, "", [], "",
    )  # fmt: skip
    assert [entry for entry in shown["dates"] if "suits" in entry] == []
    assert run.counts["shown"] == []


def test_no_exact_count_is_kept_with_a_run() -> None:
    run = worked_out(make.answered_group(46, now=NOW))

    words = {words for _starts, _low, _high, _of, words in run.counts["shown"]}
    assert {each.split()[0] for each in words} <= {"etwa", "unter", "mehr"}
    widths = {high - low for _starts, low, high, _of, _words in run.counts["shown"]}
    assert min(widths) >= 3


def test_a_plan_is_asked_for_only_after_five_members_have_changed_something() -> None:
    group = make.answered_group(4, now=NOW)

    with pytest.raises(Refused, match="mindestens fünf"):
        planning.ask_for_plan(group, first_month=date(2027, 4, 1), countries=["DE"], now=NOW)

    services.keep_answer(people.member(group), make.EVENINGS, now=NOW)
    run = planning.ask_for_plan(group, first_month=date(2027, 4, 1), countries=["DE"], now=NOW)
    again = planning.ask_for_plan(group, first_month=date(2027, 5, 1), countries=[], now=NOW)
    assert (run, run.state) == (again, RunState.WAITING)


def test_after_a_run_four_changes_are_not_enough_and_saving_the_same_again_is_none() -> None:
    group = make.answered_group(20, now=NOW)
    worked_out(group)
    members = make.members_of(group)
    for member in members[:4]:
        services.keep_answer(member, Answer({(0, 12): Fit.GOOD}), now=NOW)
    answer = services.own_answer(members[10])
    assert answer is not None
    services.keep_answer(members[10], answer, now=NOW)

    before = planning.may_ask(group)
    services.keep_answer(members[5], Answer({(1, 12): Fit.GOOD}), now=NOW)

    assert (before, planning.may_ask(group)) == (False, True)


def test_whoever_leaves_counts_as_a_change() -> None:
    group = make.answered_group(20, now=NOW)
    worked_out(group)

    for member in make.members_of(group)[:5]:
        member.delete()

    assert planning.may_ask(group)


def test_a_run_that_a_job_repeats_is_left_alone() -> None:
    run = worked_out(make.answered_group(9, now=NOW))

    planning.work_out_plan.call(run.pk)

    again = PlanRun.objects.get()
    assert (again.state, again.snapshot) == (RunState.PROPOSED, run.snapshot)


def test_three_dates_are_published_and_nine_stay_tentative() -> None:
    group = make.answered_group(20, now=NOW)

    run = published(group)

    rows = list(Meeting.objects.order_by("starts_at"))
    assert [row.state for row in rows] == [MeetingState.FIXED] * 3 + [MeetingState.TENTATIVE] * 9
    assert [timezone.localtime(row.starts_at).date() for row in rows] == days_of(run)
    assert [row.starts_at for row in PublicMeeting.objects.order_by("starts_at")] == [
        row.starts_at for row in rows[:3]
    ]


def test_a_second_person_of_the_orga_publishes_the_plan() -> None:
    group = make.answered_group(9, now=NOW)
    one, other = people.member(group, DutyKind.ORGA), people.member(group, DutyKind.ORGA)
    run = worked_out(group)

    planning.take_over(run, by=one, now=NOW)
    planning.take_over(run, by=one, now=NOW)
    with pytest.raises(Refused, match="zweite Person"):
        planning.publish(run, by=one, now=NOW)
    assert Meeting.objects.count() == 0

    planning.publish(run, by=other, now=NOW)
    planning.publish(run, by=other, now=NOW)
    assert Meeting.objects.count() == 12


def test_published_dates_stay_put_in_a_re_plan() -> None:
    group = make.answered_group(20, now=NOW)
    published(group)
    fixed = list(Meeting.objects.filter(state=MeetingState.FIXED).order_by("starts_at"))
    for member in make.members_of(group)[:12]:
        services.keep_answer(member, Answer({(6, 12): Fit.GOOD}, may_host=True), now=NOW)

    later = NOW + timedelta(days=3)
    again = worked_out(group, now=later)
    planning.take_over(again, by=make.members_of(group)[0], now=later)

    announced = [entry["is_announced"] for entry in again.snapshot["dates"]]
    assert announced == [True] * 3 + [False] * 9
    assert again.snapshot["pins"] != ""
    kept = Meeting.objects.filter(state=MeetingState.FIXED).order_by("starts_at")
    assert [(row.pk, row.starts_at) for row in kept] == [(row.pk, row.starts_at) for row in fixed]
    assert Meeting.objects.count() == 12


def test_an_announced_date_on_the_last_weekday_leaves_all_other_rules_alone() -> None:
    group = make.answered_group(20, now=NOW)
    first = timezone.localtime(NOW).replace(year=2027, month=4, day=7, hour=18)
    for days in (-21, 0):  # both on a Wednesday
        make.meeting(group, at=first + timedelta(days=days))

    run = worked_out(group)

    found = days_of(run)
    weekdays = [day.weekday() for day in found]
    assert found[0] == first.date()
    assert run.snapshot["rules"] == []
    assert all(day not in weekdays[max(0, at - 2) : at] for at, day in enumerate(weekdays))


def test_a_topic_stays_with_its_month_when_tentative_dates_change() -> None:
    group = make.answered_group(20, now=NOW)
    published(group)
    august = next(row for row in Meeting.objects.all() if row.starts_at.month == 8)
    services.set_topic(august, make.topic(group, "Scham"))
    for member in make.members_of(group)[:12]:
        services.keep_answer(member, Answer({(6, 12): Fit.GOOD}, may_host=True), now=NOW)

    published(group, now=NOW + timedelta(days=3))

    again = next(row for row in Meeting.objects.all() if row.starts_at.month == 8)
    assert (again.topic is not None and again.topic.title, again.pk == august.pk) == (
        "Scham", False,
    )  # fmt: skip


def test_a_holiday_in_some_laender_and_a_sister_group_on_the_same_evening_are_warned_of() -> None:
    group = make.answered_group(9, now=NOW)
    # Reformation Day is a holiday in some Länder; a pin makes sure that the plan meets it.
    start = timezone.make_aware(datetime.fromisoformat("2027-10-31T18:00"))
    make.meeting(group, at=start)
    sister = people.group("Nachbarkreis")
    PublicMeeting.objects.create(group=sister, starts_at=start, topic="", shown_until=start.date())

    run = worked_out(group)

    entry = next(each for each in run.snapshot["dates"] if each["start"].startswith("2027-10-31"))
    holiday, sisters = entry["warnings"]
    assert "Reformationstag" in holiday and "Sachsen" in holiday
    assert sisters == "Am selben Abend trifft sich Nachbarkreis."


def test_a_month_without_a_date_is_warned_of_and_the_others_are_planned() -> None:
    group = make.answered_group(9, now=NOW)
    always = {(day, 18): Fit.GOOD for day in range(7)}
    august = Absence(date(2027, 8, 1), date(2027, 8, 31))
    for member in make.members_of(group):
        answer = services.own_answer(member)
        assert answer is not None
        services.keep_answer(member, Answer(answer.week), now=NOW)
    hosts = make.members_of(group)[:2]
    for host in hosts:  # nobody can lead in August
        services.keep_answer(host, Answer(always, None, (august,), True), now=NOW)

    run = worked_out(group)

    assert run.snapshot["without_date"] == ["August 2027"]
    assert len(run.snapshot["dates"]) == 11
    assert 8 not in {day.month for day in days_of(run)}


def test_dates_need_two_people_who_would_host() -> None:
    group = people.group()
    for number in range(6):
        hosting = number < 2
        week = {(2, 18): Fit.GOOD} if hosting else {(day, 18): Fit.GOOD for day in range(5)}
        services.keep_answer(people.member(group), Answer(week, None, (), hosting), now=NOW)

    question = question_of(make.run(group, now=NOW), now=NOW)

    assert question.problem.facilitators.min_available == 2
    run = worked_out(group)
    assert {day.weekday() for day in days_of(run)} == {2}
    assert "Der Wochentag wechselt nicht jedes Mal." in run.snapshot["rules"]


def test_another_day_is_taken_without_figures_and_without_proof() -> None:
    run = worked_out(make.answered_group(20, now=NOW))
    number, entry = next(
        (n, each) for n, each in enumerate(run.snapshot["dates"]) if each["others"]
    )
    other = entry["others"][0]["start"]

    run = planning.choose_day(run, meeting=number, start=other)

    changed = run.snapshot["dates"][number]
    assert (changed["start"], "suits" in changed, run.snapshot["proven"]) == (other, False, False)
    with pytest.raises(Refused):
        planning.choose_day(run, meeting=number, start="2027-01-01T18:00")


def test_another_series_is_taken_as_a_whole() -> None:
    run = worked_out(make.answered_group(20, now=NOW))
    series = run.snapshot["series"][-1]

    run = planning.choose_series(run, number=len(run.snapshot["series"]) - 1)

    assert series["name"] == "Montag bis Donnerstag im Wechsel, wie bisher"
    assert [entry["start"] for entry in run.snapshot["dates"]] == series["starts"]


def test_publishing_sets_the_day_on_which_all_answers_go() -> None:
    group = make.answered_group(9, now=NOW)

    published(group)

    last = Meeting.objects.order_by("starts_at").last()
    assert last is not None
    ends = {row.ends_on for row in Availability.objects.all()}
    assert ends == {timezone.localdate(last.starts_at)}


def test_a_run_that_breaks_off_says_so_and_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(planning.running, "solve", broken)
    run = make.run(make.answered_group(5, now=NOW), now=NOW)

    planning.work_out_plan.call(run.pk)

    run.refresh_from_db()
    assert (run.state, "secret" in run.trouble) == (RunState.FAILED, False)
