"""What each app's tests register about its pages: who may see them, and in which states.

Each app has a module `tests/<wing>/<app>/pages.py` with two lists, typed by hand:
`ACCESS: list[Access]` (one entry for every URL name) and `STATES: list[PageState]` (at least one
for every URL that shows a page). The tests in tests/house run over all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

# Each house has a world of its own: `tests.world` or `tests.network.world`.
World = Any

EVERYBODY = frozenset({"*"})
LONG_WORD = "Uferpromenadenbeleuchtungsgesellschaften"  # 40 letters


@dataclass(frozen=True)
class Access:
    """Who gets in at a URL, named by hand. Everybody else who is signed in gets a 404; anonymous
    visitors are sent to the sign-in page (unless `to` is `EVERYBODY`).

    `to`: names from `tests.world.ACTORS`. `args` gives the URL's arguments for the *own* side.
    `methods`: what the URL takes. `no_object`: a list page that each role sees for its own
    organisation: the foreign actors named in `to` get in as well, but their body must not hold
    anything of ours (the canary test looks). `why`: a reason where the expectation surprises.
    """

    url: str
    to: frozenset[str]
    args: Callable[[World], Mapping[str, object]] = field(default=lambda world: {})
    methods: tuple[str, ...] = ("GET",)
    why: str = ""


@dataclass(frozen=True)
class PageState:
    """One state of one page: who looks, and what was prepared. `name` is unique per URL.

    `prepare` changes the world first and returns the URL's arguments; `query` and `post` let a
    state be an answer to a search or a form with errors (`post` sends these fields). `scripts`: the
    page has one script, a file of ours.
    """

    url: str
    name: str
    actor: str
    prepare: Callable[[World], Mapping[str, object]] = field(default=lambda world: {})
    query: str = ""
    post: Mapping[str, str] | None = None
    scripts: bool = False
