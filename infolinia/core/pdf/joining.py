"""A letter and what it carries as one file, with the accessibility tags of both (ISO 32000-1, 14.7)."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from infolinia.core.pdf.objects import VERSION, as_dict, as_list

_DEEPEST = 20


def join(contents: Sequence[bytes]) -> bytes:
    """Return one file of all the pages, in order; title, language and tags are those of the first, tags of all.

    Fields of the parts stay open. Part of a file that has no tags stays without.
    """
    first, *others = (PdfReader(BytesIO(content)) for content in contents)
    writer = PdfWriter(clone_from=first)
    writer.pdf_header = VERSION
    for place, reader in enumerate(others):
        writer.append(reader, import_outline=False)
        _join_tags(writer, reader)
        _join_fields(writer, reader, f"{place}_" if place else "")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _join_tags(writer: PdfWriter, reader: PdfReader) -> None:
    """Hang the other file's tree of tags under ours, its page keys shifted behind ours."""
    ours = writer.root_object.raw_get("/StructTreeRoot") if "/StructTreeRoot" in writer.root_object else None
    theirs = reader.root_object.get("/StructTreeRoot")
    if ours is None or theirs is None:
        return
    root = ours.get_object()
    shift = _next_key(root)
    added = theirs.get_object().clone(writer)
    for page, before in zip(writer.pages[-len(reader.pages) :], reader.pages, strict=True):
        _shift(page, "/StructParents", before.get("/StructParents"), shift)  # a page that is appended loses its key
        for each in as_list(page.get("/Annots")):
            _shift(as_dict(each), "/StructParent", as_dict(each).get("/StructParent"), shift)
    _join_kids(writer, root, ours, added)
    numbers = _numbers(root)
    for key, value in _pairs(added):
        numbers += [NumberObject(key + shift), value]
    root[NameObject("/ParentTree")] = writer._add_object(DictionaryObject({NameObject("/Nums"): numbers}))
    root[NameObject("/ParentTreeNextKey")] = NumberObject(shift + _next_key(added))


def _shift(holder: DictionaryObject, name: str, key: Any, shift: int) -> None:
    if key is not None:
        holder[NameObject(name)] = NumberObject(int(key) + shift)


def _join_kids(writer: PdfWriter, root: DictionaryObject, where: PdfObject, added: DictionaryObject) -> None:
    top = as_list(root.get("/K"))
    is_document = len(top) > 0 and as_dict(top[0]).get("/S") == "/Document"
    holder, above = (as_dict(top[0]), top[0]) if is_document else (root, where)
    kids = as_list(holder.get("/K"))
    for kid in as_list(added.get("/K")):
        part = as_dict(kid)
        part[NameObject("/P")] = above
        if part.get("/S") == "/Document":
            part[NameObject("/S")] = NameObject("/Part")
        kids.append(kid if isinstance(kid, IndirectObject) else writer._add_object(part))
    holder[NameObject("/K")] = kids


def _join_fields(writer: PdfWriter, reader: PdfReader, prefix: str) -> None:
    """Let the list of fields name those of the pages that came along; the prefix keeps equal names apart."""
    theirs = reader.root_object.get("/AcroForm")
    if theirs is None:
        return
    form = writer.root_object.get("/AcroForm")
    if form is None:
        form = writer._add_object(as_dict(theirs).clone(writer, ignore_fields=["/Fields", "/XFA"]))
        writer.root_object[NameObject("/AcroForm")] = form
    tops: dict[int, PdfObject] = {}
    for page in writer.pages[-len(reader.pages) :]:
        for each in as_list(page.get("/Annots")):
            if as_dict(each).get("/Subtype") == "/Widget":
                top = _top(each)
                tops.setdefault(id(as_dict(top)), top)
    for top in tops.values():
        as_dict(top)[NameObject("/T")] = TextStringObject(f"{prefix}{as_dict(top).get('/T', '')}")
    fields = as_list(as_dict(form).get("/Fields"))
    as_dict(form)[NameObject("/Fields")] = ArrayObject([*fields, *tops.values()])


def _top(field: PdfObject) -> PdfObject:
    """Return the top of the tree of fields to which this one belongs."""
    for _step in range(_DEEPEST):
        if "/Parent" not in as_dict(field):
            break
        field = as_dict(field).raw_get("/Parent")
    return field


def _pairs(root: DictionaryObject) -> list[tuple[int, PdfObject]]:
    flat = _numbers(root)
    return [(int(flat[place]), flat[place + 1]) for place in range(0, len(flat) - 1, 2)]


def _numbers(root: DictionaryObject) -> ArrayObject:
    """Return the number tree's pairs in one row, whatever its shape."""
    tree = root.get("/ParentTree")
    found, waiting = ArrayObject(), [tree.get_object()] if tree is not None else []
    while waiting:
        node = waiting.pop(0)
        found += node.get("/Nums") or []
        waiting = [kid.get_object() for kid in node.get("/Kids") or ()] + waiting
    return found


def _next_key(root: DictionaryObject) -> int:
    return max((key for key, _value in _pairs(root)), default=-1) + 1
