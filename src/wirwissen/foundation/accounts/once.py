"""A code that is shown once, on the page after the redirect; sealed in the session until then."""

import base64

from django.http import HttpRequest

from wirwissen.foundation.sealed.services import open_for_house, seal_for_house

_IN_SESSION = "shown_once"


def show_once(request: HttpRequest, text: str, *, place: str) -> None:
    """Keep a text for the next showing of one page; `place` says whose it is."""
    sealed = seal_for_house(text.encode(), place=f"once:{place}")
    request.session[_IN_SESSION] = {"place": place, "text": base64.b64encode(sealed).decode()}


def take_once(request: HttpRequest, *, place: str) -> str:
    """The text kept for that place ("" if none); it is gone afterwards."""
    kept = request.session.get(_IN_SESSION)
    if not isinstance(kept, dict) or kept.get("place") != place:
        return ""
    del request.session[_IN_SESSION]
    return open_for_house(base64.b64decode(kept["text"]), place=f"once:{place}").decode()
