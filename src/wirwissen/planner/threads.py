"""Threads for long work: NumPy counts in them without holding Python's lock.

`concurrent.futures` can do this, too, but to load it takes a third of a small group's search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock, Thread
from typing import TypeVar

Task = TypeVar("Task")
Found = TypeVar("Found")


def in_two_threads(
    work: Callable[[Task], Found], tasks: Iterable[Task], stop: Callable[[], None] = lambda: None
) -> list[Found]:
    """What `work` gives for each of the tasks, in their order.

    Raises what `work` raised first. `KeyboardInterrupt` comes through once both threads have ended
    what they are at, so that nothing is left half done; `stop` may tell them to be quick.
    """
    todo = iter(list(enumerate(tasks)))
    found: dict[int, Found] = {}
    failed: list[BaseException] = []

    def run(busy: Lock) -> None:
        for number, task in todo:
            with busy:
                if failed:
                    return
                try:
                    found[number] = work(task)
                except BaseException as error:
                    failed.append(error)

    locks = Lock(), Lock()
    threads = [Thread(target=run, args=(busy,)) for busy in locks]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    except KeyboardInterrupt as error:
        failed.insert(0, error)
        stop()
        for busy in locks:  # not `join`: a thread may be just about to start
            busy.acquire()
    if failed:
        raise failed[0]
    return [found[number] for number in sorted(found)]


def beside(work: Callable[[], Found]) -> Callable[[], Found]:
    """Begin the work in a thread; call what is returned for the result, or what it raised."""
    found: list[Found] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            found.append(work())
        except Exception as error:
            failed.append(error)

    thread = Thread(target=run)
    thread.start()

    def result() -> Found:
        thread.join()
        if failed:
            raise failed[0]
        return found[0]

    return result
