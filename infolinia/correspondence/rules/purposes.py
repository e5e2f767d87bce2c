"""Why the city writes to people, and what each message can say: the data behind the editors' templates.

A new message of the product begins with a row here and its wordings in `correspondence/wordings/`.
"""

from infolinia.correspondence.rules.purposes_of_changes import CHANGES
from infolinia.correspondence.rules.variables import (
    ADDRESS,
    BODY,
    CITY,
    DAY,
    LAST_DAY,
    LINK,
    MAYBE_LINK,
    MAYBE_NUMBER,
    MAYBE_PLACE,
    MOMENT,
    NOTE,
    PLACE,
    UNIT,
    UNTIL,
    about,
    about_matter,
)
from infolinia.correspondence.rules.wording.shapes import EMAIL, Kind, Purpose, Variable
from infolinia.correspondence.rules.wording.shapes import gettext_noop as _

_MATTERS = (
    Purpose(
        "registered",
        _("Przyjęte zgłoszenie"),
        _("Od razu po rejestracji: numer, kod i termin."),
        about_matter(
            UNTIL,
            UNIT,
            Variable("code", "kod", _("kod do sprawdzania sprawy"), "ACD347"),
            Variable("is_answered", "czeka na odpowiedź", _("mieszkaniec czeka na odpowiedź"), True, Kind.FLAG),
            Variable(
                "danger_text", "zagrożenie", _("co robić w zagrożeniu"), "Nie zbliżaj się do wyrwy.", is_optional=True
            ),
        ),
        needed=("number", "code", "until"),
    ),
    Purpose(
        "answer",
        _("Odpowiedź w sprawie"),
        _("Komórka odpowiada, a sprawa zostaje otwarta."),
        about_matter(BODY, UNTIL),
        needed=("number", "body"),
        needed_by_sms=("number",),
    ),
    Purpose(
        "question",
        _("Pytanie do mieszkańca"),
        _("Komórka potrzebuje czegoś od mieszkańca; zegar sprawy stoi, gdy przepis na to pozwala."),
        about_matter(
            BODY,
            Variable("answer_until", "odpowiedź do", _("do kiedy czekamy"), "do wtorku 1 grudnia"),
            Variable(
                "link", "link", _("strona z jednym polem: odpowiedź bez konta i bez kodu"), ADDRESS, Kind.LINK, True
            ),
            Variable("clock_stands", "termin stoi", _("termin nie biegnie, dopóki czekamy"), True, Kind.FLAG),
        ),
        needed=("number", "body", "answer_until"),
        needed_by_sms=("number", "answer_until"),
    ),
    Purpose(
        "extended",
        _("Nowy termin"),
        _("Sprawa potrwa dłużej: powód, nowy termin i prawo do ponaglenia."),
        about_matter(
            BODY,
            UNTIL,
            Variable("may_urge", "można ponaglić", _("przysługuje ponaglenie"), True, Kind.FLAG),
            Variable("needs_service", "osobne zawiadomienie", _("zawiadomienie trzeba doręczyć"), True, Kind.FLAG),
        ),
        needed=("number", "until", "may_urge", "needs_service"),
        needed_by_sms=("number", "until"),
    ),
    Purpose(
        "closed",
        _("Zakończona sprawa"),
        _("Jak się skończyło i co można zrobić, gdy coś jest nie tak."),
        about_matter(
            BODY,
            Variable("ending", "zakończenie", _("jak się skończyła sprawa"), "Załatwiliśmy tę sprawę."),
            Variable("basis", "podstawa", _("podstawa prawna"), "KPA art. 105", is_optional=True),
            Variable("is_refused", "odmowa", _("sprawa skończyła się odmową"), False, Kind.FLAG),
            Variable("is_promise", "obietnica", _("termin był obietnicą, nie terminem z ustawy"), False, Kind.FLAG),
            Variable("may_reopen", "można wrócić", _("adresat może otworzyć sprawę ponownie"), True, Kind.FLAG),
        ),
        needed=("number", "ending", "is_refused"),
        needed_by_sms=("number", "ending"),
    ),
    Purpose(
        "satisfaction",
        _("Pytanie o zadowolenie"),
        _("Po zakończeniu sprawy: czy na pewno załatwione."),
        about_matter(LINK),
        needed=("number", "link"),
    ),
    Purpose(
        "missing_document",
        _("Brakujący dokument"),
        _("Czego brakuje w sprawie i do kiedy to przynieść."),
        about(
            MAYBE_NUMBER,
            Variable(
                "documents",
                "czego brakuje",
                _("lista dokumentów"),
                ("pełnomocnictwo", "potwierdzenie opłaty"),
                Kind.LIST,
            ),
            LAST_DAY,
            MAYBE_PLACE,
            MAYBE_LINK,
        ),
        needed=("documents",),
    ),
)

_FROM_THE_DESK = (
    Purpose(
        "sent_form",
        _("Wysłany druk"),
        _("Doradca wysyła druki w trakcie rozmowy."),
        about(
            Variable(
                "forms",
                "druki",
                _("tytuły druków z wersją"),
                ("Wniosek o dowód osobisty (wersja 3)", "Pełnomocnictwo (wersja 1)"),
                Kind.LIST,
            ),
            Variable("forms_count", "ile druków", _("liczba druków"), 2, Kind.COUNT),
            Variable("card", "karta", _("tytuł karty usługi"), "Dowód osobisty", is_optional=True),
            Variable("answer", "odpowiedź", _("odpowiedź z karty"), "Dowód jest bezpłatny.", Kind.BODY, True),
            MAYBE_LINK,
            Variable("link_until", "link działa do", _("ostatni dzień adresu"), DAY, Kind.DAY, True),
            NOTE,
            Variable("are_attached", "w załączniku", _("druki są w załączniku"), True, Kind.FLAG),
            Variable("are_filled", "wypełnione", _("wpisano dane mieszkańca"), False, Kind.FLAG),
        ),
        needed=("forms",),
        needed_by_sms=("link",),
    ),
    Purpose(
        "sent_card",
        _("Wysłana karta"),
        _("Doradca wysyła odpowiedź z karty usługi."),
        about(
            Variable("card", "karta", _("tytuł karty usługi"), "Dowód osobisty"),
            Variable("answer", "odpowiedź", _("odpowiedź z karty"), "Dowód jest bezpłatny.", Kind.BODY),
            MAYBE_LINK,
            Variable("link_until", "link działa do", _("ostatni dzień adresu"), DAY, Kind.DAY, True),
            NOTE,
        ),
        needed=("card", "answer"),
        needed_by_sms=("link",),
    ),
)

_CONTACTS = (
    Purpose(
        "reply",
        _("Odpowiedź na wiadomość"),
        _("Doradca odpisuje na e-mail, SMS albo formularz."),
        about(
            Variable("subject", "temat wiadomości", _("temat tego, na co odpisujemy"), "Worki na odpady"),
            BODY,
            MAYBE_NUMBER,
        ),
        needed=("body",),
    ),
    Purpose(
        "received",
        _("Wiadomość dotarła"),
        _("Od razu po przyjęciu wiadomości, gdy odpowie na nią człowiek."),
        about(
            Variable("subject", "temat wiadomości", _("temat tego, co przyszło"), "Worki na odpady"),
            Variable("until", "termin", _("kiedy odpiszemy"), "do piątku 27 listopada", is_optional=True),
        ),
    ),
    Purpose(
        "not_examined",
        _("Podanie wysłane e-mailem"),
        _("Podanie bez e-Doręczeń i bez formularza, którego prawo nie pozwala rozpatrzyć (art. 63 § 1 KPA)."),
        about(
            Variable("subject", "temat wiadomości", _("temat podania"), "Wniosek o zaświadczenie"),
            Variable("address", "adres urzędu", _("adres do listów"), "Urząd Miasta, aleja Przykładowa 1", Kind.TEXT),
            Variable(
                "edelivery_address",
                "adres do e-Doręczeń",
                _("adres urzędu w e-Doręczeniach"),
                "AE:PL-00000-00000-ABCDE-00",
                is_optional=True,
            ),
            Variable("link", "usługa", _("adres usługi przez internet"), ADDRESS, Kind.LINK, is_optional=True),
        ),
        channels=(EMAIL, "letter"),
        needed=("address",),
    ),
    Purpose(
        "missed_call_back",
        _("Nie dodzwoniliśmy się"),
        _("Po ostatniej nieudanej próbie oddzwonienia."),
        about(
            Variable("digits", "końcówka numeru", _("ostatnie cyfry numeru"), "014"),
            Variable("page_url", "strona oddzwonień", _("adres, pod którym umawia się rozmowę"), ADDRESS, Kind.LINK),
        ),
        needed=("city_phone",),
    ),
    Purpose(
        "promise_missed",
        _("Obiecany kontakt się nie udał"),
        _("Wiadomość zastępcza, gdy nie udało się skontaktować, jak obiecaliśmy."),
        about(
            Variable("reason", "w jakiej sprawie", _("po co mieliśmy się odezwać"), "termin odbioru odpadów"),
            Variable("attempts", "ile prób", _("liczba prób"), 3, Kind.COUNT, is_optional=True),
            MAYBE_NUMBER,
            MAYBE_LINK,
        ),
        needed=("city_phone",),
    ),
)

_CAMPAIGNS = (
    Purpose(
        "document_ready",
        _("Dokument do odbioru"),
        _("Co czeka, gdzie i do kiedy."),
        about(
            Variable("document", "dokument", _("co jest do odbioru"), "dowód osobisty"),
            PLACE,
            Variable("hours", "godziny", _("godziny odbioru"), "poniedziałek–piątek 8:00–16:00", is_optional=True),
            LAST_DAY,
            MAYBE_NUMBER,
        ),
        needed=("document", "place"),
    ),
    Purpose(
        "visit_moved",
        _("Wizyta w innym terminie"),
        _("Urząd przenosi wizytę: było, jest, gdzie."),
        about(
            Variable("earlier", "poprzednio", _("dawny termin wizyty"), MOMENT, Kind.MOMENT),
            Variable("moment", "kiedy", _("nowy termin wizyty"), MOMENT, Kind.MOMENT),
            MAYBE_PLACE,
            Variable("reason", "powód", _("dlaczego"), "awaria ogrzewania", is_optional=True),
            MAYBE_LINK,
        ),
        needed=("earlier", "moment"),
        needed_by_sms=("moment",),
    ),
    Purpose(
        "road_closed",
        _("Zamknięta ulica"),
        _("Co zamykamy, od kiedy do kiedy i którędy jechać."),
        about(
            Variable("street", "ulica", _("która ulica"), "ul. Żaglowa od nr 2 do nr 18"),
            Variable("since", "od kiedy", _("pierwszy dzień"), DAY, Kind.DAY),
            LAST_DAY,
            Variable("detour", "objazd", _("którędy jechać"), "ulicą Masztową", is_optional=True),
            Variable("reason", "powód", _("dlaczego"), "wymiana nawierzchni", is_optional=True),
        ),
        needed=("street", "since"),
    ),
    Purpose(
        "reminder",
        _("Przypomnienie"),
        _("O wizycie albo o dniu, którego nie można przegapić."),
        about(
            Variable("subject", "o czym", _("co przypominamy"), "wizyta w sprawie dowodu osobistego"),
            Variable("moment", "kiedy", _("dzień i godzina"), MOMENT, Kind.MOMENT, is_optional=True),
            LAST_DAY,
            MAYBE_PLACE,
            MAYBE_LINK,
            MAYBE_NUMBER,
        ),
        needed=("subject",),
    ),
    Purpose(
        "announcement",
        _("Inna wiadomość do grupy osób"),
        _("Treść wpisana przy wysyłce: gdy żaden inny powód nie pasuje."),
        about(
            Variable("subject", "temat wiadomości", _("o czym piszemy"), "Zmiana godzin pracy sali"),
            BODY,
            MAYBE_LINK,
        ),
        needed=("body",),
    ),
)

FOOT = Purpose(
    "foot",
    _("Stopka e-maili"),
    _("Ostatnie wiersze każdego e-maila: kto pisze i jak się odezwać."),
    (Variable("can_reply", "można odpisać", _("infolinia czyta odpowiedzi na e-maile"), True, Kind.FLAG), *CITY),
    channels=(EMAIL,),
    needed=("city_phone",),
    has_subject=False,
)

PURPOSES: dict[str, Purpose] = {
    each.code: each for each in (*_MATTERS, *CHANGES, *_FROM_THE_DESK, *_CONTACTS, *_CAMPAIGNS, FOOT)
}
"""Every purpose by its code, in the order of the editors' list."""
