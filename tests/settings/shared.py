"""What all test settings share: fast hashing, keys in a throw-away folder, a clock that moves."""

import os
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="wirwissen-tests-"))
os.environ["WIRWISSEN_VAR"] = str(_folder / "var")
os.environ["WIRWISSEN_KEYS"] = str(_folder / "keys")
os.environ["WIRWISSEN_HOST"] = "kurs.localhost"
os.environ["WIRWISSEN_SCHEME"] = "http"

from wirwissen.foundation.sealed.store import write_instance_key  # noqa: E402

write_instance_key(_folder / "keys" / "instance.key")
(_folder / "var" / "media").mkdir(parents=True)
(_folder / "keys" / "secret").write_text("only-for-tests-" + "x" * 40)
