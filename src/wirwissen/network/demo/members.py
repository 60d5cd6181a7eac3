"""The invented people of the demo: 46 members under pseudonyms, and one who asks to join."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.acts import create_act
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.demo.people import DemoPerson
from wirwissen.network.groups import services
from wirwissen.network.groups.models import Audience, DutyKind, Group, Member

# Words for a pseudonym, not names of people.
NAMES = (
    "Juno", "Ahorn", "Amsel", "Birke", "Brise", "Distel", "Drossel", "Efeu", "Eiche", "Elster",
    "Farn", "Fink", "Flieder", "Ginster", "Habicht", "Hasel", "Heide", "Holunder", "Iris", "Kiesel",
    "Klee", "Koralle", "Kranich", "Lärche", "Lavendel", "Linde", "Lotse", "Luchs", "Malve", "Meise",
    "Minze", "Möwe", "Mond", "Morgen", "Nebel", "Olive", "Otter", "Pirol", "Quelle", "Regen",
    "Salbei", "Star", "Tanne", "Ulme", "Wacholder", "Zeisig",
)  # fmt: skip
ORGA = ("Meise", "Ahorn", "Kranich", "Salbei", "Ulme")
CONFIDANT, FACILITATOR, MEMBER = "Drossel", "Linde", "Juno"
NEWCOMER_ADDRESS = "neu@example.org"


@dataclass(frozen=True)
class People:
    """Whoever the demo needs by name."""

    members: dict[str, Member]
    keeper: User
    newcomer: User
    link: str  # the path of the newcomer's open request


def seed_people(group: Group, place: Organisation, *, joined_at: datetime) -> People:
    """46 members with orga, confidant and facilitator; the house keeper; one open request."""
    members = {}
    for number, name in enumerate(NAMES):
        user = User.objects.create_user(f"mitglied{number + 1}@lindenkreis.example")
        at = joined_at + timedelta(days=30 * (number % 30))
        members[name] = services.add_member(group, user, pseudonym=name, now=at)
    for name in ORGA:
        services.give_duty(members[name], DutyKind.ORGA, by=None, now=joined_at)
    services.give_duty(members[CONFIDANT], DutyKind.CONFIDANT, by=None, now=joined_at)
    services.give_duty(members[FACILITATOR], DutyKind.FACILITATOR, by=None, now=joined_at)
    _seed_card(members[MEMBER])
    keeper = User.objects.create_user("haus@lindenkreis.example")
    Membership.objects.create(
        organisation=place, user=keeper, role=Role.OFFICE.value, name="Hausverwaltung",
        since=today(),
    )  # fmt: skip
    newcomer = User.objects.create_user(NEWCOMER_ADDRESS)
    return People(members, keeper, newcomer, _seed_request(group, members))


def _seed_card(member: Member) -> None:
    facts = {"profession": "Pflege", "region": "", "workplace": "", "contact": ""}
    until = today() + timedelta(days=120)
    services.show_card(member, Audience.ORGA, facts=facts, shown_until=until)


def _seed_request(group: Group, members: dict[str, Member]) -> str:
    at = now()
    evening = timezone.localtime(at).replace(hour=19, minute=0, second=0, microsecond=0)
    for days, name in ((3, "Meise"), (4, "Kranich"), (6, "Ulme")):
        services.offer_slot(
            members[name], starts_at=evening + timedelta(days=days),
            room="https://raum.lindenkreis.example/gespraech", now=at,
        )  # fmt: skip
    row, _code = services.ask_to_join(
        group, pseudonym="Kolibri", email=NEWCOMER_ADDRESS, profession="Soziale Arbeit",
        own_experience=True, now=at,
    )  # fmt: skip
    token = create_act(purpose="join", target=row.pk, expires_at=at + timedelta(days=30))
    return reverse("groups:request", args=[token])


def demo_people(people: People) -> list[DemoPerson]:
    """One click to be each of them."""

    def member(key: str, name: str, role: str, hint: str, start: str) -> DemoPerson:
        return DemoPerson(
            key=key, name=name, role=role, hint=hint, start=start,
            user_id=people.members[name].user_id,
        )  # fmt: skip

    own, orga = reverse("groups:own"), reverse("groups:orga")
    return [
        member("mitglied", MEMBER, "Mitglied", "Eigene Angaben, Karten, Post", own),
        DemoPerson(
            key="neu", name="Kolibri", role="Fragt an", start=people.link,
            hint="Eine offene Anfrage, Zeiten für das Gespräch", user_id=people.newcomer.pk,
        ),
        member("orga", ORGA[0], "Orga", "Anfragen, Aufgaben, was öffentlich ist", orga),
        member("vertrauen", CONFIDANT, "Vertrauensperson", "Klärt, was leise bleiben soll", own),
        member("runden", FACILITATOR, "Leitet Runden", "Runden mit sechs Menschen", own),
        DemoPerson(
            key="haus", name="Hausverwaltung", role="Haus", start=reverse("groups:house"),
            hint="Gründet Gruppen, liest nichts davon", user_id=people.keeper.pk,
        ),
    ]  # fmt: skip
