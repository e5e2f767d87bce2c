"""The rows of a kind's form: its questions, each with its condition, and its ready answers. Usable with no script."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from infolinia.matters.rules import questions

ASKED, READY = "p", "o"
_KINDS = {
    questions.TEXT: _("tekst"),
    questions.CHOICE: _("wybór z listy"),
    questions.YES_NO: _("tak albo nie"),
    questions.DATE: _("dzień"),
    questions.PLACE: _("miejsce"),
    questions.PHOTO: _("zdjęcie"),
}
_YES_NO = {questions.YES: _("tak"), questions.NO: _("nie")}
_SEPARATOR = ";"


class QuestionRow(forms.Form):
    """One question."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    label = forms.CharField(label=_("Pytanie"), max_length=questions.LONGEST_LABEL, required=False)
    kind = forms.ChoiceField(label=_("Odpowiedź"), choices=list(_KINDS.items()), initial=questions.TEXT)
    choices = forms.CharField(
        label=_("Do wyboru"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Każda odpowiedź w osobnym wierszu. Tylko przy wyborze z listy."),
    )  # fmt: skip
    required = forms.BooleanField(label=_("trzeba odpowiedzieć"), required=False)
    hint = forms.CharField(label=_("Podpowiedź"), max_length=questions.LONGEST_HINT, required=False)
    when_question = forms.ChoiceField(label=_("Pytać tylko wtedy, gdy"), required=False)
    when_is = forms.CharField(
        label=_("odpowiedziano"), max_length=600, required=False,
        help_text=_("Na przykład: tak. Kilka odpowiedzi rozdziel średnikiem."),
    )  # fmt: skip

    def __init__(self, *args: Any, others: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = str(self.initial.get("code", ""))
        choices = [("", _("zawsze")), *((code, label) for code, label in others if code != own)]
        self.fields["when_question"].choices = choices  # type: ignore[attr-defined]


class _Rows(BaseFormSet):  # type: ignore[type-arg]
    """Rows in the order that was typed, without the deleted and the empty ones."""

    key = ""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Let the number of the order look like every other field."""
        super().add_fields(form, index)
        if "ORDER" in form.fields:
            form.fields["ORDER"].widget.attrs["class"] = "form-control"

    def kept(self) -> list[forms.Form]:
        """Return the rows to keep, in their new order."""
        rows = [form for form in self.forms if self._is_kept(form)]
        return sorted(rows, key=lambda form: (form.cleaned_data.get("ORDER") or 10**6, self.forms.index(form)))

    def _is_kept(self, form: forms.Form) -> bool:
        return bool(form.is_valid() and str(form.cleaned_data.get(self.key) or "").strip()) and not (
            form.cleaned_data.get("DELETE")
        )


class QuestionRows(_Rows):
    """The set of questions."""

    key = "label"

    def stored(self) -> list[dict[str, Any]]:
        """Return the set as the catalogue takes it; a new question goes by its row until it has a code."""
        return [_question(form.cleaned_data, row) for row, form in enumerate(self.kept())]


class AnswerRow(forms.Form):
    """One ready answer."""

    name = forms.CharField(label=_("Nazwa"), max_length=80, required=False)
    text = forms.CharField(label=_("Treść"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerRows(_Rows):
    """The ready answers."""

    key = "name"

    def stored(self) -> list[dict[str, str]]:
        """Return the answers as the catalogue takes them; a text without a name is refused there."""
        return [{"name": form.cleaned_data["name"], "text": form.cleaned_data["text"]} for form in self.kept()]

    def _is_kept(self, form: forms.Form) -> bool:
        told = form.cleaned_data if form.is_valid() else {}
        return bool(told.get("name") or told.get("text")) and not told.get("DELETE")


_Questions = formset_factory(QuestionRow, formset=QuestionRows, extra=0, can_delete=True, can_order=True)
_Answers = formset_factory(AnswerRow, formset=AnswerRows, extra=0, can_delete=True, can_order=False)


def question_rows(stored: Sequence[Mapping[str, Any]], data: Mapping[str, Any] | None = None) -> QuestionRows:
    """Return the rows of questions: as stored, or as typed when there are data."""
    others = [(str(one["code"]), str(one["label"])) for one in stored]
    rows: QuestionRows = _Questions(
        data, initial=[_as_typed(one) for one in stored], prefix=ASKED, form_kwargs={"others": others}
    )  # type: ignore[assignment]
    return rows


def answer_rows(stored: Sequence[Mapping[str, Any]], data: Mapping[str, Any] | None = None) -> AnswerRows:
    """Return the rows of ready answers."""
    rows: AnswerRows = _Answers(data, initial=[dict(one) for one in stored], prefix=READY)  # type: ignore[assignment]
    return rows


def with_row(data: Any, prefix: str) -> Any:
    """Return what was typed with one empty row more."""
    typed = data.copy()
    total = str(typed.get(f"{prefix}-TOTAL_FORMS", "0"))
    typed[f"{prefix}-TOTAL_FORMS"] = str(min(int(total) if total.isascii() and total.isdigit() else 0, 50) + 1)
    return typed


def _question(told: Mapping[str, Any], row: int) -> dict[str, Any]:
    found: dict[str, Any] = {"code": told["code"] or f"#{row}", "label": told["label"], "kind": told["kind"]}
    found["required"] = told["required"]
    found["hint"] = told["hint"]
    if told["kind"] == questions.CHOICE:
        found["choices"] = [line.strip() for line in told["choices"].splitlines() if line.strip()]
    if told["when_question"]:
        wanted = [_coded(one.strip()) for one in told["when_is"].split(_SEPARATOR) if one.strip()]
        found["when"] = {"question": told["when_question"], "is": wanted}
    return found


def _as_typed(stored: Mapping[str, Any]) -> dict[str, Any]:
    when = stored.get("when") or {}
    wanted = when.get("is", [])
    answers = wanted if isinstance(wanted, list) else [wanted]
    return {
        **{name: stored.get(name) for name in ("code", "label", "required", "hint")},
        "kind": stored.get("kind") or questions.TEXT,
        "choices": "\n".join(stored.get("choices", ())),
        "when_question": when.get("question", ""),
        "when_is": f"{_SEPARATOR} ".join(str(_YES_NO.get(one, one)) for one in answers),
    }


def _coded(typed: str) -> str:
    """Return a yes or no that was typed in words as it is kept."""
    return {str(word): code for code, word in _YES_NO.items()}.get(typed.lower(), typed)
