"""The year plan: ask for it, work it out in the background, look at it, take it over."""

from wirwissen.network.meetings.services.planning.asking import ask_for_plan, may_ask
from wirwissen.network.meetings.services.planning.publishing import (
    choose_day,
    choose_series,
    give_back,
    publish,
    take_over,
)
from wirwissen.network.meetings.services.planning.running import run_plan, work_out_plan

__all__ = [
    "ask_for_plan", "choose_day", "choose_series", "give_back", "may_ask", "publish", "run_plan",
    "take_over", "work_out_plan",
]  # fmt: skip
