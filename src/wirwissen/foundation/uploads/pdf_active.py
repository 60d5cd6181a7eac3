"""What acts in a PDF, and how it is taken out: scripts, programs, attachments, forms, metadata.

Two nets. The catalogue, the pages and their annotations keep only what is on an allow-list. Then
every dictionary of the file is visited, wherever it hangs: an action that is no plain link is
emptied, keys that carry files or scripts are removed.
"""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

_CATALOGUE_KEYS = frozenset(
    {"/Type", "/Version", "/Pages", "/PageLabels", "/PageLayout", "/Lang", "/Dests", "/Outlines"}
) | {"/StructTreeRoot", "/MarkInfo", "/OCProperties", "/OutputIntents", "/Names"}
_NAME_TREES = frozenset({"/Dests"})
_PAGE_KEYS = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"}
) | {"/Contents", "/Rotate", "/Group", "/Annots", "/Tabs", "/StructParents", "/UserUnit"}
_LINK_KEYS = frozenset(
    {"/Type", "/Subtype", "/Rect", "/Border", "/BS", "/C", "/H", "/QuadPoints", "/F", "/P"}
) | {"/A", "/Dest", "/StructParent", "/Contents"}
# Every action of PDF 2.0 but two: GoTo stays, URI stays for the web and for mail. By name and not
# by "all others", because structure elements use the key /S too.
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/GoToDp", "/Thread", "/Sound", "/Movie"}
) | {
    "/Hide",
    "/Named",
    "/SubmitForm",
    "/ResetForm",
    "/ImportData",
    "/SetOCGState",
    "/Rendition",
    "/Trans",
    "/GoTo3DView",
    "/RichMediaExecute",
    "/SetState",
    "/NOP",
}
_KEYS_THAT_CARRY = frozenset(
    {"/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA", "/AcroForm", "/EF", "/RF", "/AF"}
) | {
    "/EmbeddedFiles",
    "/RichMedia",
    "/RichMediaContent",
    "/RichMediaSettings",
    "/3DD",
    "/Metadata",
    "/PieceInfo",
    "/Thumb",
    "/OPI",
    "/Perms",
    "/DSS",
}
_SAFE_SCHEMES = (b"https://", b"http://", b"mailto:", b"tel:")


def is_dynamic_form(pdf: pikepdf.Pdf) -> bool:
    """Whether the pages are only a "please wait" before a form that one program draws (XFA)."""
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary) or Name.XFA not in form:
        return False
    fields = form.get(Name.Fields)
    return bool(pdf.Root.get(Name.NeedsRendering)) or not isinstance(fields, Array) or not fields


def remove_what_acts(pdf: pikepdf.Pdf) -> bool:
    """Take out everything active and all metadata, in place.

    Returns whether files were attached: they are gone, and the person should learn of it. Filled
    forms, stamps and typed notes are drawn into the page first.
    """
    pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")
    _keep_only(pdf.Root, _CATALOGUE_KEYS)
    names = pdf.Root.get(Name.Names)
    had_attachments = isinstance(names, Dictionary) and Name.EmbeddedFiles in names
    if isinstance(names, Dictionary):
        _keep_only(names, _NAME_TREES)
    for page in pdf.pages:
        _clean_page(page.obj)
    for part in _every_dictionary(pdf):
        had_attachments |= Name.EF in part
        _disarm(part)
    if Name.Info in pdf.trailer:
        del pdf.trailer[Name.Info]
    return had_attachments


def _clean_page(page: Object) -> None:
    _keep_only(page, _PAGE_KEYS)
    annotations = page.get(Name.Annots)
    links = [each for each in annotations if _is_link(each)] if annotations is not None else []
    for link in links:
        _keep_only(link, _LINK_KEYS)
    if links:
        page[Name.Annots] = Array(links)
    elif annotations is not None:
        del page[Name.Annots]


def _is_link(annotation: object) -> bool:
    return isinstance(annotation, Dictionary) and annotation.get(Name.Subtype) == Name.Link


def _keep_only(part: Object, keys: frozenset[str]) -> None:
    for key in set(part.keys()) - keys:
        del part[key]


def _every_dictionary(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Every dictionary and stream, indirect or nested; nesting is bounded by qpdf's parser."""
    for thing in pdf.objects:
        waiting: list[object] = [thing]
        while waiting:
            part = waiting.pop()
            if isinstance(part, Array):
                waiting.extend(each for each in part if _is_nested(each))
            elif isinstance(part, Dictionary | Stream):
                yield part
                waiting.extend(each for _, each in part.items() if _is_nested(each))


def _is_nested(part: object) -> bool:
    return isinstance(part, Array | Dictionary) and not part.is_indirect


def _disarm(part: Object) -> None:
    action = part.get(Name.S)
    if (isinstance(action, Name) and str(action) in _ACTIONS) or _is_unsafe_link(part):
        # Emptied where it is, so that it does not matter who else points at it.
        _keep_only(part, frozenset({"/Length", "/Filter", "/DecodeParms"}))
        return
    for key in _KEYS_THAT_CARRY.intersection(part.keys()):
        if not _is_font(part[key]):
            del part[key]
    if isinstance(part, Stream) and Name.F in part:
        del part[Name.F]  # a stream whose bytes lie in a file outside


def _is_unsafe_link(part: Object) -> bool:
    if part.get(Name.S) != Name.URI or Name.URI not in part:
        return False
    target = part[Name.URI]
    address = bytes(target) if isinstance(target, pikepdf.String) else b""
    return not address.strip().lower().startswith(_SAFE_SCHEMES)


def _is_font(value: object) -> bool:
    """Whether a key is only the name of a font in a resource dictionary ("/AA"), so harmless."""
    return isinstance(value, Dictionary) and value.get(Name.Type) == Name.Font
