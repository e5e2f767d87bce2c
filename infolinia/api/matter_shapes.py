"""Matters as the interface writes them."""

from typing import Any

from django.urls import reverse

from infolinia.api.shapes import address, day, moment
from infolinia.matters.shapes import CategoryLine, Registered
from infolinia.matters.shapes.machines import MachineEvent, MachineMatter


def resource(number: str) -> str:
    """Return the address of a matter for programs."""
    return address(reverse("api:matter", args=[number]))


def status(matter: MachineMatter) -> dict[str, Any]:
    """Return where a matter stands."""
    return {
        "number": matter.number,
        "status": matter.status,
        "status_text": matter.status_text,
        "is_open": matter.closed_at is None,
        "category": {"code": matter.category_code, "name": matter.category_name},
        "unit": {"code": matter.unit_code, "name": matter.unit_name} if matter.unit_code else None,
        "received_at": moment(matter.received_at),
        "registered_at": moment(matter.registered_at),
        "updated_at": moment(matter.updated_at),
        "due_on": day(matter.due_on),
        "closed_at": moment(matter.closed_at),
        "result": matter.result or None,
        "case_number": matter.case_number or None,
        "version": matter.version,
    }


def whole(matter: MachineMatter) -> dict[str, Any]:
    """Return a matter with what it is about."""
    return {
        **status(matter),
        "kind": matter.kind,
        "subject": matter.subject,
        "description": matter.description,
        "place": {
            "street": matter.street,
            "house": matter.house,
            "district": matter.district,
            "note": matter.place_note,
            "latitude": matter.latitude,
            "longitude": matter.longitude,
        },
        "closing_text": matter.closing_text,
        "url": resource(matter.number),
    }


def message(event: MachineEvent) -> dict[str, Any]:
    """Return one line of what was said."""
    return {
        "id": event.id,
        "kind": event.kind,
        "kind_text": event.kind_text,
        "text": event.text,
        "at": moment(event.at),
    }


def registered(made: Registered, *, is_repeated: bool) -> dict[str, Any]:
    """Return what a program may tell its user about the matter it registered."""
    return {
        "number": made.number,
        "code": made.code,
        "due_on": day(made.resident_due.day),
        "unit": made.unit_name,
        "danger_text": made.danger_text,
        "status_page": address(reverse("public:status")),
        "url": resource(made.number),
        "is_repeated": is_repeated,
    }


def category(line: CategoryLine) -> dict[str, Any]:
    """Return a kind of matter."""
    return {
        "code": line.code,
        "name": line.name,
        "path": list(line.path),
        "kind": line.kind,
        "unit": line.unit_name,
        "term": line.term_text,
        "basis": line.basis,
        "place_need": line.place_need,
        "questions": [
            {
                "code": str(one.get("code", "")),
                "label": str(one.get("label", "")),
                "kind": str(one.get("kind") or "text"),
                "choices": [str(choice) for choice in one.get("choices") or ()],  # type: ignore[attr-defined]
                "required": bool(one.get("required")),
                "hint": str(one.get("hint") or ""),
            }
            for one in line.questions
        ],
    }
