"""Threads for long work. To load them takes longer than to plan for a small group."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor


def threads(count: int) -> ThreadPoolExecutor:
    """So many threads; NumPy counts in them without holding Python's lock."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(count)
