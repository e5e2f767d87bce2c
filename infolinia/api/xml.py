"""Plain data as XML, in the shape that Open311 writes: a root, elements of one name, fields as child elements."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree  # only written here, never read: nothing of a stranger is parsed

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Markup:
    """Names of elements. `inside` names the elements of a list field; a field of `attributes` becomes an attribute.

    A list whose items have a single field, as `categories`, writes that field alone.
    """

    root: str
    each: str
    inside: Mapping[str, str] = field(default_factory=dict)
    attributes: frozenset[str] = frozenset()


def to_xml(data: Sequence[Mapping[str, Any]], markup: Markup) -> bytes:
    """Return the rows as an XML document in UTF-8; characters that XML cannot hold are left out."""
    root = ElementTree.Element(markup.root)
    for row in data:
        _fill(ElementTree.SubElement(root, markup.each), row, markup)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _fill(element: ElementTree.Element, row: Mapping[str, Any], markup: Markup) -> None:
    for name, value in row.items():
        if name in markup.attributes:
            element.set(name, xml_text(value))
        elif isinstance(value, list):
            _fill_list(ElementTree.SubElement(element, name), value, markup, markup.inside.get(name, ""))
        else:
            ElementTree.SubElement(element, name).text = xml_text(value)


def _fill_list(parent: ElementTree.Element, rows: list[Mapping[str, Any]], markup: Markup, each: str) -> None:
    for row in rows:
        _fill(ElementTree.SubElement(parent, each) if each else parent, row, markup)


def xml_text(value: object) -> str:
    """Return the value as text that XML can hold; nothing for None."""
    return _FORBIDDEN.sub("", "" if value is None else str(value))
