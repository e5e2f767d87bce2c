"""Forms of a queue, its needs, and of what each adviser can do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.routing.supervision import queries
from infolinia.routing.supervision.settings import AFTER_CALL, NeedDraft, PersonDraft, QueueDraft

LEVELS = [(number, str(number)) for number in range(1, 6)]
LOWER = [(0, _("nie trzeba jej wcale")), *LEVELS[:4]]
SPARE = 2


class NameForm(forms.Form):
    """The name of something new."""

    name = forms.CharField(label=_("Nazwa"), max_length=80, error_messages={"required": _("Podaj nazwę.")})


class QueueForm(forms.Form):
    """One queue's own settings."""

    name = forms.CharField(label=_("Nazwa"), max_length=80)
    answer_within = forms.IntegerField(
        label=_("Odebrać w ciągu (s)"),
        min_value=5,
        max_value=3600,
        help_text=_("Do tego czasu liczy się poziom obsługi w próbie."),
    )
    head_start = forms.IntegerField(
        label=_("Fory (minuty)"),
        min_value=0,
        max_value=240,
        help_text=_("Dzwoniący stoi tak, jakby zadzwonił o tyle wcześniej. 0: bez forów."),
    )
    longest_line = forms.IntegerField(
        label=_("Najwięcej czekających"),
        min_value=0,
        max_value=1000,
        help_text=_("0: bez ograniczenia. Ponad to proponujemy oddzwonienie."),
    )
    same_adviser_for = forms.IntegerField(
        label=_("Czekaj na tego samego doradcę (s)"),
        min_value=0,
        max_value=600,
        help_text=_("Dla kogoś, kto dzwoni drugi raz tego dnia. 0: wyłączone."),
    )
    spares_rare = forms.BooleanField(
        label=_("Oszczędzaj rzadkie umiejętności"),
        required=False,
        help_text=_("Dzwoni u wolnej osoby, którą najłatwiej zastąpić. Inaczej: u najdłużej wolnej."),
    )
    overflow_to = forms.ChoiceField(label=_("Pomaga kolejka"), required=False)
    overflow_after = forms.IntegerField(label=_("Po ilu sekundach pomaga"), required=False, min_value=0, max_value=3600)

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(one.code, one.name) for one in queries.queue_states() if one.code != code]
        self.fields["overflow_to"].choices = [("", _("żadna")), *others]  # type: ignore[attr-defined]
        self.code = code

    def draft(self, needs: tuple[NeedDraft, ...]) -> QueueDraft:
        """Return what was typed."""
        return QueueDraft(code=self.code, needs=needs, **self.cleaned_data)


class NeedForm(forms.Form):
    """One skill that the queue asks for; empty: not asked for."""

    skill = forms.ChoiceField(label=_("Umiejętność"), required=False)
    level = forms.TypedChoiceField(label=_("Poziom co najmniej"), choices=LEVELS, coerce=int, required=False)
    relaxed_after = forms.IntegerField(label=_("Po ilu sekundach mniej"), required=False, min_value=1, max_value=3600)
    relaxed_level = forms.TypedChoiceField(label=_("Wtedy wystarczy"), choices=LOWER, coerce=int, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skill"].choices = [("", "–"), *queries.skills()]  # type: ignore[attr-defined]

    def draft(self) -> NeedDraft | None:
        """Return the need, or nothing for an empty row."""
        data = self.cleaned_data
        if not data.get("skill"):
            return None
        return NeedDraft(data["skill"], data["level"] or 1, data["relaxed_after"], data["relaxed_level"] or 0)


Needs = forms.formset_factory(NeedForm, extra=SPARE, max_num=12)


WAYS = ("texts", "texts_beside_call", "emails", "short_messages", "web_forms", "after_call", "after_call_seconds")


class PersonForm(forms.Form):
    """One adviser: a level for each skill (0: cannot), and how they work."""

    texts = forms.IntegerField(label=_("Czatów naraz"), min_value=0, max_value=6)
    texts_beside_call = forms.IntegerField(label=_("W tym przy rozmowie"), min_value=0, max_value=6)
    emails = forms.IntegerField(label=_("E-maili naraz"), min_value=0, max_value=20)
    short_messages = forms.IntegerField(label=_("SMS-ów naraz"), min_value=0, max_value=20)
    web_forms = forms.IntegerField(label=_("Formularzy naraz"), min_value=0, max_value=20)
    after_call = forms.ChoiceField(label=_("Czas po rozmowie"), choices=AFTER_CALL)
    after_call_seconds = forms.IntegerField(label=_("Ile sekund"), min_value=0, max_value=1800)

    def __init__(self, data: Any, *, person: PersonDraft) -> None:
        first = {f"skill-{code}": level for code, level in person.skills.items()}
        for name in WAYS:
            first[name] = getattr(person, name)
        super().__init__(data, initial=first, prefix=f"p{person.staff_id}")
        self.person = person
        self.codes: list[str] = []
        for code, name in queries.skills():
            self.codes.append(code)
            self.fields[f"skill-{code}"] = forms.TypedChoiceField(
                label=name, choices=[(0, "–"), *LEVELS], coerce=int, required=False
            )

    @property
    def skill_fields(self) -> list[forms.BoundField]:
        """Return the fields of skills, in the order of their names."""
        return [self[f"skill-{code}"] for code in self.codes]

    def draft(self) -> PersonDraft:
        """Return what was chosen."""
        data = self.cleaned_data
        skills = {code: data[f"skill-{code}"] or 0 for code in self.codes}
        ways = {name: data[name] for name in WAYS}
        return PersonDraft(self.person.staff_id, self.person.name, skills, **ways)
