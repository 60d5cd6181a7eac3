"""Cards: what one shows, to whom, until when; and how that looks to them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups import queries, services
from wirwissen.network.groups.access import act
from wirwissen.network.groups.forms.own import CardForm, card_form
from wirwissen.network.groups.models import Audience, Card, CodeUse, Member

# In addresses, so that nothing in them tells an onlooker more than a club's page would.
AUDIENCES = {"team": Audience.ORGA, "alle": Audience.GROUP, "eine": Audience.PERSON}


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """How one is seen ("so sieht dich …"): each audience, with what it sees at the moment."""
    member = act(request).member
    shown = queries.cards_of(member, today())
    by_audience = {card.audience: card for card in shown if card.audience != Audience.PERSON}
    context = {
        "member": member,
        "team": by_audience.get(Audience.ORGA),
        "everybody": by_audience.get(Audience.GROUP),
        "people": [card for card in shown if card.audience == Audience.PERSON],
        "received": list(queries.cards_for(member, today())),
        "saved": take_once(request, place="karten"),
    }
    return render(request, "groups/cards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, audience: str) -> HttpResponse:
    """Fill a card; a preview first, if wanted."""
    wanted = AUDIENCES.get(audience)
    member = act(request).member
    if wanted is None:
        raise Http404
    before = next((c for c in queries.cards_of(member, today()) if c.audience == wanted), None)
    form = card_form(wanted)(request.POST or None, initial=_initial(before, wanted))
    preview = form.is_valid() and "preview" in request.POST
    if form.is_valid() and not preview and _save(member, wanted, form):
        show_once(request, _("Gespeichert. So sieht man dich jetzt."), place="karten")
        return redirect("groups:cards")
    shown = [text for text in form.facts.values() if text] if preview else []
    facts = {
        "form": form, "audience": wanted.value, "label": wanted.label, "preview": preview,
        "shown": shown, "member": member,
    }  # fmt: skip
    return render(request, "groups/card.html", facts)


@require_POST
def take_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Stop showing a card, at once."""
    services.take_card_back(act(request, agreed=False).member, pk)
    show_once(request, _("Zurückgenommen. Niemand sieht diese Karte mehr."), place="karten")
    return redirect("groups:cards")


def _initial(before: Card | None, audience: Audience) -> dict[str, object]:
    if before is None or audience is Audience.PERSON:
        return {}
    return {name: getattr(before, name) for name in (*CardForm.FACTS, "shown_until")}


def _save(member: Member, audience: Audience, form: CardForm) -> bool:
    to = None
    if audience is Audience.PERSON:
        try:
            code = form.cleaned_data["code"]
            to = services.redeem_hand_code(member.group_id, code, CodeUse.CARD, now=now())
        except Refused as refusal:
            form.add_error("code", str(refusal))
            return False
        if to.pk == member.pk:
            form.add_error("code", _("Das ist dein eigener Code. Gib ihn einer anderen Person."))
            return False
    services.show_card(
        member, audience, facts=form.facts, shown_until=form.cleaned_data["shown_until"], to=to
    )
    return True
