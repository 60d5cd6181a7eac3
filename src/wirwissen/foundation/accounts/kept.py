"""A POST that came after the session had ended: kept sealed for an hour (trust.md, 3)."""

import json
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from wirwissen.foundation.accounts.models import KeptPost
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.form_keys import KEY_FIELD, OWNER_FIELD, is_owner
from wirwissen.foundation.sealed.services import open_for_house, seal_for_house

IN_SESSION = "kept_post"
KEEP = timedelta(hours=1)
LARGEST = 200_000  # characters: longer than any text our forms take
_NOT_KEPT = {"csrfmiddlewaretoken", KEY_FIELD, OWNER_FIELD, "password", "password1", "password2"}


def keep_post(request: HttpRequest) -> None:
    """Keep the fields of a POST (never passwords, never files) for the person it was made for."""
    fields = [(name, values) for name, values in request.POST.lists() if name not in _NOT_KEPT]
    packed = json.dumps(fields).encode()
    mark, key = request.POST.get(OWNER_FIELD, ""), request.POST.get(KEY_FIELD, "")
    if not mark or len(mark) > 64 or len(key) > 64 or len(packed) > LARGEST:
        return
    kept = KeptPost(
        path=request.path[:500], owner_mark=mark, form_key=key, created_at=now()
    )
    kept.fields_sealed = seal_for_house(packed, place=f"kept:{kept.pk}")
    kept.save(force_insert=True)
    request.session[IN_SESSION] = kept.pk


def has_kept(request: HttpRequest) -> bool:
    """Whether this session has something to give back."""
    return IN_SESSION in request.session


def kept_page(request: HttpRequest) -> HttpResponse | None:
    """The page that offers what was typed, once, at its own address, to the same person only."""
    kept = KeptPost.objects.filter(pk=request.session[IN_SESSION]).first()
    if kept is None or now() - kept.created_at > KEEP:
        del request.session[IN_SESSION]
        return None
    if kept.path != request.path:
        return None
    del request.session[IN_SESSION]
    packed = open_for_house(kept.fields_sealed, place=f"kept:{kept.pk}")
    kept.delete()
    if not is_owner(str(request.user.pk), kept.form_key, kept.owner_mark):
        return None
    fields = QueryDict(mutable=True)
    for name, values in json.loads(packed):
        fields.setlist(name, values)
    pairs = [(name, value) for name, values in fields.lists() for value in values]
    return render(request, "accounts/kept.html", {"pairs": pairs})
