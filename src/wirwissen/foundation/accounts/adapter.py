"""allauth in our words: its mails go through our outbox, its addresses are hashed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wirwissen.foundation.accounts.limits import daily_hash
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import PASSWORD_LENGTH
from wirwissen.foundation.mail.services import queue_mail

# allauth's template prefixes -> ours. Any other is a mail we never meant to send: an error.
MAILS = {
    "account/email/login_code": "accounts/mail/login_code.txt",
    "account/email/unknown_account": "accounts/mail/unknown_account.txt",
    "account/email/password_changed": "accounts/mail/password_changed.txt",
    "account/email/password_set": "accounts/mail/password_changed.txt",
}
_WAIT = gettext_lazy("Das waren viele Versuche. Warten Sie fünf Minuten, dann geht es weiter.")


class HouseAdapter(DefaultAccountAdapter):
    """No sign-up by allauth; every mail from our templates; no address kept."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Dieses Konto ruht. Melden Sie sich beim Büro."),
        "email_password_mismatch": gettext_lazy(
            "Adresse und Kennwort passen nicht zusammen. Prüfen Sie beides und versuchen Sie es "
            "noch einmal."
        ),
        "enter_current_password": gettext_lazy(
            "Das ist nicht Ihr jetziges Kennwort. Tippen Sie es noch einmal ein."
        ),
        "incorrect_password": gettext_lazy(
            "Das ist nicht Ihr Kennwort. Tippen Sie es noch einmal ein."
        ),
        "incorrect_code": gettext_lazy(
            "Dieser Code passt nicht. Tippen Sie ihn so ein, wie er in der neuesten E-Mail steht."
        ),
        "too_many_login_attempts": _WAIT,
        "rate_limited": _WAIT,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        queue_mail(MAILS[template_prefix], to=email, context={"code": context.get("code", "")})

    def get_client_ip(self, request: HttpRequest) -> str:
        """A hash that changes daily: enough to slow somebody down, of no use afterwards (T10)."""
        address = request.META.get("REMOTE_ADDR", "")
        if settings.SCHEME == "https":  # then a proxy of our own stands in front of us
            address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
        return daily_hash(truncate_ip(address))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No flash messages of the library: our pages say what happened."""

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Ask for the password of whoever is signed in (the library looks for an address first)."""
        assert isinstance(user, User)
        handle = user.email or user.account_name or ""
        found = self.authenticate(self.request, email=handle, password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The password alone: of the library's other ways we mount no page."""
        by_password = {"id": "reauthenticate", "url": reverse("account_reauthenticate")}
        return [by_password] if user.has_usable_password() else []

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """Length and common passwords, told in our words. Raises `ValidationError`."""
        try:
            validate_password(password)
        except ValidationError as refusal:
            codes = {error.code for error in refusal.error_list}
            raise ValidationError(_sentence_for(codes), code="password") from refusal
        return password

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:own")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failed tries count for one address from one place: others cannot lock somebody out."""
        login = str(credentials.get("email", "")).lower()
        return daily_hash(f"{login}:{self.get_client_ip(request)}")


def _sentence_for(codes: set[str | None]) -> str:
    if "password_too_short" in codes:
        return _("Nehmen Sie mindestens %(length)d Zeichen, zum Beispiel vier Wörter.") % {
            "length": PASSWORD_LENGTH
        }
    return _("Dieses Kennwort ist leicht zu erraten. Nehmen Sie ein anderes.")
