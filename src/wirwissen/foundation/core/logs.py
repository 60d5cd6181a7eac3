"""The log file: what happened, never to whom."""

import logging
import logging.handlers
import traceback
from pathlib import Path


class QuietFile(logging.handlers.TimedRotatingFileHandler):
    """Keeps seven days; writes where an error happened, but no values: they may be personal."""

    def __init__(self, filename: str, **options: object) -> None:
        Path(filename).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(filename, **options)  # type: ignore[arg-type]

    def format(self, record: logging.LogRecord) -> str:
        quiet = logging.makeLogRecord(record.__dict__)
        if record.exc_info and record.exc_info[0] is not None:
            kind, error, trace = record.exc_info
            places = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
            quiet.exc_info, quiet.exc_text = None, None
            # SQLite names its errors without values ("SQLITE_BUSY"); messages may quote people.
            cause = getattr(getattr(error, "__cause__", None), "sqlite_errorname", "")
            quiet.msg = f"{record.msg} [{kind.__name__} {cause} at {' > '.join(places[-6:])}]"
        if record.name.startswith("django.request"):
            # Django puts the path into the arguments; a path may hold a token.
            quiet.msg, quiet.args = f"{quiet.msg}".replace("%s", "-"), ()
        return super().format(quiet)
