"""Named reads of this app, each with its number of queries."""

from wirwissen.network.care.queries.lists import apart
from wirwissen.network.care.queries.reports import barred
from wirwissen.network.care.queries.worklist import todos

__all__ = ["apart", "barred", "todos"]
