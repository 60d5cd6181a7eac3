"""Named reads of meetings."""

from wirwissen.network.meetings.queries.worklist import todos

__all__ = ["todos"]
