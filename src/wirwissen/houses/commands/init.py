"""`wirwissen init`: make an empty house, or bring one up to date; invite its first person."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from wirwissen.houses.commands import (
    SETTINGS,
    choose_house,
    start_django,
    stop,
    stop_without_database,
)


def run(argv: Sequence[str]) -> int:
    """Make keys, tables and static files; print a one-time invitation where nobody is yet."""
    options = _options(argv)
    choose_house(options.house)
    make_secrets()
    start_django()
    from django.db import OperationalError

    try:
        prepare_house(quiet=not options.verbose)
    except OperationalError as error:
        stop_without_database(error)
    from wirwissen.foundation.accounts.models import Membership

    if Membership.objects.exists():
        print("The house is up to date.")
        return 0
    return _invite_first(options)


def prepare_house(*, quiet: bool = True) -> None:
    """Tables, cache table and static files; safe to run again."""
    from django.core.management import call_command

    verbosity = 0 if quiet else 1
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=verbosity)
    call_command("collectstatic", interactive=False, verbosity=verbosity)


def make_secrets() -> None:
    """Make the secret and the instance key where they are missing; never overwrite one."""
    # Before Django is set up: its settings read the secret when they are imported.
    house = os.environ["WIRWISSEN_HOUSE"]
    keys = Path(os.environ.get("WIRWISSEN_KEYS", f"var/keys/{house}")).resolve()
    try:
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        stop(f"The folder {keys} cannot be made. WIRWISSEN_KEYS names another one.")
    if (keys / "data_keys.sqlite3").exists() and not (keys / "instance.key").exists():
        stop(f"{keys / 'instance.key'} is gone. A new one opens nothing: bring back the old one.")
    secret = keys / "secret"
    if not secret.exists():
        handle = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(60))
    if not (keys / "instance.key").exists():
        from wirwissen.foundation.sealed.store import write_instance_key

        write_instance_key(keys / "instance.key")


def _invite_first(options: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils.text import slugify

    from wirwissen.foundation.accounts.models import Organisation
    from wirwissen.foundation.accounts.rules import INVITATION_LASTS
    from wirwissen.foundation.accounts.services import create_first_invitation

    organisation = options.organisation or _ask("Name of the organisation: ")
    name = options.name or _ask("Your name, as colleagues see it: ")
    email = options.email or _ask("Your e-mail address: ")
    _check(organisation, name, email)
    place = Organisation.objects.first() or Organisation.objects.create(
        name=organisation, slug=slugify(organisation)[:50] or "haus"
    )
    path, code = create_first_invitation(email=email, name=name, organisation=place)
    days = INVITATION_LASTS.days
    print(f"The house is ready. Open this link once, within {days} days, and type the code:")
    print(f"link: {settings.HOUSE_ADDRESS}{path}")
    print(f"code: {code}")
    return 0


def _check(organisation: str, name: str, email: str) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    if not 1 <= len(organisation.strip()) <= 200 or not 1 <= len(name.strip()) <= 200:
        stop("Both names have 1 to 200 characters.", status=2)
    try:
        validate_email(email)
    except ValidationError:
        stop(f"{email!r} is no e-mail address, such as robin@example.org.", status=2)


def _ask(question: str) -> str:
    if not sys.stdin.isatty():
        print(f"{question.strip(': ')} is missing; see --help.", file=sys.stderr)
        raise SystemExit(2)
    return input(question).strip()


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="wirwissen init", description=__doc__)
    parser.add_argument("--house", choices=sorted(SETTINGS))
    parser.add_argument("--organisation")
    parser.add_argument("--name")
    parser.add_argument("--email")
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args(argv)
