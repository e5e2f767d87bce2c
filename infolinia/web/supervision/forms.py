"""What a supervisor may send: an adviser's state, a message, where a waiting caller goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.routing.supervision import queries as supervision

STATES = (("ready", _("gotowy")), ("break", _("przerwa")), ("offline", _("poza stanowiskiem")))
MINUTES = ((0, _("bez forów")), (5, _("5 minut")), (15, _("15 minut")), (30, _("30 minut")), (60, _("godzinę")))


class StateForm(forms.Form):
    """A state for somebody else always says why."""

    state = forms.ChoiceField(label=_("Nowy stan"), choices=STATES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Powód"),
        max_length=60,
        help_text=_("Doradca zobaczy powód i Twoje nazwisko. Zostaje też w dzienniku."),
        error_messages={"required": _("Podaj powód.")},
    )


class MessageForm(forms.Form):
    """A few words to one person."""

    text = forms.CharField(
        label=_("Treść"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Napisz, co chcesz przekazać.")},
    )


class BroadcastForm(MessageForm):
    """A few words to everybody at work, to those with a skill, or to one person."""

    audience = forms.ChoiceField(label=_("Do kogo"))
    field_order = ("audience", "text")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices: list[tuple[str, object]] = [("all", _("wszyscy przy pracy"))]
        if skills := [(f"skill:{code}", name) for code, name in supervision.skills()]:
            choices.append((str(_("Z umiejętnością")), skills))
        if people := [(f"staff:{pk}", name) for pk, name in supervision.people()]:
            choices.append((str(_("Jedna osoba")), people))
        self.fields["audience"].choices = choices  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """Another queue that takes callers."""

    queue = forms.ChoiceField(label=_("Do kolejki"))

    def __init__(self, *args: object, now_in: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        states = supervision.queue_states()
        self.fields["queue"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name) for one in states if one.closed_since is None and one.code != now_in
        ]


class PrecedenceForm(forms.Form):
    """Minutes of head start, with the reason."""

    minutes = forms.TypedChoiceField(label=_("Fory"), choices=MINUTES, coerce=int)
    why = forms.CharField(
        label=_("Powód"),
        max_length=120,
        help_text=_("Dzwoniący stoi tak, jakby zadzwonił o tyle wcześniej. Powód zostaje w dzienniku."),
        error_messages={"required": _("Podaj powód.")},
    )


class PullForm(forms.Form):
    """Somebody who takes the caller."""

    person = forms.TypedChoiceField(label=_("Do kogo"), coerce=int)

    def __init__(self, *args: object, people: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["person"].choices = people  # type: ignore[attr-defined]
