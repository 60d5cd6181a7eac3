"""The sheet on a phone, the grid, the printed list: what they show and save."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.clients import HouseClient, client_of
from tests.course.cohorts import make_cohorts
from wirwissen.course.cohorts.models import Attendance, LedgerEntry, Participant, Session
from wirwissen.foundation.accounts.rules import Role

pytestmark = pytest.mark.django_db


class Desk:
    """A lead at the sheet of a session with two people, Ayla and Bernd."""

    def __init__(self) -> None:
        self.session: Session = make.session()
        self.cohort = self.session.cohort
        self.ayla = make.participant(self.cohort, name="Ayla")
        self.bernd = make.participant(self.cohort, name="Bernd")
        lead = make.member(Role.LEAD, self.cohort.organisation, name="Amara Okafor")
        self.client: HouseClient = client_of(lead)

    def get(self, name: str, *args: str) -> Any:
        return self.client.get(reverse(f"cohorts:{name}", args=args or [self.session.pk]))

    def send(self, **fields: str) -> Any:
        """Send the sheet; `ayla="all"`, `ayla_units="3.50"`, `bernd_excuse="Familie"`."""
        signs = {"": "a", "units": "u", "excuse": "e"}
        sent = {key: value for key, value in fields.items() if key in {"fill", "seen", "reason"}}
        for key, value in fields.items():
            name, _, what = key.partition("_")
            if name in {"ayla", "bernd"}:
                sent[f"{signs[what]}-{getattr(self, name).pk}"] = value
        return self.client.post(reverse("cohorts:sheet", args=[self.session.pk]), sent)

    def entries(self) -> dict[str, tuple[object, ...]]:
        rows = self.session.attendances.select_related("participant")
        return {row.participant.name: (row.units, row.excused) for row in rows}


@pytest.fixture
def desk() -> Desk:
    return Desk()


def checked(response: HttpResponse, person: Participant) -> str:
    """Which segment of a person is chosen on a page, "" for none."""
    html = response.content.decode()
    for value in ("all", "part", "none"):
        if f'name="a-{person.pk}" value="{value}" checked' in html:
            return value
    return ""


def test_a_sheet_opens_unfilled_and_nobody_is_present_by_default(desk: Desk) -> None:
    response = desk.get("sheet")

    assert [checked(response, one) for one in (desk.ayla, desk.bernd)] == ["", ""]
    assert "Alle waren ganz da" in response.content.decode()


def test_alle_waren_ganz_da_fills_the_form_keeps_exceptions_and_saves_nothing(
    desk: Desk,
) -> None:
    response = desk.send(fill="all", bernd="none", bernd_excuse="Familie")

    assert [checked(response, one) for one in (desk.ayla, desk.bernd)] == ["all", "none"]
    assert 'value="Familie" selected' in response.content.decode()
    assert "Noch nicht gespeichert" in response.content.decode()
    assert (desk.entries(), LedgerEntry.objects.count()) == ({}, 0)


def test_one_save_keeps_whole_part_and_none(desk: Desk) -> None:
    response = desk.send(
        ayla="part", ayla_units="5.25", bernd="none", bernd_excuse="Familie", seen="0"
    )

    assert response.headers["Location"].endswith("?gespeichert=2")
    assert desk.entries() == {"Ayla": (Decimal("5.25"), None), "Bernd": (0, "Familie")}
    page = desk.get("sheet")
    assert [checked(page, one) for one in (desk.ayla, desk.bernd)] == ["part", "none"]


def test_a_whole_presence_has_no_excuse(desk: Desk) -> None:
    desk.send(ayla="all", ayla_excuse="Familie", seen="0")

    assert desk.entries() == {"Ayla": (7, None)}


def test_a_partly_filled_sheet_is_allowed_and_says_who_is_still_open(desk: Desk) -> None:
    desk.send(ayla="all", seen="0")

    assert desk.entries() == {"Ayla": (7, None)}
    assert "Noch offen: Bernd." in desk.get("sheet").content.decode()


def test_teils_without_units_is_asked_for_with_everything_typed_kept(desk: Desk) -> None:
    response = desk.send(ayla="part", bernd="all", seen="0")

    html = response.content.decode()
    assert html.count("Wählen Sie aus, wie lange Ayla da war.") == 2  # above and at the field
    assert f'href="#id_u-{desk.ayla.pk}"' in html
    assert f'id="id_u-{desk.ayla.pk}"' in html
    assert "<title>Fehler:" in html
    assert [checked(response, one) for one in (desk.ayla, desk.bernd)] == ["part", "all"]
    assert desk.entries() == {}


def test_a_correction_has_its_reason_in_the_history(desk: Desk) -> None:
    desk.send(ayla="all", bernd="all", seen="0")
    desk.send(ayla="none", bernd="all", seen="2", reason="verwechselt")

    html = desk.get("history").content.decode()

    assert ("verwechselt" in html, "Amara Okafor" in html, "7 → 0" in html) == (True, True, True)


def test_a_sheet_that_somebody_else_changed_is_not_overwritten(desk: Desk) -> None:
    desk.send(bernd="none", seen="0")

    response = desk.send(ayla="all", bernd="all", seen="0")

    assert "Inzwischen hat jemand anderes" in response.content.decode()
    assert desk.entries() == {"Bernd": (0, None)}
    assert [checked(response, one) for one in (desk.ayla, desk.bernd)] == ["all", "none"]


def seen_on(response: Any) -> str:
    """The number that the page sends back with the next save."""
    found = re.search(r'name="seen" value="(\d+)"', response.content.decode())
    assert found
    return found[1]


def test_after_somebody_else_changed_a_sheet_the_next_save_goes_through(desk: Desk) -> None:
    desk.send(bernd="none", seen="0")
    again = desk.send(ayla="all", bernd="all", seen="0")

    desk.send(ayla="all", bernd="none", seen=seen_on(again))

    assert desk.entries() == {"Ayla": (7, None), "Bernd": (0, None)}


def test_alle_waren_da_never_fills_over_what_somebody_else_saved_meanwhile(desk: Desk) -> None:
    desk.send(bernd="none", seen="0")

    response = desk.send(ayla="", bernd="", seen="0", fill="all")

    assert "Inzwischen hat jemand anderes" in response.content.decode()
    assert [checked(response, one) for one in (desk.ayla, desk.bernd)] == ["all", "none"]


def test_the_grid_shows_what_somebody_else_saved_and_saves_after_it(desk: Desk) -> None:
    grid(desk, ayla="", bernd="0", seen="0")

    again = grid(desk, ayla="7", bernd="", seen="0")
    seen = seen_on(again)
    html = again.content.decode()
    grid(desk, ayla="7", bernd="0", seen=seen)

    assert ("Inzwischen hat jemand anderes" in html, 'value="0"' in html) == (True, True)
    assert desk.entries() == {"Ayla": (7, None), "Bernd": (0, None)}


def test_tabs_show_which_blocks_are_saved(desk: Desk) -> None:
    make.session(desk.cohort, label="Sa Vm")
    desk.send(ayla="all", bernd="all", seen="0")

    html = desk.get("sheet").content.decode()

    assert html.count("✓") == 1


def test_who_holds_a_day_alone_marks_it(desk: Desk) -> None:
    desk.client.post(
        reverse("cohorts:sheet", args=[desk.session.pk]), {"single": "on", "seen": "0"}
    )

    desk.session.refresh_from_db()
    assert desk.session.held_single is True


def test_the_printed_list_the_sheet_and_the_grid_have_one_order(desk: Desk) -> None:
    for name in ("Özlem", "oleh", "Patrizia"):
        make.participant(desk.cohort, name=name)
    order = ["Ayla", "Bernd", "oleh", "Özlem", "Patrizia"]

    for page, args in (
        ("sheet", ()), ("sheet_list", ()), ("module_grid", (desk.cohort.pk, "m1")),
        ("module_list", (desk.cohort.pk, "m1")), ("people", (desk.cohort.pk,)),
    ):  # fmt: skip
        html = desk.get(page, *args).content.decode()
        table = html[html.index("<h1>") :]
        assert sorted(order, key=table.index) == order, page


def grid(desk: Desk, **typed: str) -> Any:
    fields = {
        f"{desk.session.pk}-{getattr(desk, name).pk}": units
        for name, units in typed.items()
        if name in {"ayla", "bernd"}
    }
    extra = {key: value for key, value in typed.items() if key in {"fill", "seen"}}
    path = reverse("cohorts:module_grid", args=[desk.cohort.pk, "m1"])
    return desk.client.post(path, {**fields, **extra})


def test_a_module_is_typed_in_from_paper_with_one_save(desk: Desk) -> None:
    response = grid(desk, ayla="7", bernd="3,5", seen="0")

    assert response.headers["Location"].endswith("?gespeichert=2")
    assert desk.entries() == {"Ayla": (7, None), "Bernd": (Decimal("3.5"), None)}


def test_an_empty_box_is_open_and_emptying_one_opens_it_again(desk: Desk) -> None:
    grid(desk, ayla="7", bernd="", seen="0")
    assert desk.entries() == {"Ayla": (7, None)}

    grid(desk, ayla="", bernd="7", seen="1")
    assert desk.entries() == {"Bernd": (7, None)}


def test_the_grid_says_at_whose_box_a_number_does_not_fit(desk: Desk) -> None:
    html = grid(desk, ayla="8", bernd="x", seen="0").content.decode()

    assert "Ayla, Fr Nm: Schreiben Sie höchstens 7." in html
    assert "Bernd, Fr Nm: Schreiben Sie eine Zahl in Vierteln" in html
    assert 'value="x"' in html
    assert desk.entries() == {}


def test_the_grid_fills_empty_boxes_and_saves_nothing(desk: Desk) -> None:
    response = grid(desk, ayla="2", bernd="", fill="all")

    html = response.content.decode()
    assert (html.count('value="7"'), html.count('value="2"')) == (1, 1)
    assert Attendance.objects.count() == 0


def test_an_unknown_module_is_not_found(desk: Desk) -> None:
    assert desk.get("module_grid", desk.cohort.pk, "m99").status_code == 404


def queries_of_one_save(count: int) -> int:
    session = make.session()
    people = make_cohorts.people(session.cohort, count)
    client = client_of(make.member(Role.LEAD, session.cohort.organisation))
    fields = {f"a-{person.pk}": "all" for person in people} | {"seen": "0"}
    with CaptureQueriesContext(connection) as captured:
        response = client.post(reverse("cohorts:sheet", args=[session.pk]), fields)
    assert response.status_code == 302
    assert session.attendances.count() == count
    return len(captured)


def test_a_sheet_of_24_is_saved_in_one_request_with_the_queries_of_one_of_1() -> None:
    assert queries_of_one_save(1) == queries_of_one_save(24)


def test_a_programme_that_counts_days_is_marked_in_days() -> None:
    curriculum = {**make.curriculum(modules=13, units=3), "unit": "Tag"}
    curriculum["rules"] = {"absence": {"days": 9}, "late_months": 24}
    cohort = make.cohort(make.version(curriculum=curriculum))
    person = make.participant(cohort)
    session = make.session(cohort, units=Decimal(1))
    client = client_of(make.member(Role.LEAD, cohort.organisation))

    html = client.get(reverse("cohorts:sheet", args=[session.pk])).content.decode()
    client.post(
        reverse("cohorts:sheet", args=[session.pk]),
        {f"a-{person.pk}": "part", f"u-{person.pk}": "0.50", "seen": "0"},
    )
    page = client.get(reverse("cohorts:participant", args=[person.pk])).content.decode()

    assert ("1\u00a0Tag<" in html, "Tage anwesend, von 1" in html, "UE" in html) == (
        True, True, False,
    )  # fmt: skip
    assert "0,5 von 9\u00a0Tagen gefehlt" in page
