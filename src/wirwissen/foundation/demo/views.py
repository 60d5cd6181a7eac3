"""`/demo/` and `/demo/mails/`."""

import re

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST, require_safe

from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.services import sign_in_as
from wirwissen.foundation.demo.people import read_people
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of

MAILS_A_PAGE = 30
_LINK = re.compile(r"https?://[^\s<]+")


@login_not_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who one can be: one button a person."""
    return render(request, "demo/people.html", {"people": read_people()})


@login_not_required
@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Sign in as one of them, and go where they would begin."""
    wanted = request.POST.get("person")
    for person in read_people():
        if person.key == wanted:
            user = User.objects.filter(pk=person.user_id).first()
            if user is None:
                raise Http404
            sign_in_as(request, user)
            return redirect(person.start)
    raise Http404


@login_not_required
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """Every mail that left the house, newest first, in pages."""
    rows = Paginator(OutboxMail.objects.order_by("-created_at", "pk"), MAILS_A_PAGE)
    page = rows.get_page(request.GET.get("seite"))
    shown = [(mail, _with_links(body_of(mail))) for mail in page.object_list]
    return render(request, "demo/mails.html", {"mails": shown, "page": page})


def _with_links(body: str) -> SafeString:
    linked = _LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', escape(body))
    return mark_safe(linked.replace("\n", "<br>"))
