"""Public holidays by Land, in Austria and by canton; school holidays from a file."""

from __future__ import annotations

import json
from datetime import date

import pytest

from wirwissen.planner.errors import BadInput
from wirwissen.planner.holidays import (
    PLACES,
    SchoolHoliday,
    public_holidays,
    read_school_holidays,
    school_days,
)

YEAR = date(2026, 1, 1), date(2026, 12, 31)
SCHOOL = {"place": "DE-NW", "name": "Osterferien", "from": "2026-03-30", "to": "2026-04-01"}


def found(*places: str) -> dict[str, str]:
    """The holidays of 2026, without those that all three countries have."""
    everywhere = {"01-01", "04-06", "05-14", "05-25", "12-25", "12-26"}
    days = {f"{on:%m-%d}": name for on, name in public_holidays(places, *YEAR).items()}
    return {on: name for on, name in days.items() if on not in everywhere}


def test_laender_differ() -> None:
    assert found("DE-NW") == {
        "04-03": "Karfreitag",
        "05-01": "Erster Mai",
        "06-04": "Fronleichnam",
        "10-03": "Tag der Deutschen Einheit",
        "11-01": "Allerheiligen",
    }
    assert set(found("DE-BE")) == {"03-08", "04-03", "05-01", "10-03"}
    assert found("DE-BY")["08-15"] == "Mariä Himmelfahrt"


def test_austria_and_the_cantons_have_their_own() -> None:
    assert found("AT")["10-26"] == "Nationalfeiertag"
    assert set(found("CH-ZH")) == {"04-03", "05-01", "08-01"}
    assert found("CH-GE")["09-10"] == "Genfer Bettag"


def test_several_places_are_joined_and_every_place_is_known_to_the_package() -> None:
    assert set(found("CH-ZH", "AT")) == set(found("CH-ZH")) | set(found("AT"))
    for place in PLACES:
        assert len(public_holidays([place], *YEAR)) >= 6


def test_only_days_between_both_ends_count() -> None:
    across = public_holidays(["DE"], date(2026, 12, 26), date(2027, 1, 1))

    assert list(across) == [date(2026, 12, 26), date(2027, 1, 1)]


def test_an_unknown_place_is_named() -> None:
    with pytest.raises(ValueError, match="DE-XX"):
        public_holidays(["DE-XX"], *YEAR)


def test_school_holidays_are_the_days_of_the_chosen_places() -> None:
    other = SCHOOL | {"place": "AT", "from": "2026-02-02", "to": "2026-02-02"}
    text = json.dumps({"format": "school-holidays/1", "source": "KMK", "holidays": [SCHOOL, other]})

    loaded = read_school_holidays(text)

    assert loaded[0] == SchoolHoliday("DE-NW", "Osterferien", date(2026, 3, 30), date(2026, 4, 1))
    days = {date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1)}
    assert school_days(loaded, ["DE-NW"]) == days
    assert school_days(loaded, ["DE-NW", "AT"]) == days | {date(2026, 2, 2)}
    assert school_days(loaded, ["CH-ZH"]) == frozenset()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"place": "NRW"}, "holidays[0].place"),
        ({"from": "30.3.2026"}, "holidays[0].from"),
        ({"to": "2026-03-29"}, "holidays[0].to"),
        ({"to": "2027-03-29"}, "holidays[0].to"),
        ({"name": ""}, "holidays[0].name"),
    ],
)
def test_a_school_file_that_cannot_be_used_names_the_place(
    change: dict[str, str], place: str
) -> None:
    text = json.dumps({"format": "school-holidays/1", "holidays": [SCHOOL | change]})

    with pytest.raises(BadInput) as caught:
        read_school_holidays(text)

    assert caught.value.place == place
