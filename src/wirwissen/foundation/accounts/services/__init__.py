"""What changes accounts: invitations, roles, passwords, sign-in for others."""

from wirwissen.foundation.accounts.services.invitations import (
    accept_invitation,
    create_first_invitation,
    invitation_by_token,
    invite,
    withdraw_invitation,
)
from wirwissen.foundation.accounts.services.organisations import change_organisation
from wirwissen.foundation.accounts.services.passwords import (
    make_recovery_code,
    set_first_password,
    set_password_by_code,
)
from wirwissen.foundation.accounts.services.roles import give_role, take_role
from wirwissen.foundation.accounts.services.sign_in import (
    end_other_sessions,
    sign_in_as,
    sign_in_strong,
    start_account,
)
from wirwissen.foundation.accounts.services.users import (
    create_account_without_address,
    person_without_mail,
)

__all__ = [
    "accept_invitation",
    "change_organisation",
    "create_account_without_address",
    "create_first_invitation",
    "end_other_sessions",
    "give_role",
    "invitation_by_token",
    "invite",
    "make_recovery_code",
    "person_without_mail",
    "set_first_password",
    "set_password_by_code",
    "sign_in_as",
    "sign_in_strong",
    "start_account",
    "take_role",
    "withdraw_invitation",
]
