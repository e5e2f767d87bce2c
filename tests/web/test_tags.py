"""Tags that every screen shares: they escape what they are given and tie words to controls."""

from dataclasses import dataclass

import pytest
from django import forms
from django.template import engines


@dataclass(frozen=True)
class Words:
    text: str
    day: str
    level: str


class Form(forms.Form):
    street = forms.CharField(label="Ulica", help_text="Bez numeru")


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("level", "shape", "tone"),
    [
        ("later", "calendar-event", 'class="due"'),
        ("soon", "clock-history", 'class="due due-soon"'),
        ("late", "exclamation-octagon-fill", 'class="due due-late"'),
    ],
)
def test_a_deadline_says_how_near_it_is_by_shape_and_words(level: str, shape: str, tone: str) -> None:
    shown = render("{% due words %}", words=Words("jutro", "śr. 25.11", level))
    assert tone in shown
    assert f"#{shape}" in shown
    assert "<b>jutro</b><span>· śr. 25.11</span>" in shown


def test_no_deadline_draws_nothing() -> None:
    assert render("{% due words %}", words=None) == ""


def test_markup_in_words_is_text() -> None:
    shown = render("{% due words %}{% empty_list 'inbox' bad bad %}", words=Words("<b>", "<i>", "late"), bad="<script>")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "<b>&lt;b&gt;</b>" in shown


def test_a_field_ties_label_hint_and_error_to_its_control() -> None:
    shown = render("{% field form.street draft='ulica' %}", form=Form({"street": ""}))
    assert '<label for="id_street">Ulica</label>' in shown
    assert 'id="id_street_helptext"' in shown
    assert 'id="id_street_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_street_helptext id_street_error"' in shown
    assert 'data-draft="ulica"' in shown


def test_the_summary_leads_to_each_broken_field() -> None:
    shown = render("{% errors form %}", form=Form({"street": ""}))
    assert '<a href="#id_street">Ulica</a>' in shown
    assert "Popraw 1 pole:" in shown
    assert render("{% errors form %}", form=Form({"street": "Żaglowa"})).strip() == ""


@pytest.mark.parametrize(("stored", "said"), [("+48586262626", "58 626 26 26"), ("", ""), ("anonim", "anonim")])
def test_a_number_is_shown_as_people_read_it(stored: str, said: str) -> None:
    assert render("{{ number|phone }}", number=stored) == said
