"""Settings of the network house."""

import os
from datetime import time, timedelta

os.environ["WIRWISSEN_HOUSE"] = "network"  # its folders, keys and cookies, never the other one's

from wirwissen.foundation.jobs.rules import Timing
from wirwissen.houses.base import *  # noqa: F403
from wirwissen.houses.base import FOUNDATION_APPS, PACKAGE, TIMETABLE

HOUSE = "network"
HOUSE_ATTRIBUTE = "netz"
ROOT_URLCONF = "wirwissen.houses.network_urls"
MENU = "wirwissen.houses.menus.network_menu"
INSTALLED_APPS = [
    *FOUNDATION_APPS,
    "wirwissen.network.groups",
    "wirwissen.network.care",
    "wirwissen.network.meetings",
    "wirwissen.network.rounds",
    "wirwissen.network.papers",
]
TODO_SOURCES = [
    "wirwissen.network.groups.queries.todos",
    "wirwissen.network.care.queries.todos",
    "wirwissen.network.meetings.queries.todos",
    "wirwissen.network.rounds.queries.todos",
]
# Each tells pairs of members of a group who are never in one small group.
APART_SOURCES = ["wirwissen.network.care.queries.apart"]
TIMETABLE = {
    **TIMETABLE,
    "wirwissen.network.groups.services.post.weekly_news": Timing(daily_at=time(9)),
    "wirwissen.network.groups.services.closing.close_groups": Timing(daily_at=time(2, 40)),
    "wirwissen.network.care.services.look_after": Timing(daily_at=time(4, 20)),
    "wirwissen.network.rounds.services.tidy": Timing(every=timedelta(minutes=10)),
    "wirwissen.network.meetings.services.jobs.look_after_meetings": Timing(
        every=timedelta(minutes=10)
    ),
}
# The foundation says Sie; this house says du.
LOCALE_PATHS = [PACKAGE / "network" / "locale"]
# T9: a mailbox alone opens no account here.
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNTS_WITHOUT_ADDRESS = True
