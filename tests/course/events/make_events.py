"""Short ways to the states this app's tests begin with."""

import re
from datetime import datetime

from django.db.models import QuerySet

from tests import make
from wirwissen.course.events import services
from wirwissen.course.events.models import Event, Registration, RegistrationState
from wirwissen.course.events.services import Guest
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of

NOW = make.at("2027-08-20 09:00")
START, END = make.at("2027-08-28 10:00"), make.at("2027-08-28 12:00")


def event(**fields: object) -> Event:
    """An event on Saturday, 28 August 2027, 10 to 12; two seats."""
    fields = {"seats": 2, "starts_at": START, "ends_at": END, **fields}
    return make.event(**fields)  # type: ignore[arg-type]


def guest(name: str = "Kim", email: str | None = None, needs: str = "") -> Guest:
    address = f"{name.lower()}@example.org" if email is None else email
    return Guest(name=name, email=address, needs=needs)


def register(of: Event, name: str, now: datetime = NOW) -> Registration:
    """Somebody who sent the form and has not confirmed."""
    return services.register(of.pk, guest(name), now=now)


def book(of: Event, name: str, now: datetime = NOW) -> Registration:
    """Somebody who confirmed: booked, or on the waiting list of a full event."""
    return services.confirm(register(of, name, now).pk, now=now)


def states(of: Event) -> dict[str, str]:
    """Everybody's state by name."""
    rows: QuerySet[Registration] = of.registrations.all()
    return {row.name: RegistrationState(row.state).name for row in rows}


def mails(to: str = "") -> list[str]:
    """Which mails were written: the templates' names, in the order of the alphabet."""
    rows = OutboxMail.objects.all()
    rows = rows.filter(recipient=to) if to else rows
    names = (mail.template.removeprefix("events/mail/").removesuffix(".txt") for mail in rows)
    return sorted(names)


def mail_text(to: str, template: str) -> str:
    """The text of the newest mail of that kind to that address."""
    rows = OutboxMail.objects.filter(recipient=to, template=f"events/mail/{template}.txt")
    mail = rows.order_by("-created_at").first()
    assert mail is not None
    return body_of(mail)


def path_in(text: str) -> str:
    """The path of the first link in a mail."""
    found = re.search(r"https?://[^/]+(/\S+)", text)
    assert found
    return found[1]
