"""The public pages: booking, the same answer for everybody, and the page behind the link."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import make
from tests.clients import HouseClient, client_of
from tests.course.events.make_events import event, mail_text, mails, path_in, states
from wirwissen.course.events import services
from wirwissen.course.events.models import Event, Registration, RegistrationState
from wirwissen.course.events.queries import PLACE_LINK
from wirwissen.foundation.core.acts import create_act
from wirwissen.foundation.core.clock import now

pytestmark = pytest.mark.django_db
URL = "/info-termine/"


@pytest.fixture
def visitor() -> HouseClient:
    return client_of(None)


def coming(**fields: object) -> Event:
    """An event in ten days by the real clock: views ask it."""
    at = now() + timedelta(days=10)
    return event(**{"starts_at": at, "ends_at": at + timedelta(hours=2), **fields})


def form(of: Event, **fields: str) -> dict[str, str]:
    return {"event": of.pk, "name": "Kim", "email": "kim@example.org", "needs": "", **fields}


def link(row: Registration) -> str:
    until = now() + timedelta(days=9)
    token = create_act(purpose=PLACE_LINK, target=row.pk, expires_at=until)
    return reverse("events:place", args=[token])


def body(text: str) -> str:
    """A page without what differs by design from one showing to the next."""
    return re.sub(r'name="(_key|_who|csrfmiddlewaretoken)" value="[^"]*"', "", text)


def test_the_whole_way_from_the_form_to_the_booked_place(visitor: HouseClient) -> None:
    of = coming()

    answer = visitor.post(URL, form(of))
    path = path_in(mail_text("kim@example.org", "registered"))
    shown = visitor.get(path).content.decode()
    confirmed = visitor.post(path, {"act": "confirm"}, follow=True).content.decode()

    assert answer["Location"] == reverse("events:sent")
    assert "Platz bestätigen" in shown
    assert states(of) == {"Kim": "CONFIRMED"}
    assert "Ihr Platz ist gebucht" in confirmed
    assert of.registrations.get().code in confirmed


def test_looking_at_the_link_changes_nothing(visitor: HouseClient) -> None:
    row = make.registration(
        coming(), state=RegistrationState.HELD, held_until=now() + timedelta(hours=5)
    )

    visitor.get(link(row))

    assert Registration.objects.get(pk=row.pk).state == "held"


@pytest.mark.parametrize("seats", [1, 20])
def test_the_answer_is_the_same_for_known_and_unknown_full_and_free(
    visitor: HouseClient, seats: int
) -> None:
    of = coming(seats=seats)
    make.registration(of, email="known@example.org")

    answers = [
        visitor.post(URL, form(of, email=email), follow=True)
        for email in ("known@example.org", "new@example.org", "new@example.org")
    ]

    pages = {(one.redirect_chain[0], body(one.content.decode())) for one in answers}
    assert len(pages) == 1
    assert mails() == ["registered"] * 3


def test_the_work_is_the_same_for_known_and_unknown_addresses(visitor: HouseClient) -> None:
    of = coming()
    make.registration(of, email="known@example.org")
    for _ in range(6):  # from now on nothing is sent to this address
        visitor.post(URL, form(of, email="known@example.org", needs="Tür"))

    def work(email: str) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            visitor.post(URL, form(of, email=email))
        words = (query["sql"].split(" ") for query in queries.captured_queries)
        return [" ".join(part[:3]) for part in words if "SAVEPOINT" not in part]

    assert work("known@example.org") == work("unknown@example.org")
    assert len(mails("known@example.org")) == 6
    assert of.registrations.filter(email="known@example.org").count() == 1
    assert of.registrations.count() == 2


def test_missing_answers_are_named_as_on_the_screen(visitor: HouseClient) -> None:
    of = coming()
    coming(seats=3)

    page = visitor.post(URL, {"name": "Mara", "email": "mara.beispiel"}).content.decode()

    assert "<title>Fehler: Info-Termin buchen" in page
    assert "Zwei Angaben fehlen noch" in page
    assert page.count("Wählen Sie einen Termin aus.") == 2
    assert page.count("zum Beispiel name@beispiel.de.") == 2
    assert of.registrations.count() == 0


def test_the_list_tells_places_in_words(visitor: HouseClient) -> None:
    full = coming(seats=1, place="Düren, Haus der Begegnung")
    make.registration(full)
    for _ in range(2):
        make.registration(full, state=RegistrationState.WAITING, waiting_since=now())
    coming(seats=9, place="Köln, Saal 2", access_note="stufenlos")
    coming(registration_open=False, place="Bonn")
    coming(cancelled_at=now(), place="Nirgendwo")

    page = visitor.get(URL).content.decode()

    assert "Düren, Haus der Begegnung. Ausgebucht: Warteliste mit 2 Personen." in page
    assert "Köln, Saal 2, stufenlos. 9 Plätze frei." in page
    assert "kommen Sie einfach vorbei" in page
    assert "Nirgendwo" not in page


def test_a_past_event_cannot_be_booked(visitor: HouseClient) -> None:
    coming()
    over = event(starts_at=now() - timedelta(hours=1), ends_at=now() + timedelta(hours=1))

    page = visitor.post(URL, form(over)).content.decode()

    assert "Wählen Sie einen Termin aus." in page
    assert over.registrations.count() == 0


def test_a_course_page_leads_to_its_own_events(visitor: HouseClient) -> None:
    ours = coming(place="Unser Saal")
    coming(place="Ein anderer Saal")
    assert ours.offer is not None

    page = visitor.get(URL, {"kurs": ours.offer.slug}).content.decode()

    assert ("Unser Saal" in page, "Ein anderer Saal" in page) == (True, False)


def test_who_has_no_mail_finds_the_telephone(visitor: HouseClient) -> None:
    of = coming()
    of.organisation.phone, of.organisation.phone_hours = "0221 000 00 00", "montags 10 bis 12 Uhr"
    of.organisation.save()

    page = visitor.get(URL).content.decode()

    assert 'Rufen Sie an: <a href="tel:02210000000">0221 000 00 00</a>' in page
    assert "montags 10 bis 12 Uhr" in page


def test_an_offered_place_is_taken_and_given_back_by_the_link(visitor: HouseClient) -> None:
    row = make.registration(
        coming(), state=RegistrationState.OFFERED, held_until=now() + timedelta(hours=5)
    )
    path = link(row)

    taken = visitor.post(path, {"act": "take"}, follow=True).content.decode()
    given_back = visitor.post(path, {"act": "cancel"}, follow=True).content.decode()

    assert "Ihr Platz ist gebucht" in taken
    assert "Ihr Platz ist abgesagt" in given_back


def test_a_lapsed_place_says_so_and_leads_to_a_new_one(visitor: HouseClient) -> None:
    row = make.registration(
        coming(), state=RegistrationState.HELD, held_until=now() - timedelta(minutes=1)
    )

    page = visitor.post(link(row), {"act": "confirm"}, follow=True).content.decode()

    assert "Die Zeit für diesen Platz ist um" in page
    assert "Zu den Info-Terminen" in page


def test_an_unknown_link_shows_the_way_on(visitor: HouseClient) -> None:
    answer = visitor.get(reverse("events:place", args=["x" * 32]))

    assert answer.status_code == 404
    assert "Zu den Info-Terminen" in answer.content.decode()


def test_the_link_shows_neither_needs_nor_address(visitor: HouseClient) -> None:
    of = coming()
    typed = services.Guest(name="Kim", email="kim@example.org", needs="Gebärdensprache")
    row = services.register(of.pk, typed, now=now())

    page = visitor.get(link(row)).content.decode()

    assert [word in page for word in ("Gebärdensprache", "kim@example.org", "Kim")] == [False] * 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_booking_page_costs_the_same_for_one_and_three(
    visitor: HouseClient, django_assert_num_queries: object, count: int
) -> None:
    for _ in range(count):
        make.registration(coming())

    with django_assert_num_queries(2):  # type: ignore[operator]  # events, the house's name
        visitor.get(URL)


def test_the_page_behind_the_link_costs_three_queries(
    visitor: HouseClient, django_assert_num_queries: object
) -> None:
    path = link(make.registration(coming()))

    with django_assert_num_queries(3):  # type: ignore[operator]  # link, place, the house's name
        visitor.get(path)
