"""Writing to the orga: sealed; with the own name or none, and then nobody can find out whose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from tests.clients import client_of
from tests.network import make
from tests.network.care import make_care
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.models import Reading
from wirwissen.foundation.privacy.services import keep_the_dates
from wirwissen.network.care import services
from wirwissen.network.care.models import Message
from wirwissen.network.groups.models import Group, Member

pytestmark = pytest.mark.django_db
TEXT = "Die Pause war zu kurz."


def every_row() -> set[str]:
    """Every row of every table, as text."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found |= {f"{table} {row!r}" for row in cursor.fetchall()}
    return found


def team() -> tuple[Group, Member, list[Member]]:
    """A group, somebody who writes, and its orga."""
    group = make_care.group_with_team(orga=2)
    orga = list(Member.objects.filter(group=group, duties__kind="orga"))
    return group, make.member(group, pseudonym="Amsel"), orga


def test_a_message_without_a_name_leaves_nothing_that_leads_back() -> None:
    cache.clear()
    _group, writer, _orga = team()
    browser = client_of(writer.user)
    before = every_row()

    sent = browser.post(reverse("care:message_new"), {"text": TEXT, "with_name": "no"})

    new = every_row() - before
    mine = (writer.pk, writer.user_id, "Amsel", str(writer.user.email), TEXT)
    assert (sent.status_code, Message.objects.get().by) == (302, None)
    assert len(new) > 3
    assert [row for row in new if any(word in row for word in mine)] == []


def test_the_orga_is_told_neutrally_and_reads_it_and_nobody_else_does() -> None:
    _group, writer, orga = team()
    services.write_to_orga(writer, TEXT, with_name=False, now=now())
    [row] = Message.objects.all()
    address = reverse("care:message", args=[row.pk])

    page = client_of(orga[0].user).get(address).content.decode()

    told = set(OutboxMail.objects.values_list("recipient", flat=True))
    assert told == {member.user.email for member in orga}
    assert (TEXT in page, "Amsel" in page, b"Pause" in bytes(row.text_sealed)) == (
        True, False, False,
    )  # fmt: skip
    others = [writer, make.member(writer.group), make.member(make.group())]
    assert [client_of(who.user).get(address).status_code for who in others] == [404] * 3
    assert Reading.objects.count() == 0


def test_whoever_writes_with_a_name_sees_once_who_has_read_it() -> None:
    _group, writer, orga = team()
    services.write_to_orga(writer, TEXT, with_name=True, now=now())
    address = reverse("care:message", args=[Message.objects.get().pk])

    for who in (orga[0], orga[0], orga[1]):
        client_of(who.user).get(address)

    seen = sorted(Reading.objects.values_list("owner", "reader_name"))
    assert seen == sorted((writer.user_id, who.pseudonym) for who in orga)
    copy = client_of(writer.user).get(reverse("privacy:copy"))
    assert TEXT in b"".join(copy).decode()


def test_a_message_is_gone_once_it_is_done_after_90_days_and_with_its_group() -> None:
    group, writer, orga = team()
    for _number in range(3):
        services.write_to_orga(writer, TEXT, with_name=False, now=now())
    done, old, _last = Message.objects.all()
    Message.objects.filter(pk=old.pk).update(sent_on=now().date() - timedelta(days=91))

    client_of(orga[0].user).post(reverse("care:message", args=[done.pk]))
    keep_the_dates.call()
    left = Message.objects.count()
    Group.objects.filter(pk=group.pk).update(is_closed=True)
    services.keep_in_order(now=now())

    assert (left, Message.objects.count()) == (1, 0)
