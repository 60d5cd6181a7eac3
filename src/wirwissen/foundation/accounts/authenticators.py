"""allauth's second factors in our house: sealed secrets, neutral names, no note of when."""

import base64
from collections.abc import Iterable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from wirwissen.foundation.sealed.services import open_for_house, seal_for_house

_PLACE = "authenticator"
Type = Authenticator.Type


class HouseMFAAdapter(DefaultMFAAdapter):
    """What stands on the person's own device says no more than our page titles (T6)."""

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return _("Konto")

    def get_totp_issuer(self) -> str:
        return _("Mein Bereich")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": _("Mein Bereich")}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        shown = _("Konto")
        return {"id": str(user.pk).encode(), "display_name": shown, "name": shown}

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal_for_house(text.encode(), place=_PLACE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return open_for_house(base64.b64decode(encrypted_text), place=_PLACE).decode()

    def is_mfa_enabled(self, user: AbstractBaseUser, types: Iterable[str] | None = None) -> bool:
        """Whether the password alone is not enough. A passkey is another way in, no second step:
        whoever has lost the device, or runs no script, still has the password."""
        asked = Type.TOTP in types if types is not None else True
        return asked and super().is_mfa_enabled(user, [Type.TOTP])


def told(row: Authenticator, _field: str) -> str:
    """What an authenticator is, in words, for its owner's own page and copy."""
    return {
        Type.TOTP.value: _("Code-App für die Anmeldung in zwei Schritten"),
        Type.RECOVERY_CODES.value: _("Ersatz-Codes auf Papier"),
        Type.WEBAUTHN.value: _("Passkey auf einem Ihrer Geräte"),
    }[row.type]
