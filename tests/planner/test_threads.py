"""Two threads work through tasks; what goes wrong in them, or a stop by hand, comes through."""

from __future__ import annotations

import _thread
from threading import Barrier, Event

import pytest

from wirwissen.planner.threads import beside, in_two_threads


def test_results_come_in_the_order_of_the_tasks_from_two_threads() -> None:
    met = Barrier(2)

    def work(number: int) -> int:
        met.wait(timeout=30)  # nobody passes alone
        return number * number

    assert in_two_threads(work, range(6)) == [0, 1, 4, 9, 16, 25]


def test_no_task_begins_after_one_has_failed() -> None:
    begun: list[int] = []

    def work(number: int) -> None:
        begun.append(number)
        raise TimeoutError(number)

    with pytest.raises(TimeoutError):
        in_two_threads(work, range(100))

    assert len(begun) <= 2


def test_a_stop_by_hand_waits_for_what_is_being_done_and_begins_nothing_more() -> None:
    stopped, done = Event(), []

    def work(number: int) -> None:
        if number == 0:
            _thread.interrupt_main()
        assert stopped.wait(timeout=30)
        done.append(number)

    try:
        in_two_threads(work, range(100), stop=stopped.set)
        pytest.fail("the stop did not come through")
    except KeyboardInterrupt:  # it would end the whole test run
        pass

    assert 1 <= len(done) <= 2


def test_work_beside_is_begun_at_once_and_waited_for_when_asked() -> None:
    begun, go = Event(), Event()

    def work() -> str:
        begun.set()
        assert go.wait(timeout=30)
        return "done"

    result = beside(work)

    assert begun.wait(timeout=30)
    go.set()
    assert result() == "done"
    assert result() == "done"


def test_what_fails_beside_is_raised_where_the_result_is_asked_for() -> None:
    def work() -> str:
        raise MemoryError("all of it")

    result = beside(work)

    with pytest.raises(MemoryError, match="all of it"):
        result()
