"""Texts that have a version: what somebody agrees to, and what the orga promises.

Whoever changes a text here raises its version and sets the day: a signed sheet names both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One consent: what it is for, its text, its version and the day it began."""

    title: str
    text: tuple[str, ...]
    version: int
    since: date


CONSENTS = (
    Consent(
        title="Dabei sein",
        text=(
            "Schon dass ich dabei bin, kann etwas über meine Gesundheit sagen.",
            "Ich bin einverstanden, dass die Gruppe dafür einen Namen speichert, den ich wähle.",
            "Meinen bürgerlichen Namen und Diagnosen fragt niemand.",
            "Ich kann das jederzeit zurücknehmen. Dann ist alles sofort gelöscht.",
        ),
        version=1,
        since=date(2026, 11, 26),
    ),
    Consent(
        title="Abstand halten",
        text=(
            "Ich gebe meinen Namen oder meine Arbeitsstelle einmal für einen Vergleich an.",
            "Gespeichert wird nur ein Vergleichswert. Niemand kann ihn zurücklesen.",
            "Einen Treffer erfährt nur eine Vertrauensperson.",
        ),
        version=1,
        since=date(2026, 11, 26),
    ),
    Consent(
        title="Notfallkontakt",
        text=(
            "Ich hinterlege freiwillig, wen die Gruppe im Notfall anrufen soll.",
            "Zwei Menschen der Orga können es nur zusammen öffnen. Ich erfahre es sofort.",
            "Der Mensch, den ich nenne, weiß davon.",
        ),
        version=1,
        since=date(2026, 11, 26),
    ),
)

PROMISES_VERSION = 1
PROMISES = (
    "Ich sage niemandem, wer in der Gruppe ist oder war. Auch nicht, dass jemand nicht dabei ist.",
    "Das gilt auch gegenüber Angehörigen, Arbeitgebern, dem Trägerverein und der Polizei.",
    "Fragen dazu beantworte ich immer gleich: Das sagen wir nie.",
    "Ich öffne Geschütztes nur zu zweit und nur mit einem Grund, den ich der Person sagen kann.",
    "Ich speichere nichts aus der Gruppe auf eigenen Geräten und mache keine Fotos vom Bildschirm.",
    "Wenn ich jemanden erkenne, spreche ich die Person nicht darauf an. Ich gebe die Aufgabe ab.",
    "Wenn ich aufhöre, gebe ich alles zurück und lösche Kopien. Das Versprechen gilt weiter.",
)

RISKS = (
    ("Jemand erfährt, wer dabei ist", "erfundene Namen, keine Liste, keine Suche, "
     "immer dieselbe Antwort"),
    ("Jemand liest ein fremdes Postfach", "neutrale Betreffe, kein Ort, kein Datum, kein Thema; "
     "ein Postfach allein öffnet kein Konto"),
    ("Kolleg*innen treffen aufeinander", "Liste für Abstand mit Vergleichswerten, "
     "eine Vertrauensperson, getrennte kleine Gruppen"),
    ("Datenbank oder Sicherung geht verloren", "Geschütztes ist verschlüsselt; die Schlüssel "
     "liegen woanders und werden beim Löschen vernichtet"),
    ("Jemand aus der Orga geht im Streit", "Aufgabe und Sitzungen enden sofort; "
     "Öffnungen nur zu zweit, gekennzeichnet und aufgeschrieben"),
    ("Jemand schließt aus Zahlen auf Menschen", "Zahlen nur gerundet, nichts unter fünf, "
     "keine Geschichte von Anwesenheit"),
    ("Aufnahmen oder Mitschriften eines Treffens", "Aufnahme gesperrt, Vereinbarung am Eingang, "
     "Notizen nur als Themen"),
)  # fmt: skip

MEASURES = (
    "verschlüsselte Verbindung, strenge Vorgaben für den Browser, nichts von fremden Seiten",
    "eigener Schlüssel je Mensch für Geschütztes, getrennt von Datenbank und Sicherungen",
    "Rechte nach Aufgabe; was jemand nicht wissen darf, gibt es für ihn nicht",
    "zwei Menschen für Geschütztes, Ausschluss und Unterlagen",
    "Löschen nach festen Fristen jede Nacht, nach einer Wiederherstellung noch einmal",
    "Protokolle ohne Namen und Adressen, nach sieben Tagen gelöscht",
)
