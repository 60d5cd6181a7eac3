"""The private list and the own particulars: hashed with a key, never readable, gone at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.network import make
from tests.network.care import make_care
from tests.network.make import NOW
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.privacy.services import erase_person, export_person
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.care import services
from wirwissen.network.care.models import Avoided, Case, OwnMarks
from wirwissen.network.care.queries import apart
from wirwissen.network.care.rules.marks import MOST_ENTRIES, Kind
from wirwissen.network.groups.models import DutyKind
from wirwissen.network.groups.services import become_member, withdraw_request

pytestmark = pytest.mark.django_db


def test_the_table_holds_neither_the_name_nor_a_hash_without_key() -> None:
    member = make.member()
    services.add_avoided(member, "Anna Müller", Kind.PERSON)
    services.give_own_marks(member, name="Kim Beispiel", workplace="Haus am See", now=NOW)

    [entry], [marks] = Avoided.objects.all(), OwnMarks.objects.all()
    stored = f"{vars(entry)} {vars(marks)}".casefold()
    assert [word for word in ("anna", "müller", "kim", "beispiel", "see") if word in stored] == []
    assert open_text(entry.envelope, entry, "label_sealed") == "Anna Müller"
    assert (len(entry.mark_hash), len(marks.name_hash), len(marks.workplace_hash)) == (64,) * 3


def test_the_same_name_in_two_groups_has_two_hashes() -> None:
    one, other = make.member(), make.member()
    for member in (one, other):
        services.give_own_marks(member, name="Kim Beispiel", workplace="", now=NOW)

    assert len(set(OwnMarks.objects.values_list("name_hash", flat=True))) == 2


def test_an_entry_written_in_another_way_is_on_the_list_once() -> None:
    member = make.member()

    services.add_avoided(member, "Dr. Anna Müller", Kind.PERSON)
    services.add_avoided(member, "mueller, anna", Kind.PERSON)

    assert Avoided.objects.filter(member=member).count() == 1


def test_a_list_is_for_a_few_people() -> None:
    member = make.member()
    for number in range(MOST_ENTRIES):
        services.add_avoided(member, f"Name{number}", Kind.PERSON)

    with pytest.raises(Refused):
        services.add_avoided(member, "Noch Jemand", Kind.PERSON)
    with pytest.raises(Refused):
        services.add_avoided(make.member(), "Prof. Dr.", Kind.PERSON)


def test_a_removed_entry_takes_its_key_along() -> None:
    member = make.member()
    services.add_avoided(member, "Anna Müller", Kind.PERSON)
    [entry] = Avoided.objects.all()

    services.remove_avoided(make.member(member.group), entry.pk)
    assert Avoided.objects.count() == 1
    services.remove_avoided(member, entry.pk)

    assert (Avoided.objects.count(), Envelope.objects.count()) == (0, 0)


def test_own_particulars_are_given_once() -> None:
    member = make.member()
    services.give_own_marks(member, name="Kim Beispiel", workplace="", now=NOW)
    services.withdraw_own_marks(member)

    with pytest.raises(Refused):
        services.give_own_marks(member, name="Robin", workplace="", now=NOW + timedelta(days=179))

    [row] = OwnMarks.objects.all()
    assert (row.name_hash, row.workplace_hash) == ("", "")
    services.give_own_marks(member, name="Robin", workplace="", now=NOW + timedelta(days=180))


def test_the_copy_of_what_is_stored_tells_the_own_list_and_nothing_of_a_hit() -> None:
    group = make_care.group_with_team()
    owner, other = make.member(group), make.member(group)
    make_care.case(owner, other, "Anna Müller")

    said, heard = str(export_person(owner.user)), str(export_person(other.user))

    assert ("Anna Müller" in said, "Anna" in heard) == (True, False)
    assert [word for word in ("Fall", other.pseudonym, "getrennt") if word in said] == []
    assert [word for word in ("Fall", owner.pseudonym, "getrennt") if word in heard] == []


def test_erasing_somebody_ends_their_list_their_particulars_and_their_cases() -> None:
    group = make_care.group_with_team()
    owner, other = make.member(group), make.member(group)
    make_care.case(owner, other)

    erase_person(other.user, now=NOW)

    assert (OwnMarks.objects.count(), Case.objects.count(), apart(group)) == (0, 0, frozenset())


def test_what_somebody_gave_with_a_request_goes_with_them_into_the_group() -> None:
    group = make_care.group_with_team()
    member = make.member(group)
    services.add_avoided(member, "Station 4, Haus am See", Kind.WORKPLACE)
    asked = make.request(group, state="admitted")
    services.give_request_marks(
        group, asked.pk, name="", workplace="Haus am See Station 4", now=NOW
    )
    services.look_for_hits(group, now=NOW)
    before = apart(group)

    newcomer = become_member(asked, make.user(), pseudonym="Fink", now=NOW)

    [case] = Case.objects.all()
    assert before == frozenset()
    assert (case.earlier, case.later, case.request) == (member, newcomer, "")
    assert apart(group) == {frozenset({member.pk, newcomer.pk})}


def test_a_request_that_ended_leaves_nothing() -> None:
    group = make_care.group_with_team()
    member = make.member(group)
    services.add_avoided(member, "Kim Beispiel", Kind.PERSON)
    withdrawn, expired = make.request(group), make.request(group)
    for asked in (withdrawn, expired):
        services.give_request_marks(group, asked.pk, name="Kim Beispiel", workplace="", now=NOW)
    services.look_for_hits(group, now=NOW)
    assert Case.objects.count() == 2

    withdraw_request(withdrawn)
    assert (OwnMarks.objects.count(), Case.objects.count()) == (1, 1)
    expired.delete()
    services.keep_in_order(now=NOW)

    assert (OwnMarks.objects.count(), Case.objects.count()) == (0, 0)


def test_a_request_gives_its_particulars_once() -> None:
    group = make.group()
    for name in ("Kim Beispiel", "Robin Muster"):
        services.give_request_marks(group, "bcdfghjkmnpqrs", name=name, workplace="", now=NOW)
    member = make.member(group)
    services.add_avoided(member, "Robin Muster", Kind.PERSON)

    services.look_for_hits(group, now=NOW)

    assert Case.objects.count() == 0


def test_duties_of_a_member_do_not_change_what_is_compared() -> None:
    group = make.group()
    orga = make.member(group, DutyKind.ORGA)
    member = make.member(group)
    make_care.meets_not(member, orga, "Kim Beispiel")

    assert apart(group) == {frozenset({member.pk, orga.pk})}
