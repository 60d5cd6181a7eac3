"""The network house as a journey runs it: real settings, a clock that can be moved, and passwords
hashed as in a real house, but with less work: 46 people come in at once."""

from django.contrib.auth.hashers import Argon2PasswordHasher

from wirwissen.houses.network import *  # noqa: F403


class LighterArgon2(Argon2PasswordHasher):
    """A hundredth of the memory; everything else as Django has it."""

    memory_cost = 1024
    parallelism = 1


CLOCK_MOVES = True
SECURE_HSTS_SECONDS = 0
PASSWORD_HASHERS = ["tests.settings.flow_network.LighterArgon2"]
