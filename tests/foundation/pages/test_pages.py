"""The public pages, what surrounds every page, and the pages for errors."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from tests import make
from wirwissen.foundation.core.templatetags.texts import markdown
from wirwissen.foundation.pages import views
from wirwissen.foundation.pages.context import with_current
from wirwissen.foundation.pages.crisis import crisis, dial
from wirwissen.foundation.pages.record import record_of_processing, term_in_words

PUBLIC = ["questions", "safety", "privacy", "accessibility", "imprint", "plain_words", "help"]


@pytest.fixture
def broken_house(settings: object) -> Client:
    """A client for a house with three views that fail."""
    settings.ROOT_URLCONF = "tests.foundation.pages.failing_urls"  # type: ignore[attr-defined]
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_opens_without_an_account(client: Client, name: str) -> None:
    response = client.get(reverse(f"pages:{name}"))

    assert response.status_code == 200
    assert "Kurz gesagt" in response.content.decode()


@pytest.mark.django_db
def test_an_error_has_the_same_headers_as_a_page(broken_house: Client) -> None:
    wanted = {"/hilfe/": 200, "/nirgends/": 404, "/odd/": 400, "/refuse/": 409, "/break/": 500}

    responses = {address: broken_house.get(address) for address in wanted}

    assert {address: r.status_code for address, r in responses.items()} == wanted
    headers = [
        {name: value for name, value in response.headers.items() if name != "Content-Length"}
        for response in responses.values()
    ]
    assert [found for found in headers if found != headers[0]] == []
    assert {"Content-Security-Policy", "Cache-Control", "Referrer-Policy"} <= set(headers[0])


@pytest.mark.django_db
def test_a_refusal_becomes_a_page_with_its_sentence(broken_house: Client) -> None:
    text = broken_house.get("/refuse/").content.decode()

    assert "Der Termin ist voll. Buchen Sie einen anderen." in text


@pytest.mark.django_db
def test_a_post_without_key_says_how_to_go_on(broken_house: Client) -> None:
    response = broken_house.post("/refuse/")

    assert response.status_code == 400
    assert "Gehen Sie in Ihrem Browser eine Seite zurück." in response.content.decode()


def test_a_house_without_templates_still_says_a_sentence(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "get_template", lambda name: 1 / 0)

    response = views.broken(rf.get("/"))

    assert response.status_code == 500
    assert "Das hat nicht geklappt" in response.content.decode()


def test_the_pages_for_errors_ask_the_database_for_nothing(rf: RequestFactory) -> None:
    # No `django_db` mark: a query would fail here.
    statuses = [
        views.broken(rf.get("/")).status_code,
        views.bad_request(rf.get("/")).status_code,
        views.form_too_old(rf.get("/")).status_code,
    ]

    assert statuses == [500, 400, 403]


@pytest.mark.django_db
def test_the_title_tells_an_onlooker_nothing_once_signed_in(client: Client) -> None:
    make.organisation("Bildungshaus Rheinaue")
    address = reverse("pages:help")

    before = client.get(address).content.decode()
    client.force_login(make.user())
    after = client.get(address).content.decode()

    assert "<title>Hilfe · Bildungshaus Rheinaue</title>" in before
    assert "<title>Hilfe · Mein Bereich</title>" in after


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/kurse/", ["Kurse"]),
        ("/kurse/exin/", ["Kurse"]),
        ("/", ["Start"]),
        ("/x/", []),
        ("/kurse/alt/1/", ["Alte"]),
    ],
)
def test_the_menu_marks_the_entry_that_leads_nearest(address: str, current: list[str]) -> None:
    menu = [
        SimpleNamespace(label=label, url=url)
        for label, url in [("Start", "/"), ("Kurse", "/kurse/"), ("Alte", "/kurse/alt/")]
    ]

    entries = with_current(menu, address)

    assert [entry.label for entry in entries if entry.is_current] == current


def test_the_crisis_numbers_are_dated_and_each_has_a_source() -> None:
    assert crisis().checked_on >= date(2026, 11, 22)
    assert [line.name for line in crisis().lines if not line.numbers] == []
    assert [number.dial for number in crisis().first.numbers] == [
        "+498001110111",
        "+498001110222",
        "116123",
    ]


@pytest.mark.parametrize(
    ("shown", "dialled"), [("0800 0 911 912", "+498000911912"), ("112", "112"), ("142", "142")]
)
def test_a_free_number_is_dialled_with_its_country(shown: str, dialled: str) -> None:
    assert dial(shown) == dialled


@pytest.mark.django_db
def test_every_page_prints_when_the_numbers_were_checked(client: Client) -> None:
    text = client.get(reverse("pages:imprint")).content.decode()

    assert "Nummern geprüft am" in text
    assert 'href="tel:+498001110111"' in text


def test_the_record_of_processing_lists_accounts_by_their_german_labels() -> None:
    accounts = [entry for entry in record_of_processing() if entry.what == "Konten"]

    assert [entry.personal for entry in accounts] == [("E-Mail", "Kontoname")]


@pytest.mark.parametrize(
    ("keep", "words"),
    [
        (timedelta(days=180), "180 Tage"),
        (timedelta(days=365 * 3), "3 Jahre"),
        (timedelta(days=1), "1 Tag"),
        (timedelta(hours=1), "1 Stunde"),
        (timedelta(days=365), "1 Jahr"),
        (None, "solange der Eintrag gebraucht wird"),
    ],
)
def test_a_keeping_period_is_said_in_words(keep: timedelta | None, words: str) -> None:
    assert term_in_words(keep) == words


def test_markdown_keeps_structure_and_begins_below_the_page_heading() -> None:
    assert markdown("# Ort\nUferweg 12\nKöln\n\n### Anfahrt") == (
        "<h2>Ort</h2>\n<p>Uferweg 12<br>\nKöln</p>\n<h3>Anfahrt</h3>\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="y">',
        "![Bild](https://fremd.example/a.png)",
        "<style>p{}</style>",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
    ],
)
def test_markdown_lets_nothing_active_or_foreign_through(text: str) -> None:
    html = markdown(text).lower()

    for danger in ("<script", "<img", "<style", 'href="javascript', 'href="data', "<p onerror"):
        assert danger not in html
