"""What the search hands to the checker: potentials that prove the number of missed windows."""

from __future__ import annotations

import base64
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wirwissen.planner.graph import Graph
from wirwissen.planner.window_search import Lengths

Numbers = NDArray[np.int64]
FORMAT = "rota-series-certificate/1"
LOTTERY = (
    "The best series in lexicographic order of their slot positions, counted from 0; drawn is "
    "number SHA-256(seed:id) modulo ties, the hash read as a hexadecimal number."
)


def certificate(
    digest: str, potentials: list[list[dict[str, Any]]], prices: Numbers | None = None
) -> dict[str, Any]:
    """The certificate as it stands in the output; for a clash without potentials.

    `digest`: of the problem. `prices`: shape (L, groups), for series too many to be listed (see
    `bounds`).
    """
    return {
        "format": FORMAT,
        "problem": digest,
        "potentials": potentials,
        "prices": None if prices is None else packed(prices),
        "lottery": LOTTERY,
    }


def packed(numbers: Numbers | NDArray[np.signedinteger]) -> str:
    """Numbers as text: 64 bits each, little-endian, compressed (zlib), base64."""
    raw = zlib.compress(numbers.astype("<i8").tobytes(), level=1)
    return base64.b64encode(raw).decode("ascii")


def written(graph: Graph, potentials: Lengths) -> list[list[dict[str, Any]]]:
    """Potentials as JSON: per layer and weekdays before it one number for each node."""
    if not graph.windows:
        return []
    return [
        [{"weekdays": list(memory), "values": packed(values)} for memory, values in layer.items()]
        for layer in potentials
    ]


def midway(togo: Lengths, start: Lengths, best: int) -> Lengths:
    """Potentials that leave room on both sides, so that the checker stops counting early.

    Both the way to go and `best` minus the way come are potentials that no window violates; so are
    the smaller of one and `best`, the larger of one and 0, and the mean of two, rounded down.
    """
    return [
        {
            memory: (np.maximum(0, best - start[layer][memory]) + np.minimum(here, best)) // 2
            for memory, here in lengths.items()
        }
        for layer, lengths in enumerate(togo)
    ]
