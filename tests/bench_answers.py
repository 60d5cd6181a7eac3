"""How far the times of answers to known and unknown people lie apart (T7), with the real hasher.

`python -m tests.bench_answers` in the settings of one house. 2 × `REQUESTS` a form, known and
unknown in turn; a guesser that has learned the best limit from one half judges the other half.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

REQUESTS = int(os.environ.get("WIRWISSEN_BENCH_REQUESTS", "1000"))
Times = list[tuple[float, bool]]  # seconds, known


def main() -> int:
    """Print one line a form."""
    import django
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings.course")
    django.setup()
    from django.db import connection
    from django.test.utils import override_settings, setup_test_environment

    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0)
    argon = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    try:
        with override_settings(PASSWORD_HASHERS=argon, ACCOUNT_RATE_LIMITS=False):
            for title, ask in _forms():
                print(f"{settings.HOUSE}, {title}: {in_words(measure(ask))}", flush=True)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return 0


def measure(ask: Callable[[bool], object]) -> Times:
    """Ask for known and unknown in random order, in pairs; the first few are not counted."""
    times: Times = []
    for number in range(REQUESTS + 5):
        for known in random.sample([True, False], 2):
            began = time.perf_counter()
            ask(known)
            if number >= 5:
                times.append((time.perf_counter() - began, known))
    return times


def in_words(times: Times) -> str:
    """The gap of the medians, and how often a guess is right."""
    gap = abs(_median(times, True) - _median(times, False)) * 1000
    return (
        f"{_median(times, True) * 1000:.0f} ms, gap of medians {gap:.2f} ms (target 5 ms), "
        f"guessed right {guessed_right(times):.1%} (target 53 %)"
    )


def guessed_right(times: Times) -> float:
    """Learn the best limit (and which side is known) from every other pair, judge the rest."""
    learn = [row for at, row in enumerate(times) if at // 2 % 2 == 0]
    judge = [row for at, row in enumerate(times) if at // 2 % 2 == 1]
    limit, slower_is_known = max(_limits(learn), key=lambda rule: _share(learn, *rule))
    return _share(judge, limit, slower_is_known)


def _limits(times: Times) -> Iterator[tuple[float, bool]]:
    spent = sorted(seconds for seconds, _known in times)
    for limit in spent[:: max(1, len(spent) // 100)]:
        yield limit, True
        yield limit, False


def _share(times: Times, limit: float, slower_is_known: bool) -> float:
    hits = [((seconds > limit) == slower_is_known) == known for seconds, known in times]
    return sum(hits) / len(hits)


def _median(times: Times, known: bool) -> float:
    return statistics.median(seconds for seconds, was in times if was == known)


def _forms() -> Iterator[tuple[str, Callable[[bool], object]]]:
    from django.conf import settings
    from django.urls import reverse

    from tests.clients import HouseClient
    from wirwissen.foundation.accounts.models import User
    from wirwissen.foundation.accounts.names import new_recovery_words
    from wirwissen.foundation.accounts.services import create_account_without_address

    User.objects.create_user("bekannt@example.org", "vier stille Birken 9")
    address = {True: "bekannt@example.org", False: "niemand@example.org"}
    secret = "geraten geraten"

    def send(name: str, fields: dict[str, str]) -> object:
        return HouseClient().post(reverse(name), fields)

    yield (
        "signing in",
        lambda known: send("account_login", {"login": address[known], "password": secret}),
    )
    if settings.ACCOUNT_LOGIN_BY_CODE_ENABLED:
        yield (
            "a code by mail",
            lambda known: send("account_request_login_code", {"email": address[known]}),
        )
    if settings.ACCOUNTS_WITHOUT_ADDRESS:
        name = {True: create_account_without_address(secret + "!")[1], False: "lemu-nisu-tora"}
        new = {"words": new_recovery_words(), "password1": secret, "password2": secret}
        yield (
            "signing in by name",
            lambda known: send("account_login", {"login": name[known], "password": secret}),
        )
        yield (
            "getting back in by words",
            lambda known: send("accounts:recover", {"handle": name[known], **new}),
        )
    if settings.HOUSE == "network":
        yield from _asking(address)


def _asking(address: dict[bool, str]) -> Iterator[tuple[str, Callable[[bool], object]]]:
    """Asking to join where the known address is a member's, and signing up for a call."""
    from datetime import timedelta

    from tests.clients import HouseClient
    from tests.network import make
    from wirwissen.foundation.accounts.models import User
    from wirwissen.foundation.core.clock import now, today
    from wirwissen.network.groups import services

    group = make.group()
    known_user = User.objects.get(email=address[True])
    services.add_member(group, known_user, pseudonym="Amsel", now=now())
    last = today() + timedelta(days=9)
    services.keep_call(group, {"text": "Komm.", "capacity": 5, "open_until": last}, now=now())
    form = {"pseudonym": "Juno", "way": "mail", "profession": "Pflege"}

    def ask(path: str, known: bool) -> object:
        answer = HouseClient().post(path, {**form, "email": address[known]})
        assert answer.status_code == 302
        return answer

    yield "asking to join", partial(ask, f"/mitmachen/{group.slug}/")
    yield "signing up for a call", partial(ask, f"/aufruf/{group.slug}/anmelden/")


if __name__ == "__main__":
    sys.exit(main())
