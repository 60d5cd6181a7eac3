"""veraPDF, which is not ours, reads every paper; files that must fail show that it looks."""

import json
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
import typst

from tests.pdf_check import check_pdfs, what_is_missing
from wirwissen.course.credentials.papers.letters import printable_code_points
from wirwissen.course.credentials.papers.render import PAPERS, Attachment, Paper, render

from . import samples

RECORD = Attachment(name="lernstand.json", text="{}", description="Maschinenlesbare Fassung")


def good_papers() -> dict[str, bytes]:
    papers = {
        name: render(paper, facts=facts.as_json(), issued_at=samples.ISSUED_AT)
        for name, (paper, facts) in samples.all_papers().items()
    }
    papers["with record"] = render(
        Paper.CERTIFICATE,
        facts=samples.certificate().as_json(),
        issued_at=samples.ISSUED_AT,
        attachments=[RECORD],
    )
    every_letter = " ".join(chr(code) for code in sorted(printable_code_points()))
    facts = samples.letter(subject=every_letter, paragraphs=(every_letter,), specimen=True)
    papers["every letter"] = render(
        Paper.LETTER, facts=facts.as_json(), issued_at=samples.ISSUED_AT
    )
    return papers


def without_standards() -> bytes:
    """Our certificate as a plain PDF: it carries neither mark nor tags."""
    return typst.compile(
        PAPERS / "certificate.typ",
        font_paths=[PAPERS / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"facts": json.dumps(samples.certificate().as_json())},
        pdf_tags=False,
        timestamp=0,
    )


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def drop_alternative_text(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            del item["/Alt"]


def add_script(pdf: pikepdf.Pdf) -> None:
    # An archive file must not act; PDF/UA has nothing against it.
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))
    pdf.Root["/OpenAction"] = action


@pytest.mark.java
def test_every_paper_meets_both_standards_and_each_control_file_fails_its_own() -> None:
    good = good_papers()
    certificate = good["certificate"]
    controls = {
        "plain": without_standards(),
        "no alternative text": changed(certificate, drop_alternative_text),
        "with a script": changed(certificate, add_script),
        "only saved again": changed(certificate, lambda pdf: None),
        "no PDF": b"%PDF-1.7 and nothing more",
    }

    verdicts = dict(
        zip([*good, *controls], check_pdfs([*good.values(), *controls.values()]), strict=True)
    )

    passed = {name: [v.passed for v in both] for name, both in verdicts.items()}
    assert passed == {name: [True, True] for name in good} | {
        "plain": [False, False],
        "no alternative text": [True, False],
        "with a script": [False, True],
        "only saved again": [True, True],
        "no PDF": [False, False],
    }
    assert all(v.checks > 500 for name in good for v in verdicts[name])


def test_a_checker_without_java_names_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "true")

    assert what_is_missing()[:2] == ["java", "javac"]
    with pytest.raises(pytest.fail.Exception, match="needs java, javac"):
        check_pdfs([b""])


def test_a_checker_without_java_skips_loudly_outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match="needs java, javac"):
        check_pdfs([b""])
