"""Settings of the network house."""

import os

os.environ["WIRWISSEN_HOUSE"] = "network"  # its folders, keys and cookies, never the other one's

from wirwissen.houses.base import *  # noqa: F403
from wirwissen.houses.base import FOUNDATION_APPS, PACKAGE

HOUSE = "network"
HOUSE_ATTRIBUTE = "netz"
ROOT_URLCONF = "wirwissen.houses.network_urls"
MENU = "wirwissen.houses.menus.network_menu"
INSTALLED_APPS = [*FOUNDATION_APPS, "wirwissen.network.groups"]
TODO_SOURCES: list[str] = []
# The foundation says Sie; this house says du.
LOCALE_PATHS = [PACKAGE / "network" / "locale"]
# T9: a mailbox alone opens no account here.
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNTS_WITHOUT_ADDRESS = True
