"""`wirwissen worker`: mails, expiring places, nightly deletion. Run one or more beside `serve`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from wirwissen.houses.commands import SETTINGS, choose_house, need_ready_house, start_django


def run(argv: Sequence[str]) -> int:
    """Work until SIGTERM or Ctrl-C; the job at hand is finished first."""
    parser = argparse.ArgumentParser(prog="wirwissen worker", description=__doc__)
    parser.add_argument("--house", choices=sorted(SETTINGS))
    options = parser.parse_args(argv)
    choose_house(options.house)
    start_django()
    need_ready_house()
    from wirwissen.foundation.jobs.worker import run_worker

    run_worker()
    return 0
