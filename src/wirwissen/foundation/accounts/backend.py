"""Signing in with the one work it costs, whoever is meant (T7)."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.services.users import user_by_handle


class HouseBackend(AuthenticationBackend):
    """An address or an account name, and the password: one query and one hash, known or not.

    The library looks in several tables and hashes once for each account it finds, or once if none.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str = "",
        **_others: object,
    ) -> User | None:
        if not password:
            return None
        user = user_by_handle(email or username or "")
        if not password_fits(user, password):
            return None
        if user is not None and not self.user_can_authenticate(user):
            self._stash_user(user)  # the library then says that the account rests
            return None
        return user


def password_fits(user: User | None, password: str) -> bool:
    """Whether this is their password. Takes as long where there is nobody, or no password."""
    return secret_fits(user.password if user and user.has_usable_password() else "", password)


def secret_fits(stored: str, typed: str) -> bool:
    """Whether a secret fits its hash. Where there is none, Django hashes once for nothing."""
    return check_password(typed, stored)
