"""Sign-in that our own pages begin. The one service file that needs the request: a session is
what it changes."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from wirwissen.foundation.accounts.limits import take_code_turn
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.services.users import user_for
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.ids import new_id


def sign_in_strong(request: HttpRequest, user: User) -> None:
    """Sign somebody in who has just shown more than a mailbox."""
    get_adapter().login(request, user)
    record_authentication(request, user, method="password")


def sign_in_as(request: HttpRequest, user: User) -> None:
    """Sign in as an invented person of the demo. Raises `RuntimeError` in a real house."""
    if not (settings.IS_DEMO or settings.CLOCK_MOVES):
        raise RuntimeError("Nobody signs in as somebody else in a real house.")
    sign_in_strong(request, user)


def start_account(request: HttpRequest, email: str) -> User:
    """Begin an account: the address gets a code that works only in this browser.

    Makes a user without password if the address is new; to the visitor both look the same. The
    caller redirects to `account_confirm_login_code` with `next`. Raises `Refused` when too many
    codes were asked for. Only where sign-in by code is on (`ACCOUNT_LOGIN_BY_CODE_ENABLED`).
    """
    if not settings.ACCOUNT_LOGIN_BY_CODE_ENABLED:
        raise RuntimeError("This house does not let a mailbox open an account.")
    try:
        take_code_turn(email)
    except ValidationError as refusal:
        raise Refused(refusal.messages[0]) from refusal
    user = user_for(email)
    LoginCodeVerificationProcess.initiate(
        request=request, user=user if user.is_active else None, email=user.email
    )
    return user


def end_other_sessions(request: HttpRequest, user: User) -> None:
    """End every session of this person but the one at hand."""
    user.session_mark = new_id()
    user.save(update_fields=["session_mark"])
    keep_this_session(request, user)


def keep_this_session(request: HttpRequest, user: User) -> None:
    """After a change that ended all sessions, the one at hand goes on."""
    update_session_auth_hash(request, user)
