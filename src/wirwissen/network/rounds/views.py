"""Rounds as members see them, and the space of the two who lead one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.form_keys import without_form_key
from wirwissen.foundation.core.middleware import save_once
from wirwissen.foundation.places.rules import has_lapsed
from wirwissen.foundation.sealed.files import read_file
from wirwissen.foundation.sealed.services import open_text
from wirwissen.foundation.uploads.check import Accepted, Kind, Reason, check_upload
from wirwissen.network.groups.access import act
from wirwissen.network.groups.models import DutyKind, Group, Member
from wirwissen.network.rounds import queries, services
from wirwissen.network.rounds.forms import NotesForm, RoundForm, SecondForm, WorkbookForm
from wirwissen.network.rounds.models import PlaceState, Round

# A file is never part of a page of ours: nothing in it may run, wherever it is opened.
SANDBOX = "sandbox; default-src 'none'"
FILE_NAME = "heft.pdf"


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds to come, and where one stands. No counts: they would tell who got in."""
    acting = act(request)
    places = queries.places_of(acting.member)
    rows = [(row, places.get(row.pk)) for row in queries.coming(acting.group, now())]
    leads = acting.has(DutyKind.FACILITATOR)
    return render(request, "rounds/rounds.html", {"rounds": rows, "leads": leads})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: str) -> HttpResponse:
    """One round: sign up, take the offered place, give it back."""
    acting, at = act(request), now()
    found = next((row for row in queries.coming(acting.group, at).filter(pk=pk)), None)
    if found is None:
        raise Http404
    if request.method == "POST":
        if "leave" in request.POST:
            services.give_back(found.pk, acting.member)
        elif "take" in request.POST:
            services.take_place(found.pk, acting.member, now=at)
        else:
            services.sign_up(found.pk, acting.member, now=at)
        return redirect("rounds:round", found.pk)
    place = queries.places_of(acting.member).get(found.pk)
    is_offered = (
        place is not None and place.state == PlaceState.OFFERED
        and not has_lapsed(held_until=place.held_until, now=at)
    )  # fmt: skip
    context = {
        "round": found, "place": place, "is_offered": is_offered,
        "is_booked": place is not None and place.state == PlaceState.BOOKED,
        "leads": acting.member.pk in (found.first_id, found.second_id),
    }  # fmt: skip
    return render(request, "rounds/round.html", context)


@require_safe
def workbook(request: HttpRequest, pk: str) -> HttpResponse:
    """The workbook, for those who are in this round and those who lead it."""
    need_password(request)
    member = act(request).member
    rows = Round.objects.select_related("envelope").filter(group=member.group_id, pk=pk)
    found = rows.exclude(workbook="").first()
    if found is None or found.envelope is None:
        raise Http404
    place = queries.places_of(member).get(found.pk)
    is_in = place is not None and place.state == PlaceState.BOOKED
    if not is_in and member.pk not in (found.first_id, found.second_id):
        raise Http404
    return HttpResponse(
        read_file(found.envelope, found.workbook),
        headers={
            "Content-Type": "application/pdf",
            "Content-Disposition": f'attachment; filename="{FILE_NAME}"',
            "Content-Security-Policy": SANDBOX,
        },
    )


@require_safe
def led(request: HttpRequest) -> HttpResponse:
    """The rounds somebody leads."""
    member = act(request, DutyKind.FACILITATOR).member
    return render(request, "rounds/led.html", {"rounds": queries.led_by(member)})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Plan a round with a second person."""
    acting = act(request, DutyKind.FACILITATOR)
    form = RoundForm(request.POST or None)
    second = _second(acting.group, form) if form.is_valid() else None
    if second is not None:
        facts = services.RoundFacts(
            first_at=form.first_at(),
            **{name: form.cleaned_data[name]
               for name in ("title", "about", "preparation", "seats")},
        )  # fmt: skip
        try:
            made = services.plan_round(acting.member, second, facts, now=now())
        except Refused as refusal:
            form.add_error("day", str(refusal))
        else:
            return redirect("rounds:room", made.pk)
    return render(request, "rounds/new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, pk: str) -> HttpResponse:
    """The space of the two who lead: who is in, notes, the workbook."""
    found = _led(request, pk)
    notes = open_text(found.envelope, found, "notes_sealed")
    names = "second" in request.POST
    form = NotesForm(None if names else request.POST or None, initial={"text": notes})
    second_form = SecondForm(request.POST if names else None)
    if names and _takes_second(found, second_form):
        return redirect("rounds:room", found.pk)
    if form.is_valid():
        services.keep_notes(found, form.cleaned_data["text"])
        return redirect("rounds:room", found.pk)
    context = {
        "round": found, "form": form, "places": queries.booked(found),
        "second_form": None if found.second_id or not found.is_coming(now()) else second_form,
    }  # fmt: skip
    return render(request, "rounds/room.html", context)


def _takes_second(found: Round, form: SecondForm) -> bool:
    second = _second(found.group, form) if form.is_valid() else None
    if second is None:
        return False
    try:
        services.name_second(found, second, now=now())
    except Refused as refusal:
        form.add_error("second", str(refusal))
    return form.is_valid()


def _second(group: Group, form: SecondForm) -> Member | None:
    """The person whom a valid form names; without one, the form says so."""
    found = queries.facilitator_called(group, form.cleaned_data["second"])
    if found is None:
        form.add_error("second", _("Wer so heißt, leitet hier keine Runden. Prüfe den Namen."))
    return found


@without_form_key
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: str) -> HttpResponse:
    """Bring a licensed workbook. Checking is slow, so it is done before the transaction."""
    found = _led(request, pk)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        content = sent.read()
        whole = len(content) == (sent.size or 0)  # else the upload handler kept only the name
        outcome = check_upload(content) if whole else None
        if isinstance(outcome, Accepted) and outcome.kind is Kind.PDF:
            accepted = outcome.content

            def keep(inner: HttpRequest) -> HttpResponse:
                services.keep_workbook(found, accepted)
                return redirect("rounds:room", found.pk)

            return save_once(request, keep)
        reason = getattr(outcome, "reason", None if whole else Reason.TOO_LARGE)
        form.add_error("file", _(reason.sentence) if reason else _("Wähle eine Datei als PDF."))
    return render(request, "rounds/upload.html", {"round": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask once, then cancel."""
    found = _led(request, pk)
    if request.method == "POST":
        services.cancel_round(found, now=now())
        return redirect("rounds:led")
    return render(request, "rounds/cancel.html", {"round": found})


def _led(request: HttpRequest, pk: str) -> Round:
    member = act(request, DutyKind.FACILITATOR).member
    found = queries.led_by(member).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
