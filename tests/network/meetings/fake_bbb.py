"""A small BigBlueButton of our own: it checks every parameter and checksum it is sent."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

SECRET = "geheimes-wort"
CREATED = "1803654321000"
# What a real server would have to be told, and nothing beyond it: a further parameter is a fault.
CREATE = {
    "meetingID", "name", "duration", "logoutURL", "record", "autoStartRecording",
    "allowStartStopRecording", "learningDashboardEnabled", "disabledFeatures", "guestPolicy",
    "muteOnStart", "allowModsToUnmuteUsers", "notifyRecordingIsOn", "endWhenNoModerator",
    "meetingExpireIfNoUserJoinedInMinutes", "meetingExpireWhenLastUserLeftInMinutes",
}  # fmt: skip
JOIN = {
    "meetingID", "fullName", "userID", "role", "createTime", "guest", "excludeFromDashboard",
    "redirect",
}  # fmt: skip
SAFE = {
    "record": "false", "autoStartRecording": "false", "allowStartStopRecording": "false",
    "learningDashboardEnabled": "false", "guestPolicy": "ASK_MODERATOR",
    "disabledFeatures": "learningDashboard,learningDashboardDownloadSessionData",
}  # fmt: skip
EXPECTED = {"create": CREATE, "join": JOIN, "end": {"meetingID"}}


@dataclass
class FakeServer:
    """What was asked, in order, and what was wrong with it."""

    address: str = ""
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    rooms: set[str] = field(default_factory=set)

    def answer(self, call: str, query: str) -> str:
        """The answer of one call; every fault is written down and refused."""
        faults = self._faults(call, query)
        given = dict(parse_qsl(query, keep_blank_values=True))
        self.calls.append((call, given))
        self.faults += faults
        if faults:
            return "<response><returncode>FAILED</returncode></response>"
        if call == "create":
            self.rooms.add(given["meetingID"])
        if call == "end":
            self.rooms.discard(given["meetingID"])
        return (
            f"<response><returncode>SUCCESS</returncode><createTime>{CREATED}</createTime>"
            "</response>"
        )

    def _faults(self, call: str, query: str) -> list[str]:
        signed, _, checksum = query.rpartition("&checksum=")
        wanted = hashlib.sha256(f"{call}{signed}{SECRET}".encode()).hexdigest()
        pairs = parse_qsl(signed, keep_blank_values=True)
        given = dict(pairs)
        found = [] if checksum == wanted else ["checksum"]
        if call not in EXPECTED:
            return [*found, f"unknown call {call}"]
        if len(pairs) != len(given):
            found.append("a parameter twice")
        found += [f"missing {name}" for name in sorted(EXPECTED[call] - set(given))]
        found += [f"unknown {name}" for name in sorted(set(given) - EXPECTED[call])]
        found += [f"empty {name}" for name, value in given.items() if not value]
        if call == "create":
            found += [f"unsafe {name}" for name in SAFE if given.get(name) != SAFE[name]]
        if call in {"join", "end"} and given.get("meetingID") not in self.rooms:
            found.append("no such room")
        if call == "join" and given.get("createTime") != CREATED:
            found.append("another creation")
        if call == "join" and given.get("role") not in {"MODERATOR", "VIEWER"}:
            found.append("no such role")
        return found


@contextmanager
def running() -> Iterator[FakeServer]:
    """Serve on a free port of the loopback until the end of the block."""
    fake = FakeServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            body = fake.answer(path.rpartition("/")[2], query).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.address = f"http://127.0.0.1:{server.server_port}/bigbluebutton/api/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
