"""Facts for test papers; all people and places are invented."""

from datetime import UTC, date, datetime
from decimal import Decimal

from wirwissen.course.credentials.papers.facts import (
    AttendanceConfirmationFacts,
    AttendanceSheetFacts,
    AttendedModule,
    CertificateFacts,
    DoorListFacts,
    Facts,
    LetterFacts,
    Module,
    SheetSession,
    Signatory,
)
from wirwissen.course.credentials.papers.render import Paper

ISSUED_AT = datetime(2027, 12, 20, 10, 30, tzinfo=UTC)

TITLES = (
    "Gesundheitsfördernde Haltungen (Salutogenese)",
    "Empowerment in Theorie und Praxis",
    "Erfahrung und Teilhabe",
    "Perspektiven und Erfahrung von Genesung (Recovery)",
    "Trialog",
    "Selbsterforschung",
    "Fürsprache",
    "Assessment (Ganzheitliche Bestandsaufnahme)",
    "Begleiten und Unterstützen",
    "Krisenintervention",
    "Lehren und Lernen",
    "Abschlussmodul",
)
NAMES = (
    "Ayla Demirci", "Bartosz Wiśniewski", "Carla Mühlenbeck", "Dorothea von Hagen-Brückner",
    "Emre Yıldırım", "Frieda Oltmanns", "Gülşen Çağlar", "Holger Pietzsch", "Ivana Dvořáková",
    "Jonas Feldkamp", "Kim Adeyemi", "Łucja Źródłowska", "Marek Škvorecký", "Nele Harms",
    "Oskar Tiemann", "Paula Rüsing", "Quirin Aschenbrenner", "Runa Sjöberg",
)  # fmt: skip


def certificate(**changes: object) -> CertificateFacts:
    """A certificate with its own number, as in the design."""
    values: dict[str, object] = {
        "association": "EX-IN Deutschland e. V.",
        "site": "Bildungshaus Rheinaue, Köln",
        "name": "Ayla Demirci",
        "title_lines": ("EX-IN (Experienced Involvement)", "Genesungsbegleiterin"),
        "began_on": date(2027, 1, 22),
        "ended_on": date(2027, 12, 12),
        "units": Decimal(264),
        "modules": tuple(Module(title=title, units=Decimal(22)) for title in TITLES),
        "internship_hours": (Decimal(42), Decimal("84.5")),
        "presented_on": date(2027, 12, 11),
        "mode": "own",
        "number": "2027-0143",
        "check_code": "4KX7 2MWD 9RTA",
        "verification_url": "https://kurs.example.org/pruefen/2027-0143/4KX72MWD9RTA/",
        "verification_page": "kurs.example.org/pruefen",
        "place": "Köln",
        "issued_on": date(2027, 12, 20),
        "signatories": (
            Signatory(role="Für den Dachverband"),
            Signatory(role="Kursleitung, Fachperson"),
            Signatory(role="Kursleitung, Genesungsbegleiterin"),
        ),
    }
    return CertificateFacts(**values | changes)  # type: ignore[arg-type]


def confirmation(**changes: object) -> AttendanceConfirmationFacts:
    """A confirmation in the middle of a course: one module made up in part, two to come."""
    attended = (22, 22, 15, 22, 22, 20, 22, 22, 14, 22, None, None)
    modules = tuple(
        AttendedModule(
            title=title,
            planned_units=Decimal(22),
            attended_units=None if units is None else Decimal(units),
            made_up_units=Decimal(7 if title == "Erfahrung und Teilhabe" else 0),
        )
        for title, units in zip(TITLES, attended, strict=True)
    )
    values: dict[str, object] = {
        "provider": "Bildungshaus Rheinaue",
        "place": "Köln",
        "number": "TB-2027-0031",
        "name": "Ayla Demirci",
        "programme": "EX-IN Genesungsbegleitung",
        "began_on": date(2027, 1, 22),
        "ended_on": date(2027, 10, 17),
        "modules": modules,
        "issued_on": date(2027, 10, 20),
        "signatory": Signatory(role="Kursleitung", name="Mira Sommerfeld"),
    }
    return AttendanceConfirmationFacts(**values | changes)  # type: ignore[arg-type]


def door_list(**changes: object) -> DoorListFacts:
    """An info event with a waiting list."""
    values: dict[str, object] = {
        "provider": "Bildungshaus Rheinaue",
        "title": "Info-Termin zur EX-IN Weiterbildung",
        "starts_at": datetime(2027, 1, 23, 14, 0),  # noqa: DTZ001  # local time of the place
        "place": "Raum 2, Am Rheinufer 12, 50667 Köln",
        "names": NAMES[:12],
        "waiting": NAMES[12:15],
        "walk_in_rows": 6,
    }
    return DoorListFacts(**values | changes)  # type: ignore[arg-type]


def attendance_sheet(**changes: object) -> AttendanceSheetFacts:
    """A weekend of three days with one guest."""
    values: dict[str, object] = {
        "provider": "Bildungshaus Rheinaue",
        "cohort": "Kurs 2027",
        "module": "Modul 4: Perspektiven und Erfahrung von Genesung (Recovery)",
        "sessions": (
            SheetSession(held_on=date(2027, 4, 16), units=Decimal(7)),
            SheetSession(held_on=date(2027, 4, 17), units=Decimal(8)),
            SheetSession(held_on=date(2027, 4, 18), units=Decimal(7)),
        ),
        "names": NAMES,
        "guests": ("Tarek Winkelmann",),
    }
    return AttendanceSheetFacts(**values | changes)  # type: ignore[arg-type]


def letter(**changes: object) -> LetterFacts:
    """A letter that brings a code to somebody without e-mail."""
    values: dict[str, object] = {
        "sender": "Bildungshaus Rheinaue",
        "sender_lines": ("Bildungshaus Rheinaue", "Am Rheinufer 12", "50667 Köln", "",
                         "Telefon 0221 0000 12", "Dienstag und Donnerstag, 10 bis 13 Uhr"),
        "return_line": "Am Rheinufer 12, 50667 Köln",
        "recipient_lines": ("Łucja Źródłowska", "Hinter den Gärten 7a", "50733 Köln"),
        "place": "Köln",
        "written_on": date(2027, 1, 25),
        "subject": "Ihr Code für die Bewerbung",
        "salutation": "Guten Tag Łucja Źródłowska,",
        "paragraphs": (
            "Sie waren am 23. Januar bei unserem Info-Termin. Schön, dass Sie da waren.",
            "Mit diesem Code können Sie sich bewerben. Er gilt bis zum 23. Januar 2029 und nur "
            "für Sie.",
        ),
        "code": "7QHD 3WMK 94TX",
        "code_label": "Ihr Code",
        "paragraphs_after": (
            "Sie brauchen dafür kein Internet. Rufen Sie uns an oder kommen Sie vorbei: Wir "
            "füllen die Bewerbung gemeinsam aus.",
            "Wenn Sie sich anders entscheiden, ist nichts zu tun.",
        ),
        "closing": "Herzliche Grüße",
        "signed_by": "Mira Sommerfeld, Kursbüro",
    }  # fmt: skip
    return LetterFacts(**values | changes)  # type: ignore[arg-type]


def all_papers() -> dict[str, tuple[Paper, Facts]]:
    """Each paper in its forms, by a name for the test's output."""
    return {
        "certificate": (Paper.CERTIFICATE, certificate()),
        "certificate-stock": (
            Paper.CERTIFICATE, certificate(mode="stock", number="", issued_on=None)),
        "certificate-specimen": (Paper.CERTIFICATE, certificate(specimen=True)),
        "certificate-full": (Paper.CERTIFICATE, crowded_certificate()),
        "confirmation": (Paper.ATTENDANCE_CONFIRMATION, confirmation()),
        "confirmation-full": (Paper.ATTENDANCE_CONFIRMATION, crowded_confirmation()),
        "door-list": (Paper.DOOR_LIST, door_list()),
        "attendance-sheet": (Paper.ATTENDANCE_SHEET, attendance_sheet()),
        "letter": (Paper.LETTER, letter()),
    }  # fmt: skip


LONG_NAME = "Maximiliane-Şükriye Wiśniewska-Dvořáková von Hagen-Brückner II"
LONG_TITLE = "Gesundheitsfördernde Haltungen und Erfahrungswissen in der Begleitung ({})"


def crowded_certificate() -> CertificateFacts:
    """Twelve long titles, different units, a name of 62 letters."""
    modules = tuple(
        Module(title=LONG_TITLE.format(title), units=Decimal(20 + i % 3))
        for i, title in enumerate(TITLES)
    )
    return certificate(name=LONG_NAME, modules=modules, specimen=True)


def crowded_confirmation() -> AttendanceConfirmationFacts:
    """Twelve long titles, each with its aim, made-up units, a name of 62 letters."""
    modules = tuple(
        AttendedModule(
            title=LONG_TITLE.format(title),
            aim="Eigene Erfahrung ordnen, gemeinsames Wissen bilden, Haltung finden und erproben",
            planned_units=Decimal(22),
            attended_units=Decimal("19.25"),
            made_up_units=Decimal("2.75"),
        )
        for title in TITLES
    )
    return confirmation(name=LONG_NAME, modules=modules, specimen=True)
