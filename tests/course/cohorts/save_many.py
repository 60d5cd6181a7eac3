"""A process of its own that saves sheets: `prepare`, `save NUMBER` or `check`, for one database.

`DATABASE` is a PostgreSQL address or the path of an SQLite file.
"""

import os
import sys
from decimal import Decimal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings.course")

import django
from django.conf import settings

TURNS = 6


def open_database() -> None:
    """Point the settings at the shared database."""
    place = os.environ["DATABASE"]
    if "://" not in place:
        settings.DATABASES["default"]["NAME"] = place
    django.setup()


def prepare() -> None:
    """An empty house with one cohort, three sessions and two people."""
    from django.apps import apps
    from django.core.management import call_command

    from tests import make
    from tests.course.cohorts import make_cohorts

    # Straight from the models, as the other tests have their tables.
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    cohort = make.cohort(title="Gedränge")
    make_cohorts.people(cohort, 2)
    for label in ("Fr Nm", "Sa Vm", "So"):
        make.session(cohort, label=label)


def save(number: int) -> None:
    """Save each sheet again and again, each turn with other units."""
    from tests.course.cohorts import make_cohorts
    from wirwissen.course.cohorts import services
    from wirwissen.course.cohorts.models import Cohort
    from wirwissen.course.cohorts.rules.sheet import Mark
    from wirwissen.foundation.accounts.models import User
    from wirwissen.foundation.core.clock import now

    cohort = Cohort.objects.get()
    lead = User.objects.create_user()  # without address: each process counts from 1
    by = make_cohorts.staff(cohort, f"Leitung {number}", lead)
    people = list(cohort.participants.all())
    for turn in range(TURNS):
        for session in cohort.sessions.all():
            mark = Mark(units=Decimal((turn * 3 + number) % 7))
            services.save_sheet(session, {one.pk: mark for one in people}, by=by, now=now())


def check() -> None:
    """Print the number of entries, where the chain breaks, and how many entries differ."""
    from wirwissen.course.cohorts import queries
    from wirwissen.course.cohorts.models import Cohort

    cohort = Cohort.objects.get()
    entries = queries.entries_of(cohort)
    broken, differing = queries.faults_of(entries, queries.standing_units(cohort))
    print(len(entries) == entries[-1].number, len(entries) > TURNS, broken, differing)


if __name__ == "__main__":
    open_database()
    match sys.argv[1:]:
        case ["prepare"]:
            prepare()
        case ["save", number]:
            save(int(number))
        case _:
            check()
