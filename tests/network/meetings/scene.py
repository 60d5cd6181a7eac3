"""What the meetings app adds to each side of the guards' small world."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.network.meetings import make
from wirwissen.foundation.core.clock import now
from wirwissen.network.meetings import services
from wirwissen.network.meetings.models import (
    Meeting,
    MeetingState,
    PartKind,
    PlanRun,
    Post,
    RunState,
    Themes,
    TopicState,
)
from wirwissen.network.meetings.rules.availability import Answer, Fit

Side = Any  # tests.network.world.Side, which imports this module


def furnish_meetings(side: Side, tail: str) -> None:
    """A held, a fixed, a tentative date, a topic in the pool and one with a date, a plan."""
    group, at = side.group, now()
    services.keep_answer(side.member, Answer({(0, 18): Fit.GOOD}), now=at)
    title = f"Grenzen{tail}"
    held = make.meeting(group, at=at - timedelta(days=20))
    held.topic = make.topic(group, title, state=TopicState.DONE)
    held.save()
    Themes.objects.create(meeting=held, lines=[f"Scham im Team{tail}"])
    Post.objects.create(
        meeting=held, member=side.fellow, text=f"Das trägt mich noch.{tail}",
        content_note=f"Es geht um Scham.{tail}", appears_on=at.date() - timedelta(days=3),
    )  # fmt: skip
    fixed = make.meeting(group, at=at + timedelta(days=12))
    fixed.topic = make.topic(group, title, state=TopicState.CHOSEN, content_note=f"Zwang{tail}")
    fixed.wants_input = True
    fixed.save()
    services.take_part(fixed, side.fellow, PartKind.HOST)
    services.offer_input(fixed, side.fellow, wants=True)
    services.answer(fixed, side.member, is_coming=True, now=at)
    tentative = make.meeting(group, at=at + timedelta(days=40), state=MeetingState.TENTATIVE)
    topic = make.topic(group, title, about=f"Worum es geht{tail}", by=side.fellow)
    services.vote(topic, side.member, wants=True)
    side.extra |= {"held": held, "fixed": fixed, "tentative": tentative, "topic": topic}
    side.extra["own_post"] = Post.objects.create(
        meeting=held, member=side.member, text=f"Mir auch.{tail}", appears_on=at.date()
    )
    side.extra["run"] = proposed_run(side, tail)


def proposed_run(side: Side, tail: str) -> PlanRun:
    """A run with a proposal as it is shown, without having worked it out."""
    at = now()
    dates = [
        {
            "start": f"2028-{month:02d}-12T18:00",
            "reason": f"Dienstag war noch nicht dran.{tail}",
            "suits": "etwa 25 von 46",
            "is_announced": month == 1,
            "warnings": [f"An diesem Tag ist Feiertag in Bayern.{tail}"] if month == 2 else [],
            "others": [{"start": f"2028-{month:02d}-13T20:00", "words": "fast gleich gut"}]
            if month > 1
            else [],
        }
        for month in range(1, 13)
    ]
    bands = {"missed": "höchstens ein Zehntel", "never": "höchstens ein Zehntel"}
    snapshot = {
        "objective": ["Niemand soll lange warten.", "Dann zählen die, die am seltensten können."],
        "dates": dates, "people": 46, "proven": True, "seed": 7,
        "average": "etwa 25 von 46", "comparison": [{"name": "Dieser Plan", **bands}],
        "series": [{"name": "Eine andere gute Reihe", "words": f"Anders ist Mai.{tail}",
                    "starts": [entry["start"] for entry in dates]}],
        "pins": "Die angekündigten Termine ändern wenig.", "without_date": ["August 2028"],
        "rules": ["Der Wochentag wechselt nicht jedes Mal."],
    }  # fmt: skip
    return make.run(
        side.group, now=at, state=RunState.PROPOSED, step=PlanRun.STEPS, snapshot=snapshot
    )


def grow_meetings(side: Side) -> None:
    """One more of everything that stands in a list."""
    group, at = side.group, now()
    count = Meeting.objects.filter(group=group).count()
    make.meeting(group, at=at - timedelta(days=60, hours=count))
    make.meeting(group, at=at + timedelta(days=60, hours=count))
    make.meeting(group, at=at + timedelta(days=90, hours=count), state=MeetingState.TENTATIVE)
    make.topic(group, f"Thema {count}")
    make.topic(group, f"Ungelesen {count}", is_approved=False)
    member = make.members_of(group)[-1]
    Post.objects.create(
        meeting=side.extra["held"], member=member, text="Noch etwas.", appears_on=at.date()
    )
    services.offer_input(side.extra["fixed"], member, wants=True)
