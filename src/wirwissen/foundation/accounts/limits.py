"""Rate limits on hashes that nobody can compare with tomorrow's (T10)."""

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from django.utils.crypto import salted_hmac

from wirwissen.foundation.core.clock import today


def daily_hash(text: str) -> str:
    """A keyed hash that changes every day: all that the shared cache ever keeps of somebody."""
    return salted_hmac("wirwissen.rate-limits", f"{today()}:{text}").hexdigest()[:32]


def take_code_turn(email: str) -> None:
    """Count one request for a code. Raises the library's `ValidationError` when it is too many.

    Per address and place, so that a stranger cannot use up somebody's turns from elsewhere.
    """
    adapter, request = get_adapter(), context.request
    key = daily_hash(f"{email.strip().lower()}:{adapter.get_client_ip(request)}")
    if not ratelimit.consume(request, action="request_login_code", key=key):
        raise adapter.validation_error("too_many_login_attempts")
