"""Programmes, versions and offers: made, changed while nobody counts on them, published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import make
from wirwissen.course.programme import queries, services
from wirwissen.course.programme.models import Offer, OfferState, ProgrammeVersion
from wirwissen.course.programme.presets import preset
from wirwissen.course.programme.rules.offers import Stage
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused

pytestmark = pytest.mark.django_db

SWISS = preset("schweiz").curriculum


def fields(version: ProgrammeVersion, **changes: Any) -> dict[str, Any]:
    return {"version": version, "title": "Kurs für Köln", "starts": "2028-01-21", **changes}


def test_a_version_out_of_a_preset_reads_back_as_the_preset() -> None:
    programme = services.make_programme(make.organisation(), title="EX-IN Schweiz")

    version = services.add_version(programme, label="2027-1", curriculum=SWISS, now=now())

    version.refresh_from_db()
    assert queries.curriculum_of(version) == SWISS
    assert (programme.slug, version.pinned_at) == ("ex-in-schweiz", None)


def test_a_second_programme_of_the_same_title_gets_an_address_of_its_own() -> None:
    place = make.organisation()
    first = services.make_programme(place, title="Peer-Beratung")

    second = services.make_programme(place, title="Peer-Beratung")

    assert (first.slug, second.slug) == ("peer-beratung", "peer-beratung-2")


def test_a_label_that_is_taken_is_refused_with_the_way_on() -> None:
    version = make.version(label="2027-1")

    with pytest.raises(Refused) as refused:
        services.add_version(version.programme, label="2027-1", curriculum=SWISS, now=now())

    assert str(refused.value) == (
        "Eine Fassung „2027-1“ gibt es schon. Nehmen Sie einen anderen Namen."
    )


def test_a_version_changes_until_a_cohort_counts_on_it() -> None:
    version = make.version()
    services.change_version(version, label="neu", curriculum=SWISS)
    services.pin(version, now=now())

    with pytest.raises(Refused) as refused:
        services.change_version(version, label="anders", curriculum=SWISS)

    version.refresh_from_db()
    assert (version.label, queries.curriculum_of(version)) == ("neu", SWISS)
    assert str(refused.value) == (
        "Ein Kurs läuft nach dieser Fassung. Machen Sie eine neue Fassung daraus."
    )


def test_a_new_version_leaves_the_pinned_one_as_it_was() -> None:
    old = make.version(label="1")
    services.pin(old, now=now())
    before = queries.curriculum_of(old)

    services.add_version(
        old.programme, label="2", curriculum=replace(before, parts=before.parts[:3]), now=now()
    )

    old.refresh_from_db()
    assert queries.curriculum_of(old) == before


def test_pinning_twice_keeps_the_first_time() -> None:
    version = make.version()
    first = make.at("2027-01-01 10:00")

    services.pin(version, now=first)
    services.pin(version, now=make.at("2027-06-01 10:00"))

    assert version.pinned_at == first


def test_an_offer_with_a_whole_day_knows_its_first_day() -> None:
    version = make.version()
    place = version.programme.organisation

    offer = services.add_offer(place, fields(version))
    vague = services.add_offer(place, fields(version, starts="2028-01"))

    assert (offer.slug, offer.starts_on, offer.state) == (
        "kurs-fuer-koeln",
        date(2028, 1, 21),
        OfferState.DRAFT,
    )
    assert (vague.slug, vague.starts_on) == ("kurs-fuer-koeln-2", None)


def test_an_offer_that_becomes_vague_forgets_its_first_day() -> None:
    version = make.version()
    offer = services.add_offer(version.programme.organisation, fields(version))

    services.change_offer(offer, fields(version, starts="Mitte 2028"))

    offer.refresh_from_db()
    assert (offer.starts, offer.starts_on) == ("Mitte 2028", None)


def test_a_foreign_version_cannot_be_offered() -> None:
    with pytest.raises(Refused):
        services.add_offer(make.organisation(), fields(make.version()))

    assert Offer.objects.count() == 0


def test_a_published_offer_may_take_another_version_but_no_other_programme() -> None:
    version = make.version()
    place = version.programme.organisation
    offer = make.offer(version)
    newer = make.version(version.programme)
    services.change_offer(offer, fields(newer))

    with pytest.raises(Refused) as refused:
        services.change_offer(offer, fields(make.version(make.programme(place))))

    offer.refresh_from_db()
    assert offer.version_id == newer.pk
    assert str(refused.value) == (
        "Ein veröffentlichtes Angebot bleibt bei seinem Programm. Legen Sie ein neues an."
    )


def test_publishing_and_ending_twice_does_no_harm() -> None:
    offer = make.offer(state=OfferState.DRAFT)
    services.close_offer(offer)
    states = [offer.state]

    for verb in (services.publish_offer,) * 2 + (services.close_offer,) * 2:
        verb(offer)
        states.append(offer.state)

    assert states == ["draft", "published", "published", "closed", "closed"]


def test_an_incomplete_offer_is_shown_as_in_preparation() -> None:
    offer = make.offer(starts="Mitte 2028", apply_until=None)

    card = queries.offer_card(offer, date(2027, 1, 1))

    assert (card.stage, card.takes_applications) == (Stage.IN_PREPARATION, False)
    assert card.gaps == (
        "der erste Tag als volles Datum",
        "der letzte Tag der Bewerbung",
        "der Ort",
        "der Preis",
    )
