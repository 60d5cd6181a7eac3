"""A mail server on this machine that keeps every letter it takes and can refuse an address."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.harness.ports import LOOPBACK, free_port

LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Letter:
    """One delivery: who it was really handed over for, and the message as parsed."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.message["Subject"] or "")

    @property
    def text(self) -> str:
        """The plain text part; empty if there is none."""
        part = self.message.get_body(("plain",))
        return str(part.get_content()) if part else ""

    @property
    def links(self) -> list[str]:
        """Web addresses in the plain text, in their order, without a closing full stop."""
        return [link.rstrip(".,;)") for link in LINK.findall(self.text)]

    @property
    def raw(self) -> str:
        """Everything, headers too, as it went over the wire."""
        return self.message.as_string()


@dataclass
class SmtpSink:
    """The letters so far, oldest first, and the addresses answered with 550."""

    port: int
    letters: list[Letter] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def refuse(self, address: str) -> None:
        """Answer 550 "no such user" for this address from now on."""
        self.refused.add(address.lower())

    def to(self, address: str) -> list[Letter]:
        """The letters handed over for this address so far."""
        wanted = address.lower()
        return [each for each in self.letters if wanted in map(str.lower, each.recipients)]

    def wait_for(self, to: str, *, count: int = 1, timeout: float = 20) -> list[Letter]:
        """The letters for `to` once there are `count`; raises `TimeoutError` after `timeout` s."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while len(found := self.to(to)) < count:
                if not self._changed.wait(deadline - time.monotonic()):
                    had = f"{len(found)} of {count} letters for {to} within {timeout} s"
                    raise TimeoutError(f"{had}; {len(self.letters)} letters in all")
        return found

    # The names of the next two belong to aiosmtpd.
    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take or refuse one recipient."""
        if address.lower() in self.refused:
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one letter."""
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        message = message_from_bytes(raw, policy=policy.default)
        letter = Letter(envelope.mail_from or "", tuple(envelope.rcpt_tos), message)
        with self._changed:
            self.letters.append(letter)
            self._changed.notify_all()
        return "250 OK"


@contextmanager
def smtp_sink() -> Iterator[SmtpSink]:
    """Run a sink on a free port of 127.0.0.1."""
    sink = SmtpSink(port=free_port())
    # Python does not resolve names of ours, and the greeting must not show this machine's.
    controller = Controller(sink, hostname=LOOPBACK, port=sink.port, server_hostname="sink.invalid")
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
