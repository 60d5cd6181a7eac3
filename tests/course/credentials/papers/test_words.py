"""What stands on each paper, word by word."""

from datetime import date
from decimal import Decimal

from wirwissen.course.credentials.papers.facts import Facts, Module
from wirwissen.course.credentials.papers.render import Paper, render

from . import samples
from .pdf_text import text_of, words_of


def words(paper: Paper, facts: Facts) -> str:
    pdf = render(paper, facts=facts.as_json(), issued_at=samples.ISSUED_AT)
    return words_of(pdf).replace("\u00a0", " ")


def test_a_certificate_with_its_own_number_says_everything() -> None:
    modules = " ".join(f"{i}. {title}" for i, title in enumerate(samples.TITLES, start=1))

    assert words(Paper.CERTIFICATE, samples.certificate()) == (
        "EX-IN Deutschland e. V. Bildungshaus Rheinaue, Köln Zertifikat Ayla Demirci "
        "hat die Qualifizierung vom 22. Januar bis 12. Dezember 2027 mit 264 "
        "Unterrichtseinheiten abgeschlossen und ist "
        "EX-IN (Experienced Involvement) Genesungsbegleiterin "
        f"Module, je 22 Unterrichtseinheiten {modules} "
        "Praktika 42 und 84,5 Stunden "
        "Portfolio und Präsentation vorgelegt und gehalten im Dezember 2027 "
        "Nummer 2027-0143 Echtheit prüfen Prüfzeichen 4KX7 2MWD 9RTA kurs.example.org/pruefen "
        "Die Prüfung zeigt nur: stimmt oder stimmt nicht. "
        "Köln, 20. Dezember 2027 Ort und Tag Für den Dachverband Kursleitung, Fachperson "
        "Kursleitung, Genesungsbegleiterin"
    )


def test_a_certificate_for_the_stock_takes_number_and_day_from_the_sheet() -> None:
    facts = samples.certificate(mode="stock", number="", issued_on=None)

    found = words(Paper.CERTIFICATE, facts)

    assert "Nummer wird vom Bogen übernommen Echtheit" in found
    assert "Köln, den Ort und Tag" in found


def test_a_specimen_says_so_and_a_real_one_does_not() -> None:
    real = words(Paper.CERTIFICATE, samples.certificate())
    specimen = words(Paper.CERTIFICATE, samples.certificate(specimen=True))

    assert "Muster. Nur zum Ansehen, kein Zertifikat." in specimen
    assert ("MUSTER" in specimen, "MUSTER" in real, "Muster" in real) == (True, False, False)


def test_a_programme_in_days_is_told_in_days() -> None:
    facts = samples.certificate(
        unit="day",
        units=Decimal(39),
        modules=(
            Module(title="Recovery", units=Decimal(3)),
            Module(title="Trialog", units=Decimal("2.5")),
        ),
        began_on=date(2026, 9, 4),
    )

    found = words(Paper.CERTIFICATE, facts)

    assert "vom 4. September 2026 bis 12. Dezember 2027 mit 39 Tagen abgeschlossen" in found
    assert "Module 1. Recovery · 3 Tage 2. Trialog · 2,5 Tage" in found


def test_the_associations_own_sentence_replaces_ours() -> None:
    found = words(Paper.CERTIFICATE, samples.certificate(statement="hat alles geschafft und ist"))

    assert "Ayla Demirci hat alles geschafft und ist EX-IN" in found


def test_a_confirmation_tells_made_up_units_apart_and_judges_nothing() -> None:
    pdf = render(
        Paper.ATTENDANCE_CONFIRMATION,
        facts=samples.confirmation().as_json(),
        issued_at=samples.ISSUED_AT,
    )

    rows = text_of(pdf).splitlines()
    start = rows.index("3")
    found = words_of(pdf).replace("\u00a0", " ")

    assert rows[start : start + 5] == ["3", "Erfahrung und Teilhabe", "22", "15", "7"]
    assert rows[rows.index("11") : rows.index("12")][2:] == ["22", "folgt", "–"]
    assert "Summe in UE 264 203 7" in found
    assert (
        "Von 264 Unterrichtseinheiten (UE) hat Ayla Demirci 203 besucht. "
        "An anderen Terminen nachgeholt: 7 UE. Eine UE dauert 45 Minuten. "
        "Diese Bescheinigung nennt Inhalte und Anwesenheit. Sie bewertet nichts."
    ) in found


def test_a_confirmation_without_made_up_units_has_no_column_for_them() -> None:
    module = samples.confirmation().modules[0]

    found = words(Paper.ATTENDANCE_CONFIRMATION, samples.confirmation(modules=(module,)))

    assert "nachgeholt" not in found


def test_the_door_list_numbers_people_through_and_leaves_rows_for_walk_ins() -> None:
    facts = samples.door_list(names=("Kim A.",), waiting=("Jo B.",), walk_in_rows=2)

    assert words(Paper.DOOR_LIST, facts) == (
        "Bildungshaus Rheinaue Türliste Info-Termin zur EX-IN Weiterbildung "
        "Samstag, 23. Januar 2027, 14:00 Uhr Raum 2, Am Rheinufer 12, 50667 Köln "
        "Angemeldet Nr. Name da 1 Kim A. Warteliste Nr. Name da 2 Jo B. "
        "Einfach gekommen Nr. Name E-Mail, wenn vorhanden da 3 4 "
        "Nach dem Termin in gleicher Reihenfolge eintragen, dann dieses Blatt vernichten."
    )


def test_the_attendance_sheet_has_a_column_for_each_session_and_no_filled_cell() -> None:
    facts = samples.attendance_sheet(names=("Kim A.", "Jo B."), guests=())

    assert words(Paper.ATTENDANCE_SHEET, facts) == (
        "Bildungshaus Rheinaue Kurs 2027 "
        "Modul 4: Perspektiven und Erfahrung von Genesung (Recovery) "
        "Ganz da: Häkchen. Teils da: Zahl der UE. Nicht da: Strich. "
        "Nr. Name Fr 16.4. 7 UE Sa 17.4. 8 UE So 18.4. 7 UE 1 Kim A. 2 Jo B. "
        "Kursleitung Kursleitung "
        "Eintragen in gleicher Reihenfolge. Ein leeres Feld bleibt offen."
    )
