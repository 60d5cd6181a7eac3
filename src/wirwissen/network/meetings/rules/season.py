"""The possible dates of a year, and what the calendar says against some of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wirwissen.network.meetings.rules.availability import LENGTH
from wirwissen.planner.german import listed
from wirwissen.planner.holidays import PLACES, public_holidays
from wirwissen.planner.people import months
from wirwissen.planner.problem import Slot

MONTHS = 12
ANNOUNCED = 3
COUNTRIES = ("DE", "AT", "CH")
EVERYWHERE = {"DE": "in ganz Deutschland", "AT": "in Österreich", "CH": "in der ganzen Schweiz"}


@dataclass(frozen=True)
class Holiday:
    """A public holiday; `everywhere`: in a whole country of the group, else in `places` only."""

    on: date
    name: str
    everywhere: bool
    places: tuple[str, ...]

    @property
    def sentence_part(self) -> str:
        """Where it is one: „in Bayern, Sachsen und Thüringen“."""
        whole = [EVERYWHERE[place] for place in self.places if place in EVERYWHERE]
        parts = [PLACES[place] for place in self.places if place not in EVERYWHERE]
        return listed([*whole, *([f"in {listed(parts)}"] if parts else [])])


def periods_from(first: date, count: int = MONTHS) -> tuple[str, ...]:
    """The months of a series, as the planner names them: 2027-01, 2027-02, …"""
    return months(first, count)


def month_after(day: date) -> date:
    """The first day of the next month: planning begins there, what is nearer is announced."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def slots_of(
    periods: Sequence[str], hours: Iterable[int], *, extra: Iterable[datetime] = ()
) -> tuple[Slot, ...]:
    """Every day of every period at each of the group's hours (local time).

    `extra`: announced starts; they get a slot even where the group's hours have changed since.
    """
    starts = set()
    clock = [time(hour) for hour in hours]
    for name in periods:
        day = date.fromisoformat(f"{name}-01")
        while f"{day:%Y-%m}" == name:
            starts |= {datetime.combine(day, hour) for hour in clock}
            day += timedelta(days=1)
    starts |= {start for start in extra if f"{start:%Y-%m}" in periods}
    number = {name: index for index, name in enumerate(periods)}
    return tuple(Slot(at, at + LENGTH, number[f"{at:%Y-%m}"]) for at in sorted(starts))


def places_of(countries: Iterable[str]) -> list[str]:
    """All places of the countries: the whole of Germany and each Land, Austria, the cantons."""
    wanted = set(countries)
    return [place for place in PLACES if place.partition("-")[0] in wanted]


def holidays_of(countries: Iterable[str], first: date, last: date) -> list[Holiday]:
    """All public holidays in the countries, in order, with where they are one.

    One that the whole of a country keeps is `everywhere`; the places of that country are then
    named as one. Costs one look into the package for each place.
    """
    kept: dict[date, dict[str, str]] = {}
    places = places_of(countries)
    for place in places:
        for on, name in public_holidays([place], first, last).items():
            kept.setdefault(on, {})[place] = name
    return [_holiday(on, kept[on], places) for on in sorted(kept)]


def _holiday(on: date, names: Mapping[str, str], places: Sequence[str]) -> Holiday:
    found: list[str] = []
    everywhere = False
    for country in COUNTRIES:
        own = [place for place in places if place.partition("-")[0] == country]
        here = [place for place in own if place in names]
        if here and (country in here or len(here) == len(own)):
            everywhere = True
            found.append(country)
        else:
            found += here
    return Holiday(on, next(iter(names.values())), everywhere, tuple(found))


def excluded_days(holidays: Iterable[Holiday]) -> frozenset[date]:
    """The days on which nobody meets: holidays of a whole country. Others are warned of."""
    return frozenset(holiday.on for holiday in holidays if holiday.everywhere)


def split_announced(starts: Sequence[datetime], already: int) -> tuple[int, int]:
    """How many of the new dates are announced and how many stay tentative, in this order."""
    announced = max(0, min(len(starts), ANNOUNCED - already))
    return announced, len(starts) - announced
