"""The project's own Python environment in `.venv`, made from a lock file."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.runner import machine

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = {"runtime": "requirements.lock", "dev": "requirements-dev.lock"}
STAMP = VENV / "locks.installed"
BUILD = ROOT / "build"


def prepare(*, dev: bool) -> None:
    """Make `.venv` hold the locked packages and know where `src` is; cheap when nothing changed.

    `dev` takes the lock with the test tools, which contains the runtime lock. Raises
    `machine.Lacking` when the machine lacks a package that this program may not install.
    """
    with _one_at_a_time():
        if not _venv_works():
            _make_venv()
        name = "dev" if dev else "runtime"
        wanted = _stamp_line(name)
        if wanted not in _stamp():
            _install(name)
            # The dev lock contains the runtime lock, so both are in place after it.
            names = ("runtime", "dev") if dev else ("runtime",)
            STAMP.write_text("".join(f"{_stamp_line(n)}\n" for n in names), encoding="utf-8")
        _point_at_source()


def variables() -> dict[str, str]:
    """The environment for everything started here: a developer's own house settings stay out.

    Bytecode is kept whatever the machine says: without it every one of the hundreds of processes
    that a test run starts would compile its modules anew.
    """
    own = {"DJANGO_SETTINGS_MODULE", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    own |= {"PYTHONDONTWRITEBYTECODE"}
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in own and not key.startswith("WIRWISSEN_")
    }
    return kept | {"VIRTUAL_ENV": str(VENV), "PATH": f"{VENV / 'bin'}:{os.environ.get('PATH', '')}"}


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two terminals may start `demo` and `test` at once; only one of them installs."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "setup.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _venv_works() -> bool:
    """Whether `.venv` starts and belongs to a Python of our own version (upgrades break it)."""
    probe = "import sys; print('%d.%d' % sys.version_info[:2], sys.prefix)"
    try:
        answer = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == f"{_version()} {VENV}"


def _version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _make_venv() -> None:
    if VENV.exists():
        print(f"Making {VENV.name} anew: it does not fit this Python.", flush=True)
        shutil.rmtree(VENV)
    has_pip = importlib.util.find_spec("pip") is not None
    if not _has_ensurepip() and not has_pip:
        machine.install(["python3-venv"], why="to make a Python environment")
    if _has_ensurepip():
        arguments: list[str] = []
    elif has_pip:
        arguments = ["--without-pip"]  # ... and the pip outside fills it.
    else:
        raise machine.Lacking("python3-venv", why="to make a Python environment")
    subprocess.run([sys.executable, "-m", "venv", *arguments, str(VENV)], check=True)


def _has_ensurepip() -> bool:
    """Asked in a new process: apt may have brought it a moment ago."""
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _install(name: str) -> None:
    lock = ROOT / LOCK[name]
    print(f"Installing the packages of {lock.name} into {VENV.name} …", flush=True)
    inside = [str(PYTHON), "-m", "pip"]
    has_pip = subprocess.run([*inside, "--version"], capture_output=True, check=False)
    pip = inside
    if has_pip.returncode != 0:
        pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    options = ["--disable-pip-version-check", "--no-input", "-qq", "--require-hashes"]
    done = subprocess.run([*pip, "install", *options, "-r", str(lock)], check=False)
    if done.returncode != 0:
        sys.exit(f"pip could not install {lock.name}: its own words are above.")


def _stamp() -> list[str]:
    return STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() else []


def _stamp_line(name: str) -> str:
    content = (ROOT / LOCK[name]).read_bytes()
    return f"{name} {_version()} {hashlib.sha256(content).hexdigest()}"


def _point_at_source() -> None:
    """Make `import wirwissen` and the command `wirwissen` work, without a build tool."""
    packages = VENV / "lib" / f"python{_version()}" / "site-packages"
    _write(packages / "wirwissen.pth", f"{ROOT / 'src'}\n")
    # A shell line instead of a Python shebang: those break in folders with a space.
    launcher = VENV / "bin" / "wirwissen"
    _write(launcher, f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -m wirwissen "$@"\n')
    launcher.chmod(0o755)


def _write(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
