"""Facts turn into plain JSON, or say why not."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
import segno

from wirwissen.course.credentials.papers.facts import (
    AttendanceConfirmationFacts,
    AttendedModule,
    DoorListFacts,
    Signatory,
)

from . import samples


def test_facts_become_json_with_days_as_text_and_quarters_as_numbers() -> None:
    facts = AttendanceConfirmationFacts(
        provider="  Haus\tam Fluss ",
        place="Köln",
        number="7",
        name="Kim A\u0308",
        programme="Kurs",
        began_on=date(2027, 1, 2),
        ended_on=date(2027, 3, 4),
        modules=(
            AttendedModule(
                title="Eins", planned_units=Decimal("22.00"), attended_units=Decimal("7.25")
            ),
            AttendedModule(title="Zwei", planned_units=Decimal(22), attended_units=None),
        ),
        issued_on=date(2027, 3, 5),
        signatory=Signatory(role="Kursleitung"),
    )

    assert facts.as_json() == {
        "provider": "Haus am Fluss",
        "place": "Köln",
        "number": "7",
        "name": "Kim Ä",
        "programme": "Kurs",
        "began_on": "2027-01-02",
        "ended_on": "2027-03-04",
        "modules": [
            {
                "title": "Eins", "planned_units": 22, "attended_units": 7.25,
                "made_up_units": 0, "aim": "",
            },
            {
                "title": "Zwei", "planned_units": 22, "attended_units": None,
                "made_up_units": 0, "aim": "",
            },
        ],
        "issued_on": "2027-03-05",
        "signatory": {"role": "Kursleitung", "name": ""},
        "unit": "UE",
        "specimen": False,
    }  # fmt: skip


def test_a_door_list_keeps_the_local_time() -> None:
    facts = DoorListFacts(
        provider="Haus",
        title="Info-Termin",
        starts_at=datetime(2027, 3, 28, 18, 30),  # noqa: DTZ001  # local time of the place
        place="Saal",
        names=(),
    )

    assert facts.as_json()["starts_at"] == "2027-03-28T18:30:00"


@pytest.mark.parametrize("sample", samples.all_papers())
def test_all_facts_survive_the_way_through_json(sample: str) -> None:
    facts = samples.all_papers()[sample][1].as_json()

    assert json.loads(json.dumps(facts)) == facts


def test_the_qr_code_holds_the_address_of_the_check() -> None:
    facts = samples.certificate()
    code = segno.make(facts.verification_url, error="m", micro=False)

    assert facts.as_json()["qr"] == code.svg_inline(border=0, dark="#2a2420", light=None)


def test_more_precision_than_quarters_is_refused() -> None:
    with pytest.raises(ValueError, match="quarters"):
        samples.certificate(units=Decimal("263.9")).as_json()


def test_a_certificate_of_its_own_needs_a_number() -> None:
    with pytest.raises(ValueError, match="number"):
        samples.certificate(number="")
