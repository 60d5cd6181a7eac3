"""A person with something stored in every corner, each text a mark that tests look for."""

from dataclasses import dataclass

from django.core import serializers
from django.db import connection

from tests import make
from wirwissen.course.admissions.models import Application
from wirwissen.course.cohorts.models import Participant
from wirwissen.foundation.accounts.access import Staff
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.accounts.services import invite
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.privacy.models import Reading
from wirwissen.foundation.privacy.register import all_models

PERSONAL = ("marke-adresse@example.org", "Marke Name", "Marke Strasse", "Marke Telefon")
SEALED = "Marke Motivation"


@dataclass
class Marked:
    """The person, and two of their rows."""

    user: User
    application: Application
    participant: Participant


def marked_person() -> Marked:
    """Somebody who applied, was read, and attends a course."""
    address, name, street, phone = PERSONAL
    user = make.user(address)
    application = make.application(
        person=user, name=name, address=street, phone=phone, motivation=SEALED
    )
    participant = make.participant(person=user, name=name)
    make.attendance(make.session(participant.cohort), participant, 7)
    make.placement(participant)
    make.entitlement(person=user, name=name)
    Reading.objects.create(
        owner=user,
        reader=make.user(),
        reader_name="Leserin Eins",
        what="Motivation",
        read_at=now(),
    )
    make.member(Role.LEAD, make.organisation(), who=user, name=name)
    place = make.organisation()
    office = Staff(
        user=make.member(Role.OFFICE, place),
        organisation=place,
        roles=frozenset({Role.OFFICE}),
        name="",
    )
    invite(office, email=address, name=name, role=Role.RELEASER, now=now())
    queue_mail("accounts/mail/password_changed.txt", to=address)
    return Marked(user, application, participant)


def whole_database() -> str:
    """Every row of every table as text."""
    assert connection.vendor
    rows = [row for model in all_models() for row in model._base_manager.all()]
    return str(serializers.serialize("json", rows))
