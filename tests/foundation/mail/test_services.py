"""The outbox: one mail never holds up another, and none is lost."""

import smtplib
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import ClassVar

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail import rules, services
from wirwissen.foundation.mail.models import MailState, OutboxMail

pytestmark = pytest.mark.django_db
AT = now()


def queued(to: str) -> OutboxMail:
    return services.queue_mail(
        "accounts/mail/login_code.txt", to=to, context={"code": "ABCD-EFGH"}, now=AT
    )


def states() -> dict[str, tuple[str, int]]:
    rows = OutboxMail.objects.values_list("recipient", "state", "attempts")
    return {recipient: (state, attempts) for recipient, state, attempts in rows}


class Server(BaseEmailBackend):
    """A mail server of the tests: `answer` is called with each address."""

    answer: ClassVar[Callable[[str], object]]

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            type(self).answer(message.to[0])
        return len(email_messages)


@pytest.fixture
def server(settings: Settings) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    return Server


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_mail_server_is_asked(server: type[Server]) -> None:
    seen = []
    server.answer = staticmethod(lambda _to: seen.append(connection.in_atomic_block))
    queued("kim@example.org")

    sent = services.send_due_mails(now=AT)

    # SQLite has one writer: a slow mail server must not stop everybody else's saving.
    assert (sent, seen) == (1, [False])


def test_an_address_no_server_understands_holds_up_nobody() -> None:
    queued(f"kim@{'ü' * 60}.de")
    queued("lea@example.org")

    sent = services.send_due_mails(now=AT)

    assert (sent, sorted(state for state, _n in states().values())) == (
        1,
        [MailState.SENT, MailState.UNDELIVERABLE],
    )


def test_a_mail_that_breaks_holds_up_nobody_and_is_tried_again(server: type[Server]) -> None:
    def answer(to: str) -> None:
        if to == "kim@example.org":
            raise RuntimeError("something of ours")

    server.answer = staticmethod(answer)
    queued("kim@example.org")
    queued("lea@example.org")

    services.send_due_mails(now=AT)

    assert states() == {
        "kim@example.org": (MailState.QUEUED, 1),
        "lea@example.org": (MailState.SENT, 1),
    }


def test_a_server_that_is_away_is_asked_once_a_round(server: type[Server]) -> None:
    asked = []

    def answer(to: str) -> None:
        asked.append(to)
        raise TimeoutError

    server.answer = staticmethod(answer)
    queued("kim@example.org")
    queued("lea@example.org")

    first = services.send_due_mails(now=AT)
    asked_first = list(asked)
    second = services.send_due_mails(now=AT)

    # Else fifty waits of twenty seconds each would stop every other job.
    assert (first, asked_first) == (0, ["kim@example.org"])
    assert (second, asked) == (0, ["kim@example.org", "lea@example.org"])


def test_a_refused_address_is_undeliverable_at_once(server: type[Server]) -> None:
    def answer(to: str) -> None:
        raise smtplib.SMTPRecipientsRefused({to: (550, b"no such user")})

    server.answer = staticmethod(answer)
    queued("kim@example.org")

    services.send_due_mails(now=AT)

    assert states() == {"kim@example.org": (MailState.UNDELIVERABLE, 1)}


def test_a_worker_that_died_while_sending_loses_nothing(server: type[Server]) -> None:
    class PowerCut(BaseException):
        """Like `kill -9`: nothing of ours runs after it."""

    def answer(_to: str) -> None:
        raise PowerCut

    server.answer = staticmethod(answer)
    queued("kim@example.org")
    with pytest.raises(PowerCut):
        services.send_due_mails(now=AT)
    server.answer = staticmethod(lambda _to: None)

    at_once = services.send_due_mails(now=AT)
    after_the_lease = services.send_due_mails(now=AT + rules.LEASE + timedelta(seconds=1))

    assert (at_once, after_the_lease) == (0, 1)


def test_after_a_day_and_a_half_of_trying_the_office_is_told(server: type[Server]) -> None:
    def answer(_to: str) -> None:
        raise ConnectionRefusedError

    server.answer = staticmethod(answer)
    queued("kim@example.org")
    at, tries = AT, 0
    while OutboxMail.objects.get().state == MailState.QUEUED:
        at += timedelta(hours=1)
        services.send_due_mails(now=at)
        tries += 1

    assert states() == {"kim@example.org": (MailState.UNDELIVERABLE, len(rules.WAITS) + 1)}
    assert 34 <= tries <= 48


def test_a_mail_erased_while_it_was_sent_holds_up_nobody(server: type[Server]) -> None:
    server.answer = staticmethod(lambda to: OutboxMail.objects.filter(recipient=to).delete())
    queued("kim@example.org")
    queued("lea@example.org")

    assert (services.send_due_mails(now=AT), states()) == (2, {})


@pytest.mark.parametrize(
    "to",
    ["", "kim@example.org,lea@example.org", "kim@example.org;lea@example.org",
     "kim@example.org\nBcc: lea@example.org", "Kim <kim@example.org>", "kim"],
)  # fmt: skip
def test_a_mail_has_exactly_one_recipient(to: str) -> None:
    with pytest.raises(ValueError, match="exactly one recipient"):
        queued(to)


def test_the_mail_server_is_told_the_house_and_not_the_machine(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    greeted = []

    def connect(_host: str, _port: int, **options: object) -> None:
        greeted.append(options["local_hostname"])
        raise ConnectionRefusedError

    monkeypatch.setattr("smtplib.SMTP", connect)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    queued("kim@example.org")

    services.send_due_mails(now=AT)

    assert greeted == ["kurs.localhost"]


def test_an_address_in_quotes_gets_the_answer_that_any_address_gets(client: Client) -> None:
    answer = client.post(reverse("account_request_login_code"), {"email": '"a,b"@example.org'})

    assert (answer.status_code, OutboxMail.objects.get().recipient) == (302, '"a,b"@example.org')
