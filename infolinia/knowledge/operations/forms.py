"""Writes to forms: a version is added with its file and ended; it never changes and never goes."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.knowledge.models import Form, FormFile
from infolinia.knowledge.operations.indexing import index_forms
from infolinia.knowledge.pdf.checking import check
from infolinia.knowledge.rules import form_data


class CannotKeepForm(Cannot):
    """The version is not taken; `field` names the one that is wrong, empty for the whole."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class NewVersion:
    """A version of a form as an editor gives it."""

    code: str
    version: str
    title: str
    valid_from: date
    valid_to: date | None = None
    note: str = ""
    unit_id: int | None = None
    language: str = "pl"
    kind: str = "standard"


@transaction.atomic
def add_form_version(*, new: NewVersion, content: bytes, by: int | None, at: datetime) -> int:
    """Keep a version with its file, and return its id. The open version before it ends the day before.

    What goes into which field is guessed from the fields' labels; an editor confirms it. Raises `CannotTakePdf` for
    a file that is no harmless PDF, `CannotKeepForm` for a version that can't stand beside the others.
    """
    file = keep_file(content, at)
    form = Form(
        code=new.code,
        version=one_line(new.version, 40),
        title=one_line(new.title, 200),
        note=one_line(new.note, 200),
        unit_id=new.unit_id,
        language=new.language,
        kind=new.kind,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        content=file,
        field_map=form_data.guess(file.fields),
        added_by_id=by,
    )
    same = Form.objects.filter(code=form.code, version=form.version, language=form.language, kind=form.kind)
    if same.exists():
        raise CannotKeepForm(_("Taka wersja tego druku już istnieje. Podaj inną nazwę wersji."), "version")
    _end_earlier(form)
    _save(form)
    index_forms(day=city_day(at))
    return form.pk


@transaction.atomic
def map_form_fields(*, form_id: int, field_map: dict[str, str]) -> None:
    """Say what goes into which field; a field left out stays open for the resident. Raises `CannotKeepForm`."""
    form = Form.objects.select_for_update(of=("self",)).select_related("content").get(pk=form_id)
    chosen = {field: name for field, name in field_map.items() if name}
    if faults := form_data.faults(chosen, form.content.fields if form.content else []):
        raise CannotKeepForm(" ".join(faults[:5]))
    form.field_map = chosen
    form.save(update_fields=["field_map"])


@transaction.atomic
def end_form_version(*, form_id: int, last_day: date, at: datetime) -> None:
    """Let the version be valid for the last time on that day. Raises `CannotKeepForm`."""
    form = Form.objects.select_for_update().get(pk=form_id)
    form.valid_to = last_day
    _save(form)
    index_forms(day=city_day(at))


def keep_file(content: bytes, at: datetime) -> FormFile:
    """Return the file, kept once whatever the number of forms that have it. Raises `CannotTakePdf`."""
    sha256 = hashlib.sha256(content).hexdigest()
    known = FormFile.objects.filter(sha256=sha256).defer("content").first()
    if known:
        return known
    facts = check(content)
    return FormFile.objects.create(
        sha256=sha256,
        content=content,
        size=len(content),
        pages=facts.pages,
        fields=list(facts.fields),
        is_tagged=facts.is_tagged,
        checked_at=at,
    )


def _end_earlier(form: Form) -> None:
    same = Form.objects.select_for_update().filter(code=form.code, language=form.language, kind=form.kind)
    for before in same.filter(valid_to=None, valid_from__lt=form.valid_from):
        before.valid_to = form.valid_from - timedelta(days=1)
        before.save(update_fields=["valid_to"])


def _save(form: Form) -> None:
    try:
        form.full_clean(exclude=["content"])
    except ValidationError as error:
        field, told = next(iter(error.message_dict.items()))
        raise CannotKeepForm(" ".join(told), "" if field == "__all__" else field) from error
    form.save()
