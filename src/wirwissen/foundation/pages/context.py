"""What every page needs around its content: house, menu, name of the house, crisis numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.access import PLACE_IN_SESSION, memberships_of
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.pages.crisis import Crisis, crisis


class MenuEntry(Protocol):
    """What `settings.MENU` returns a list of."""

    @property
    def label(self) -> str: ...
    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class Entry:
    """One entry of the menu; `is_current` if this page lies under it."""

    label: str
    url: str
    is_current: bool


class Surroundings:
    """The variable `ww` of every template. Lazy: a page that prints no menu asks for none."""

    def __init__(self, request: HttpRequest | None) -> None:
        self._request = request
        self.house: str = settings.HOUSE_ATTRIBUTE
        self.is_demo: bool = settings.IS_DEMO
        self.other_house: str = settings.OTHER_HOUSE
        self.path = request.path if request is not None else ""
        self.home = "/"

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody is signed in (errors may come before we know)."""
        user = getattr(self._request, "user", None)
        return user is not None and bool(user.is_authenticated)

    @property
    def crisis(self) -> Crisis:
        """The crisis numbers of every page."""
        return crisis()

    @cached_property
    def organisation(self) -> Organisation | None:
        """Whom the page speaks for: staff see the organisation they work for (the menu reads their
        roles anyway, so it costs nothing), everybody else the house's first (one query)."""
        if self._request is None:
            return None
        rows = memberships_of(self._request) if self.is_signed_in else []
        chosen = self._request.session.get(PLACE_IN_SESSION) if rows else None
        places = [row.organisation for row in rows]
        fitting = [place for place in places if place.pk == chosen] or places
        return fitting[0] if fitting else Organisation.objects.first()

    @property
    def organisation_name(self) -> str:
        """Its name, empty while the house is not set up."""
        return self.organisation.name if self.organisation else ""

    @property
    def title_end(self) -> str:
        """The end of the page title: it tells an onlooker nothing once somebody is signed in."""
        if self.is_signed_in or self._request is None:
            return _("Mein Bereich")
        return self.organisation_name or "Wirwissen"

    @cached_property
    def menu(self) -> list[Entry]:
        """The main menu as `settings.MENU` makes it; empty if the error came before the session."""
        if self._request is None or not hasattr(self._request, "user"):
            return []
        entries: list[MenuEntry] = import_string(settings.MENU)(self._request)
        return with_current(entries, self.path)


def with_current(entries: Iterable[MenuEntry], path: str) -> list[Entry]:
    """Mark the entry whose address is the longest beginning of this path ("/" only for itself)."""
    listed = list(entries)
    fitting = [
        entry.url
        for entry in listed
        if path == entry.url or (entry.url != "/" and path.startswith(entry.url))
    ]
    best = max(fitting, key=len, default=None)
    return [Entry(entry.label, entry.url, entry.url == best) for entry in listed]


def house(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `ww`, made once a request."""
    known: Surroundings | None = getattr(request, "_surroundings", None)
    if known is None:
        known = Surroundings(request)
        request._surroundings = known  # type: ignore[attr-defined]
    return {"ww": known}
