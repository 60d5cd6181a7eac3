"""The house's forms: markup, our words, what was typed stays."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from wirwissen.foundation.core.forms import (
    ClockField,
    DayField,
    EuroField,
    HouseForm,
    Option,
    PartsDateField,
    QuarterField,
    RadioCards,
    Segments,
    error_summary,
)


class Visit(HouseForm):
    name = forms.CharField(label="Wie dürfen wir Sie ansprechen?", max_length=5)
    email = forms.EmailField(label="E-Mail-Adresse", help_text="Nur für die Bestätigung.")
    born = PartsDateField(label="Geburtstag")
    day = DayField(label="Tag", required=False, earliest=date(2027, 1, 1))
    hours = QuarterField(label="Stunden", highest=Decimal(22))
    price = EuroField(label="Preis", required=False)
    starts = ClockField(label="Beginn", required=False)
    place = forms.ChoiceField(label="Ort", choices=[("k", "Köln")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Ich stimme zu")


GOOD = {
    "name": "Mara",
    "email": "mara@example.org",
    "born_day": "3",
    "born_month": "5",
    "born_year": "1987",
    "day": "Mi, 3.2.2027",
    "hours": "6,5",
    "price": "2.450",
    "starts": "9 Uhr",
    "place": "k",
    "agreed": "on",
}


def visit(**changes: str) -> Visit:
    query = QueryDict(mutable=True)
    query.update({**GOOD, **changes})
    return Visit(query)


def test_what_was_typed_becomes_values() -> None:
    form = visit()

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "name": "Mara",
        "email": "mara@example.org",
        "born": date(1987, 5, 3),
        "day": date(2027, 2, 3),
        "hours": Decimal("6.5"),
        "price": 245_000,
        "starts": time(9),
        "place": "k",
        "agreed": True,
    }


def test_optional_fields_left_empty_are_none() -> None:
    form = visit(day=" ", price="", starts="")

    assert form.is_valid()
    assert [form.cleaned_data[name] for name in ("day", "price", "starts")] == [None, None, None]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Hier fehlt noch eine Antwort: Wie dürfen wir Sie ansprechen?"),
        ("name", "Marianne", "Kürzen Sie den Text: Es sind 8 Zeichen, höchstens 5 passen."),
        (
            "name",
            "a\0b",
            "Ein Zeichen in diesem Text lässt sich nicht speichern. Tippen Sie ihn neu ein.",
        ),
        ("email", "", "Hier fehlt noch: E-Mail-Adresse."),
        ("email", "mara", "Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
        ("day", "morgen", "Schreiben Sie den Tag so: 3.5.2027."),
        ("day", "3.5.2026", "Wählen Sie einen Tag ab dem 1. Januar 2027."),
        (
            "hours",
            "6,3",
            "6,3 lässt sich nicht in Vierteln schreiben. Nehmen Sie zum Beispiel 6,25.",
        ),
        ("hours", "22,25", "Schreiben Sie eine Zahl bis höchstens 22."),
        ("price", "viel", "Schreiben Sie den Betrag in Euro, zum Beispiel 2.450 oder 12,50."),
        ("starts", "früh", "Schreiben Sie die Uhrzeit so: 18:30."),
        ("place", "", "Wählen Sie noch aus: Ort."),
        ("place", "x", "Wählen Sie eine der Möglichkeiten aus."),
        ("agreed", "", "Setzen Sie hier ein Häkchen, wenn Sie einverstanden sind."),
    ],
)
def test_each_mistake_has_a_sentence_that_says_what_to_do(
    field: str, typed: str, sentence: str
) -> None:
    form = visit(**{field: typed})

    assert form.errors == {field: [sentence]}


def test_a_weekday_that_contradicts_its_date_is_named() -> None:
    form = visit(day="Freitag, 4. Februar 2031")

    assert form.errors == {
        "day": ["Der 4. Februar 2031 ist ein Dienstag, kein Freitag. Prüfen Sie beides."]
    }


def test_a_day_that_its_month_does_not_have_is_named_and_stays_typed() -> None:
    form = visit(born_day="30", born_month="2")

    assert form.errors == {
        "born": ["So viele Tage hat der Februar 1987 nicht. Prüfen Sie den Tag."]
    }
    html = form["born"].as_field_group()
    assert 'name="born_day" value="30"' in html
    assert 'name="born_month" value="2"' in html


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("born_day", "Hier fehlt noch der Tag."),
        ("born_month", "Hier fehlt noch der Monat."),
        ("born_year", "Hier fehlt noch das Jahr."),
    ],
)
def test_a_missing_part_of_a_date_is_named(part: str, sentence: str) -> None:
    assert visit(**{part: ""}).errors == {"born": [sentence]}


def test_a_date_with_no_part_at_all_is_missing() -> None:
    form = visit(born_day="", born_month="", born_year="")

    assert form.errors == {"born": ["Hier fehlt noch: Geburtstag."]}


def test_a_form_may_say_it_in_its_own_words() -> None:
    class Own(HouseForm):
        name = forms.CharField(label="Name", error_messages={"required": "Wie heißen Sie?"})

    assert Own({}).errors == {"name": ["Wie heißen Sie?"]}


def test_an_empty_file_is_named() -> None:
    class Paper(HouseForm):
        file = forms.FileField(label="Lebenslauf")

    form = Paper({}, MultiValueDict({"file": [SimpleUploadedFile("leer.pdf", b"")]}))

    assert form.errors == {"file": ["Diese Datei ist leer. Wählen Sie eine andere aus."]}


def test_the_summary_says_the_same_as_the_fields_and_leads_to_them() -> None:
    form = visit(email="mara", born_day="", place="")

    summary = error_summary(form)

    assert summary.heading == "Drei Angaben fehlen noch"
    assert [(line.target, line.text) for line in summary.lines] == [
        ("id_email", "Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de."),
        ("id_born_0", "Hier fehlt noch der Tag."),
        ("id_place_0", "Wählen Sie noch aus: Ort."),
    ]
    html = str(form)
    assert all(f'id="{line.target}"' in html for line in summary.lines)


def test_a_refusal_for_the_whole_form_stands_above_it() -> None:
    form = visit()
    form.add_error(None, "Der Termin ist inzwischen voll.")

    html = str(form)

    assert 'autofocus>\n  <h2 id="fehler">Noch nicht gespeichert</h2>' in html
    assert "<li>Der Termin ist inzwischen voll.</li>" in html


def test_a_field_carries_label_hint_error_and_their_ids() -> None:
    html = visit(email="mara")["email"].as_field_group()

    assert '<label for="id_email">E-Mail-Adresse</label>' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert '<p class="hint" id="id_email_helptext">Nur für die Bestätigung.</p>' in html
    assert 'value="mara"' in html
    assert 'class="in"' in html
    assert "required" not in html


def test_optional_fields_are_marked_and_required_ones_are_not() -> None:
    form = Visit()

    assert "(freiwillig)" in form["day"].as_field_group()
    assert "(freiwillig)" not in form["email"].as_field_group()


class Choice(HouseForm):
    event = forms.ChoiceField(
        label="Termin", choices=[("1", Option("Samstag", "Köln, stufenlos"))], widget=RadioCards
    )
    there = forms.ChoiceField(
        label="Da", choices=[("p", Option("teils", tone="part"))], widget=Segments
    )
    who = forms.MultipleChoiceField(
        label="Wer?", choices=[("a", "Amara")], widget=forms.CheckboxSelectMultiple
    )


@pytest.mark.parametrize(
    ("name", "piece"),
    [
        ("event", '<label class="pick pick--card"><input type="radio" name="event" value="1"'),
        ("event", "<span>Samstag<small>Köln, stufenlos</small></span>"),
        ("there", '<div class="seg"><label><input type="radio" name="there" value="p"'),
        ("there", 'class="s-part"'),
        ("who", '<label class="pick"><input type="checkbox" name="who" value="a"'),
        ("who", "<legend>Wer?</legend>"),
    ],
)
def test_choices_look_like_the_kit(name: str, piece: str) -> None:
    assert piece in Choice()[name].as_field_group()


def test_initial_values_are_written_as_people_write_them() -> None:
    initial: dict[str, Any] = {
        "born": date(1987, 5, 3),
        "day": date(2027, 2, 3),
        "hours": Decimal("6.50"),
        "price": 245_050,
        "starts": time(9),
    }

    html = str(Visit(initial=initial))

    for value in ("3.2.2027", "6,5", "2.450,50", "09:00", "1987"):
        assert f'value="{value}"' in html


def test_forms_of_libraries_look_like_the_house_too() -> None:
    class Foreign(forms.Form):
        login = forms.CharField()

    assert '<div class="field">' in str(Foreign())
    assert 'class="in"' in str(Foreign())
