"""Days on which nobody should meet: public holidays of Länder, Austria, cantons; school holidays.

Public holidays come from the package `holidays`. A day that is one in some municipalities only
(Assumption Day in Bavaria, Corpus Christi in parts of Saxony and Thuringia) counts: better one date
fewer than one on a holiday. School holidays are set anew each year, so a group loads a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wirwissen.planner.entries import Entry, day, load
from wirwissen.planner.errors import BadInput

SCHOOL_FORMAT = "school-holidays/1"
# A holiday of some municipalities, or by custom (Easter Monday in Fribourg), counts too.
_KINDS = {"DE": ("public", "catholic"), "AT": ("public",), "CH": ("public", "optional")}
LONGEST = 120  # days; a longer school holiday is a slip of the pen

PLACES = {
    "DE": "Deutschland (überall)",
    "DE-BW": "Baden-Württemberg", "DE-BY": "Bayern", "DE-BE": "Berlin", "DE-BB": "Brandenburg",
    "DE-HB": "Bremen", "DE-HH": "Hamburg", "DE-HE": "Hessen", "DE-MV": "Mecklenburg-Vorpommern",
    "DE-NI": "Niedersachsen", "DE-NW": "Nordrhein-Westfalen", "DE-RP": "Rheinland-Pfalz",
    "DE-SL": "Saarland", "DE-SN": "Sachsen", "DE-ST": "Sachsen-Anhalt",
    "DE-SH": "Schleswig-Holstein", "DE-TH": "Thüringen",
    "AT": "Österreich",
    "CH-AG": "Aargau", "CH-AI": "Appenzell Innerrhoden", "CH-AR": "Appenzell Ausserrhoden",
    "CH-BE": "Bern", "CH-BL": "Basel-Landschaft", "CH-BS": "Basel-Stadt", "CH-FR": "Freiburg",
    "CH-GE": "Genf", "CH-GL": "Glarus", "CH-GR": "Graubünden", "CH-JU": "Jura", "CH-LU": "Luzern",
    "CH-NE": "Neuenburg", "CH-NW": "Nidwalden", "CH-OW": "Obwalden", "CH-SG": "St. Gallen",
    "CH-SH": "Schaffhausen", "CH-SO": "Solothurn", "CH-SZ": "Schwyz", "CH-TG": "Thurgau",
    "CH-TI": "Tessin", "CH-UR": "Uri", "CH-VD": "Waadt", "CH-VS": "Wallis", "CH-ZG": "Zug",
    "CH-ZH": "Zürich",
}  # fmt: skip


@dataclass(frozen=True)
class SchoolHoliday:
    """Free days of the schools of one place, both ends included."""

    place: str
    name: str
    first: date
    last: date


def public_holidays(places: Iterable[str], first: date, last: date) -> dict[date, str]:
    """Holidays from `first` to `last` (both included) in any of the places, with German names.

    `places` are keys of `PLACES`; a day with several names has the first of them. Raises
    `ValueError` for an unknown place.
    """
    import holidays  # 0.2 s; planning itself does not need it

    found: dict[date, str] = {}
    for place in places:
        if place not in PLACES:
            raise ValueError(f"{place}: no such place; known are the keys of PLACES")
        country, _, part = place.partition("-")
        years = range(first.year, last.year + 1)
        calendar = holidays.country_holidays(
            country, subdiv=part or None, years=years, categories=_KINDS[country], language="de"
        )
        for on, name in calendar.items():
            if first <= on <= last:
                found.setdefault(on, name)
    return dict(sorted(found.items()))


def read_school_holidays(source: bytes | str) -> tuple[SchoolHoliday, ...]:
    """Read a file in the format `school-holidays/1`. Raises `BadInput` naming the place in it.

    `{"format": "school-holidays/1", "holidays": [{"place": "DE-NW", "name": "Osterferien",
    "from": "2026-03-30", "to": "2026-04-11"}]}`; unknown fields (a source, for example) are fine.
    """
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    top = Entry(load(data), "")
    if top.text("format") != SCHOOL_FORMAT:
        raise BadInput("format", f"unbekannt; erwartet ist {SCHOOL_FORMAT}")
    items = enumerate(top.items("holidays"))
    return tuple(_school_holiday(Entry(item, f"holidays[{i}]")) for i, item in items)


def _school_holiday(entry: Entry) -> SchoolHoliday:
    place = entry.text("place")
    if place not in PLACES:
        raise BadInput(entry.at("place"), "unbekannt; erwartet ist ein Kürzel wie DE-NW, AT, CH-ZH")
    first = day(entry.value("from"), entry.at("from"))
    last = day(entry.value("to"), entry.at("to"))
    if not 0 <= (last - first).days < LONGEST:
        raise BadInput(entry.at("to"), f"liegt vor dem Beginn oder {LONGEST} Tage danach")
    return SchoolHoliday(place, entry.text("name"), first, last)


def school_days(holidays: Sequence[SchoolHoliday], places: Iterable[str]) -> frozenset[date]:
    """All days of school holidays in the places."""
    wanted = set(places)
    return frozenset(
        holiday.first + timedelta(days=n)
        for holiday in holidays
        if holiday.place in wanted
        for n in range((holiday.last - holiday.first).days + 1)
    )
