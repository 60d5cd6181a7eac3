"""The network house for races in its database: passwords are nobody's concern there."""

from tests.settings.flow_network import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
