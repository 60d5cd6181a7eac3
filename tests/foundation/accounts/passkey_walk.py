"""One walk with a passkey in Chromium, for both houses: made, used, removed."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

from tests.harness.axe import axe, overflow
from tests.harness.browser import Visitors
from wirwissen.foundation.accounts.models import User


@dataclass(frozen=True)
class Device:
    """A browser page with a virtual authenticator that knows its owner."""

    page: Page
    protocol: CDPSession
    authenticator: str

    def passkeys(self) -> int:
        """How many passkeys the device keeps."""
        asked = {"authenticatorId": self.authenticator}
        return len(self.protocol.send("WebAuthn.getCredentials", asked)["credentials"])

    def knows_its_owner(self, yes: bool) -> None:
        """Whether finger or PIN fit from now on."""
        self.protocol.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": self.authenticator, "isUserVerified": yes},
        )


def new_device(visitors: Visitors, origin: str, *, javascript: bool = True) -> Device:
    """A visitor whose machine can keep passkeys."""
    page = visitors.new_page(origin, javascript=javascript)
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return Device(page, protocol, made["authenticatorId"])


def sign_in_by_password(page: Page, user: User, password: str) -> None:
    page.goto("/anmelden/")
    page.locator("[name=login]").fill(user.email or user.account_name or "")
    page.locator("[name=password]").fill(password)
    page.locator("main form button").click()
    page.wait_for_url("**/heute/")


def add_passkey(page: Page, password: str) -> None:
    """From anywhere: the password, then the device."""
    page.goto("/konto/passkeys/")
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Weiter").click()
    page.wait_for_url("**/konto/passkeys/neu/")
    assert (axe(page), overflow(page)) == ([], [])  # no other guard sees this page
    page.get_by_role("button", name="Auf diesem Gerät anlegen").click()
    page.wait_for_url("**/konto/passkeys/")


def sign_out(page: Page) -> None:
    page.goto("/konto/")
    page.get_by_role("button", name="Jetzt abmelden").click()
    page.wait_for_url(lambda url: "/konto/" not in url)


def use_passkey(page: Page) -> None:
    page.goto("/anmelden/?next=/konto/")
    page.get_by_role("link", name="Mit Passkey anmelden").click()
    page.get_by_role("button", name="Passkey verwenden").click()


def walk(visitors: Visitors, origin: str, user: User, password: str) -> list[str]:
    """Make a passkey, sign in with it, remove it, try again; what was reached, step by step."""
    device, seen = new_device(visitors, origin), []
    page = device.page
    sign_in_by_password(page, user, password)
    add_passkey(page, password)
    seen.append(f"passkeys: {device.passkeys()}")
    sign_out(page)
    use_passkey(page)
    page.wait_for_url("/konto/")  # exactly: `?next=/konto/` on the way there ends alike
    seen.append("in")
    page.goto("/meine-daten/")
    seen.append(page.url.removeprefix(origin))  # class S: a passkey is more than a mailbox
    page.goto("/konto/passkeys/")
    remove = page.get_by_role("button", name="Entfernen")
    remove.click()
    remove.wait_for(state="detached")  # the address stays the same
    sign_out(page)
    use_passkey(page)
    page.locator(".errors").wait_for()
    seen.append("out")
    return seen
