"""What can be done with rounds. `now` is always an argument."""

from wirwissen.network.rounds.services.leading import (
    RoundFacts,
    cancel_round,
    drop_workbook,
    keep_notes,
    keep_workbook,
    name_second,
    plan_round,
)
from wirwissen.network.rounds.services.places import give_back, settle, sign_up, take_place
from wirwissen.network.rounds.services.tidying import tidy, tidy_rounds

__all__ = [
    "RoundFacts",
    "cancel_round",
    "drop_workbook",
    "give_back",
    "keep_notes",
    "keep_workbook",
    "name_second",
    "plan_round",
    "settle",
    "sign_up",
    "take_place",
    "tidy",
    "tidy_rounds",
]
