"""The one setting for PostgreSQL."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from wirwissen.houses.database import database_from

VAR = Path("/srv/kurs")


def test_a_whole_address_is_read() -> None:
    found = database_from(
        "postgresql://kurs:p%40ss@db.example.org:5433/kurs?sslmode=verify-full", VAR
    )

    wanted = {"ENGINE": "django.db.backends.postgresql", "NAME": "kurs", "USER": "kurs",
              "PASSWORD": "p@ss", "HOST": "db.example.org", "PORT": "5433",
              "OPTIONS": {"sslmode": "verify-full"}}  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted


def test_without_an_address_it_is_a_file_in_the_house() -> None:
    found = database_from("", VAR)

    assert (found["ENGINE"], found["NAME"]) == (
        "django.db.backends.sqlite3",
        VAR / "house.sqlite3",
    )


@pytest.mark.parametrize(
    "url",
    ["mysql://a/b", "postgresql://a:geheim@b:x/c", "postgresql://a:geheim@b",
     "postgresql://a:ge#heim@b/c", "kurs"],
)  # fmt: skip
def test_another_address_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="WIRWISSEN_DATABASE_URL") as refusal:
        database_from(url, VAR)

    assert "heim" not in str(refusal.value)
