"""Random people-not-to-meet rules on a meeting's evening: nobody meets whom they must not, and no
page, file, number, mail or small group depends on whether a rule hits.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import combinations

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.network import make as people
from tests.network.care.make_care import group_with_team
from tests.network.meetings import make
from tests.network.two_worlds import FEW, Onlooker, Rules, Seen, differences
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.network.care import services as care
from wirwissen.network.care.rules.marks import Kind
from wirwissen.network.groups.models import Group, Member
from wirwissen.network.meetings import services
from wirwissen.network.meetings.models import Meeting, PartKind, Pass

pytestmark = pytest.mark.django_db
BEGAN = now().replace(second=0, microsecond=0) - timedelta(minutes=5)
PEOPLE = 11  # and two of the team: three rooms of 4 or 5
PAGES = ("meetings:dates", "meetings:topics", "meetings:calendar", "rounds:rounds", "groups:own",
         "groups:cards", "today", "privacy:copy")  # fmt: skip
OF_MEETING = ("meetings:meeting", "meetings:door", "meetings:drawn", "meetings:thread")


@st.composite
def few_rules(draw: st.DrawFn) -> Rules:
    """Rules in which nobody must avoid more than two others: fewer than there are rooms."""
    line = draw(st.permutations(range(PEOPLE)))
    pairs = [(line[n], line[n + 1]) for n in range(PEOPLE - 1)]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=6, unique=True))
    return [pair if draw(st.booleans()) else (pair[1], pair[0]) for pair in chosen]


def evening(rules: Rules, *, hits: bool) -> tuple[Group, list[Member], Member, Meeting]:
    """A group on its evening, everybody at the door; `hits`: the people on the lists exist."""
    group = group_with_team(orga=1, confidants=1)
    host = Member.objects.get(group=group, duties__kind="orga")
    members = [people.member(group, pseudonym=f"Amsel {n}") for n in range(PEOPLE)]
    for number, member in enumerate(members):
        name = f"Kim Zahl{number}" if hits else f"Kim Leer{number}"
        care.give_own_marks(member, name=name, workplace="", now=now())
    for owner, other in rules:
        care.add_avoided(members[owner], f"Kim Zahl{other}", Kind.PERSON)
    care.keep_in_order(now=now())
    meeting = make.meeting(group, at=BEGAN)
    services.take_part(meeting, host, PartKind.HOST)
    for member in Member.objects.filter(group=group):
        services.answer(meeting, member, is_coming=True, now=now())
        services.issue_pass(meeting, member, name=member.pseudonym, now=now())
    return group, members, host, meeting


def everything(rules: Rules, *, hits: bool) -> tuple[list[Seen], list[str], list[int], int]:
    """What people see, who but the confidant got a mail, the sizes of rooms, and how many pairs
    of the rules sit together."""
    with transaction.atomic():
        group, members, host, meeting = evening(rules, hits=hits)
        lookers = [Onlooker(members[n]) for n in sorted({*rules[0], PEOPLE - 1})] + [Onlooker(host)]
        drawn = lookers[-1].sees(reverse("meetings:draw", args=[meeting.pk]), {})
        places = [reverse(page) for page in PAGES]
        places += [reverse(page, args=[meeting.pk]) for page in OF_MEETING]
        answers = [drawn, *(one.sees(place) for one in lookers for place in places)]
        confidant = Member.objects.get(group=group, duties__kind="confidant").user.email
        mails = [mail.recipient for mail in OutboxMail.objects.all()]
        rooms = {row.member_id: row.small_group for row in Pass.objects.filter(meeting=meeting)}
        sizes = sorted(Counter(rooms.values()).values())
        met = sum(rooms[members[a].pk] == rooms[members[b].pk] for a, b in rules)
        transaction.set_rollback(True)
    return answers, [to for to in mails if to != confidant], sizes, met


@settings(FEW, max_examples=2)
@given(few_rules())
def test_nothing_of_an_evening_depends_on_whether_a_rule_hits(rules: Rules) -> None:
    with_hits, told, sizes, met = everything(rules, hits=True)
    without, told_nobody, usual, _met = everything(rules, hits=False)

    assert (told, told_nobody, met) == ([], [], 0)
    assert (sizes, usual) == ([4, 4, 5], [4, 4, 5])
    assert differences(with_hits, without) == []


def test_over_many_evenings_the_two_are_never_together_and_others_are() -> None:
    """What one must hold is never lost, however often the lot is drawn."""
    with transaction.atomic():
        _group, members, _host, meeting = evening([(0, 1), (2, 3)], hits=True)
        together: Counter[frozenset[str]] = Counter()
        for _evening in range(12):
            services.draw_small_groups(meeting, now=now())
            rows = Pass.objects.filter(meeting=meeting).values_list("small_group", "member_id")
            for (room, one), (other_room, other) in combinations(rows, 2):
                together[frozenset({one, other})] += room == other_room
        transaction.set_rollback(True)
    ids = [member.pk for member in members]

    assert [together[frozenset({ids[a], ids[b]})] for a, b in ((0, 1), (2, 3))] == [0, 0]
    assert sum(together[frozenset({ids[0], other})] > 0 for other in ids[2:]) > 5
