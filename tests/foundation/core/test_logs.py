"""The log file: seven days, and nothing in it that tells about somebody."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from wirwissen.foundation.core.logs import QuietFile, drop_old_logs

TOKEN = "k3in-g3h31mn1s"


@pytest.fixture
def handler(tmp_path: Path) -> Iterator[QuietFile]:
    """A log of its own, beside whatever else listens."""
    made = QuietFile(str(tmp_path / "log"))
    made.setFormatter(logging.Formatter("%(name)s %(message)s"))
    logging.getLogger().addHandler(made)
    yield made
    logging.getLogger().removeHandler(made)
    made.close()


def written(handler: QuietFile) -> str:
    return Path(handler.baseFilename).read_text(encoding="utf-8")


def test_a_refused_form_leaves_no_address_in_the_log(handler: QuietFile) -> None:
    Client(enforce_csrf_checks=True).post(f"/einladung/{TOKEN}/", {})

    assert written(handler) == "django.security.csrf 403 Forbidden (-): -\n"


def test_a_missing_page_leaves_no_address_in_the_log(handler: QuietFile, db: None) -> None:
    Client().get(f"/{TOKEN}/?q={TOKEN}")

    assert written(handler) == "django.request 404 -: -\n"


def test_what_a_library_put_together_is_not_written(handler: QuietFile) -> None:
    logging.getLogger("django.security.Suspicious").error(f"Session of {TOKEN} is odd")

    assert written(handler) == "django.security.Suspicious \n"


def test_an_error_says_where_but_not_what(handler: QuietFile) -> None:
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logging.getLogger("wirwissen.mail").exception("mail %s", "abc")

    said = written(handler)
    assert said.startswith("wirwissen.mail mail abc [ValueError")
    assert (f"{__file__}:" in said, TOKEN in said) == (True, False)


def test_the_first_line_of_a_day_begins_a_file_and_old_days_go(handler: QuietFile) -> None:
    folder, today = Path(handler.baseFilename).parent, datetime.now(UTC).date()
    old, young = today - timedelta(days=7), today - timedelta(days=6)
    for day in (old, young):
        (folder / f"house-{day}.log").write_text("before\n")

    logging.getLogger("wirwissen.mail").warning("now")

    assert {path.name for path in folder.iterdir()} == {f"house-{young}.log", f"house-{today}.log"}


def test_a_process_that_runs_on_writes_into_the_new_day(
    handler: QuietFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    logging.getLogger("wirwissen.mail").warning("before midnight")
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    monkeypatch.setattr("wirwissen.foundation.core.logs._today", lambda: tomorrow)

    logging.getLogger("wirwissen.mail").warning("after midnight")

    assert Path(handler.baseFilename).name == f"house-{tomorrow}.log"
    assert written(handler) == "wirwissen.mail after midnight\n"


def test_a_folder_that_vanished_breaks_no_page(
    handler: QuietFile, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(handler.baseFilename).parent.rmdir()

    logging.getLogger("wirwissen.mail").warning("now")

    assert "FileNotFoundError" in capsys.readouterr().err


def test_a_house_with_nothing_to_write_forgets_too(tmp_path: Path) -> None:
    old, other = tmp_path / "house-2020-01-01.log", tmp_path / "worker.log"
    old.touch()
    other.touch()

    drop_old_logs(tmp_path)

    assert sorted(tmp_path.iterdir()) == [other]
