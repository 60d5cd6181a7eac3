"""PDF papers through the whole check: which are taken, which are refused and why."""

import re
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name

from wirwissen.foundation.uploads.check import (
    Accepted,
    Kind,
    Limits,
    Reason,
    Rejected,
    check_upload,
)

from . import make


def test_a_paper_is_taken_with_its_pages_and_its_text() -> None:
    sent = make.pdf(pages=3)

    result = check_upload(sent)

    assert isinstance(result, Accepted)
    assert (result.kind, result.media_type, result.pages) == (Kind.PDF, "application/pdf", 3)
    assert result.attachments_removed is False
    assert make.names_and_text_of(result.content)[1].count(b"(Lebenslauf)") == 3


@pytest.mark.parametrize("options", [{}, {"linearize": True}, {"min_version": "2.0"}])
@pytest.mark.parametrize("mode", pikepdf.ObjectStreamMode.__members__.values())
def test_papers_are_taken_however_they_are_saved(
    options: dict[str, Any], mode: pikepdf.ObjectStreamMode
) -> None:
    assert isinstance(check_upload(make.pdf(object_stream_mode=mode, **options)), Accepted)


def test_the_same_paper_gives_the_same_bytes() -> None:
    sent = make.pdf()

    assert check_upload(sent) == check_upload(sent)


def test_a_paper_with_a_password_is_refused() -> None:
    sent = make.pdf(encryption=Encryption(owner="owner", user="secret"))

    assert check_upload(sent) == Rejected(Reason.PASSWORD)


def test_a_paper_locked_against_copying_is_refused() -> None:
    sent = make.pdf(encryption=Encryption(owner="owner", user=""))

    assert check_upload(sent) == Rejected(Reason.LOCKED)


def test_two_hundred_pages_are_taken_and_one_more_is_not() -> None:
    result = check_upload(make.pdf(pages=200))

    assert isinstance(result, Accepted)
    assert result.pages == 200
    assert check_upload(make.pdf(pages=201)) == Rejected(Reason.TOO_MANY_PAGES)


def test_the_number_of_pages_follows_the_limits_given() -> None:
    refused = check_upload(make.pdf(pages=3), limits=Limits(max_pages=2))

    assert refused == Rejected(Reason.TOO_MANY_PAGES)


@pytest.mark.parametrize("stated", [b"10000", b"1"])
def test_ten_thousand_pages_are_refused_even_if_the_file_states_one(stated: bytes) -> None:
    sent = make.pdf(
        pages=10_000, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False
    )
    sent = re.sub(rb"/Count 10000", b"/Count " + stated.ljust(5), sent)

    assert check_upload(sent) == Rejected(Reason.TOO_MANY_PAGES)


def test_a_page_tree_that_bites_its_tail_or_doubles_is_no_danger() -> None:
    def double(document: pikepdf.Pdf) -> None:
        node = document.Root.Pages
        for _ in range(40):
            node = document.make_indirect(
                Dictionary(Type=Name.Pages, Count=1, Kids=Array([node, node]))
            )
        document.Root.Pages = node

    def bite(document: pikepdf.Pdf) -> None:
        document.Root.Pages.Kids.append(document.Root.Pages)

    for change in (double, bite):
        document = pikepdf.new()
        document.add_blank_page()
        change(document)
        result = check_upload(raw_pdf(document))
        assert isinstance(result, Rejected), change


def raw_pdf(document: pikepdf.Pdf) -> bytes:
    """Written object by object: pikepdf itself would mend the page tree while saving."""
    body = b"%PDF-1.7\n"
    places = []
    for number, thing in enumerate(document.objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, thing.unparse(resolved=True))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    root = document.trailer.Root.objgen[0]
    end = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n" % (len(places) + 1, root, len(body))
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    return body + head + table + end + b"%%EOF\n"


@pytest.mark.parametrize("missing", [7, 200, 600])
def test_a_paper_whose_end_is_missing_is_refused(missing: int) -> None:
    assert check_upload(make.pdf(pages=3)[:-missing]) == Rejected(Reason.DAMAGED)


def test_a_paper_with_a_wrong_table_of_contents_is_mended() -> None:
    sent = re.sub(rb"startxref\n\d+", b"startxref\n12345", make.pdf(pages=3))

    result = check_upload(sent)

    assert isinstance(result, Accepted)
    assert (result.pages, result.content.count(b"%%EOF")) == (3, 1)


def test_a_paper_that_lost_its_middle_is_refused() -> None:
    sent = make.pdf(pages=3, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    first = re.search(rb"\n\d+ 0 obj\n<< /Length", sent)
    assert first

    broken = sent[: first.start()] + sent[sent.index(b"xref\n") :]

    assert check_upload(broken) == Rejected(Reason.DAMAGED)


def test_a_paper_without_pages_is_refused() -> None:
    assert check_upload(make.saved(pikepdf.new())) == Rejected(Reason.DAMAGED)
