"""Whom the starter city has promised to call, and a campaign that waits to be started."""

from datetime import datetime, timedelta

from infolinia.demo import store
from infolinia.outreach import operations
from infolinia.outreach.operations.campaigns import filling, making

PROMISES = (
    ("Pergola przy Żaglowej: co odpowiedziała komórka", "500 000 014", "Halina Zatoka", "", -1, "no_answer"),
    ("Termin odbioru gabarytów", "500 000 023", "Bartłomiej Rumia", "pn–pt 9–12", 20, ""),
    ("Które druki do dopłaty mieszkaniowej", "500 000 031", "Ola Keja", "wt, czw po 16", 22, ""),
    ("Czy latarnia na Masztowej jest naprawiona", "500 000 042", "Jan Bosman", "", 5, "busy"),
)
"""About what, number, name, hours they named, hours to the end, and how the first attempt went."""
PEOPLE = 40


def load(*, at: datetime) -> None:
    """Make them as an adviser and a supervisor would."""
    staff = store.ids_by("city.Staff", "username")
    for reason, number, name, windows, hours, tried in PROMISES:
        ident = operations.promise_contact(
            reason=reason,
            number=number,
            name=name,
            windows=windows,
            due_at=at + timedelta(hours=hours),
            by_id=staff["doradca2"],
            at=at - timedelta(hours=3),
        )
        if tried:
            before = at - timedelta(hours=2)
            operations.note_attempt(promise_id=ident, result=tried, by_id=staff["doradca2"], at=before)
    _load_campaign(staff["kierownik"], at)


def _load_campaign(by_id: int, at: datetime) -> None:
    ident = making.create_campaign(
        name="Zamknięcie ulicy Żaglowej",
        purpose="road_closed",
        way="own",
        basis="task",
        basis_note="art. 7 ust. 1 pkt 2 ustawy o samorządzie gminnym",
        by_id=by_id,
        at=at,
    )
    people = "".join(f"Osoba {number};osoba{number}@example.org;\n" for number in range(PEOPLE))
    sheet = f"Imię i nazwisko;E-mail;Telefon\n{people}Halina Zatoka;;500 000 014\nBez adresu;;\n"
    filling.fill_from_sheet(campaign_id=ident, content=sheet.encode(), name="zaglowa.csv", at=at)
    first, last = at + timedelta(days=6), at + timedelta(days=10)
    values = {"street": "ul. Żaglowa od nr 2 do nr 18", "since": f"{first:%d.%m.%Y}", "until": f"{last:%d.%m.%Y}"}
    making.say(campaign_id=ident, values={**values, "detour": "ul. Masztową"}, per_minute=60, call_until=None)
