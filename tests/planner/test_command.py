"""`wirwissen plan`: streams, options, exit status, verification. Source: the year planner."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planner.files import Document, as_bytes, changed, document
from wirwissen import cli
from wirwissen.planner import command
from wirwissen.planner.command import main
from wirwissen.planner.example import example
from wirwissen.planner.problem import Problem
from wirwissen.planner.reading import read_problem
from wirwissen.planner.result import Result
from wirwissen.planner.solve import solve

SOURCE = Path(cli.__file__).parents[1]
FIELDS = "plan proven objective bound gap unreachable ties seed certificate alternatives seconds"


def call(*argv: str, stdin: bytes = b"") -> tuple[int, str, str]:
    """Exit status, standard output and standard error of the command in this process."""
    stdout, stderr = io.StringIO(), io.StringIO()
    status = main(argv, io.BytesIO(stdin), stdout, stderr)
    return status, stdout.getvalue(), stderr.getvalue()


def start(*argv: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    words = [sys.executable, "-m", "wirwissen", *argv]
    pipe = subprocess.PIPE
    return subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)


def answer(value: Document, *options: str) -> Any:
    """The output for a document."""
    status, output, errors = call(*options, stdin=as_bytes(value))
    assert (status, errors) == (0, "")
    return json.loads(output)


def test_the_example_is_planned_and_its_proof_holds(tmp_path: Path) -> None:
    (tmp_path / "Gruppe März.json").write_text(example(), encoding="utf-8")
    file, result = str(tmp_path / "Gruppe März.json"), tmp_path / "result.json"

    by_file = call(file)
    by_stdin = call("-", stdin=example().encode())
    result.write_text(by_file[1], encoding="utf-8")

    output = json.loads(by_file[1])
    assert (by_file[0], by_file[2], " ".join(output)) == (0, "", FIELDS)
    assert output | {"seconds": 0} == json.loads(by_stdin[1]) | {"seconds": 0}
    assert (output["proven"], output["gap"], len(output["plan"])) == (True, 0, 6)
    assert output["plan"][0] == "2026-01-12T19:30"
    assert call(file, "--verify", str(result)) == (0, '{"verified": true}\n', "")
    assert call("--example")[1] == example()


def test_a_proof_of_something_else_is_refused(tmp_path: Path) -> None:
    file, result = tmp_path / "file.json", tmp_path / "result.json"
    file.write_bytes(as_bytes(document()))
    output = answer(document())
    result.write_text(json.dumps(output | {"ties": 7}), encoding="utf-8")

    status, told, errors = call(str(file), "--verify", str(result))

    assert (status, told, errors.count("\n")) == (1, '{"verified": false}\n', 1)
    assert "nicht bewiesen: ties" in errors


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"plan": ["2026-01-13T19:30"] * 3 + ["2026-01-14T10:00"]}, "plan[3]: dieser Termin"),
        ({"proven": False}, "proven: nicht true"),
        ({"objective": [1, 2]}, "objective: nicht die 6 Zahlen"),
        ({"ties": "1"}, "ties: ein Text; erwartet"),
        ({"certificate": []}, "certificate: eine Liste; erwartet"),
        ({"alternatives": [1]}, "alternatives[0]: "),
    ],
)
def test_a_result_that_is_none_is_bad_input(
    change: dict[str, object], place: str, tmp_path: Path
) -> None:
    file, result = tmp_path / "file.json", tmp_path / "result.json"
    file.write_bytes(as_bytes(document()))
    result.write_text(json.dumps(answer(document()) | change), encoding="utf-8")

    status, told, errors = call(str(file), "--verify", str(result))

    assert (status, told, errors.count("\n")) == (2, "", 1)
    assert f": {place}" in errors


def test_the_objective_has_all_levels_that_the_file_asks_for() -> None:
    output = answer(changed("objective.leximin_levels", 6))

    assert len(output["objective"]) == len(output["bound"]) == 8
    assert output["objective"][4:7] == [4, 4, 4]  # F_3, F_4, F_5 of three meetings: everybody


def test_rules_that_exclude_each_other_are_named() -> None:
    output = answer(changed("constraints.min_gap_days", 60))

    assert (output["plan"], output["proven"], output["ties"]) == (None, True, None)
    assert output["clash"]
    assert set(output["clash"]) <= {
        *("min_gap_days", "max_gap_days", "previous_date", "pinned:0", "excluded_dates"),
        *("weekdays", "facilitators"),
    }


def test_reasons_and_picture_come_when_asked_for(tmp_path: Path) -> None:
    picture = tmp_path / "year.svg"

    status, output, errors = call("--explain", f"--svg={picture}", stdin=example().encode())

    dates = json.loads(output)["explanation"]["dates"]
    assert (status, errors, len(dates)) == (0, "", 6)
    assert picture.read_text(encoding="utf-8").startswith("<svg ")


def test_the_seed_is_told_and_draws_the_lot() -> None:
    free = changed("groups", [{"weight": 1, "avail": "3f"}])
    free["constraints"] = {"min_gap_days": 0, "max_gap_days": None}
    free["facilitators"] = {"min_available": 0}

    outputs = [answer(free, "--seed", str(seed)) for seed in range(12)]

    assert [output["seed"] for output in outputs] == list(range(12))
    assert len({output["ties"] for output in outputs}) == 1
    assert len({tuple(output["plan"]) for output in outputs}) > 1


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        pytest.param(["nowhere.json"], "nowhere.json: diese Datei oder", id="no file"),
        pytest.param(["."], ".: ist ein Ordner", id="a folder"),
        pytest.param(["a\0b"], "a\\x00b: lässt sich nicht öffnen", id="no path"),
        pytest.param(["a", "b"], "Aufruf: erwartet ist höchstens eine Datei", id="two files"),
        pytest.param(["--all"], "Aufruf: --all gibt es nicht", id="unknown"),
        pytest.param(["--seed"], "Aufruf: nach --seed fehlt ein Wert", id="no value"),
        pytest.param(["--seed", "x"], "Aufruf: --seed erwartet eine ganze Zahl", id="no number"),
        pytest.param(["--seed=9e9"], "Aufruf: --seed erwartet eine ganze Zahl", id="a float"),
        pytest.param(["--alternatives", "-1"], "Aufruf: --alternatives erwartet", id="negative"),
        pytest.param(["--time-limit", "nan"], "Aufruf: --time-limit erwartet Sek", id="no time"),
        pytest.param(["--verify", "-"], "Aufruf: nur eines von beiden", id="one stream for two"),
        pytest.param([], "Eingabe: leer; erwartet ist ein JSON-Objekt", id="nothing"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(
    argv: list[str], line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    status, output, errors = call(*argv)

    assert (status, output, errors.count("\n")) == (2, "", 1)
    assert errors.startswith(line)


def test_a_picture_that_cannot_be_written_leaves_standard_output_empty(tmp_path: Path) -> None:
    status, output, errors = call("--svg", str(tmp_path), stdin=as_bytes(document()))

    assert (status, output, errors.count("\n")) == (2, "", 1)


def test_the_process_names_the_place_and_writes_nothing() -> None:
    process = start("plan")
    output, errors = process.communicate(as_bytes(changed("groups.1.avail", "zz")))

    assert (process.returncode, output) == (2, b"")
    said = errors.decode("utf-8")
    assert said.startswith("groups[1].avail: keine hexadezimale Zahl")


def test_a_reader_that_leaves_early_causes_no_traceback() -> None:
    process = start("plan", "--example")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    process.wait()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()


def test_ctrl_c_before_the_search_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "main", interrupted)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, io.TextIOWrapper(io.BytesIO()))

    assert command.run([]) == 130


def test_ctrl_c_between_two_steps_of_the_search_still_gives_a_series(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits: list[object] = []

    def interrupted(problem: Problem, **options: Any) -> Result:
        limits.append(options["time_limit"])
        if len(limits) == 1:
            raise KeyboardInterrupt
        return solve(problem, **options)

    monkeypatch.setattr("wirwissen.planner.solve.solve", interrupted)

    assert len(answer(document())["plan"]) == 3
    assert limits == [None, 0.0]


def test_planning_needs_no_django() -> None:
    program = (
        "import sys, io; from wirwissen.planner.command import main; "
        "main([], io.BytesIO(sys.stdin.buffer.read()), sys.stdout, sys.stderr); "
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=as_bytes(document()),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        check=False,
    )

    assert done.returncode == 0


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                ("constraints.weekday_differs_from_previous", 5),
                ("constraints.min_gap_days", 0),
                ("constraints.min_gap_days", 40),
                ("constraints.max_gap_days", 20),
                ("constraints.max_gap_days", None),
                ("constraints.pinned", {"2": "2026-03-20T10:00"}),
                ("constraints.previous_date", None),
                ("constraints.excluded_dates", ["2026-02-11", "2026-02-12"]),
                ("facilitators.min_available", 3),
                ("groups", []),
                ("objective.window", 2),
                ("objective.window", 4),
                ("objective.leximin_levels", 40),
                ("periods", ["2026-01", "2026-02", "2026-03", "2026-04"]),
                ("slots.5.period", 0),
            ]
        ),
        max_size=5,
    ),
    st.integers(0, 1 << 59),
)
def test_whatever_a_file_asks_it_gets_an_answer_whose_proof_holds(
    changes: list[tuple[str, object]], seed: int
) -> None:
    whole = document()
    for path, value in changes:
        whole = changed(path, value, whole)

    status, output, errors = call("--seed", str(seed), "--explain", stdin=as_bytes(whole))

    if status == 2:
        assert errors.count("\n") == 1
        return
    told = json.loads(output)
    assert (status, errors, told["proven"], told["seed"]) == (0, "", True, seed)
    claims = read_problem(as_bytes(whole)), output.encode()
    from wirwissen.planner.checking import check
    from wirwissen.planner.writing import read_claim

    check(claims[0], read_claim(*claims))
