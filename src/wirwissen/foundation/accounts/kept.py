"""A POST that came after the session had ended: kept sealed for an hour (trust.md, 3)."""

import json
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wirwissen.foundation.accounts.models import KeptPost
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.form_keys import KEY_FIELD, OWNER_FIELD, is_owner
from wirwissen.foundation.sealed.services import open_for_house, seal_for_house

IN_SESSION = "kept_post"
KEEP = timedelta(hours=1)
LARGEST = 200_000  # characters: longer than any text our forms take
LONG = 40  # from so many characters on, a text is shown for reading
_NOT_KEPT = frozenset(
    {"csrfmiddlewaretoken", KEY_FIELD, OWNER_FIELD, "code", "credential", "next", "words"}
)


@dataclass(frozen=True)
class Kept:
    """What comes back: the fields, the long texts among them, and whether a file was there."""

    pairs: list[tuple[str, str]]
    texts: list[str]
    had_files: bool


def keep_post(request: HttpRequest) -> None:
    """Keep the fields of a POST (never passwords, never files) for the person it was made for."""
    fields = [(name, values) for name, values in request.POST.lists() if _may_keep(name)]
    packed = json.dumps({"fields": fields, "had_files": bool(request.FILES)}).encode()
    mark, key = request.POST.get(OWNER_FIELD, ""), request.POST.get(KEY_FIELD, "")
    if not fields or not mark or len(mark) > 64 or len(key) > 64 or len(packed) > LARGEST:
        return
    drop_kept(request)  # at most one per browser
    kept = KeptPost(path=request.path[:500], owner_mark=mark, form_key=key, created_at=now())
    kept.fields_sealed = seal_for_house(packed, place=f"kept:{kept.pk}")
    kept.save(force_insert=True)
    request.session[IN_SESSION] = kept.pk


def has_kept(request: HttpRequest) -> bool:
    """Whether this session has something to give back."""
    return IN_SESSION in request.session


def drop_kept(request: HttpRequest) -> str:
    """Throw away what this session keeps; returns the address it was typed at ("" if nothing)."""
    kept = _row(request)
    request.session.pop(IN_SESSION, None)
    if kept is None:
        return ""
    kept.delete()
    return kept.path


def drop_kept_at(request: HttpRequest) -> None:
    """The person sends the form of this address again: what was kept of it has done its work."""
    kept = _row(request)
    if kept is None or kept.path == request.path:
        drop_kept(request)


def is_kept_here(request: HttpRequest) -> bool:
    """Whether this session keeps something of this address, for whoever is signed in now.

    Somebody else's, and what is older than an hour, is deleted at once.
    """
    kept = _row(request)
    is_fresh = kept is not None and now() - kept.created_at <= KEEP
    if kept is None or not is_fresh or not _is_own(request, kept):
        drop_kept(request)
        return False
    return kept.path == request.path


def kept_page(request: HttpRequest) -> HttpResponse:
    """The page that offers what was typed, at its own address (`is_kept_here` said yes).

    It stays until the form is sent or thrown away, so a reload or a step back loses nothing.
    """
    kept = KeptPost.objects.get(pk=request.session[IN_SESSION])
    return render(request, "accounts/kept.html", {"kept": _opened(kept)})


def _is_own(request: HttpRequest, kept: KeptPost) -> bool:
    return is_owner(str(request.user.pk), kept.form_key, kept.owner_mark)


def _row(request: HttpRequest) -> KeptPost | None:
    return KeptPost.objects.filter(pk=request.session.get(IN_SESSION)).first()


def _opened(kept: KeptPost) -> Kept:
    packed = json.loads(open_for_house(bytes(kept.fields_sealed), place=f"kept:{kept.pk}"))
    pairs = [(name, value) for name, values in packed["fields"] for value in values]
    return Kept(
        pairs=pairs,
        texts=[value for _name, value in pairs if len(value) >= LONG],
        had_files=packed["had_files"],
    )


def _may_keep(name: str) -> bool:
    return name not in _NOT_KEPT and "password" not in name and "kennwort" not in name
