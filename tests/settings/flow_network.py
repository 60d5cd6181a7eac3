"""The network house as a journey runs it: real settings, and a clock that can be moved."""

from wirwissen.houses.network import *  # noqa: F403

CLOCK_MOVES = True
SECURE_HSTS_SECONDS = 0
