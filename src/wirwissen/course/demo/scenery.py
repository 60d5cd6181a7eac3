"""The house of the demo: organisation, staff, programme, offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wirwissen.course.cohorts.models import Trainer
from wirwissen.course.cohorts.services import save_trainer
from wirwissen.course.programme.models import Offer, OfferState, ProgrammeVersion
from wirwissen.course.programme.presets import preset
from wirwissen.course.programme.services import add_offer, add_version, import_facts, make_programme
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.accounts.rules import Role

PRICE_CENTS = 245_000  # 12 × 200 euros and 50 for the certificate: facts of exin_costs
CRITERIA = ["Blick auf die eigene Geschichte", "Arbeiten in der Gruppe", "Was im Alltag trägt"]


@dataclass(frozen=True, kw_only=True)
class House:
    """Everybody and everything the scenes need."""

    organisation: Organisation
    office: User
    lead: User
    second_lead: User
    releaser: User
    trainers: tuple[Trainer, Trainer]
    version: ProgrammeVersion

    def staff(self, user: User) -> Staff:
        """Somebody of the house as services want them."""
        rows = Membership.objects.filter(user=user, organisation=self.organisation)
        roles = frozenset(Role(row.role) for row in rows)
        return Staff(user=user, organisation=self.organisation, roles=roles, name=rows[0].name)


def build_house(now: datetime) -> House:
    """The invented provider with LVR's printed curriculum, and the public directory of facts."""
    place = Organisation.objects.create(
        name="Bildungshaus Rheinaue",
        slug="rheinaue",
        address="Uferweg 14\n50996 Köln",
        phone="0221 000 00 00",
        phone_hours="montags und mittwochs 10 bis 12 Uhr",
        imprint="Bildungshaus Rheinaue (erfunden)\nUferweg 14\n50996 Köln",
        about="Ein erfundenes Haus für die Vorführung.",
    )
    import_facts()
    chosen = preset("exin-de-lvr")
    programme = make_programme(place, title=chosen.programme_title)
    version = add_version(
        programme,
        label="2026-1",
        curriculum=chosen.curriculum,
        source_url=chosen.sources[0],
        now=now,
    )
    office = _member(place, Role.OFFICE, "Henrike Vogel", "buero", now)
    lead = _member(place, Role.LEAD, "Amara Okafor", "okafor", now)
    second = _member(place, Role.LEAD, "Jörg Feldhaus", "feldhaus", now)
    releaser = _member(place, Role.RELEASER, "Tilda Brandt", "brandt", now)
    certified = now.date() - timedelta(days=4 * 365)
    trainers = tuple(
        save_trainer(
            place, None, name=name, user=user, certified_from=certified, certified_until=None
        )
        for name, user in (("Amara Okafor", lead), ("Jörg Feldhaus", second))
    )
    return House(
        organisation=place, office=office, lead=lead, second_lead=second, releaser=releaser,
        trainers=(trainers[0], trainers[1]), version=version,
    )  # fmt: skip


def _member(place: Organisation, role: Role, name: str, word: str, now: datetime) -> User:
    user = demo_user(f"{word}@rheinaue.example")
    Membership.objects.create(
        organisation=place, user=user, role=role.value, name=name, since=now.date()
    )
    return user


def demo_user(email: str | None) -> User:
    """An account without a usable password: the demo signs in by its own buttons."""
    return User.objects.create_user(email)


def build_offer(
    house: House, *, title: str, first_day: date, apply_until: date, note: str, closed: bool
) -> Offer:
    """One published course; `closed` takes it out of the catalogue."""
    offer = add_offer(
        house.organisation,
        {
            "version": house.version,
            "title": title,
            "starts": first_day.isoformat(),
            "starts_on": first_day,
            "pattern": "12 Wochenenden, Freitag 14 Uhr bis Sonntag 14 Uhr",
            "place": "Köln",
            "access_note": "stufenlos, mit Ruheraum",
            "price_cents": PRICE_CENTS,
            "price_note": "in 12 Raten zu 200 €, dazu 50 € für das Zertifikat",
            "about": "Sie setzen sich im Kurs mit Ihrer eigenen Geschichte auseinander. Aus "
            "ICH-Wissen wird in der Gruppe WIR-Wissen. Die Termine sind erfunden.",
            "asks": "- Ein Wochenende im Monat, dazu Zeit für Praktika und Portfolio.\n"
            "- Die Bereitschaft, von sich zu erzählen, so weit Sie es möchten.\n"
            "- Menschen und Orte, die Sie tragen, wenn etwas aufbricht.",
            "places": 24,
            "apply_until": apply_until,
            "answer_until": apply_until + timedelta(days=30),
            "criteria": CRITERIA,
        },
    )
    offer.state = OfferState.CLOSED if closed else OfferState.PUBLISHED
    offer.about = f"{offer.about} {note}".strip()
    offer.save()
    return offer
