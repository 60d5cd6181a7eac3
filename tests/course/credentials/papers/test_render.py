"""Papers come out whole, the same each time, and with typed text as nothing but text."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirwissen.course.credentials.papers.facts import Facts
from wirwissen.course.credentials.papers.letters import printable_code_points
from wirwissen.course.credentials.papers.render import Attachment, Paper, PaperProblem, render

from . import samples
from .pdf_text import words_of

ODD_NAME = r"""#panic("a") [b] $x^2$ \ *c* _d_ <script>e</script> "f" 'g' -- ... ~ @h // i /* = """


def printed(paper: Paper, facts: Facts) -> bytes:
    return render(paper, facts=facts.as_json(), issued_at=samples.ISSUED_AT)


def pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


@pytest.mark.parametrize("sample", samples.all_papers())
def test_every_sample_fits_on_one_page(sample: str) -> None:
    assert pages(printed(*samples.all_papers()[sample])) == 1


def test_a_sheet_for_24_and_two_guests_stands_on_one_page() -> None:
    names = (samples.NAMES * 2)[:24]

    sheet = samples.attendance_sheet(names=names, guests=samples.NAMES[:2])

    assert pages(printed(Paper.ATTENDANCE_SHEET, sheet)) == 1


def test_lists_and_letters_may_go_on_to_a_second_page() -> None:
    many = tuple(f"{name} {i}" for i in range(3) for name in samples.NAMES)

    counts = [
        pages(printed(Paper.DOOR_LIST, samples.door_list(names=many))),
        pages(printed(Paper.ATTENDANCE_SHEET, samples.attendance_sheet(names=many))),
        pages(printed(Paper.LETTER, samples.letter(paragraphs=("Ein Absatz. " * 60,) * 6))),
    ]

    assert counts == [3, 2, 2]


def test_same_facts_give_the_same_bytes_whatever_was_printed_before() -> None:
    first = {name: printed(*sample) for name, sample in samples.all_papers().items()}

    again = {name: printed(*samples.all_papers()[name]) for name in reversed(first)}

    assert first == again


def test_the_zone_of_the_moment_does_not_change_the_bytes() -> None:
    facts = samples.letter().as_json()
    elsewhere = samples.ISSUED_AT.astimezone(timezone(timedelta(hours=5)))

    assert render(Paper.LETTER, facts=facts, issued_at=samples.ISSUED_AT) == render(
        Paper.LETTER, facts=facts, issued_at=elsewhere
    )


def test_threads_do_not_mix_up_their_people() -> None:
    names = [f"Person {i}" for i in range(12)]

    with ThreadPoolExecutor(4) as pool:
        pdfs = list(pool.map(lambda n: printed(Paper.LETTER, samples.letter(signed_by=n)), names))

    assert [words_of(pdf).rsplit("Grüße ")[-1] for pdf in pdfs] == names


@pytest.mark.parametrize(
    ("paper", "facts"),
    [
        (Paper.CERTIFICATE, samples.certificate(name=ODD_NAME)),
        (Paper.ATTENDANCE_CONFIRMATION, samples.confirmation(name=ODD_NAME)),
        (Paper.DOOR_LIST, samples.door_list(names=(ODD_NAME,))),
        (Paper.ATTENDANCE_SHEET, samples.attendance_sheet(names=(ODD_NAME,))),
        (Paper.LETTER, samples.letter(paragraphs=(ODD_NAME,))),
    ],
)
def test_markup_typed_into_a_name_comes_out_literally(paper: Paper, facts: Facts) -> None:
    # Without spaces: a long name may be parted at a slash.
    assert "".join(ODD_NAME.split()) in "".join(words_of(printed(paper, facts)).split())


@settings(max_examples=15, deadline=None)
@given(
    st.text(
        st.sampled_from([chr(code) for code in sorted(printable_code_points())]),
        min_size=1,
        max_size=60,
    )
)
def test_any_printable_text_can_be_a_name(name: str) -> None:
    assert pages(printed(Paper.CERTIFICATE, samples.certificate(name=f"A {name}"))) == 1


@pytest.mark.parametrize("name", ["李 明", "Kim 😀", "Ayla\u202eDemirci", "שלום"])
def test_a_letter_without_a_shape_is_refused_without_naming_the_person(name: str) -> None:
    with pytest.raises(PaperProblem, match=r"^certificate: letters without a") as problem:
        printed(Paper.CERTIFICATE, samples.certificate(name=f"Demirci {name}"))

    assert "Demirci" not in str(problem.value)


def test_more_than_a_page_holds_is_refused_and_never_cut() -> None:
    modules = samples.certificate().modules * 6

    with pytest.raises(PaperProblem, match=r"^certificate: more than fits on one page$"):
        printed(Paper.CERTIFICATE, samples.certificate(modules=modules))


def test_a_compiler_error_is_told_without_the_facts() -> None:
    facts = samples.letter().as_json() | {"written_on": "Demirci"}

    with pytest.raises(PaperProblem) as problem:
        render(Paper.LETTER, facts=facts, issued_at=samples.ISSUED_AT)

    assert str(problem.value) == "letter: the compiler refused it"
    assert problem.value.__cause__ is None


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        render(
            Paper.LETTER,
            facts=samples.letter().as_json(),
            issued_at=datetime(2027, 1, 1),  # noqa: DTZ001  # what is tested
        )


def test_metadata_name_the_paper_and_the_house_but_no_person() -> None:
    found = {}
    for paper, facts in dict(samples.all_papers().values()).items():
        with pikepdf.open(BytesIO(printed(paper, facts))) as pdf:
            found[paper] = (str(pdf.docinfo["/Title"]), str(pdf.docinfo["/Author"]))
            assert str(pdf.Root["/Lang"]) == "de-DE"

    assert found == {
        Paper.CERTIFICATE: ("Zertifikat", "EX-IN Deutschland e. V."),
        Paper.ATTENDANCE_CONFIRMATION: ("Teilnahmebescheinigung", "Bildungshaus Rheinaue"),
        Paper.DOOR_LIST: ("Türliste", "Bildungshaus Rheinaue"),
        Paper.ATTENDANCE_SHEET: ("Anwesenheitsliste", "Bildungshaus Rheinaue"),
        Paper.LETTER: ("Brief", "Bildungshaus Rheinaue"),
    }


def test_an_attached_record_comes_out_as_it_went_in() -> None:
    text = '{"format":"learning-record/1","name":"Ayla #[x] ß 李"}'
    record = Attachment(name="lernstand.json", text=text, description="Maschinenlesbare Fassung")

    pdf = render(
        Paper.CERTIFICATE,
        facts=samples.certificate().as_json(),
        issued_at=samples.ISSUED_AT,
        attachments=[record],
    )

    with pikepdf.open(BytesIO(pdf)) as document:
        files = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
    assert files == {"lernstand.json": text.encode()}
