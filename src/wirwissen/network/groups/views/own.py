"""A member's own pages: what is theirs in the group, and the way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.accounts.access import signed_in
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.accounts.services.sign_in import keep_this_session
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups import queries, services
from wirwissen.network.groups.access import GROUP_IN_SESSION, act, own_members
from wirwissen.network.groups.forms.own import NameForm, PostForm
from wirwissen.network.groups.models import CodeUse, DutyKind, MemberState
from wirwissen.network.groups.rules import subject_of


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Everything of one's own in this group, and the ways on."""
    acting = act(request, agreed=False)
    member = acting.member
    context = {
        "member": member,
        "group": acting.group,
        "duties": sorted(kind.label for kind in acting.duties),
        "is_confidant": acting.has(DutyKind.CONFIDANT),
        "cards": queries.cards_of(member, today()),
        "received": list(queries.cards_for(member, today())),
        "subject": subject_of(member.mail_subject),
        "others": [row for row in own_members(request) if row.pk != member.pk],
        "is_paused": member.state == MemberState.PAUSED,
        "saved": take_once(request, place="bereich"),
    }
    return render(request, "groups/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """Another name in this group."""
    member = act(request).member
    form = NameForm(request.POST or None, initial={"pseudonym": member.pseudonym})
    if form.is_valid():
        try:
            services.rename(member, form.cleaned_data["pseudonym"])
        except Refused as refusal:
            form.add_error("pseudonym", str(refusal))
        else:
            show_once(request, _("Dein neuer Name gilt ab jetzt."), place="bereich")
            return redirect("groups:own")
    return render(request, "groups/name.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest) -> HttpResponse:
    """How mails look, and when they come."""
    member = act(request).member
    initial = {
        "subject": member.mail_subject, "digest": member.digest,
        "silent_until": member.silent_until,
    }  # fmt: skip
    form = PostForm(request.POST or None, initial=initial)
    if form.is_valid():
        services.set_post(member, **form.cleaned_data)
        show_once(request, _("So machen wir es mit den E-Mails."), place="bereich")
        return redirect("groups:own")
    has_address = bool(member.user.email)
    return render(request, "groups/post.html", {"form": form, "has_address": has_address})


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Act in another of one's groups from now on."""
    wanted = request.POST.get("group", "")
    # A group that is not theirs changes nothing and tells nothing.
    if any(row.group_id == wanted for row in own_members(request)):
        request.session[GROUP_IN_SESSION] = wanted
        show_once(request, _("Du bist jetzt in der anderen Gruppe."), place="bereich")
    return redirect("groups:own" if own_members(request) else "today")


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """Pause, or come back."""
    member = act(request, agreed=False).member
    is_paused = request.POST.get("pause") == "1"
    services.set_pause(member, is_paused=is_paused)
    said = _("Du machst jetzt Pause.") if is_paused else _("Schön, dass du wieder da bist.")
    show_once(request, said, place="bereich")
    return redirect("groups:own")


@require_http_methods(["GET", "HEAD", "POST"])
def go(request: HttpRequest) -> HttpResponse:
    """Leave this group at once, with all that hangs on the membership."""
    acting = act(request, agreed=False)
    if request.method == "POST":
        services.leave(acting.member, now=now())
        # Where a duty ended all sessions end but this one, in which somebody just said goodbye.
        user = signed_in(request)
        user.refresh_from_db(fields=["session_mark"])
        keep_this_session(request, user)
        request.session.pop(GROUP_IN_SESSION, None)
        return redirect("groups:gone")
    facts = {"group": acting.group, "is_only": len(own_members(request)) == 1}
    return render(request, "groups/go.html", facts)


@require_safe
def gone(request: HttpRequest) -> HttpResponse:
    """It is done."""
    return render(request, "groups/gone.html", {"is_member": bool(own_members(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """A code to give to one other person: for their card, or for a duty."""
    member = act(request).member
    if request.method == "POST":
        wanted = request.POST.get("use", "")
        use = CodeUse(wanted) if wanted in CodeUse.values else CodeUse.CARD
        made = services.make_hand_code(member, use, now=now())
        show_once(request, f"{use.value}:{made}", place="code")
        return redirect("groups:code")
    use_of, _sign, shown = take_once(request, place="code").partition(":")
    return render(request, "groups/code.html", {"code": shown, "use": use_of})
