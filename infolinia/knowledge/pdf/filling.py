"""Fields of a form filled with text that every viewer shows alike: the value, and a drawing of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from infolinia.core.pdf.objects import VERSION, as_dict, as_list
from infolinia.knowledge.pdf.drawing import Box, draw

_MANY_LINES, _COMB = 1 << 12, 1 << 24
_PARENTS = 20
LONGEST_VALUE = 4_000


@dataclass(frozen=True)
class Filled:
    """A filled form. `cut` are the fields whose text did not fit, `unknown` the names that the form has not."""

    content: bytes
    cut: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class _Widget:
    name: str
    field: DictionaryObject
    place: DictionaryObject

    def get(self, key: str) -> Any:
        """Return an entry of the widget, of its field, or of what stands above it."""
        for holder in (self.place, *_above(self.place)):
            if key in holder:
                return holder[key]
        return None


def fill(content: bytes, values: Mapping[str, str | bool]) -> Filled:
    """Return the form with these fields filled; others stay as they are, and all stay open for the resident's pen.

    A text field takes text, a box takes True or False. The file was checked when it was kept.
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.pdf_header = VERSION
    widgets = [widget for page in writer.pages for widget in _widgets(page)]
    names = {widget.name for widget in widgets}
    texts = [(widget, str(values[widget.name])[:LONGEST_VALUE]) for widget in widgets if _takes_text(widget, values)]
    cut = _fill_texts(writer, texts)
    for widget in widgets:
        if isinstance(values.get(widget.name), bool) and widget.get("/FT") == "/Btn":
            _tick(widget, bool(values[widget.name]))
    form = writer.root_object.get("/AcroForm")
    if form is not None:
        form.get_object()[NameObject("/NeedAppearances")] = BooleanObject(False)
    out = BytesIO()
    writer.write(out)
    return Filled(out.getvalue(), cut, tuple(sorted(set(values) - names)))


def _takes_text(widget: _Widget, values: Mapping[str, str | bool]) -> bool:
    return isinstance(values.get(widget.name), str) and widget.get("/FT") in ("/Tx", "/Ch")


def _fill_texts(writer: PdfWriter, texts: list[tuple[_Widget, str]]) -> tuple[str, ...]:
    if not texts:
        return ()
    drawn = draw([(text, _box(widget)) for widget, text in texts])
    for (widget, text), page in zip(texts, drawn.pages.pages, strict=True):
        widget.field[NameObject("/V")] = TextStringObject(text)
        shown = _appearance(writer, widget, page)
        widget.place[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(shown)})
    return tuple(dict.fromkeys(texts[position][0].name for position in sorted(drawn.overflowing)))


def _appearance(writer: PdfWriter, widget: _Widget, page: PageObject) -> StreamObject:
    """Return the drawing as a form XObject, on the field's own background (ISO 32000-1, 12.7.3.3)."""
    box = _box(widget)
    contents = page["/Contents"].get_object()
    drawing = contents.get_data() if isinstance(contents, StreamObject) else b""
    stream = StreamObject()
    stream.set_data(_background(widget, box) + b"/Tx BMC q\n" + drawing + b"\nQ EMC")
    resources = page["/Resources"].clone(writer)
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(side) for side in (0, 0, box.width, box.height)]),
            NameObject("/Resources"): resources,
        }
    )
    return stream.flate_encode()


def _background(widget: _Widget, box: Box) -> bytes:
    colours = as_list(as_dict(widget.get("/MK")).get("/BG"))
    paint = {1: "g", 3: "rg", 4: "k"}.get(len(colours))
    if not paint:
        return b""
    parts = " ".join(f"{float(part):.3f}" for part in colours)
    return f"q {parts} {paint} 0 0 {box.width:.2f} {box.height:.2f} re f Q\n".encode()


def _tick(widget: _Widget, is_on: bool) -> None:
    states = [state for state in _states(widget) if state != "/Off"]
    state = NameObject(states[0] if is_on and states else "/Off")
    widget.field[NameObject("/V")] = state
    widget.place[NameObject("/AS")] = state


def _states(widget: _Widget) -> list[str]:
    return [str(state) for state in as_dict(as_dict(widget.place.get("/AP")).get("/N"))]


def _box(widget: _Widget) -> Box:
    left, bottom, right, top = (float(side) for side in as_list(widget.place.get("/Rect")))
    flags = int(widget.get("/Ff") or 0)
    length = int(widget.get("/MaxLen") or 0)
    return Box(
        width=max(abs(right - left), 1),
        height=max(abs(top - bottom), 1),
        size=_size(str(widget.get("/DA") or "")),
        is_long=bool(flags & _MANY_LINES),
        cells=length if flags & _COMB else 0,
        align=int(widget.get("/Q") or 0),
    )


def _size(look: str) -> float:
    """Return the size of letters that the field asks for (`/Helv 10 Tf`), 0 where it leaves it open."""
    words = look.split()
    try:
        return min(max(float(words[words.index("Tf") - 1]), 0), 40)
    except (ValueError, IndexError):
        return 0


def _widgets(page: PageObject) -> Iterator[_Widget]:
    for each in as_list(page.get("/Annots")):
        place = each.get_object()
        if (
            not isinstance(place, DictionaryObject)
            or place.get("/Subtype") != "/Widget"
            or len(as_list(place.get("/Rect"))) != 4
        ):
            continue
        above = [place, *_above(place)]
        named = [holder for holder in above if "/T" in holder]
        if named:
            name = ".".join(str(holder["/T"]) for holder in reversed(named))
            yield _Widget(name, named[0], place)


def _above(place: DictionaryObject) -> list[DictionaryObject]:
    """Return what stands above a widget in the tree of fields."""
    found: list[DictionaryObject] = []
    parent = place.get("/Parent")
    while parent is not None and len(found) < _PARENTS:
        holder = parent.get_object()
        found.append(holder)
        parent = holder.get("/Parent")
    return found
