"""Random people-not-to-meet rules: nothing that anybody sees depends on whether a rule hits.

Two worlds with the same lists: in one they hit, in the other nobody is called like that. Screens,
copies, answers, their sizes and order, the work done for them and all mails must be the same for
everybody but the confidant.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clients import client_of
from tests.network import make
from tests.network.care.make_care import group_with_team
from tests.network.make import NOW
from tests.network.two_worlds import FEW, Onlooker, Rules, Seen, differences, without_random
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.network.care import services
from wirwissen.network.care.models import Avoided, Case
from wirwissen.network.care.queries import apart
from wirwissen.network.care.rules.marks import Kind
from wirwissen.network.groups.models import Group, Member

pytestmark = pytest.mark.django_db

PEOPLE = 5
PAGES = ("today", "care:apart", "care:marks", "care:contact", "care:own_reports", "privacy:copy",
         "privacy:own", "privacy:readings")  # fmt: skip
ORGA_PAGES = ("care:reports", "care:joint")


def world(rules: Rules, *, hits: bool) -> tuple[Group, list[Member], Member]:
    """A group whose members wrote the rules; `hits`: the people named there exist."""
    group = group_with_team(orga=1, confidants=1)
    orga = Member.objects.get(group=group, duties__kind="orga")
    people = [make.member(group, pseudonym=f"Amsel {number}") for number in range(PEOPLE)]
    for number, person in enumerate(people):
        name = f"Kim Zahl{number}" if hits else f"Kim Leer{number}"
        services.give_own_marks(person, name=name, workplace="", now=NOW)
    for owner, other in rules:
        services.add_avoided(people[owner], f"Kim Zahl{other}", Kind.PERSON)
    services.keep_in_order(now=NOW)
    return group, people, orga


def everything(rules: Rules, *, hits: bool) -> tuple[list[Seen], list[str], int]:
    """What everybody but the confidant sees, who got a mail, and how many pairs there are."""
    with transaction.atomic():
        group, people, orga = world(rules, hits=hits)
        # The two of the first rule, and somebody else who stands for everybody.
        lookers = [Onlooker(people[number]) for number in sorted({*rules[0], PEOPLE - 1})]
        host = Onlooker(orga)
        answers = [one.sees(reverse(page)) for one in (*lookers, host) for page in PAGES]
        answers += [host.sees(reverse(page)) for page in ORGA_PAGES]
        new_entry = {"kind": "person", "text": f"Kim Zahl{PEOPLE - 1}"}
        answers += [one.sees(reverse("care:apart"), new_entry) for one in lookers]
        own = {"name": "Robin Ganzanders", "workplace": ""}
        answers.append(host.sees(reverse("care:marks"), own))
        mails = [mail.recipient for mail in OutboxMail.objects.all()]
        confidant = Member.objects.get(group=group, duties__kind="confidant").user.email
        Avoided.objects.filter(mark_hash="").delete()
        pairs = len(apart(group))
        transaction.set_rollback(True)
    return answers, [to for to in mails if to != confidant], pairs


people_numbers = st.integers(0, PEOPLE - 1)


@settings(FEW, max_examples=4)
@given(st.lists(st.tuples(people_numbers, people_numbers), min_size=1, max_size=6))
def test_no_screen_copy_mail_or_answer_depends_on_whether_a_rule_hits(
    rules: Rules,
) -> None:
    with_hits, told, pairs = everything(rules, hits=True)
    without, told_nobody, no_pairs = everything(rules, hits=False)

    assert (told, told_nobody, no_pairs) == ([], [], 0)
    assert pairs >= len({frozenset(rule) for rule in rules if len(set(rule)) == 2})
    assert differences(with_hits, without) == []


@given(st.lists(st.tuples(people_numbers, people_numbers), max_size=8))
@settings(FEW, max_examples=12)
def test_exactly_the_named_pairs_are_apart(rules: Rules) -> None:
    with transaction.atomic():
        group, people, _orga = world(rules, hits=True)
        found = apart(group)
        transaction.set_rollback(True)

    wanted = {frozenset({people[a].pk, people[b].pk}) for a, b in rules if a != b}
    assert found == wanted


def test_the_question_is_the_same_page_whoever_it_is_about() -> None:
    group = group_with_team()
    pages = []
    for number in range(2):
        owner = make.member(group, pseudonym=f"Fink {number}")
        other = make.member(group, pseudonym=f"Star {number}")
        services.add_avoided(owner, f"Kim Zahl{number}", Kind.PERSON)
        services.give_own_marks(other, name=f"Kim Zahl{number}", workplace="", now=NOW)
        services.look_for_hits(group, now=NOW)
        case = Case.objects.get(earlier=owner)
        services.ask_earlier(case, now=NOW)
        answer = client_of(owner.user).get(reverse("care:question", args=[case.pk]))
        pages.append(without_random(answer.content.decode()))

    assert pages[0] == pages[1]
    assert [word for word in ("Kim", "Star", "Fink", "Liste") if word in pages[0]] == []
