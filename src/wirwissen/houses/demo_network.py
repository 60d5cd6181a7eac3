"""The demo of the network house: invented people; no mail leaves the machine."""

from wirwissen.houses.network import *  # noqa: F403
from wirwissen.houses.network import INSTALLED_APPS

IS_DEMO = True
CLOCK_MOVES = True
INSTALLED_APPS = [*INSTALLED_APPS, "wirwissen.foundation.demo"]
ROOT_URLCONF = "wirwissen.houses.demo_network_urls"
SEED = "wirwissen.network.demo.seed.seed"
# The outbox is the end of the way: /demo/mails/ shows it.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SECURE_HSTS_SECONDS = 0
