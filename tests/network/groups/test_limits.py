"""The page "Was wir nicht schützen können" holds every known channel, by who can close it."""

from __future__ import annotations

import html

from django.test import Client

from wirwissen.network.groups.views.public import channels

# Typed by hand from the product's notes, so that nobody quietly drops one from the page.
KNOWN = {
    "mail_subject", "mail_from", "mail_preview", "mail_cc", "mail_autoreply", "calendar_title",
    "calendar_link", "video_name", "video_list", "video_recording", "social_follow",
    "third_party_requests", "gravatar", "link_preview", "browser_history", "back_button",
    "local_storage", "enumeration", "totp_label", "bank_line", "export_name", "logs",
    "member_list_claim", "cross_half", "imprint", "public_git", "speaker_page", "contacts_sync",
    "dns_sni", "small_numbers",
}  # fmt: skip


def test_every_known_channel_is_on_the_page(db: None) -> None:
    rows = [row for kind in channels().values() for row in kind]
    body = html.unescape(Client().get("/grenzen/").content.decode())

    assert KNOWN - {row["id"] for row in rows} == set()
    assert [row["id"] for row in rows if row["channel"] not in body] == []
    assert [row["id"] for row in rows if row["answer"] not in body] == []
