"""Every known channel has a test, or stands on "Was wir nicht schützen können" as nobody's to hold.

The channels are the product's own facts (groups/facts/leak_channels.json, with their source).
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from wirwissen.network.groups.views.public import channels

TESTS = Path(__file__).resolve().parents[1]
LEAKS, ACCOUNTS = "network/test_leaks", "foundation/accounts"
MAILS = f"{LEAKS}::test_mails_tell_nothing_in_headers_and_body"
VIDEO = "network/meetings/test_video"
# Typed by hand: what holds each channel that software can hold, wholly or partly.
HELD: dict[str, tuple[str, ...]] = {
    "mail_subject": (MAILS, "network/groups/test_post::test_a_member_gets_the_subject_they_picked"),
    "mail_from": (
        MAILS,
        "house/test_mails::test_the_headers_of_a_mail_name_neither_machine_nor_software",
    ),
    "mail_preview": (f"{LEAKS}::test_each_mail_there_is_tells_nothing_and_says_du",),
    "mail_cc": (MAILS, "foundation/mail/test_services::test_a_mail_has_exactly_one_recipient"),
    "mail_autoreply": (MAILS,),
    "calendar_title": (
        f"{LEAKS}::test_calendars_and_feeds_tell_nothing",
        "network/groups/test_calendars::test_a_calendar_says_termin_and_the_time_and_nothing_else",
    ),
    "calendar_link": (
        "network/meetings/test_evening_rules"
        "::test_calendar_shared_with_a_team_a_notetaker_bot_reads_it_no_link_in_the_calendar",
    ),
    "video_name": (
        f"{VIDEO}::test_a_room_is_made_with_the_safe_presets"
        "_and_joined_under_the_name_of_the_evening",
        f"{VIDEO}::test_the_server_learns_neither_group_nor_member_nor_date",
    ),
    "video_recording": (f"{VIDEO}::test_a_preset_left_out_is_caught_by_the_fake_server",),
    "social_follow": (
        "network/groups/test_views"
        "::test_the_public_page_shows_real_past_dates_without_an_account",
    ),
    "third_party_requests": (
        "house/test_page_states::test_a_page_is_well_in_this_state",
        "house/test_headers::test_a_page_has_the_whole_set",
    ),
    "gravatar": (
        f"{LEAKS}::test_no_page_holds_a_hash_of_an_address_or_asks_for_a_number_to_call",
    ),
    "link_preview": (f"{LEAKS}::test_no_page_behind_the_sign_in_offers_a_preview",),
    "back_button": (
        f"{LEAKS}::test_no_answer_is_kept_by_a_browser",
        "foundation/pages/test_exit::test_after_the_exit_the_session_is_dead",
    ),
    "local_storage": (
        f"{ACCOUNTS}/test_passkeys"
        "::test_scripts_are_allowed_on_the_two_pages_that_need_one_and_come_from_us",
    ),
    "enumeration": (
        "network/accounts/test_same_answers"
        "::test_known_and_unknown_get_the_same_answer_for_the_same_work",
        "network/test_same_answers::test_a_form_answers_the_same_whoever_it_is_about",
    ),
    "totp_label": (
        f"{ACCOUNTS}/test_second_step::test_what_the_app_shows_names_neither_house_nor_person",
        f"{ACCOUNTS}/test_passkeys::test_what_the_device_is_told_names_neither_house_nor_person",
    ),
    "export_name": (
        f"{LEAKS}::test_files_have_neutral_names",
        f"{LEAKS}::test_the_flyer_names_nobody_in_its_metadata",
    ),
    "logs": (
        f"{LEAKS}::test_the_log_tells_nothing",
        "foundation/core/test_logs::test_an_error_says_where_but_not_what",
    ),
    "member_list_claim": (
        "network/care/test_edge_cases::test_association_member_demands_the_member_list",
    ),
    "cross_half": (
        "network/test_edge_cases::test_same_mail_address_known_in_the_course_house",
        "house/test_contracts::test_the_two_houses_share_no_name",
    ),
    "imprint": (f"{LEAKS}::test_the_imprint_names_the_organisation_and_nobody_else",),
    "public_git": ("network/meetings/test_public_dates::test_public_by_choice_later_regrets",),
    "speaker_page": (f"{LEAKS}::test_no_public_page_names_a_member_or_whoever_speaks",),
    "contacts_sync": (
        f"{LEAKS}::test_no_page_holds_a_hash_of_an_address_or_asks_for_a_number_to_call",
    ),
    "small_numbers": (
        "network/test_edge_cases::test_regional_subgroup_of_4",
        "network/meetings/test_privacy"
        "::test_comparing_all_figures_ever_shown_gives_no_answer_away",
    ),
}  # fmt: skip


@cache
def names_in(module: str) -> frozenset[str]:
    """The tests of one module below tests/."""
    nodes = ast.parse((TESTS / f"{module}.py").read_text(encoding="utf-8")).body
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef))


def test_every_channel_that_software_can_hold_has_a_test_and_the_rest_stands_on_the_page() -> None:
    rows = channels()
    by_software = {row["id"] for kind in ("house", "partly") for row in rows[kind]}

    assert by_software == set(HELD)
    assert {row["id"] for row in rows["people"]} & set(HELD) == set()


def test_every_test_that_is_named_exists() -> None:
    named = (each.split("::") for tests in HELD.values() for each in tests)

    assert [(module, name) for module, name in named if name not in names_in(module)] == []
