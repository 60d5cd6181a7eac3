"""Settings of the course house.

Read from the environment, besides what both houses share: WIRWISSEN_UMBRELLA (1: certificates are
released by the umbrella association as well, after the house's second person).
"""

import os
from datetime import timedelta

os.environ["WIRWISSEN_HOUSE"] = "course"  # its folders, keys and cookies, never the other one's

from wirwissen.foundation.jobs.rules import Timing
from wirwissen.houses.base import *  # noqa: F403
from wirwissen.houses.base import FOUNDATION_APPS, TIMETABLE
from wirwissen.houses.environment import one_of

HOUSE = "course"
HOUSE_ATTRIBUTE = "kurs"
HAS_COURSES = True
HAS_UMBRELLA = one_of("WIRWISSEN_UMBRELLA", ("0", "1")) == "1"
ROOT_URLCONF = "wirwissen.houses.course_urls"
MENU = "wirwissen.houses.menus.course_menu"
INSTALLED_APPS = [
    *FOUNDATION_APPS,
    "wirwissen.course.programme",
    "wirwissen.course.events",
    "wirwissen.course.admissions",
    "wirwissen.course.cohorts",
    "wirwissen.course.internships",
    "wirwissen.course.portfolio",
    "wirwissen.course.credentials",
]
TODO_SOURCES = [
    "wirwissen.course.events.queries.todos",
    "wirwissen.course.admissions.queries.todos",
    "wirwissen.course.cohorts.queries.todos",
    "wirwissen.course.internships.queries.todos",
    "wirwissen.course.portfolio.queries.todos",
    "wirwissen.course.credentials.queries.todos",
]
TIMETABLE = {
    **TIMETABLE,
    "wirwissen.course.events.services.tidy_places": Timing(every=timedelta(minutes=5)),
    "wirwissen.course.admissions.services.tidy_place_offers": Timing(every=timedelta(minutes=15)),
}
