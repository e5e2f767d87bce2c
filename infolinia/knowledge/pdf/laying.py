"""Fields of a PDF laid on the frames of a set page, each in the tree of tags with its name for a screen reader."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from infolinia.core.pdf.objects import as_dict, as_list, named

_MANY_LINES = 1 << 12
_PRINTED = 4
# Letters of Polish that Latin 1 has not: a viewer that redraws a field finds them in its Helvetica.
_POLISH = {
    128: "Aogonek", 129: "Cacute", 130: "Eogonek", 131: "Lslash", 132: "Nacute", 133: "Sacute", 134: "Zacute",
    135: "Zdotaccent", 136: "aogonek", 137: "cacute", 138: "eogonek", 139: "lslash", 140: "nacute", 141: "sacute",
    142: "zacute", 143: "zdotaccent",
}  # fmt: skip


class Laid(Protocol):
    """What a field must tell: its name, its label, and whether it is a text, a long text or a box."""

    @property
    def name(self) -> str:
        """Return the field's name in the file."""

    @property
    def label(self) -> str:
        """Return what a screen reader says."""

    @property
    def kind(self) -> str:
        """Return text, long or box."""


def lay(writer: PdfWriter, places: Sequence[Mapping[str, Any]], fields: Mapping[str, Laid], *, size: int) -> None:
    """Lay a field on each frame, in the order of the page; `size` is that of the letters in points."""
    marks = _on_mark(writer, True), _on_mark(writer, False)
    widgets = []
    for place in places:
        page = writer.pages[int(place["page"]) - 1]
        widget = _widget(fields[str(place["name"])], place, page, size)
        if "/AS" in widget:
            widget[NameObject("/AP")] = named({"/N": named({"/Tak": marks[0], "/Off": marks[1]})})
        widgets.append((writer._add_object(widget), page))
        page.setdefault(NameObject("/Annots"), ArrayObject()).append(widgets[-1][0])
        page[NameObject("/Tabs")] = NameObject("/S")
    writer.root_object[NameObject("/AcroForm")] = named(
        {
            "/Fields": ArrayObject([widget for widget, _page in widgets]),
            "/DA": TextStringObject(f"/Helv {size} Tf 0 g"),
            "/DR": named({"/Font": named({"/Helv": _helvetica(writer)})}),
        }
    )
    _tag(writer, widgets)


def _widget(field: Laid, place: Mapping[str, Any], page: PageObject, size: int) -> DictionaryObject:
    top = float(page.mediabox.height) - float(place["y"])
    left, width, height = float(place["x"]), float(place["width"]), float(place["height"])
    widget = named(
        {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Widget"),
            "/T": TextStringObject(field.name),
            "/TU": TextStringObject(field.label),
            "/Rect": ArrayObject(FloatObject(round(side, 2)) for side in (left, top - height, left + width, top)),
            "/F": NumberObject(_PRINTED),
            "/P": page.indirect_reference,
        }
    )
    if field.kind == "box":
        return named({**widget, "/FT": NameObject("/Btn"), "/AS": NameObject("/Off"), "/V": NameObject("/Off")})
    widget = named({**widget, "/FT": NameObject("/Tx"), "/DA": TextStringObject(f"/Helv {size} Tf 0 g")})
    if field.kind == "long":
        widget[NameObject("/Ff")] = NumberObject(_MANY_LINES)
    return widget


def _on_mark(writer: PdfWriter, is_on: bool) -> IndirectObject:
    """Return what a box shows: a cross of lines, so that no typeface is needed, or nothing."""
    drawn = StreamObject()
    drawn.set_data(b"q 1.6 w 1 J 2.5 2.5 m 9.5 9.5 l S 2.5 9.5 m 9.5 2.5 l S Q" if is_on else b"")
    drawn.update(
        named(
            {
                "/Type": NameObject("/XObject"),
                "/Subtype": NameObject("/Form"),
                "/BBox": ArrayObject(FloatObject(side) for side in (0, 0, 12, 12)),
                "/Resources": DictionaryObject(),
            }
        )
    )
    return writer._add_object(drawn)


def _helvetica(writer: PdfWriter) -> IndirectObject:
    differences = ArrayObject()
    for code, name in _POLISH.items():
        differences += [NumberObject(code), NameObject(f"/{name}")]
    encoding = named(
        {
            "/Type": NameObject("/Encoding"),
            "/BaseEncoding": NameObject("/WinAnsiEncoding"),
            "/Differences": differences,
        }
    )
    return writer._add_object(
        named(
            {
                "/Type": NameObject("/Font"),
                "/Subtype": NameObject("/Type1"),
                "/BaseFont": NameObject("/Helvetica"),
                "/Encoding": encoding,
            }
        )
    )


def _tag(writer: PdfWriter, widgets: Sequence[tuple[IndirectObject, PageObject]]) -> None:
    """Give each field its element in the tree of tags (ISO 14289-1, 7.18.4)."""
    root = as_dict(writer.root_object.get("/StructTreeRoot"))
    (top, *_others) = as_list(root.raw_get("/K"))
    document = as_dict(top)
    inside = as_list(document.raw_get("/K"))
    numbers = as_list(as_dict(root.get("/ParentTree")).get("/Nums"))
    key = max((int(numbers[place]) for place in range(0, len(numbers), 2)), default=-1) + 1
    for widget, page in widgets:
        where = {"/Type": NameObject("/OBJR"), "/Obj": widget, "/Pg": page.indirect_reference}
        what = {"/Type": NameObject("/StructElem"), "/S": NameObject("/Form"), "/P": top, "/K": named(where)}
        element = writer._add_object(named(what))
        inside.append(element)
        as_dict(widget)[NameObject("/StructParent")] = NumberObject(key)
        numbers += [NumberObject(key), element]
        key += 1
    document[NameObject("/K")] = inside
    root[NameObject("/ParentTreeNextKey")] = NumberObject(key)
