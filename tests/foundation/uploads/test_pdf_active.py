"""What acts in a PDF is gone after the check, and what there is to read is still there."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, NameTree, String

from wirwissen.foundation.uploads.check import Accepted, Reason, Rejected, check_upload

from . import make

SCRIPT = "app.alert.active"  # no brackets: they would be escaped
# No name of these, as key or as value, may be left anywhere in a paper we keep.
ACTIVE = {
    *("/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/EmbeddedFiles"),
    *("/EF", "/AF", "/RichMedia", "/RichMediaContent", "/XFA", "/AcroForm", "/GoToR", "/GoToE"),
    *("/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound", "/FileAttachment", "/3DD"),
    *("/Metadata", "/Info", "/PieceInfo", "/Thumb", "/Widget", "/Perms"),
}
Change = Callable[[pikepdf.Pdf], object]


def script(document: pikepdf.Pdf) -> Dictionary:
    return make.action("JavaScript", JS=document.make_stream(SCRIPT.encode()))


def open_action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = script(document)


def launch(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = make.action("Launch", F=String("calc.exe"), Win=Dictionary())


def named_script(document: pikepdf.Pdf) -> None:
    tree = NameTree.new(document)
    tree["start"] = script(document)
    document.Root.Names = Dictionary(JavaScript=tree.obj)


def page_script(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=script(document), C=make.action("Launch"))


def link_chain(document: pikepdf.Pdf) -> None:
    chain = make.action("GoTo", D=Array([0, Name.Fit]), Next=Array([script(document)]))
    make.annotate(document, Subtype=Name.Link, A=chain, PA=script(document))


def bookmark_script(document: pikepdf.Pdf) -> None:
    item = Dictionary(Title=String("Seite"), A=document.make_indirect(script(document)))
    document.Root.Outlines = Dictionary(First=document.make_indirect(item))


def hidden_behind_a_font(document: pikepdf.Pdf) -> None:
    resources = document.pages[0].obj.Resources
    resources.Font.AA = Dictionary(Type=Name.Font, O=script(document), JS=String(SCRIPT))


def in_the_structure(document: pikepdf.Pdf) -> None:
    element = Dictionary(S=Name.P, AF=Array([]), K=Array([script(document)]))
    document.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)


def media(document: pikepdf.Pdf) -> None:
    for subtype in ("RichMedia", "Movie", "Sound", "Screen", "3D"):
        make.annotate(
            document,
            Subtype=Name("/" + subtype),
            RichMediaContent=Dictionary(),
            A=make.action("Rendition", JS=String(SCRIPT)),
        )


def remote_links(document: pikepdf.Pdf) -> None:
    for kind in ("GoToR", "GoToE", "SubmitForm", "ImportData", "ResetForm", "Named"):
        make.annotate(document, Subtype=Name.Link, A=make.action(kind, F=String("file:///x")))


def form_script(document: pikepdf.Pdf) -> None:
    make.annotate(
        document,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("alter"),
        AA=Dictionary(K=script(document)),
    )
    field = document.pages[0].obj.Annots[0]
    document.Root.AcroForm = Dictionary(Fields=Array([field]), CO=Array([field]))


def static_xfa(document: pikepdf.Pdf) -> None:
    form_script(document)
    document.Root.AcroForm.XFA = document.make_stream(b"<xdp><script>x</script></xdp>")


def metadata(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = String(SCRIPT)
    with document.open_metadata() as words:
        words["dc:title"] = SCRIPT
    page = document.pages[0].obj
    page.PieceInfo = Dictionary(App=Dictionary(Private=String(SCRIPT)))
    page.Thumb = document.make_stream(SCRIPT.encode())


def signature(document: pikepdf.Pdf) -> None:
    document.Root.Perms = Dictionary(DocMDP=Dictionary(Type=Name.Sig, Contents=String(SCRIPT)))


def outside_stream(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(b"", F=String("/etc/" + SCRIPT))
    document.pages[0].obj.Resources.XObject = Dictionary(Im=stream)


@pytest.mark.parametrize(
    "change",
    [
        *(open_action, launch, named_script, page_script, link_chain, bookmark_script, media),
        *(hidden_behind_a_font, in_the_structure, remote_links, form_script, static_xfa),
        *(metadata, signature, outside_stream),
    ],
)
def test_what_acts_is_gone_and_the_text_is_still_there(change: Change) -> None:
    sent = make.pdf(change)
    before, _ = make.names_and_text_of(sent)
    assert before & ACTIVE or b"/etc/" in sent

    result = check_upload(sent)

    assert isinstance(result, Accepted)
    after, text = make.names_and_text_of(result.content)
    allowed = {"/AA"} if change is hidden_behind_a_font else set()
    assert after & ACTIVE == allowed
    assert SCRIPT.encode() not in result.content + text
    assert b"(Lebenslauf)" in text


def test_keys_nobody_knows_are_gone_from_catalogue_names_pages_and_links() -> None:
    def change(document: pikepdf.Pdf) -> None:
        make.annotate(document, Subtype=Name.Link, A=make.action("GoTo", D=Array([0])))
        document.Root.Names = Dictionary(Dests=Dictionary(Names=Array([])))
        page = document.pages[0].obj
        holders = {"A": document.Root, "B": document.Root.Names, "C": page, "D": page.Annots[0]}
        for letter, holder in holders.items():
            holder[Name("/Vendor" + letter)] = String("does something one day")

    sent = make.pdf(change)
    result = check_upload(sent)

    assert isinstance(result, Accepted)
    vendors = {"/VendorA", "/VendorB", "/VendorC", "/VendorD"}
    assert make.names_and_text_of(sent)[0] & vendors == vendors
    assert make.names_and_text_of(result.content)[0] & vendors == set()


def attach(document: pikepdf.Pdf) -> None:
    document.attachments["evil.exe"] = b"MZ evil"


def attach_to_a_page(document: pikepdf.Pdf) -> None:
    file = document.make_stream(b"MZ evil", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("evil.exe"), EF=Dictionary(F=file))
    make.annotate(document, Subtype=Name.FileAttachment, FS=document.make_indirect(spec))


def attach_without_reference(document: pikepdf.Pdf) -> None:
    file = document.make_stream(b"MZ evil", Type=Name.EmbeddedFile)
    files = Array([String("evil.exe"), Dictionary(EF=Dictionary(F=file))])
    document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=files))


@pytest.mark.parametrize("change", [attach, attach_to_a_page, attach_without_reference])
def test_attached_files_are_gone_and_the_result_says_so(change: Change) -> None:
    result = check_upload(make.pdf(change))

    assert isinstance(result, Accepted)
    assert result.attachments_removed is True
    names, text = make.names_and_text_of(result.content)
    assert names & ACTIVE == set()
    assert b"MZ evil" not in result.content + text


def test_a_folder_of_other_files_is_refused() -> None:
    def change(document: pikepdf.Pdf) -> None:
        attach(document)
        document.Root.Collection = Dictionary(View=Name.D)

    assert check_upload(make.pdf(change)) == Rejected(Reason.PORTFOLIO)


@pytest.mark.parametrize("needs_rendering", [True, False])
def test_a_form_that_only_one_program_draws_is_refused(needs_rendering: bool) -> None:
    def change(document: pikepdf.Pdf) -> None:
        if needs_rendering:
            static_xfa(document)
            document.Root.NeedsRendering = True
        else:
            document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))

    assert check_upload(make.pdf(change)) == Rejected(Reason.DYNAMIC_FORM)


def test_what_somebody_filled_in_is_drawn_into_the_page() -> None:
    def change(document: pikepdf.Pdf) -> None:
        look = Dictionary(N=make.appearance(document, b"Kim Beispiel"))
        make.annotate(document, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), AP=look)
        make.annotate(
            document,
            Subtype=Name.FreeText,
            AP=Dictionary(N=make.appearance(document, b"Anmerkung")),
        )
        field = document.pages[0].obj.Annots[0]
        document.Root.AcroForm = Dictionary(Fields=Array([field]))

    result = check_upload(make.pdf(change))

    assert isinstance(result, Accepted)
    names, text = make.names_and_text_of(result.content)
    assert "/Annots" not in names
    assert b"(Kim Beispiel)" in text
    assert b"(Anmerkung)" in text
    assert text.count(b" Do") == 2


def test_a_value_without_appearance_is_drawn_too() -> None:
    def change(document: pikepdf.Pdf) -> None:
        make.annotate(
            document,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("name"),
            V=String("Kim Beispiel"),
            DA=String("/F1 12 Tf"),
        )
        fields = Array([document.pages[0].obj.Annots[0]])
        fonts = document.pages[0].obj.Resources
        document.Root.AcroForm = Dictionary(Fields=fields, DR=fonts, NeedAppearances=True)

    result = check_upload(make.pdf(change))

    assert isinstance(result, Accepted)
    assert b"(Kim Beispiel)" in make.names_and_text_of(result.content)[1]


@pytest.mark.parametrize(
    ("target", "is_kept"),
    [
        ("https://kim.example.org/", True),
        ("HTTPS://kim.example.org/", True),
        ("mailto:kim@example.org", True),
        ("JavaScript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("\\\\server\\share", False),
        ("data:text/html,x", False),
    ],
)
def test_links_to_the_web_and_to_mail_stay_and_others_do_not(target: str, is_kept: bool) -> None:
    def change(document: pikepdf.Pdf) -> None:
        make.annotate(document, Subtype=Name.Link, A=make.action("URI", URI=String(target)))

    result = check_upload(make.pdf(change))

    assert isinstance(result, Accepted)
    with pikepdf.open(io.BytesIO(result.content)) as document:
        link = document.pages[0].obj.Annots[0]
        assert (Name.URI in link.A) is is_kept


def test_what_screen_readers_need_stays() -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.Lang = String("de")
        document.Root.MarkInfo = Dictionary(Marked=True)
        element = document.make_indirect(Dictionary(S=Name.H1, Alt=String("Überschrift")))
        document.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, K=element)

    result = check_upload(make.pdf(change))

    assert isinstance(result, Accepted)
    names, _ = make.names_and_text_of(result.content)
    assert {"/Lang", "/MarkInfo", "/StructTreeRoot", "/H1", "/Alt"} <= names
