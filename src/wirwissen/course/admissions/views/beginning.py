"""The way in: course, code, address; then the sign-in code; then the application is there."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from wirwissen.course.admissions.forms.beginning import BeginForm
from wirwissen.course.admissions.queries import application as queries
from wirwissen.course.admissions.services import application as services
from wirwissen.course.admissions.services.beginning import entitlement_for, need_good
from wirwissen.course.events.models import Entitlement
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.access import signed_in
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.services import start_account
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused

IN_SESSION = "beginning"  # ids of offer and entitlement, until the sign-in code has come back


@login_not_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Choose a course, type the code and an own address; signed in: only the code."""
    person = request.user if isinstance(request.user, User) else None
    offers = list(queries.open_offers(today()))
    wanted = next((each.pk for each in offers if each.slug == request.GET.get("kurs")), None)
    form = BeginForm(
        request.POST or None,
        offers=offers,
        is_signed_in=person is not None,
        initial={"offer": wanted} if wanted else None,
    )
    if request.method == "POST" and form.is_valid():
        answer = _begin(request, form, person)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "offers": offers,
        "events": queries.next_info_events(now()),
        "needs_code": any(offer.needs_info_event for offer in offers),
        "is_signed_in": person is not None,
    }
    return render(request, "admissions/begin.html", context)


def _begin(request: HttpRequest, form: BeginForm, person: User | None) -> HttpResponse | None:
    offer: Offer = form.cleaned_data["offer"]
    try:
        entitlement = entitlement_for(
            offer, typed_code=form.cleaned_data.get("code", ""), person=person, today=today()
        )
    except Refused as refusal:
        form.add_error("code", str(refusal))
        return None
    if person is not None:
        return _to_application(offer, person, entitlement)
    try:
        start_account(request, form.cleaned_data["email"])
    except Refused as refusal:
        form.add_error("email", str(refusal))
        return None
    request.session[IN_SESSION] = {
        "offer": offer.pk,
        "entitlement": entitlement.pk if entitlement else "",
    }
    back = urlencode({"next": reverse("admissions:begin_confirm")})
    return redirect(f"{reverse('account_confirm_login_code')}?{back}")


@require_http_methods(["GET", "POST"])
def begin_confirm(request: HttpRequest) -> HttpResponse:
    """Back from the sign-in code: one button makes the application (a GET makes nothing).

    Who comes back later finds the way to what was made.
    """
    person = signed_in(request)
    kept = request.session.get(IN_SESSION)
    offer = queries.open_offers(today()).filter(pk=kept["offer"]).first() if kept else None
    if request.method == "POST" and kept and offer is not None:
        entitlement = Entitlement.objects.filter(pk=kept["entitlement"]).first()
        if entitlement is not None:
            need_good(entitlement, offer, person=person, today=today())
        answer = _to_application(offer, person, entitlement)
        del request.session[IN_SESSION]
        return answer
    return render(request, "admissions/begin_confirm.html", {"offer": offer})


def _to_application(offer: Offer, person: User, entitlement: Entitlement | None) -> HttpResponse:
    application = services.begin(offer, person=person, entitlement=entitlement, now=now())
    return redirect("admissions:application", application.pk)
