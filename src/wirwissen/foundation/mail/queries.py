"""What the office needs to know about mails."""

from collections.abc import Iterable

from wirwissen.foundation.mail.models import MailState, OutboxMail


def undeliverable_addresses(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses whose latest mail could not be delivered. One query."""
    wanted = {address.lower() for address in addresses if address}
    latest: dict[str, str] = {}
    rows = OutboxMail.objects.filter(recipient__in=wanted).order_by("created_at")
    for recipient, state in rows.values_list("recipient", "state"):
        latest[recipient] = state
    return {address for address, state in latest.items() if state == MailState.UNDELIVERABLE}
