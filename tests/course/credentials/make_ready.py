"""People who have everything for the certificate, for the tests of papers."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from tests import make
from wirwissen.course.cohorts.models import Attendance, Participant, Session
from wirwissen.course.credentials import services
from wirwissen.course.credentials.models import Paper
from wirwissen.course.internships.models import Report
from wirwissen.course.portfolio.models import PortfolioEntry, Suitability
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today

MODULES, UNITS = 12, 22
LONG_NAME = "Gesundheitsförderungsmaßnahmenbewilligerin von der Heydebrinkmannshausen"
STOCK_NUMBER = "DV 4711/27"


def make_ready(who: Participant, *, absent: int = 0) -> Participant:
    """Give somebody all that the certificate asks for; of the last modules, units are missed.

    Their cohort gets one held session of 22 units for each of the 12 modules; others are cancelled.
    """
    _give_sessions(who, absent)
    for no, quarter_hours in ((1, 160), (2, 320)):
        make.placement(
            who, no=no, quarter_hours=quarter_hours, confirmed_on=today(), confirmed_how="paper",
            from_on=today() - timedelta(days=40 - 10 * no), to_on=today() - timedelta(days=9),
        )  # fmt: skip
        Report.objects.create(participant=who, no=no, handed_in_on=today())
    asked = who.cohort.version.curriculum["rules"]["portfolio"]
    PortfolioEntry.objects.create(
        participant=who, pages=34, sections=asked["sections"], handed_in_on=today()
    )
    for number in (1, 2):
        Suitability.objects.create(
            participant=who, signer=make.user(), signer_name=f"Leitung {number}", signed_at=now()
        )
    who.presented_on, who.due_cents, who.paid_cents = today(), 245_000, 245_000
    who.save()
    return who


def _give_sessions(who: Participant, absent: int) -> None:
    known = who.cohort.sessions.filter(units=UNITS, cancelled_at=None).order_by("starts_at")
    if not known.exists():
        who.cohort.sessions.update(cancelled_at=now())
        start = now() - timedelta(days=400)
        Session.objects.bulk_create(
            Session(
                cohort=who.cohort, part=f"m{no}", label="Block", units=Decimal(UNITS),
                starts_at=start + timedelta(days=30 * no),
                ends_at=start + timedelta(days=30 * no, hours=8),
            )
            for no in range(1, MODULES + 1)
        )  # fmt: skip
    left, rows = absent, []
    for session in reversed(known.all()):
        missed = min(left, UNITS)
        rows.append(
            Attendance(
                session=session, participant=who, units=Decimal(UNITS - missed), entered_at=now()
            )
        )
        left -= missed
    Attendance.objects.bulk_create(rows)


def proposed(who: Participant, *, on_stock: bool = False, by: User | None = None) -> Paper:
    """Somebody ready, with a certificate that waits for a second person."""
    make_ready(who)
    lead = by or make.member(Role.LEAD, who.cohort.organisation)
    return services.propose(who, by=lead, on_stock=on_stock, now=now())


def passed_on(who: Participant, *, on_stock: bool = False, by: User | None = None) -> Paper:
    """Somebody with a certificate that waits for the umbrella association."""
    paper = proposed(who, on_stock=on_stock)
    releaser = by or make.member(Role.RELEASER, who.cohort.organisation)
    return services.release(paper, by=releaser, has_umbrella=True, now=now())


def issued(who: Participant, *, on_stock: bool = False) -> Paper:
    """Somebody with an issued certificate."""
    paper = proposed(who, on_stock=on_stock)
    releaser = make.member(Role.RELEASER, who.cohort.organisation)
    number = STOCK_NUMBER if on_stock else ""
    return services.release(paper, by=releaser, stock_number=number, now=now())
