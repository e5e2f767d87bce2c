"""What of a resident goes into which field."""

from datetime import date

import pytest

from infolinia.knowledge.rules.form_data import Person, clean, faults, guess, known, values

DAY = date(2026, 11, 24)


def field(label: str, name: str = "pole", kind: str = "text") -> dict[str, object]:
    return {"name": name, "label": label, "kind": kind}


@pytest.mark.parametrize(
    ("label", "data"),
    [
        ("Imię i nazwisko", "name"),
        ("Imię", "first_name"),
        ("Nazwisko", "last_name"),
        ("Nazwisko rodowe", None),
        ("Imię ojca", None),
        ("Imię i nazwisko dziecka", None),
        ("Numer telefonu", "phone"),
        ("Adres e-mail", "email"),
        ("Adres zamieszkania", "address"),
        ("Adres nieruchomości", None),
        ("Kod pocztowy", "postcode"),
        ("Miejscowość", "city"),
        ("Miejscowość i data", "today"),
        ("Data wypełnienia", "today"),
        ("Data urodzenia", None),
        ("Ulica", "street"),
        ("PESEL", None),
        ("Czytelny podpis", None),
    ],
)
def test_what_goes_into_a_field_is_guessed_from_its_label(label: str, data: str | None) -> None:
    assert guess([field(label)]).get("pole") == data


def test_only_fields_for_text_are_guessed() -> None:
    assert guess([field("Imię i nazwisko", kind="box"), field("Nazwisko", kind="signature")]) == {}


def test_what_is_known_is_filled_and_nothing_is_made_up() -> None:
    halina = Person(name="Halina Zatoka", phone="500 000 014")
    assert known(halina, city="Gdynia", today=DAY) == {
        "name": "Halina Zatoka", "first_name": "Halina", "last_name": "Zatoka", "phone": "500 000 014",
        "city": "Gdynia", "today": "24.11.2026",
    }  # fmt: skip
    told = known(Person(name="Maria Anna Zatoka-Klif"), city="", today=DAY)
    assert "first_name" not in told
    assert known(Person(), city="", today=DAY) == {"today": "24.11.2026"}


def test_a_field_without_data_stays_open() -> None:
    chosen = {"a": "name", "b": "phone", "c": "name"}
    assert values(chosen, {"name": "Halina", "phone": ""}) == {"a": "Halina", "c": "Halina"}


def test_what_is_typed_is_cleaned() -> None:
    assert clean({"name": " Halina\u202e\n Zatoka\x00 ", "address": "x" * 900, "pesel": "1", "phone": "\x07"}) == {
        "name": "Halina Zatoka",
        "address": "x" * 200,
    }


def test_a_choice_that_the_form_cannot_keep_is_told() -> None:
    fields = [field("Imię", "a"), field("Zgoda", "b", "box")]
    assert faults({"a": "name"}, fields) == []
    told = faults({"a": "pesel", "b": "name", "c": "name"}, fields)
    assert len(told) == 3
    assert "pesel" in told[0]
