"""The printed words: making them, and getting back in with them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.accounts.forms.account import RecoverForm, WithPassword
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.accounts.services.recovery import set_password_by_words
from wirwissen.foundation.accounts.services.users import give_account_name, give_recovery_words


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """A new password with the printed words; afterwards one signs in with it."""
    form = RecoverForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        if set_password_by_words(
            typed["handle"], words=typed["words"], password=typed["password1"]
        ):
            return redirect("accounts:recovered")
        form.add_error(
            "words",
            _("Name und Wörter passen nicht zusammen. Prüfen Sie beides Zeichen für Zeichen."),
        )
    return render(request, "accounts/recover.html", {"form": form})


@login_not_required
@require_safe
def recovered(request: HttpRequest) -> HttpResponse:
    """What is to do next."""
    return render(request, "accounts/recovered.html")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_words(request: HttpRequest) -> HttpResponse:
    """Make new words and show them once, with the name they belong to."""
    user = need_password(request)
    form = WithPassword(request.POST or None, user=user)
    if form.is_valid():
        name = user.email or give_account_name(user)
        show_once(request, f"{name}\n{give_recovery_words(user)}", place=f"words:{user.pk}")
        return redirect("accounts:recovery_words")
    name, _line, words = take_once(request, place=f"words:{user.pk}").partition("\n")
    facts = {"form": form, "has_words": bool(user.words_hash), "handle": name, "words": words}
    return render(request, "accounts/recovery_words.html", facts)
