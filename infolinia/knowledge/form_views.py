"""Versions of forms as screens show them, and which of them belong to a card on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from infolinia.city import queries as city
from infolinia.city.queries import UnitView
from infolinia.knowledge.models import Form
from infolinia.knowledge.shapes import FormLink
from infolinia.knowledge.shapes_forms import FormView


def forms_of(codes: Sequence[str], on: date, language: str = "pl") -> tuple[FormView, ...]:
    """Return the forms with these codes valid on the day, in the order of the codes: for each the reader's language.

    Where there is none in that language, the Polish one; a large print follows its standard one.
    """
    if not codes:
        return ()
    found: dict[tuple[str, str], FormView] = {}
    held = valid(rows().filter(code__in=codes, language__in=[language, "pl"]), on)
    for view in sorted(views(held), key=lambda view: view.language == language):
        found[view.code, view.kind] = view
    return tuple(found[code, kind] for code in codes for kind in Form.Kind.values if (code, kind) in found)


def form_links(codes: Sequence[str], on: date, language: str = "pl") -> tuple[FormLink, ...]:
    """Return the forms of a card as it names them, each in its version of the day, with its large print if any."""
    found = forms_of(codes, on, language)
    large = {view.code: view.sha256 for view in found if view.is_large}
    return tuple(
        FormLink(
            code=view.code,
            title=view.title,
            version=view.version,
            note=view.note,
            form_id=view.id,
            language=view.language,
            sha256=view.sha256,
            large_sha256=large.get(view.code, ""),
            pages=view.pages,
            is_fillable=view.is_fillable,
            valid_from=view.valid_from,
        )
        for view in found
        if not view.is_large
    )


def rows() -> QuerySet[Form]:
    """Return versions with their files' facts, never the files."""
    return Form.objects.select_related("content").defer("content__content")


def valid(versions: QuerySet[Form], on: date) -> QuerySet[Form]:
    """Return those valid on the day."""
    return versions.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


def views(versions: Iterable[Form]) -> list[FormView]:
    """Return them as screens show them."""
    found = list(versions)
    units = city.units_by_id({row.unit_id for row in found if row.unit_id})
    return [_view(row, units.get(row.unit_id or 0)) for row in found]


def _view(row: Form, unit: UnitView | None) -> FormView:
    file = row.content
    return FormView(
        id=row.pk,
        code=row.code,
        version=row.version,
        title=row.title,
        note=row.note,
        unit_id=row.unit_id,
        unit_name=unit.name if unit else "",
        language=row.language,
        language_name=str(row.get_language_display()),
        kind=row.kind,
        kind_name=str(row.get_kind_display()),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        is_example=row.is_example,
        sha256=file.sha256 if file else "",
        size=file.size if file else 0,
        pages=file.pages if file else 0,
        is_tagged=bool(file and file.is_tagged),
        fields=tuple(file.fields) if file else (),
        field_map=dict(row.field_map),
    )
