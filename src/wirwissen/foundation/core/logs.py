"""The log file: what happened, never to whom."""

import logging
import re
import traceback
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

KEEP_DAYS = 7  # files, today's included (product/trust.md, T10)
_VALUE = re.compile(r"%[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]")


class QuietFile(logging.FileHandler):
    """One file a day; writes where an error happened, but no values: they may be personal.

    Several processes share the folder, so no file is ever renamed: each line goes to the file of
    its day, and files of old days are deleted.
    """

    def __init__(self, folder: str) -> None:
        self._folder, self._day = Path(folder), _today()
        self._folder.mkdir(parents=True, exist_ok=True)
        super().__init__(_file_of(self._folder, self._day), encoding="utf-8", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        if self._day != _today():
            self.close()
            self._day = _today()
            self.baseFilename = str(_file_of(self._folder, self._day).absolute())
        try:
            if self.stream is None:
                drop_old_logs(self._folder)
            super().emit(record)
        except OSError:  # a full or vanished disk: the page itself must still come
            self.handleError(record)

    def format(self, record: logging.LogRecord) -> str:
        quiet = logging.makeLogRecord(record.__dict__)
        if record.name.partition(".")[0] != "wirwissen":
            quiet.msg, quiet.args = _without_values(record), ()
        if record.exc_info and record.exc_info[0] is not None:
            kind, error, trace = record.exc_info
            places = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
            quiet.exc_info, quiet.exc_text = None, None
            # SQLite names its errors without values ("SQLITE_BUSY"); messages may quote people.
            cause = getattr(getattr(error, "__cause__", None), "sqlite_errorname", "")
            quiet.msg = f"{quiet.msg} [{kind.__name__} {cause} at {' > '.join(places[-6:])}]"
        return super().format(quiet)


def drop_old_logs(folder: Path) -> None:
    """Delete the files of days that have passed; any other file stays."""
    first = _today() - timedelta(days=KEEP_DAYS - 1)
    for path in folder.glob("house-????-??-??.log"):
        if path.name < _file_of(folder, first).name:
            path.unlink(missing_ok=True)


def _without_values(record: logging.LogRecord) -> str:
    """A library's sentence without what it filled in: a path may hold a token, a text a name."""
    status = getattr(record, "status_code", "")
    # Without arguments the values stand in the sentence already.
    words = _VALUE.sub("-", str(record.msg)) if record.args else ""
    return f"{status} {words}".strip()


def _file_of(folder: Path, day: date) -> Path:
    return folder / f"house-{day}.log"


def _today() -> date:
    """By the machine's clock: this is about a disk, also where the house's clock moves."""
    return datetime.now(UTC).date()
