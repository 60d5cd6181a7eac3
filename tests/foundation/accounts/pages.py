"""Who may see which page of accounts, and in which states they are looked at."""

from collections.abc import Mapping
from datetime import timedelta

from tests import make
from tests.clients import second_step
from tests.registry import EVERYBODY, Access, PageState
from tests.world import ACTORS, World
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import Invitation
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.accounts.services import give_role, invite
from wirwissen.foundation.accounts.services.addresses import ask_new_address
from wirwissen.foundation.core.clock import now

SIGNED_IN = frozenset(ACTORS) - {"anonymous"}
OFFICE = frozenset({"office"})
OFFICES = frozenset({"office", "foreign_office"})
LONG = "Donaudampfschifffahrtsgesellschaftskapitänin"


def office_of(world: World) -> Staff:
    return Staff(
        user=world.own.office,
        organisation=world.own.organisation,
        roles=frozenset({Role.OFFICE}),
        name="Büro",
    )


def invited(world: World) -> tuple[Invitation, str]:
    row, token, _code = invite(
        office_of(world), email="neu@example.org", name=LONG, role=Role.LEAD, now=now()
    )
    return row, token


def link(world: World) -> Mapping[str, object]:
    return {"token": invited(world)[1]}


def open_invitation(world: World) -> Mapping[str, object]:
    return {"invitation_id": invited(world)[0].pk}


def lead(world: World) -> Mapping[str, object]:
    return {"user_id": world.own.lead.pk}


def busy_team(world: World) -> Mapping[str, object]:
    invited(world)
    give_role(office_of(world), world.own.lead, Role.RELEASER, now=now())
    make.member(Role.LEAD, world.own.organisation, name=LONG)
    return {}


def two_houses(world: World) -> Mapping[str, object]:
    make.member(Role.OFFICE, world.foreign.organisation, who=world.own.office)
    return {}


def two_steps(world: World) -> Mapping[str, object]:
    user = world.user("applicant")
    assert user is not None
    second_step(user)
    return {}


def address_waits(world: World) -> Mapping[str, object]:
    user = world.user("applicant")
    assert user is not None
    change = ask_new_address(user, f"{'lang' * 12}@example.org", now=now())
    change.due_at = now() + timedelta(days=2)
    change.save()
    return {}


BOTH = ("GET", "POST")
ACCESS = [
    Access("account_login", EVERYBODY, methods=BOTH),
    Access("account_request_login_code", EVERYBODY, methods=BOTH),
    Access(
        "account_confirm_login_code",
        SIGNED_IN,
        methods=BOTH,
        why="without a code under way one begins at the sign-in page",
    ),
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
    Access("account_reauthenticate", SIGNED_IN, methods=BOTH),
    Access("account_change_password", SIGNED_IN, methods=BOTH),
    Access("account_set_password", SIGNED_IN, methods=BOTH),
    Access("accounts:first_password", SIGNED_IN, methods=BOTH),
    Access("accounts:new_password", SIGNED_IN, methods=BOTH),
    Access("accounts:own", SIGNED_IN),
    Access("accounts:end_sessions", SIGNED_IN, methods=("POST",)),
    Access("accounts:discard_kept", SIGNED_IN, methods=("POST",)),
    Access("accounts:switch", SIGNED_IN, methods=("POST",)),
    Access("accounts:organisation", OFFICES, methods=BOTH),
    Access("accounts:staff", OFFICES),
    Access("accounts:invite", OFFICES, methods=BOTH),
    Access("accounts:invited", OFFICE, open_invitation),
    Access("accounts:withdraw_invitation", OFFICE, open_invitation, methods=("POST",)),
    Access("accounts:member", OFFICE, lead),
    Access("accounts:give_role", OFFICE, lead, methods=("POST",)),
    Access("accounts:take_role", OFFICE, lead, methods=("POST",)),
    Access("accounts:recovery_code", OFFICE, lead, methods=BOTH),
    Access("accounts:invitation", EVERYBODY, link, methods=BOTH),
]
STATES = [
    PageState("account_login", "empty", "anonymous"),
    PageState("account_login", "wrong", "anonymous", post={"login": "kim", "password": ""}),
    PageState("account_request_login_code", "empty", "anonymous"),
    PageState("account_request_login_code", "wrong", "anonymous", post={"email": "kim"}),
    PageState("account_logout", "asked", "lead"),
    PageState("account_signup", "page", "anonymous"),
    PageState("account_reset_password", "page", "anonymous"),
    PageState("account_inactive", "page", "anonymous"),
    PageState("account_email", "page", "applicant"),
    PageState("account_email", "waiting", "applicant", address_waits),
    PageState("account_email", "wrong", "applicant", post={"email": "kim", "password": "falsch"}),
    PageState("accounts:own", "an address waits", "applicant", address_waits),
    PageState("account_reauthenticate", "empty", "applicant"),
    PageState("account_reauthenticate", "wrong", "applicant", post={"password": "falsch"}),
    PageState("account_change_password", "empty", "applicant"),
    PageState("accounts:passkey_sign_in", "empty", "anonymous", scripts=True),
    PageState(
        "accounts:passkey_sign_in",
        "wrong",
        "anonymous",
        post={"credential": "{}"},
        scripts=True,
    ),
    PageState("accounts:passkeys", "none", "applicant"),
    PageState("accounts:passkeys", "wrong", "applicant", post={"password": "falsch"}),
    PageState("accounts:second_step", "off", "applicant"),
    PageState("accounts:second_step", "on", "applicant", two_steps),
    PageState("accounts:second_step_set_up", "empty", "applicant"),
    PageState("accounts:second_step_set_up", "wrong", "applicant", post={"code": "000000"}),
    PageState("accounts:second_step_codes", "later", "applicant", two_steps),
    PageState("accounts:second_step_off", "asked", "applicant", two_steps),
    PageState(
        "account_change_password",
        "wrong",
        "applicant",
        post={"oldpassword": "x", "password1": "kurz", "password2": "anders"},
    ),
    PageState("accounts:new_password", "empty", "applicant"),
    PageState("accounts:new_password", "wrong", "applicant", post={"code": "x"}),
    PageState("accounts:own", "applicant", "applicant"),
    PageState("accounts:own", "two houses", "office", two_houses),
    PageState("accounts:organisation", "filled", "office"),
    PageState("accounts:organisation", "wrong", "office", post={"name": ""}),
    PageState("accounts:staff", "quiet", "office"),
    PageState("accounts:staff", "busy", "office", busy_team),
    PageState("accounts:invite", "empty", "office"),
    PageState("accounts:invite", "wrong", "office", post={"email": "kim"}),
    PageState("accounts:invited", "later", "office", open_invitation),
    PageState("accounts:member", "lead", "office", lead),
    PageState(
        "accounts:member", "oneself", "office", lambda world: {"user_id": world.own.office.pk}
    ),
    PageState("accounts:recovery_code", "asked", "office", lead),
    PageState("accounts:invitation", "open", "anonymous", link),
    PageState("accounts:invitation", "wrong", "anonymous", link, post={"code": ""}),
    PageState("accounts:invitation", "over", "anonymous", lambda world: {"token": "unbekannt"}),
]
