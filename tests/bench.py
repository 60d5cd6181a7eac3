"""`python3 run.py bench [planner]`: figures, not tests. Run it on a quiet machine.

`planner` measures the year planner alone, see tests/bench_planner.py. Times are medians; queries
and sizes come from the pages of a cohort of 24 × 12 modules.
"""

from __future__ import annotations

import gzip
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings.course")
RECORDS = 1000


def main() -> int:
    """Print every figure with its target."""
    if sys.argv[1:] == ["planner"]:
        from tests import bench_planner

        return bench_planner.main([])
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0)
    try:
        for line in (*_library(), *_papers(), *_pages()):
            print(line, flush=True)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    for house in ("course", "network"):  # a house has its own settings, so its own process
        mine = os.environ | {"DJANGO_SETTINGS_MODULE": f"tests.settings.{house}"}
        subprocess.run([sys.executable, "-m", "tests.bench_answers"], check=True, env=mine)
    return 0


def _library() -> list[str]:
    from tests.course.record.make import as_text, document
    from wirwissen.course.record.reading import read_record
    from wirwissen.course.record.rules import check

    texts = [as_text(document())] * RECORDS
    spent = _median(lambda: [check(read_record(text)) for text in texts], runs=3)
    call = [sys.executable, "-m", "wirwissen", "completion"]
    start = _median(lambda: _run(call, texts[0]), runs=5)
    return [
        f"{RECORDS} records read and checked: {spent:.2f} s (target 1 s)",
        f"wirwissen completion, whole process: {start:.2f} s (target 0.3 s)",
    ]


def _run(call: list[str], text: str | bytes) -> None:
    source = text.encode() if isinstance(text, str) else text
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    subprocess.run(call, input=source, capture_output=True, check=True, env=environment)


def _papers() -> list[str]:
    from tests.course.credentials.papers.bench import measure_certificate

    return [f"certificate, warm: {measure_certificate() * 1000:.0f} ms (target 100 ms)"]


def _pages() -> list[str]:
    """Queries, size and time of the pages of a full cohort, and one save of a sheet of 24."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.bench_cohort import full_cohort

    scene = full_cohort(people=24, modules=12)
    css = (ROOT / "src/wirwissen/foundation/core/static/ww/wirwissen.css").read_bytes()
    lines = []
    for title, client, path in scene.pages:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        queries = len(captured)
        spent = _median(lambda c=client, p=path: c.get(p), runs=5)  # type: ignore[misc]
        size = len(gzip.compress(answer.content)) + len(gzip.compress(css))
        lines.append(
            f"{title}: {answer.status_code}, {queries} queries (target 12), "
            f"{size / 1000:.1f} kB with CSS (target 40), {spent * 1000:.0f} ms"
        )
    began = time.perf_counter()
    saved = scene.save_sheet()
    lines.append(f"sheet of 24, one save: {saved}, {(time.perf_counter() - began) * 1000:.0f} ms")
    return lines


def _median(act: Callable[[], object], *, runs: int) -> float:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    raise SystemExit(main())
