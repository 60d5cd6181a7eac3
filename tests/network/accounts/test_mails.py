"""Mails about one's account: nobody can be called here, so each says what one does oneself."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from tests.house.collect import ROOT
from tests.house.words import too_long_sentences

MAILS = sorted(
    f"accounts/mail/{path.name}"
    for path in (ROOT / "src/wirwissen/foundation/accounts/templates/accounts/mail").glob("*.txt")
)
# Whoever reads one of these and did nothing has to do something.
ALARMS = (
    "address_changed", "address_will_change", "passkey_added", "password_changed",
    "recovery_code_made", "second_step_off", "second_step_on",
)  # fmt: skip
_CALLS = re.compile(r"\b(?:ruf\w*|an(?:ge)?ruf\w*|telefon\w*|büro\w*)\b", re.IGNORECASE)
_DOES = re.compile(r"\b(?:melde dich an|setzt du|sag es|sprich mit)\b", re.IGNORECASE)


def written(template: str) -> str:
    facts = {"code": "7K3F-9Q2M", "token": "t0k3n", "house_address": settings.HOUSE_ADDRESS}
    return render_to_string(template, facts)


@pytest.mark.parametrize("template", MAILS)
def test_no_mail_of_this_house_sends_anybody_to_the_telephone(template: str) -> None:
    text = written(template)

    long = [each for line in text.splitlines() for each in too_long_sentences(line)]
    assert (_CALLS.findall(text), long) == ([], [])


@pytest.mark.parametrize("name", ALARMS)
def test_a_mail_that_frightens_says_what_to_do(name: str) -> None:
    assert _DOES.search(written(f"accounts/mail/{name}.txt")) is not None
