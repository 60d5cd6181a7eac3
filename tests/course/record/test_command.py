"""`wirwissen completion`: streams, files, exit status. Source: learning-record/1, first section."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.course.record import make, strategies
from wirwissen import cli
from wirwissen.course.record.command import main

SOURCE = Path(cli.__file__).parents[1]
EXAMPLE = make.as_text(make.missing_units(27))


def call(*argv: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command in this process."""
    stdout, stderr = io.StringIO(), io.StringIO()
    status = main(argv, io.BytesIO(stdin), stdout, stderr)
    return status, stdout.getvalue(), stderr.getvalue()


def run(*argv: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    environ = {**os.environ, "PYTHONPATH": str(SOURCE), **environment}
    command = [sys.executable, "-m", "wirwissen", *argv]
    return subprocess.run(command, input=stdin, env=environ, capture_output=True, check=False)


def test_a_file_and_standard_input_get_the_same_answer(tmp_path: Path) -> None:
    path = tmp_path / "Lernstand März.json"
    path.write_text(EXAMPLE, encoding="utf-8")

    by_file, by_stdin = call(str(path)), call(stdin=EXAMPLE.encode())

    assert by_file == by_stdin == call("-", stdin=EXAMPLE.encode())
    assert (by_file[0], by_file[2]) == (0, "")


def test_the_answer_has_the_form_of_the_format() -> None:
    record = make.changed(make.missing_units(27), as_of="2026-10-13", portfolio__pages=19)
    record["attendance"] = record["attendance"][:30]

    answer = make.answer(record)

    assert list(answer) == ["certificate", "deadline", "requirements", "warnings"]
    assert answer["requirements"][0] == {
        "id": "absence",
        "state": "open",
        "allowed": 26,
        "used": 27,
        "left": 0,
        "to_make_up": 1,
        "covered": 0,
        "unfilled": 0,
        "reachable": 44,
        "text": "27 von 264 UE gefehlt, 26 sind erlaubt: 1 UE ist nachzuholen.",
    }
    assert answer["requirements"][1] == {
        "id": "internship-1",
        "state": "met",
        "hours": 40,
        "target": 40,
        "report": True,
        "text": "40 von 40 Stunden bestätigt, der Bericht ist da.",
    }
    assert [one["id"] for one in answer["requirements"]] == [
        *("absence", "internship-1", "internship-2", "portfolio"),
        *("presentation", "payments", "suitability"),
    ]


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        pytest.param(["nirgends.json"], "nirgends.json: diese Datei gibt es nicht", id="no file"),
        pytest.param(["."], ".: ist ein Ordner", id="a folder"),
        pytest.param(["a\0b"], "a\\x00b: lässt sich nicht lesen", id="no path at all"),
        pytest.param(["a", "b"], "Aufruf: erwartet ist höchstens eine Datei", id="two files"),
        pytest.param(["--all"], "Aufruf: erwartet ist höchstens eine Datei", id="an option"),
    ],
)
def test_what_cannot_be_opened_is_named(
    argv: list[str], line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    status, output, errors = call(*argv)

    assert (status, output, errors.count("\n")) == (2, "", 1)
    assert errors.startswith(line)


def test_help_is_there() -> None:
    status, output, errors = call("--help")

    assert (status, errors) == (0, "")
    assert output.startswith("usage: wirwissen completion [FILE]")


def test_the_process_answers_in_utf_8_under_any_locale() -> None:
    record = make.put(make.document(), "programme.rules.portfolio.sections", ["Würde"])

    done = run("completion", stdin=make.as_text(record).encode(), PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stderr) == (0, b"")
    assert "Es fehlt der Abschnitt „Würde“." in done.stdout.decode("utf-8")


def test_the_process_names_the_place_and_leaves_standard_output_empty() -> None:
    record = make.put(make.document(), "attendance[3].units", 8)

    done = run("completion", stdin=make.as_text(record).encode())

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "attendance[3].units: 8 von 7 UE\n"


def test_the_command_starts_without_django() -> None:
    code = (
        "import sys; from wirwissen.cli import main; main(['completion']);"
        "print(sorted(name for name in sys.modules if name.startswith('django')))"
    )
    environ = {**os.environ, "PYTHONPATH": str(SOURCE)}

    done = subprocess.run(
        [sys.executable, "-c", code], input=EXAMPLE.encode(), env=environ, capture_output=True
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[-1] == b"[]"


def test_an_unknown_command_shows_those_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["complete"])

    shown = capsys.readouterr()
    assert (status, shown.out) == (2, "")
    assert "completion" in shown.err


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def assert_answer_or_one_line(source: bytes) -> None:
    """Never a traceback: an answer with status 0, or status 2 with one line that names a place."""
    status, output, errors = call(stdin=source)

    if status == 0:
        assert (bool(json.loads(output)), errors) == (True, "")
    else:
        assert (status, output, errors.count("\n")) == (2, "", 1)
        assert ": " in errors


@settings(max_examples=200)
@given(st.binary())
def test_any_bytes(source: bytes) -> None:
    assert_answer_or_one_line(source)


@settings(max_examples=200)
@given(json_values)
def test_any_json(value: object) -> None:
    assert_answer_or_one_line(json.dumps(value).encode())


@settings(max_examples=150)
@given(strategies.damaged_records())
def test_any_damaged_record(record: make.Document) -> None:
    assert_answer_or_one_line(json.dumps(record).encode())


@settings(max_examples=200)
@given(st.data())
def test_any_json_at_any_place_of_a_record(data: st.DataObject) -> None:
    record = make.document(makeups=[make.makeup("m1", 1)])
    place = data.draw(st.sampled_from(strategies.spots(record)))
    holder, key = place
    holder[key] = data.draw(json_values)

    assert_answer_or_one_line(json.dumps(record).encode())
