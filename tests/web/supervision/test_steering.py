"""The table of routing on its screen: tried on past matters, then switched on; what units send on teaches."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from infolinia.city.models import District, Staff, Unit
from infolinia.core.clock import now
from infolinia.matters import operations
from infolinia.matters.models import Category, Matter, RoutingRule, StoryEvent
from infolinia.matters.shapes import Place, Registered
from tests.web.units.conftest import As, Register

PAGE = "/nadzor/kierowanie"


def typed(unit: Unit, co: str, **more: Any) -> dict[str, Any]:
    """The form of a rule as sent."""
    return {"co": co, "name": "Obłuże do oświetlenia", "unit_id": unit.pk, "district": "Obłuże", "version": 0, **more}


@pytest.fixture
def obluze(db: None) -> District:
    """A district to choose from."""
    return District.objects.create(name="Obłuże")


@pytest.fixture
def rule(obluze: District, as_: As, marek: Staff, lamps: Unit, pothole: Registered) -> RoutingRule:
    """The rule, tried and switched on by Marek."""
    marek_at = as_(marek)
    tried = marek_at.post(f"{PAGE}/nowa", typed(lamps, "proba"))
    assert marek_at.post(f"{PAGE}/nowa", typed(lamps, "wlacz", probowana=tried.context["tried"])).status_code == 302
    return RoutingRule.objects.get()


@pytest.mark.django_db
def test_a_rule_is_switched_on_only_when_these_very_values_were_tried(
    obluze: District, as_: As, marek: Staff, lamps: Unit, pothole: Registered
) -> None:
    marek_at = as_(marek)
    refused = marek_at.post(f"{PAGE}/nowa", typed(lamps, "wlacz"))
    assert refused.status_code == 422
    assert "Najpierw wypróbuj" in refused.content.decode()
    tried = marek_at.post(f"{PAGE}/nowa", typed(lamps, "proba")).context["tried"]
    other = marek_at.post(f"{PAGE}/nowa", typed(lamps, "wlacz", probowana=tried, street="Żaglowa"))
    assert other.status_code == 422
    assert not RoutingRule.objects.exists()
    assert marek_at.post(f"{PAGE}/nowa", typed(lamps, "wlacz", probowana=tried)).status_code == 302
    assert RoutingRule.objects.get().is_on


@pytest.mark.django_db
def test_the_trial_says_which_past_matters_would_have_gone_elsewhere_and_whether_rightly(
    obluze: District, as_: As, marek: Staff, piotr: Staff, lamps: Unit, register: Register
) -> None:
    stayed, sent_on, other = register(), register(), register(place=Place("ul. Żaglowa", "12", "Witomino"))
    operations.pass_on(matter_id=sent_on.id, to_unit_id=lamps.pk, reason="To latarnia.", by_id=piotr.pk, at=now())
    page = as_(marek).post(f"{PAGE}/nowa", typed(lamps, "proba"))
    trial = page.context["trial"]
    assert (trial.looked, trial.matched, trial.moved, trial.better, trial.worse) == (3, 2, 2, 1, 1)
    assert {line.number for line in trial.lines} == {stayed.number, sent_on.number}
    assert other.number not in page.content.decode()
    assert not RoutingRule.objects.exists()


@pytest.mark.django_db
def test_a_new_matter_goes_by_the_rule_and_says_why(rule: RoutingRule, register: Register, lamps: Unit) -> None:
    made = register()
    assert made.unit_id == lamps.pk
    assert made.why_here == f"Według reguły „Obłuże do oświetlenia” sprawę prowadzi {lamps.name}."
    matter = Matter.objects.get(pk=made.id)
    assert (matter.steered_by_id, matter.why_here) == (rule.pk, made.why_here)
    assert StoryEvent.objects.get(matter=matter, kind="forwarded").text == made.why_here
    elsewhere = register(place=Place("ul. Żaglowa", "12", "Witomino"))
    assert elsewhere.unit_id != lamps.pk
    assert elsewhere.why_here.startswith("Rodzaj „Dziura w jezdni” prowadzi")


@pytest.mark.django_db
def test_a_matter_that_was_sent_on_says_why_it_is_where_it_is(
    rule: RoutingRule, register: Register, outsider: Staff, roads: Unit
) -> None:
    made = register()
    operations.pass_on(matter_id=made.id, to_unit_id=roads.pk, reason="To jednak jezdnia.", by_id=outsider.pk, at=now())
    matter = Matter.objects.get(pk=made.id)
    assert (matter.unit_id, matter.why_here, matter.steered_by_id) == (roads.pk, "To jednak jezdnia.", rule.pk)


@pytest.mark.django_db
def test_a_rule_switched_off_or_to_a_closed_unit_decides_nothing(
    rule: RoutingRule, register: Register, as_: As, marek: Staff, lamps: Unit, roads: Unit
) -> None:
    assert register().unit_id == lamps.pk
    as_(marek).post(f"{PAGE}/{rule.pk}/wylacz")
    assert register().unit_id == roads.pk
    RoutingRule.objects.update(is_on=True)
    assert register().unit_id == lamps.pk
    Unit.objects.filter(pk=lamps.pk).update(valid_to="2020-01-01")
    RoutingRule.objects.update(version=9)
    assert register().unit_id == roads.pk


@pytest.mark.django_db
def test_a_changed_rule_works_as_before_until_it_is_tried_again(
    rule: RoutingRule, as_: As, marek: Staff, lamps: Unit, roads: Unit
) -> None:
    marek_at = as_(marek)
    sent = typed(lamps, "wlacz", street="Żaglowa", version=rule.version)
    assert marek_at.post(f"{PAGE}/{rule.pk}", sent).status_code == 422
    rule.refresh_from_db()
    assert (rule.street, rule.is_on) == ("", True)
    tried = marek_at.post(f"{PAGE}/{rule.pk}", sent | {"co": "proba"}).context["tried"]
    assert marek_at.post(f"{PAGE}/{rule.pk}", sent | {"probowana": tried}).status_code == 302
    late = marek_at.post(f"{PAGE}/{rule.pk}", sent | {"co": "zapisz", "name": "Za późno"})
    assert "Ktoś zmienił tę regułę" in late.content.decode()


@pytest.mark.django_db
def test_the_trial_of_a_narrowed_rule_shows_what_the_rule_lets_go(
    rule: RoutingRule, register: Register, as_: As, marek: Staff, lamps: Unit, roads: Unit
) -> None:
    kept, gone = register(), register(place=Place("ul. Boczna", "3", "Obłuże"))
    narrow = typed(lamps, "proba", street="Żaglowa", version=rule.version)
    trial = as_(marek).post(f"{PAGE}/{rule.pk}", narrow).context["trial"]
    assert (trial.matched, trial.let_go, trial.moved) == (2, 1, 1)
    assert [(line.number, line.before, line.after) for line in trial.lines] == [
        (gone.number, lamps.short_name, roads.short_name)
    ]
    assert kept.unit_id == lamps.pk
    other_kind = narrow | {"street": "", "category_id": Category.objects.get(code="latarnia").pk}
    page = as_(marek).post(f"{PAGE}/{rule.pk}", other_kind)
    assert (page.context["trial"].matched, page.context["trial"].let_go) == (0, 3)
    assert "Dziś pasuje, po zmianie już nie" in page.content.decode()


@pytest.mark.django_db
def test_an_exception_above_a_broader_rule_changes_something(
    rule: RoutingRule, as_: As, marek: Staff, roads: Unit
) -> None:
    kind = Category.objects.get(code="dziura-w-jezdni")
    RoutingRule.objects.update(position=2)
    own = RoutingRule.objects.create(name="Wyjątek", position=1, category=kind, street="Żaglowa", unit=roads)
    idle = "Nic nie zmienia"
    assert idle not in as_(marek).get(PAGE).content.decode()
    RoutingRule.objects.exclude(pk=own.pk).update(is_on=False)
    assert idle in as_(marek).get(PAGE).content.decode()


@pytest.mark.django_db
def test_why_here_is_stored_in_polish_whoever_reports(rule: RoutingRule, register: Register) -> None:
    with translation.override("en"):
        by_rule, by_kind = register(), register(place=Place("ul. Żaglowa", "12", "Witomino"))
    assert by_rule.why_here.startswith("Według reguły „Obłuże do oświetlenia” sprawę prowadzi")
    assert by_kind.why_here.startswith("Rodzaj „Dziura w jezdni” prowadzi")


@pytest.mark.django_db
def test_a_kind_whose_unit_ended_goes_to_the_successor_and_stands_as_a_fault(
    register: Register, as_: As, marek: Staff, lamps: Unit, roads: Unit
) -> None:
    marek_at = as_(marek)
    register()
    assert marek_at.get(PAGE).context["ended"] == []
    between = Unit.objects.create(code="x", name="X", short_name="X", valid_from="2020-01-01", valid_to="2021-01-01")
    Unit.objects.filter(pk=roads.pk).update(valid_to="2020-12-31", successor=between)
    text = marek_at.get(PAGE).content.decode()
    assert "Utrzymanie Dróg nie działa i nie ma następcy." in text
    assert register().unit_id == roads.pk
    Unit.objects.filter(pk=between.pk).update(successor=roads)  # a circle leads nowhere
    assert register().unit_id == roads.pk
    Unit.objects.filter(pk=between.pk).update(successor=lamps)
    made = register()
    assert (made.unit_id, made.why_here) == (
        lamps.pk,
        f"Rodzaj „Dziura w jezdni” prowadzi {lamps.name} (dawniej: {roads.name}).",
    )
    assert "Nowe sprawy idą do następcy: Oświetlenie." in marek_at.get(PAGE).content.decode()


@pytest.mark.django_db
def test_the_list_says_what_is_wrong_with_a_rule(rule: RoutingRule, as_: As, marek: Staff, roads: Unit) -> None:
    kind = Category.objects.get(code="dziura-w-jezdni")
    last = {"unit": roads, "is_on": True}
    RoutingRule.objects.create(name="Pod spodem", position=2, district="Obłuże", street="Nieistniejąca", **last)
    RoutingRule.objects.create(name="I tak tam idzie", position=3, category=kind, **last)
    text = as_(marek).get(PAGE).content.decode()
    assert "Nigdy nie zadziała: wszystko bierze wcześniej „Obłuże do oświetlenia”." in text
    assert "Takiej ulicy nie ma w rejestrze." in text
    assert "Nic nie zmienia: te sprawy i tak trafiają do tej komórki." in text
    assert "W tej komórce nikt nie ma konta." in text


@pytest.mark.django_db
def test_an_order_that_moves_matters_is_shown_before_rules_change_places(
    rule: RoutingRule, as_: As, marek: Staff, roads: Unit, register: Register
) -> None:
    below = RoutingRule.objects.create(name="Żaglowa do dróg", position=2, street="Żaglowa", unit=roads, is_on=True)
    marek_at = as_(marek)
    shown = marek_at.post(f"{PAGE}/{below.pk}/wyzej")
    assert (shown.status_code, shown.context["trial"].moved) == (200, 1)
    assert RoutingRule.objects.first() == rule
    page = marek_at.post(f"{PAGE}/{below.pk}/wyzej", {"pokazano": "1"}, follow=True)
    assert [each.name for each in RoutingRule.objects.all()] == ["Żaglowa do dróg", "Obłuże do oświetlenia"]
    assert "Z ostatnich spraw 1 poszłaby gdzie indziej." in page.content.decode()
    assert register().unit_id == roads.pk


@pytest.mark.django_db
def test_a_rule_by_which_matters_went_is_not_thrown_away(
    rule: RoutingRule, as_: As, marek: Staff, register: Register
) -> None:
    register()
    with CaptureQueriesContext(connection) as asked:
        as_(marek).post(f"{PAGE}/{rule.pk}/usun")
    assert not [each["sql"] for each in asked if "matters_matter" in each["sql"] and "LIMIT 1" not in each["sql"]]
    page = as_(marek).post(f"{PAGE}/{rule.pk}/usun", follow=True)
    assert "Według tej reguły poszły już sprawy." in page.content.decode()
    assert RoutingRule.objects.exists()


@pytest.mark.django_db
def test_what_units_keep_sending_on_becomes_a_proposal_that_fills_the_form(
    obluze: District, as_: As, marek: Staff, piotr: Staff, lamps: Unit, register: Register
) -> None:
    for number in range(5):
        sent = register(place=Place("ul. Żaglowa", str(number), "Obłuże"))
        operations.pass_on(matter_id=sent.id, to_unit_id=lamps.pk, reason="Nie nasze.", by_id=piotr.pk, at=now())
    register(place=Place("ul. Żaglowa", "12", "Witomino"))
    operations.count_due_months(at=now())
    marek_at = as_(marek)
    page = marek_at.get(PAGE)
    ((lesson, address),) = [(each["lesson"], each["address"]) for each in page.context["proposals"]]
    assert (lesson.corrected, lesson.received, lesson.to_unit_id, lesson.district) == (5, 6, lamps.pk, "Obłuże")
    assert address.replace("&", "&amp;") in page.content.decode()
    form = marek_at.get(address).context["form"]
    kind = Category.objects.get(code="dziura-w-jezdni")
    assert form["category_id"].value() == str(kind.pk)
    assert (form["unit_id"].value(), form["district"].value()) == (str(lamps.pk), "Obłuże")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sentence", "given", "said"),
    [
        ("a rule without conditions", {"district": ""}, "Podaj co najmniej jeden warunek."),
        ("houses without a street", {"house_from": 2}, "mają sens tylko z ulicą"),
        ("houses the wrong way round", {"street": "Żaglowa", "house_from": 9, "house_to": 2}, "mniejszy od pierwszego"),
        ("one hour without the other", {"hours_from": "22:00"}, "Podaj obie godziny albo żadnej."),
        ("a day of the year that is none", {"season_from": "13-01", "season_to": "03-31"}, "Napisz miesiąc i dzień"),
        ("half a season", {"season_from": "11-01"}, "Podaj oba dni roku albo żadnego."),
        ("no name", {"name": ""}, "Nazwij regułę."),
    ],
)
def test_is_refused(
    obluze: District, as_: As, marek: Staff, lamps: Unit, sentence: str, given: dict[str, Any], said: str
) -> None:
    page = as_(marek).post(f"{PAGE}/nowa", typed(lamps, "proba", **given))
    assert page.status_code == 422
    assert said in page.content.decode()


@pytest.mark.django_db
def test_an_administrator_looks_and_others_do_not(
    as_: As, administrator: Staff, zofia: Staff, piotr: Staff, rule: RoutingRule
) -> None:
    assert as_(administrator).get(PAGE).status_code == 200
    assert as_(administrator).get(f"{PAGE}/{rule.pk}").status_code == 403
    assert as_(administrator).post(f"{PAGE}/{rule.pk}/wylacz").status_code == 403
    for other in (zofia, piotr):
        assert as_(other).get(PAGE).status_code == 403
