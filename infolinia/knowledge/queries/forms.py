"""Forms to read: the version of a day, the catalogue, one form's history, and the very bytes of a version."""

from collections import defaultdict
from datetime import date

from infolinia.core.text import fold, sort_key
from infolinia.knowledge.form_views import form_links, forms_of, rows, valid, views
from infolinia.knowledge.models import Edition, Form, FormFile
from infolinia.knowledge.shapes_forms import FormGroup, FormHistory, FormView
from infolinia.knowledge.viewing import links

__all__ = [
    "catalogue",
    "form_by_id",
    "form_content",
    "form_history",
    "form_links",
    "form_of_file",
    "form_version",
    "forms_of",
]

STANDARD = Form.Kind.STANDARD.value


def form_version(code: str, on: date, language: str = "pl", kind: str = STANDARD) -> FormView | None:
    """Return the version that was, is or will be valid on the day: the one that was sent then. None for none."""
    return next(iter(views(valid(rows().filter(code=code, language=language, kind=kind), on))), None)


def form_by_id(form_id: int) -> FormView | None:
    """Return one version."""
    return next(iter(views(rows().filter(pk=form_id))), None)


def form_of_file(code: str, sha256: str) -> FormView | None:
    """Return the latest version of the form that has this very file."""
    return next(iter(views(rows().filter(code=code, content__sha256=sha256).order_by("-valid_from")[:1])), None)


def form_content(sha256: str) -> bytes | None:
    """Return the bytes of a file by their SHA-256, or nothing."""
    content = FormFile.objects.filter(sha256=sha256).values_list("content", flat=True).first()
    return bytes(content) if content is not None else None


def catalogue(on: date, text: str = "", *, unit_id: int | None = None, with_expired: bool = False) -> list[FormGroup]:
    """Return the forms by title in Polish alphabetical order; `text` is looked for in titles and codes."""
    held = rows()
    if unit_id is not None:
        held = held.filter(unit_id=unit_id)
    by_code = defaultdict(list)
    for view in views(held.order_by("-valid_from", "language", "-kind")):
        by_code[view.code].append(view)
    groups = [_group(code, views, on) for code, views in by_code.items()]
    wanted = fold(text.strip())
    shown = [
        group
        for group in groups
        if (with_expired or group.current) and (wanted in fold(group.title) or wanted in group.code)
    ]
    return sorted(shown, key=lambda group: sort_key(group.title))


def form_history(code: str, on: date) -> FormHistory | None:
    """Return every version of the form, newest first, and the current cards that name it."""
    versions = tuple(views(rows().filter(code=code).order_by("-valid_from", "language", "-kind")))
    if not versions:
        return None
    return FormHistory(code, versions[0].title, versions, links(_cards_naming(code), on))


def _cards_naming(code: str) -> list[str]:
    named = Edition.objects.filter(state=Edition.State.PUBLISHED, form_codes__contains=[code])
    return list(named.values_list("card__code", flat=True).distinct())


def _group(code: str, views: list[FormView], on: date) -> FormGroup:
    current = tuple(view for view in views if view.state(on) == "current")
    latest = next(iter(current), views[0])
    return FormGroup(code, latest.title, latest.unit_name, current, latest)
