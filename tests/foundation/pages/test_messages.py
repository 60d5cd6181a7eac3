"""The du catalogue of the network house, and the tool that keeps it."""

import gettext
from pathlib import Path

import pytest

from tools import messages


def test_every_sentence_of_the_foundation_with_sie_has_its_du() -> None:
    assert messages.check() == []


def test_django_reads_the_compiled_catalogue() -> None:
    with messages.MO.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)

    assert catalogue.gettext("Wählen Sie eine Datei aus.") == "Wähle eine Datei aus."


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Wählen Sie." %}', ["Wählen Sie."]),
        ('{% translate "10 % für Sie" as x %}', ["10 %% für Sie"]),
        (
            "{% blocktranslate trimmed with a=b %}\n Sie,\n  {{ a }}\n{% endblocktranslate %}",
            ["Sie, %(a)s"],
        ),
        (
            "{% blocktranslate count n=x %}Eins{% plural %}{{ n }} viele{% endblocktranslate %}",
            [("Eins", "%(n)s viele")],
        ),
    ],
)
def test_sentences_of_templates_are_found_as_django_looks_them_up(
    source: str, found: list[object]
) -> None:
    assert list(messages.messages_of_template(source)) == found


def test_sentences_of_python_are_found() -> None:
    source = 'a = _("Wählen Sie " "etwas.")\nb = ngettext("Ein Tag", "%(n)d Tage", n)\nc = f("x")'

    assert list(messages.messages_of_python(source)) == [
        "Wählen Sie etwas.",
        ("Ein Tag", "%(n)d Tage"),
    ]


def test_a_seeded_sentence_without_du_is_caught(tmp_path: Path) -> None:
    (tmp_path / "seite.html").write_text('{% translate "Rufen Sie Onkel Fritz an." %}', "utf-8")

    lines = messages.faults(messages.read_catalogue(), messages.wanted_messages(tmp_path))

    assert "no du for: Rufen Sie Onkel Fritz an." in lines


def test_a_du_that_still_says_sie_is_caught() -> None:
    catalogue = messages.read_catalogue()
    entry = catalogue.get("Wählen Sie eine Datei aus.")
    assert entry is not None
    entry.string = "Wähle aus, was Sie möchten."

    lines = messages.faults(catalogue, messages.wanted_messages())

    assert "still Sie in the du of: Wählen Sie eine Datei aus." in lines
