"""A small client for BigBlueButton's interface: create a meeting, make a link to join it, end it.

Every call is a query string with a checksum over its name, its parameters and the shared secret
(https://docs.bigbluebutton.org/development/api/, "Usage"). The presets let nothing be recorded and
nobody be watched; they are sent with each `create`, whatever the server's own defaults are.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

TIMEOUT = 8  # seconds
_MOST_BYTES = 64 * 1024
_SUCCESS = re.compile(r"<returncode>\s*SUCCESS\s*</returncode>")
_CREATE_TIME = re.compile(r"<createTime>\s*([0-9]{1,20})\s*</createTime>")

# Source: product/network-house.md, 9. Each is the reason why nobody can be recorded or watched.
SAFE_PRESETS: Mapping[str, str] = {
    "record": "false",
    "autoStartRecording": "false",
    "allowStartStopRecording": "false",
    "learningDashboardEnabled": "false",  # servers before 2.4; later ones read the next line
    "disabledFeatures": "learningDashboard,learningDashboardDownloadSessionData",
    "guestPolicy": "ASK_MODERATOR",
    "muteOnStart": "true",
    "allowModsToUnmuteUsers": "false",
    "notifyRecordingIsOn": "false",
    "endWhenNoModerator": "false",
    "meetingExpireIfNoUserJoinedInMinutes": "30",
    "meetingExpireWhenLastUserLeftInMinutes": "5",
}


class VideoTrouble(Exception):
    """The video server does not answer, or says no. Carries no address and no name."""


@dataclass(frozen=True)
class Server:
    """A server's interface: its address up to and including `/api/`, and its secret."""

    address: str
    secret: str

    def url(self, call: str, parameters: Mapping[str, str]) -> str:
        """The whole address of one call, with its checksum (SHA-256)."""
        query = urlencode(parameters)
        checksum = hashlib.sha256(f"{call}{query}{self.secret}".encode()).hexdigest()
        return f"{self.address.rstrip('/')}/{call}?{query}&checksum={checksum}"

    def create(self, meeting_id: str, *, name: str, minutes: int, back_to: str) -> str:
        """Make a meeting, or find it made already; gives its creation time, which joining needs.

        `meeting_id` is random and `name` neutral: the server's operator reads both. Raises
        `VideoTrouble`.
        """
        answer = self._ask(
            "create",
            {
                "meetingID": meeting_id,
                "name": name,
                "duration": str(minutes),
                "logoutURL": back_to,
                **SAFE_PRESETS,
            },
        )
        found = _CREATE_TIME.search(answer)
        if found is None:
            raise VideoTrouble("create: no creation time")
        return found[1]

    def join_url(
        self, meeting_id: str, *, name: str, seat: str, is_host: bool, created: str
    ) -> str:
        """Where one person's browser goes: under the name of the evening and a random id."""
        return self.url(
            "join",
            {
                "meetingID": meeting_id,
                "fullName": name,
                "userID": seat,
                "role": "MODERATOR" if is_host else "VIEWER",
                "createTime": created,
                "guest": "false",
                "excludeFromDashboard": "true",
                "redirect": "true",
            },
        )

    def end(self, meeting_id: str) -> None:
        """End a meeting. Raises `VideoTrouble`, also if it has ended by itself."""
        self._ask("end", {"meetingID": meeting_id})

    def _ask(self, call: str, parameters: Mapping[str, str]) -> str:
        address = self.url(call, parameters)
        if not address.startswith(("https://", "http://")):
            raise VideoTrouble(f"{call}: no web address")
        opener = build_opener(ProxyHandler({}))  # never through a proxy of the environment
        try:
            with opener.open(Request(address), timeout=TIMEOUT) as response:  # noqa: S310  (checked)
                text: str = response.read(_MOST_BYTES).decode("utf-8", "replace")
        except (URLError, OSError, ValueError):
            raise VideoTrouble(f"{call}: no answer") from None
        if _SUCCESS.search(text) is None:
            raise VideoTrouble(f"{call}: refused")
        return text
