"""The library's forms in our words and our markup (`settings.ACCOUNT_FORMS`)."""

from typing import Any

from allauth.account import forms as library
from allauth.account.adapter import get_adapter
from allauth.account.internal.userkit import filter_users_by_email
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.accounts.limits import take_code_turn
from wirwissen.foundation.core.forms import HouseForm

PASSWORD_HINT = _("Mindestens 12 Zeichen. Vier Wörter hintereinander sind gut zu merken.")
ADDRESS = _("E-Mail-Adresse")
PASSWORD = _("Kennwort")


def use(
    form: forms.Form, name: str, *, label: Any, hint: Any = "", autocomplete: str | None = None
) -> None:
    """Give a field of the library our label and hint; the library's placeholder goes."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.pop("autofocus", None)
    if autocomplete:
        field.widget.attrs["autocomplete"] = autocomplete


class LoginForm(HouseForm, library.LoginForm):
    """Address (or account name) and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = ADDRESS
        if settings.ACCOUNTS_WITHOUT_ADDRESS:  # the library knows addresses alone
            label = _("E-Mail-Adresse oder Kontoname")
            plain = forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"})
            self.fields["login"] = forms.CharField(max_length=254, widget=plain)
            self.order_fields(["login", "password"])
        use(self, "login", label=label, autocomplete="username")
        use(self, "password", label=PASSWORD, autocomplete="current-password")


class RequestLoginCodeForm(HouseForm, library.RequestLoginCodeForm):
    """An address that gets a code. Known and unknown ones get the same answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use(self, "email", label=ADDRESS, autocomplete="username")

    def clean_email(self) -> str:
        # As the library does it, but its cache would keep an unsalted hash of the address.
        email: str = self.cleaned_data["email"]
        take_code_turn(email)
        users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        self._user = users[0] if users else None
        return email


class ConfirmLoginCodeForm(HouseForm, library.ConfirmLoginCodeForm):
    """The code from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use(
            self,
            "code",
            label=_("Code aus der E-Mail"),
            autocomplete="one-time-code",
            hint=_("Acht Buchstaben. Groß oder klein ist gleich, der Strich darf fehlen."),
        )


class ReauthenticateForm(HouseForm, library.ReauthenticateForm):
    """The password of whoever is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use(self, "password", label=PASSWORD, autocomplete="current-password")


class NewPasswordPair(HouseForm):
    """A new password, typed twice; `user` is whose it becomes."""

    password1 = forms.CharField(
        label=_("Neues Kennwort"),
        help_text=PASSWORD_HINT,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Neues Kennwort, noch einmal"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password1(self) -> str:
        return str(get_adapter().clean_password(self.cleaned_data["password1"]))

    def clean(self) -> dict[str, Any]:
        typed = forms.Form.clean(self) or self.cleaned_data  # not the library's comparison
        first, second = typed.get("password1"), typed.get("password2")
        if first and second and first != second:
            self.add_error(
                "password2",
                _("Die beiden Kennwörter sind verschieden. Tippen Sie das zweite noch einmal ein."),
            )
        return typed


class CodeAndPassword(NewPasswordPair):
    """A code that somebody was told, and the password they choose with it."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Zwölf Zeichen, die Ihnen gesagt wurden."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "in--m"}),
    )
    field_order = ("code", "password1", "password2")


class CodeAndOwnPassword(HouseForm):
    """The code of an invitation, and the password of the account that exists already."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Zwölf Zeichen, die Ihnen gesagt wurden."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "in--m"}),
    )
    password = forms.CharField(
        label=_("Ihr Kennwort"),
        strip=False,
        max_length=200,
        help_text=_("Sie haben schon ein Konto. Es ist das Kennwort dieses Kontos."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ChangePasswordForm(NewPasswordPair, library.ChangePasswordForm):  # type: ignore[misc]
    """The present password, then the new one twice."""

    field_order = ("oldpassword", "password1", "password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use(self, "oldpassword", label=_("Jetziges Kennwort"), autocomplete="current-password")
