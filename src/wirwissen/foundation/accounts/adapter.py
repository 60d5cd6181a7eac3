"""allauth in our words: its mails go through our outbox, its addresses are hashed."""

import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from wirwissen.foundation.core.clock import today
from wirwissen.foundation.mail.services import queue_mail

# allauth's template prefixes -> ours. Any other is a mail we never meant to send: an error.
MAILS = {
    "account/email/login_code": "accounts/mail/login_code.txt",
    "account/email/unknown_account": "accounts/mail/unknown_account.txt",
    "account/email/password_changed": "accounts/mail/password_changed.txt",
    "account/email/password_set": "accounts/mail/password_changed.txt",
}


class HouseAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up by allauth; every mail from our templates; no address kept."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        queue_mail(MAILS[template_prefix], to=email, context={"code": context.get("code", "")})

    def get_client_ip(self, request: HttpRequest) -> str:
        """A hash that changes daily: enough to slow somebody down, of no use afterwards (T10)."""
        address = request.META.get("REMOTE_ADDR", "")
        return hashlib.sha256(f"{today()}:{address}".encode()).hexdigest()[:32]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No flash messages of the library: our pages say what happened."""
