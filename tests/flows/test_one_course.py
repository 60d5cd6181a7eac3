"""One course from the info event to the certificate, from an empty installation.

Nothing is touched but browser, mail sink and clock. One participant has no e-mail and goes every
step through the office.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.flows import chapter_house
from tests.flows.walk import Journey
from tests.harness.browser import Visitors
from tests.harness.house import House
from tests.harness.smtp_sink import SmtpSink


def test_one_course_from_info_event_to_certificate(
    course_house: House, sink: SmtpSink, visitors: Visitors
) -> None:
    journey = Journey(course_house, sink, visitors)
    today = timezone.localdate()

    staff = chapter_house.open_house(journey)
    chapter_house.set_up_programme(staff.office)
    chapter_house.set_up_offer(
        staff.office,
        starts=today + timedelta(days=90),
        apply_until=today + timedelta(days=40),
    )
