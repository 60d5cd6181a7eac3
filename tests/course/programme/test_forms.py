"""What the office types: a version there and back, a row more without loss, offers and dates."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests import make
from tests.course.programme.strategies import as_browser_sends, curricula
from wirwissen.course.programme.forms.curriculum_fields import initial_of
from wirwissen.course.programme.forms.offers import OfferForm
from wirwissen.course.programme.forms.offers import initial_of as initial_of_offer
from wirwissen.course.programme.forms.versions import VersionForm, with_one_more
from wirwissen.course.programme.presets import preset, presets
from wirwissen.course.programme.rules import Curriculum, read_curriculum


def shown(curriculum: Curriculum) -> VersionForm:
    """The form of a version as the office first sees it."""
    return VersionForm(initial={**initial_of(curriculum), "label": "2027-1"}, source=curriculum)


def sent(curriculum: Curriculum, **changes: Any) -> VersionForm:
    """The same form, sent back with changes."""
    fields = {**as_browser_sends(shown(curriculum)), **changes}
    fields = {name: value for name, value in fields.items() if value is not None}
    return VersionForm(fields, initial=initial_of(curriculum), source=curriculum)


LVR = preset("exin-de-lvr").curriculum


@settings(max_examples=25)
@given(curricula())
def test_a_programme_survives_the_form_unchanged(curriculum: Curriculum) -> None:
    form = sent(curriculum)

    assert form.errors == {}
    assert form.curriculum == curriculum


@pytest.mark.parametrize("key", [one.key for one in presets()])
def test_a_preset_survives_the_form_unchanged(key: str) -> None:
    curriculum = preset(key).curriculum

    assert sent(curriculum).is_valid()
    form = sent(curriculum)
    form.full_clean()
    assert form.curriculum == curriculum


@settings(max_examples=25)
@given(curricula())
def test_one_row_more_loses_nothing_that_was_typed(curriculum: Curriculum) -> None:
    typed = as_browser_sends(shown(curriculum))

    form = VersionForm(initial=with_one_more(typed, "parts"), source=curriculum)

    again = as_browser_sends(form)
    assert {name: again[name] for name in typed if name != "parts"} == {
        name: value for name, value in typed.items() if name != "parts"
    }
    assert form.part_count == len(curriculum.parts) + 1


def test_one_row_more_keeps_even_what_cannot_be_saved() -> None:
    typed = {**as_browser_sends(shown(LVR)), "part3_units": "sieben", "label": ""}

    form = VersionForm(initial=with_one_more(typed, "internships"), source=LVR)

    assert (form["part3_units"].value(), form["label"].value()) == ("sieben", "")
    assert (form.internship_count, form["internship2_no"].value()) == (3, 3)


def test_an_emptied_row_falls_away_and_a_new_one_gets_a_free_id() -> None:
    values = as_browser_sends(shown(LVR)) | {"part0_title": "", "part0_units": ""}
    values |= {
        "parts": "13", "part12_title": "Klinik", "part12_units": "5,5", "part12_kind": "module",
        "part12_order": "2", "part12_counts": "on",
    }  # fmt: skip
    form = VersionForm(values, initial=initial_of(LVR), source=LVR)

    assert form.is_valid()
    assert form.curriculum is not None
    first = [(part.id, part.title, str(part.units)) for part in form.curriculum.parts[:2]]
    assert first == [
        ("m2", "Empowerment in Theorie und Praxis", "22"),
        ("m1", "Klinik", "5.5"),
    ]
    assert len(form.curriculum.parts) == 12


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"label": ""}, {"label": ["Hier fehlt noch: Name der Fassung."]}),
        (
            {"part1_units": ""},
            {"part1_units": ["Teil 2: Schreiben Sie, wie viele Einheiten er hat."]},
        ),
        ({"part1_title": ""}, {"part1_title": ["Teil 2: Schreiben Sie einen Titel."]}),
        (
            {"part1_units": "7,1"},
            {"part1_units": [
                "7,1 lässt sich nicht in Vierteln schreiben. Nehmen Sie zum Beispiel 7."
            ]},
        ),
        (
            {"absence_percent": ""},
            {"absence_percent": ["Schreiben Sie, wie viel Prozent jemand fehlen darf."]},
        ),
        (
            {"absence": "days"},
            {"absence_days": ["Schreiben Sie, wie viele Tage jemand fehlen darf."]},
        ),
        (
            {"pages_max": "10"},
            {"pages_max": ["Schreiben Sie hier mindestens so viele Seiten wie davor."]},
        ),
        (
            {"group_min": "30"},
            {"group_max": ["Schreiben Sie hier mindestens so viele wie davor."]},
        ),
        (
            {"internship0_hours": ""},
            {"internship1_after": [
                "Praktikum 1 hat hier keine Stunden. Wählen Sie ein anderes."
            ]},
        ),
        (
            {"part1_id": "m1"},
            {"__all__": ["parts: „m1“ steht zweimal da. Jeder Teil braucht sein Kürzel."]},
        ),
        (
            {"absence": "none", "internships": "0", "portfolio": None, "payments": None,
             "presentation_minutes": "", "suitability_signatures": ""},
            {"__all__": [
                "Tragen Sie ein, was zum Abschluss gehört, zum Beispiel ein Praktikum."
            ]},
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_a_programme_gets_a_sentence_at_its_place(
    changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    form = sent(LVR, **changes)

    assert {name: list(texts) for name, texts in form.errors.items()} == errors


@pytest.mark.parametrize("count", ["-1", "99999", "drei", ""])
def test_a_forged_number_of_rows_does_no_harm(count: str) -> None:
    form = VersionForm({"parts": count, "label": "1"}, initial={})

    assert (form.is_valid(), form.part_count) == (False, 0)


OFFER = {
    "title": "Kurs 2028", "places": "24", "entitlement_days": "730", "offer_days": "14",
    "starts": "Fr, 21. Januar 2028", "ends": "Dezember 2028",
}  # fmt: skip


def offer_form(**changes: str) -> OfferForm:
    version = make.version()
    return OfferForm({**OFFER, "version": version.pk, **changes}, versions=[version])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({}, {}),
        ({"starts": "Mitte 2028", "ends": "noch offen"}, {}),
        (
            {"starts": "Fr, 4. Februar 2020"},
            {"starts": ["Der 4. Februar 2020 ist ein Dienstag."]},
        ),
        (
            {"pattern": "ab Mo, 21. Januar 2028"},
            {"pattern": ["Der 21. Januar 2028 ist ein Freitag."]},
        ),
        ({"ends": "2027"}, {"ends": ["Das Ende liegt vor dem Beginn. Prüfen Sie beides."]}),
        (
            {"apply_until": "1.2.2028"},
            {"apply_until": ["Die Bewerbung endet vor dem ersten Tag. Prüfen Sie beide Tage."]},
        ),
        (
            {"criteria": "a\nb\nc\nd\ne\nf"},
            {"criteria": ["Wählen Sie die fünf wichtigsten aus."]},
        ),
        (
            {"price_cents": "viel"},
            {"price_cents": ["Schreiben Sie den Betrag in Euro, zum Beispiel 2.450 oder 12,50."]},
        ),
        ({"version": "fremd"}, {"version": ["Wählen Sie eine der Möglichkeiten aus."]}),
    ],
)
def test_an_offer_is_read_with_incomplete_dates_but_no_wrong_ones(
    changes: dict[str, str], errors: dict[str, list[str]]
) -> None:
    form = offer_form(**changes)

    assert {name: list(texts) for name, texts in form.errors.items()} == errors


@pytest.mark.django_db
def test_an_offer_survives_its_form_unchanged() -> None:
    row = make.offer(starts="2028-01-21", ends="2028-12", price_cents=240000, place="Köln")
    before = initial_of_offer(row)
    first = OfferForm(versions=[row.version], initial=before)
    fields = {
        field.html_name: "" if field.value() is None else str(field.value()) for field in first
    }

    form = OfferForm(fields, versions=[row.version], initial=before)

    assert form.is_valid(), form.errors
    assert {name: form.offer_fields[name] for name in before if name != "criteria"} == {
        **{name: value for name, value in before.items() if name != "criteria"},
        "version": row.version,
    }
    assert form.offer_fields["criteria"] == row.criteria


def test_the_form_of_a_broken_unit_keeps_its_own_choice() -> None:
    data = {**make.curriculum(), "unit": "Doppelstunde"}

    assert sent(read_curriculum(data)).is_valid()
