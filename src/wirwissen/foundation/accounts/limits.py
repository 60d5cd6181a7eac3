"""Rate limits on hashes that nobody can compare with tomorrow's (T10)."""

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from django.utils.crypto import salted_hmac

from wirwissen.foundation.core.clock import today


def daily_hash(text: str) -> str:
    """A keyed hash that changes every day: all that the shared cache ever keeps of somebody."""
    return salted_hmac("wirwissen.rate-limits", f"{today()}:{text}").hexdigest()[:32]


def take_code_turn(email: str) -> None:
    """Count one request for a code. Raises the library's `ValidationError` when it is too many."""
    take_turn("request_login_code", email.strip().lower())


def take_turn(action: str, whose: str, *, anywhere: bool = False) -> None:
    """Count one try of `settings.ACCOUNT_RATE_LIMITS`. Raises `ValidationError` at one too many.

    Counted per person and place, so that a stranger cannot use up somebody's turns from elsewhere;
    `anywhere` counts them all together.
    """
    adapter, request = get_adapter(), context.request
    place = "" if anywhere else adapter.get_client_ip(request)
    if not ratelimit.consume(request, action=action, key=daily_hash(f"{whose}:{place}")):
        raise adapter.validation_error("too_many_login_attempts")
