"""What the demo shows of care and rounds: a hit between two, a report, a round."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from wirwissen.network.care import services as care
from wirwissen.network.care.models import Report
from wirwissen.network.care.rules.marks import Kind
from wirwissen.network.groups.models import Member
from wirwissen.network.rounds import services as rounds
from wirwissen.network.rounds.models import Round


def seed_care(members: dict[str, Member], *, now: datetime) -> None:
    """A hit for the confidant, a report for the orga, a round with a waiting list."""
    one_hit(members["Amsel"], members["Birke"], now=now)
    one_report(members["Juno"], members["Zeisig"], now=now)
    listed = [members[name] for name in ("Efeu", "Farn", "Fink", "Heide", "Iris", "Klee", "Lotse")]
    one_round(members["Linde"], members["Luchs"], listed, now=now)


def one_hit(earlier: Member, later: Member, *, now: datetime) -> None:
    """`earlier` keeps away from an invented name that `later` gave; a confidant finds the case."""
    care.add_avoided(earlier, "Kim Beispiel", Kind.PERSON)
    care.add_avoided(earlier, "Tagesklinik am Moor, Station 2", Kind.WORKPLACE)
    care.give_own_marks(later, name="Kim Beispiel", workplace="", now=now)
    care.look_for_hits(earlier.group, now=now)


def one_report(by: Member, about: Member, *, now: datetime) -> Report:
    """A report about somebody, waiting for the two whom the lot has chosen."""
    text = "Im letzten Treffen wurde ich mehrmals unterbrochen. Ich möchte, dass wir darüber reden."
    return care.report(by, subject="person", about=about, text=text, now=now)


def one_round(first: Member, second: Member, listed: list[Member], *, now: datetime) -> Round:
    """A round in three weeks; whoever is `listed` has signed up, the first have taken a place."""
    begins = timezone.make_naive(now + timedelta(days=21)).replace(
        hour=18, minute=30, second=0, microsecond=0
    )
    facts = rounds.RoundFacts(
        title="Wem sage ich was?",
        about="Wir überlegen, wem wir etwas sagen wollen und wem nicht. Schweigen zählt genauso.",
        preparation="Überlege dir eine Person, bei der du unsicher bist. Mehr braucht es nicht.",
        first_at=begins,
    )
    made = rounds.plan_round(first, second, facts, now=now)
    for number, member in enumerate(listed):
        rounds.sign_up(made.pk, member, now=now + timedelta(seconds=number))
    rounds.settle(made.pk, now=now)
    for member in listed[:3]:
        rounds.take_place(made.pk, member, now=now)
    return made
