"""The entitlement: granted, bound, re-issued, withdrawn."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.course.events.make_events import NOW, event, mail_text, mails
from wirwissen.course.events import queries, services
from wirwissen.course.events.models import Entitlement
from wirwissen.foundation.core.errors import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def exception(**fields: object) -> tuple[Entitlement, str]:
    return services.grant(
        make.programme(),
        name="Mara",
        exception_reason="War am Tag verreist.",
        by=make.user(),
        now=NOW,
        **{"email": "mara@example.org", **fields},  # type: ignore[arg-type]
    )


def test_applied_without_info_event_an_exception_carries_reason_and_name() -> None:
    boss = make.user()

    row, code = services.grant(
        make.programme(),
        name=" Mara ",
        email="MARA@example.org",
        exception_reason="War am Tag verhindert.",
        by=boss,
        now=NOW,
    )

    row.refresh_from_db()
    assert (row.name, row.email, row.exception_reason, row.exception_by, row.attended_on) == (
        "Mara",
        "mara@example.org",
        "War am Tag verhindert.",
        boss,
        None,
    )
    assert row.valid_until == date(2027, 8, 20) + timedelta(days=730)
    assert code in mail_text("mara@example.org", "code")


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_exception_without_reason_is_asked_for_one(reason: str) -> None:
    with pytest.raises(Refused, match="fehlt noch der Grund"):
        services.grant(
            make.programme(),
            name="Mara",
            email="",
            exception_reason=reason,
            by=make.user(),
            now=NOW,
        )


def test_how_long_it_counts_is_what_the_offer_says() -> None:
    offer = make.offer(entitlement_days=100)
    row = make.registration(event(of=offer))
    programme = offer.version.programme

    earned, _ = services.grant(
        programme, registration=row, name="Kim", email="", attended_on=date(2027, 8, 28), now=NOW
    )
    without_event, _ = services.grant(
        programme, name="Kim", email="", attended_on=date(2027, 8, 28), now=NOW
    )

    assert [earned.valid_until, without_event.valid_until] == [date(2027, 12, 6)] * 2


def test_first_use_binds_to_one_person() -> None:
    row, _ = exception()
    person, other = make.user(), make.user()

    services.bind(row, person, NOW)

    assert services.bind(row, person, NOW).person == person  # coming back is fine
    with pytest.raises(Refused, match="schon jemand beworben"):
        services.bind(row, other, NOW)


def test_too_late_shows_the_way_on() -> None:
    row, _ = exception()

    with pytest.raises(Refused, match="Besuchen Sie noch einmal einen Info-Termin"):
        services.bind(row, make.user(), NOW + timedelta(days=732))


def test_a_new_code_ends_the_old_one() -> None:
    row, old = exception()

    row, new = services.reissue(row, now=NOW + DAY)

    assert queries.entitlement_by_code(old) is None
    assert queries.entitlement_by_code(new) == row
    assert new in mail_text("mara@example.org", "code")


def test_a_withdrawn_one_is_not_reissued_and_keeps_its_first_reason() -> None:
    row, _ = exception()

    services.withdraw(row, reason="Doppelt angelegt.", now=NOW)
    services.withdraw(row, reason="Noch einmal.", now=NOW + DAY)

    row.refresh_from_db()
    assert (row.withdrawn_at, row.withdrawn_reason) == (NOW, "Doppelt angelegt.")
    with pytest.raises(Refused, match="zurückgenommen"):
        services.reissue(row, now=NOW)


def test_withdrawing_asks_for_a_reason() -> None:
    row, _ = exception()

    with pytest.raises(Refused, match="fehlt noch der Grund"):
        services.withdraw(row, reason=" ", now=NOW)


def test_a_quiet_person_gets_no_mail() -> None:
    row, _ = exception(email="")
    person = make.user(email="mara@example.org", password="x" * 14)
    person.is_quiet = True
    person.save()
    services.bind(row, person, NOW)
    Entitlement.objects.update(email="mara@example.org")

    services.reissue(row, now=NOW)

    assert mails() == []


def test_the_search_finds_names_without_case_and_accents_in_its_own_house() -> None:
    place, other = make.organisation(), make.organisation()
    ours, theirs = make.programme(place), make.programme(other)
    for name in ("Ömer Çelik", "Anna Omerova", "Zoe"):
        make.entitlement(ours, name=name)
    make.entitlement(theirs, name="Ömer Anderswo")

    found = queries.entitlements_of(place, name="omer")

    assert sorted(row.name for row in found) == ["Anna Omerova", "Ömer Çelik"]
