"""What the tests need from the machine, where it is, and the Debian package that brings it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


class Lacking(Exception):
    """The machine lacks a package that this program may not install; the text says which."""

    def __init__(self, package: str, *, why: str) -> None:
        super().__init__(f"Install the package {package} {why}: apt-get install {package}")


def chromium() -> Path | None:
    """The browser of the page tests: at best the one without a window, which draws much faster."""
    found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return Path(found) if found else None


def postgres_programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl`: Debian keeps them off the search path."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    newest_first = sorted(folders, key=lambda folder: float(folder.parent.name), reverse=True)
    if newest_first:
        return newest_first[0]
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def java() -> Path | None:
    """The Java of the PDF checker; `None` too where the compiler or JAXB is missing."""
    found = shutil.which("java")
    whole = shutil.which("javac") and Path("/usr/share/java/jaxb-runtime.jar").exists()
    return Path(found) if found and whole else None


def _fonts() -> Path | None:
    return next(Path("/usr/share/fonts").glob("**/*.ttf"), None)


def _libatomic() -> Path | None:
    """Playwright's driver is a Node.js that links to it; a bare Debian has none."""
    return next(Path("/usr/lib").glob("**/libatomic.so.1"), None)


@dataclass(frozen=True)
class Tool:
    """One thing the tests use, and the packages that bring it."""

    name: str
    find: Callable[[], Path | None]
    packages: tuple[str, ...]


TOOLS = (
    Tool("Chromium", chromium, ("chromium-headless-shell",)),
    Tool("fonts for Chromium", _fonts, ("fonts-dejavu-core",)),
    Tool("library for Playwright", _libatomic, ("libatomic1",)),
    Tool("PostgreSQL", postgres_programs, ("postgresql",)),
    Tool("Java", java, ("default-jdk-headless", "libjaxb-java")),
)


def provide_test_tools() -> None:
    """Install what the tests lack, as root by apt; otherwise say loudly what will be skipped."""
    missing = [tool for tool in TOOLS if tool.find() is None]
    if not missing:
        return
    install(_packages(missing), why="for the tests")
    still = [tool for tool in missing if tool.find() is None]
    if still:
        names = ", ".join(tool.name for tool in still)
        print(f"!!! Missing here: {names}. Its tests will be SKIPPED (with CI=true: they fail).")
        print(f"!!! To run them: apt-get install {' '.join(_packages(still))}", flush=True)


def _packages(tools: Sequence[Tool]) -> list[str]:
    return [package for tool in tools for package in tool.packages]


def install(packages: Sequence[str], *, why: str) -> None:
    """Install Debian packages when we are root and have apt; otherwise do nothing."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print(f"Installing {' '.join(packages)} {why} …", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # A stale list makes apt ask for versions that are gone; a failed update may still do.
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)
