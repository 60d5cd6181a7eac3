"""Pages of the foundation as the network house shows them: other people, another address."""

from __future__ import annotations

from collections.abc import Mapping

from tests.clients import second_step
from tests.network.world import ACTORS, World
from tests.registry import EVERYBODY, LONG_WORD, Access, PageState
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import Invitation
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.accounts.services import invite
from wirwissen.foundation.accounts.services.addresses import ask_no_address
from wirwissen.foundation.accounts.services.users import give_account_name, give_recovery_words
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.privacy.parts import parts

SIGNED_IN = frozenset(ACTORS) - {"anonymous"}
KEEPER = frozenset({"keeper"})
BOTH = ("GET", "POST")
PUBLIC = ("questions", "safety", "privacy", "accessibility", "imprint", "plain_words", "help")


def somebody(world: World) -> Mapping[str, object]:
    return {"user_id": world.keeper.pk}


def invited(world: World) -> tuple[Invitation, str]:
    staff = Staff(
        user=world.keeper,
        organisation=world.organisation,
        roles=frozenset({Role.OFFICE}),
        name="Haus",
    )
    row, token, _code = invite(
        staff, email="neu@example.org", name=LONG_WORD, role=Role.OFFICE, now=now()
    )
    return row, token


def link(world: World) -> Mapping[str, object]:
    return {"token": invited(world)[1]}


def open_invitation(world: World) -> Mapping[str, object]:
    return {"invitation_id": invited(world)[0].pk}


def address_goes(world: World) -> Mapping[str, object]:
    ask_no_address(world.own.member.user, now=now())
    return {}


def two_steps(world: World) -> Mapping[str, object]:
    second_step(world.own.member.user)
    return {}


def nameless(world: World) -> Mapping[str, object]:
    user = world.own.member.user
    give_account_name(user)
    give_recovery_words(user)
    user.email = None
    user.save()
    return {}


ACCESS = [
    *(Access(f"pages:{name}", EVERYBODY) for name in PUBLIC),
    Access("pages:neutral", EVERYBODY, why="where the exit leads: it tells nothing"),
    Access("pages:exit", EVERYBODY, why="signs out whoever asks; safe to repeat (trust.md, T6)"),
    Access("today", SIGNED_IN),
    Access("privacy:own", SIGNED_IN),
    Access("privacy:part", SIGNED_IN, lambda world: {"slug": "konto"}),
    Access("privacy:readings", SIGNED_IN),
    Access("privacy:copy", SIGNED_IN),
    Access("privacy:erase", SIGNED_IN, methods=BOTH),
    Access("privacy:erased", EVERYBODY),
    Access("account_login", EVERYBODY, methods=BOTH),
    Access(
        "mfa_authenticate",
        SIGNED_IN,
        methods=BOTH,
        why="without a sign-in under way one begins at the sign-in page",
    ),
    Access("accounts:second_step", SIGNED_IN),
    Access("accounts:second_step_set_up", SIGNED_IN, methods=BOTH),
    Access("accounts:second_step_codes", SIGNED_IN, methods=BOTH),
    Access("accounts:second_step_off", SIGNED_IN, methods=BOTH),
    Access("accounts:passkey_sign_in", EVERYBODY, methods=BOTH),
    Access("accounts:passkeys", SIGNED_IN, methods=BOTH),
    Access("accounts:passkey_add", SIGNED_IN, methods=BOTH),
    Access("accounts:passkey_remove", SIGNED_IN, methods=("POST",)),
    Access("account_logout", EVERYBODY, methods=BOTH),
    Access("account_signup", EVERYBODY),
    Access("account_reset_password", EVERYBODY),
    Access("account_inactive", EVERYBODY),
    Access("account_email", SIGNED_IN, methods=BOTH),
    Access("accounts:confirm_address", SIGNED_IN, methods=BOTH),
    Access("accounts:withdraw_address", SIGNED_IN, methods=("POST",)),
    Access("accounts:remove_address", SIGNED_IN, methods=BOTH),
    Access("accounts:recover", EVERYBODY, methods=BOTH),
    Access("accounts:recovered", EVERYBODY),
    Access("accounts:recovery_words", SIGNED_IN, methods=BOTH),
    Access("account_reauthenticate", SIGNED_IN, methods=BOTH),
    Access("account_change_password", SIGNED_IN, methods=BOTH),
    Access("account_set_password", SIGNED_IN, methods=BOTH),
    Access("accounts:first_password", SIGNED_IN, methods=BOTH),
    Access("accounts:new_password", SIGNED_IN, methods=BOTH),
    Access("accounts:own", SIGNED_IN),
    Access("accounts:end_sessions", SIGNED_IN, methods=("POST",)),
    Access("accounts:discard_kept", SIGNED_IN, methods=("POST",)),
    Access("accounts:switch", SIGNED_IN, methods=("POST",)),
    Access("accounts:organisation", KEEPER, methods=BOTH),
    Access("accounts:staff", KEEPER),
    Access("accounts:invite", KEEPER, methods=BOTH),
    Access("accounts:invited", KEEPER, open_invitation),
    Access("accounts:withdraw_invitation", KEEPER, open_invitation, methods=("POST",)),
    Access("accounts:member", KEEPER, somebody),
    Access("accounts:give_role", KEEPER, somebody, methods=("POST",)),
    Access("accounts:take_role", KEEPER, somebody, methods=("POST",)),
    Access("accounts:invitation", EVERYBODY, link, methods=BOTH),
]
STATES = [
    *(PageState(f"pages:{name}", "for visitors", "anonymous") for name in PUBLIC),
    PageState("pages:neutral", "the page that tells nothing", "anonymous"),
    PageState("pages:help", "signed in", "member"),
    PageState("today", "nothing to do", "member"),
    PageState("privacy:own", "member", "member"),
    PageState("privacy:readings", "nobody", "member"),
    PageState("privacy:erase", "asked", "member"),
    PageState("privacy:erase", "wrong", "member", post={"password": ""}),
    PageState("privacy:erased", "page", "anonymous"),
    PageState("account_login", "empty", "anonymous"),
    PageState("account_login", "wrong", "anonymous", post={"login": "kim", "password": ""}),
    PageState("account_logout", "asked", "member"),
    PageState("account_signup", "page", "anonymous"),
    PageState("account_reset_password", "page", "anonymous"),
    PageState("account_inactive", "page", "anonymous"),
    PageState("account_email", "page", "member"),
    PageState("account_email", "waiting", "member", address_goes),
    PageState("account_email", "without one", "member", nameless),
    PageState("account_email", "wrong", "member", post={"email": "kim", "password": "falsch"}),
    PageState("accounts:remove_address", "asked", "member"),
    PageState("accounts:remove_address", "wrong", "member", post={"password": "falsch"}),
    PageState("accounts:recover", "empty", "anonymous"),
    PageState("accounts:recover", "wrong", "anonymous", post={"handle": "lemu", "words": ""}),
    PageState("accounts:recovered", "page", "anonymous"),
    PageState("accounts:recovery_words", "none yet", "member"),
    PageState("accounts:recovery_words", "again", "member", nameless),
    PageState("accounts:own", "without address", "member", nameless),
    PageState("account_reauthenticate", "empty", "member"),
    PageState("account_reauthenticate", "wrong", "member", post={"password": "falsch"}),
    PageState("account_change_password", "empty", "member"),
    PageState("accounts:passkey_sign_in", "empty", "anonymous", scripts=True),
    PageState(
        "accounts:passkey_sign_in",
        "wrong",
        "anonymous",
        post={"credential": "{}"},
        scripts=True,
    ),
    PageState("accounts:passkeys", "none", "member"),
    PageState("accounts:passkeys", "wrong", "member", post={"password": "falsch"}),
    PageState("accounts:second_step", "off", "member"),
    PageState("accounts:second_step", "on", "member", two_steps),
    PageState("accounts:second_step_set_up", "empty", "member"),
    PageState("accounts:second_step_set_up", "wrong", "member", post={"code": "000000"}),
    PageState("accounts:second_step_codes", "later", "member", two_steps),
    PageState("accounts:second_step_off", "asked", "member", two_steps),
    PageState("accounts:new_password", "empty", "member"),
    PageState("accounts:own", "member", "member"),
    PageState("accounts:organisation", "filled", "keeper"),
    PageState("accounts:staff", "alone", "keeper"),
    PageState("accounts:invite", "empty", "keeper"),
    PageState("accounts:invite", "wrong", "keeper", post={"email": "kim"}),
    PageState("accounts:invited", "later", "keeper", open_invitation),
    PageState("accounts:member", "oneself", "keeper", somebody),
    PageState("accounts:invitation", "open", "anonymous", link),
    PageState("accounts:invitation", "over", "anonymous", lambda world: {"token": "unbekannt"}),
]


def _each_part() -> list[PageState]:
    return [
        PageState("privacy:part", part.slug, "member", lambda world, slug=part.slug: {"slug": slug})  # type: ignore[misc]
        for part in parts()
    ]


STATES += _each_part()
