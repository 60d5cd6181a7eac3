"""The emergency contact, and what two of the orga open together."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.care import services
from wirwissen.network.care.forms.joint import ContactForm, OpenContactForm
from wirwissen.network.care.models import JointAct
from wirwissen.network.care.queries import contacts as queries
from wirwissen.network.care.queries.reports import member_called
from wirwissen.network.care.rules.joint import JointKind, is_open
from wirwissen.network.groups.access import Acting, act
from wirwissen.network.groups.models import DutyKind

FILE_NAME = "unterlagen.json"  # neutral: it may lie in a shared folder of downloads


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to call in an emergency, and who has ever opened it."""
    need_password(request)
    member = act(request).member
    if request.method == "POST" and "remove" in request.POST:
        services.drop_contact(member)
        return redirect("care:contact")
    row = queries.contact_of(member)
    text = open_text(row.envelope, row, "text_sealed") if row else ""
    form = ContactForm(request.POST or None, initial={"text": text})
    if form.is_valid():
        services.keep_contact(member, form.cleaned_data["text"], now=now())
        return redirect("care:contact")
    context = {"form": form, "row": row, "openings": queries.openings_about(member)}
    return render(request, "care/contact.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def joint(request: HttpRequest) -> HttpResponse:
    """Ask for something that needs a second person; the log of all that was asked."""
    acting, at = act(request, DutyKind.ORGA), now()
    if request.method == "POST" and "export" in request.POST:
        made = services.request_together(
            acting.member, JointKind.EXPORT, reason=_("Sicherung der Gruppe"), now=at
        )
        return redirect("care:opened", made.pk)
    form = OpenContactForm(request.POST or None)
    if form.is_valid():
        about = member_called(acting.group, form.cleaned_data["pseudonym"])
        if about is not None:
            made = services.request_together(
                acting.member, JointKind.CONTACT, about=about, now=at,
                reason=form.reason_in_words(),
            )  # fmt: skip
            return redirect("care:opened", made.pk)
        form.add_error(
            "pseudonym", _("Diesen Namen gibt es hier nicht. Prüfe, wie er geschrieben wird.")
        )
    return render(request, "care/joint.html", {"form": form, "acts": queries.acts(acting.group)})


@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: HttpRequest, pk: str) -> HttpResponse:
    """One request: confirm it as the second person, or read what is open for an hour."""
    acting, at = act(request, DutyKind.ORGA), now()
    found = _found(acting, pk)
    if request.method == "POST":
        services.confirm(found, acting.member, now=at)
        return redirect("care:opened", found.pk)
    may_read = _may_read(acting, found) and is_open(confirmed_at=found.confirmed_at, now=at)
    text = ""
    if may_read and found.about is not None:
        row = queries.contact_of(found.about)
        text = open_text(row.envelope, row, "text_sealed") if row else ""
    context = {"act": found, "is_mine": found.asked_by_id == acting.member.pk,
               "may_read": may_read, "text": text}  # fmt: skip
    return render(request, "care/opened.html", context)


@require_safe
def export(request: HttpRequest, pk: str) -> HttpResponse:
    """The group's own texts and duties as a file, marked with whose it is. No members in it."""
    acting, at = act(request, DutyKind.ORGA), now()
    found = _found(acting, pk)
    allowed = _may_read(acting, found) and is_open(confirmed_at=found.confirmed_at, now=at)
    if found.kind != JointKind.EXPORT or not allowed:
        raise Http404
    body = json.dumps(queries.export_of(found), ensure_ascii=False, indent=2)
    return HttpResponse(
        body,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )


def _found(acting: Acting, pk: str) -> JointAct:
    found = queries.acts(acting.group).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _may_read(acting: Acting, found: JointAct) -> bool:
    """The two who opened it, nobody else of the orga."""
    return acting.member.pk in (found.asked_by_id, found.confirmed_by_id)
