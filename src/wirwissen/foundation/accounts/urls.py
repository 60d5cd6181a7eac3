"""Addresses of accounts. The library reverses names without namespace, so there are two lists."""

from django.conf import settings
from django.urls import include, path

from wirwissen.foundation.accounts.views import (
    address,
    invitation,
    own,
    passkeys,
    passwords,
    recovery,
    second_step,
    sign_in,
    staff,
)

_of_ours = [
    path("kennwort/erstes/", passwords.first_password, name="first_password"),
    path("kennwort/neu/", passwords.new_password, name="new_password"),
    path("konto/", own.own, name="own"),
    path("konto/geraete/", own.end_sessions, name="end_sessions"),
    path("konto/adresse/code/", address.confirm_address, name="confirm_address"),
    path("konto/adresse/zurueck/", address.withdraw_address, name="withdraw_address"),
    path("konto/zwei-schritte/", second_step.overview, name="second_step"),
    path("konto/zwei-schritte/neu/", second_step.set_up, name="second_step_set_up"),
    path("konto/zwei-schritte/codes/", second_step.codes, name="second_step_codes"),
    path("konto/zwei-schritte/aus/", second_step.switch_off, name="second_step_off"),
    path("anmelden/passkey/", passkeys.sign_in, name="passkey_sign_in"),
    path("konto/passkeys/", passkeys.own, name="passkeys"),
    path("konto/passkeys/neu/", passkeys.add, name="passkey_add"),
    path("konto/passkeys/entfernen/", passkeys.remove, name="passkey_remove"),
    path("konto/aufgehoben/", own.discard_kept, name="discard_kept"),
    path("haus/", staff.organisation, name="organisation"),
    path("haus/wechseln/", own.switch, name="switch"),
    path("team/", staff.staff, name="staff"),
    path("team/einladen/", staff.invite, name="invite"),
    path("team/eingeladen/<str:invitation_id>/", staff.invited, name="invited"),
    path(
        "team/eingeladen/<str:invitation_id>/zuruecknehmen/",
        staff.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("team/<str:user_id>/", staff.member, name="member"),
    path("team/<str:user_id>/geben/", staff.give_role, name="give_role"),
    path("team/<str:user_id>/nehmen/", staff.take_role, name="take_role"),
    path("einladung/<str:token>/", invitation.invitation, name="invitation"),
]

if settings.ACCOUNT_LOGIN_BY_CODE_ENABLED:  # the office's code works beside one by mail
    _of_ours = [
        path("team/code/<str:user_id>/", staff.recovery_code, name="recovery_code"),
        *_of_ours,
    ]
if settings.ACCOUNTS_WITHOUT_ADDRESS:  # next door the office helps whoever has no address
    _of_ours += [
        path("kennwort/woerter/", recovery.recover, name="recover"),
        path("kennwort/woerter/fertig/", recovery.recovered, name="recovered"),
        path("konto/woerter/", recovery.recovery_words, name="recovery_words"),
        path("konto/adresse/ohne/", address.remove_address, name="remove_address"),
    ]

urlpatterns = [
    path("anmelden/", sign_in.login, name="account_login"),
    path("anmelden/schritt/", second_step.ask, name="mfa_authenticate"),
    path("abmelden/", sign_in.logout, name="account_logout"),
    path("kennwort/pruefen/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("kennwort/aendern/", passwords.change, name="account_change_password"),
    # The library's name for our page, which asks who may.
    path("kennwort/setzen/", passwords.first_password, name="account_set_password"),
    path("kennwort/verloren/", sign_in.lost_password, name="account_reset_password"),
    path("konto/neu/", sign_in.no_signup, name="account_signup"),
    path("konto/adresse/", address.address, name="account_email"),
    path("konto/ruht/", sign_in.inactive, name="account_inactive"),
    path("", include((_of_ours, "accounts"))),
]
if settings.ACCOUNT_LOGIN_BY_CODE_ENABLED:  # next door a mailbox opens no account (T9)
    urlpatterns += [
        path("anmelden/code/", sign_in.request_code, name="account_request_login_code"),
        path("anmelden/code/bestaetigen/", sign_in.confirm_code, name="account_confirm_login_code"),
    ]
