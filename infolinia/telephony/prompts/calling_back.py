"""What a caller hears who would rather be called back: the offer, the number digit by digit, the promise."""

_DIGITS = {
    "pl": ["zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "uk": ["нуль", "один", "два", "три", "чотири", "п'ять", "шість", "сім", "вісім", "дев'ять"],
}

CALLING_BACK: dict[str, dict[str, str]] = {
    **{f"digit-{digit}": {language: words[digit] for language, words in _DIGITS.items()} for digit in range(10)},
    "digit-plus": {"pl": "plus", "en": "plus", "uk": "плюс"},
    "callback-offer": {
        "pl": "Aby nie czekać przy telefonie, proszę nacisnąć jeden. Zachowamy miejsce w kolejce i oddzwonimy.",
        "en": "If you would rather not hold the line, press one. We will keep your place and call you back.",
        "uk": "Якщо не хочете чекати біля телефону, натисніть один. Ми збережемо ваше місце в черзі й передзвонимо.",
    },
    "callback-number": {
        "pl": "Zadzwonimy na numer",
        "en": "We will call this number:",
        "uk": "Ми зателефонуємо на номер",
    },
    "callback-confirm": {
        "pl": "Jeśli numer się zgadza, proszę nacisnąć jeden. Aby podać inny, proszę nacisnąć dwa. "
        "Aby czekać dalej na doradcę, proszę nacisnąć zero. Aby powtórzyć, proszę nacisnąć gwiazdkę.",
        "en": "If the number is right, press one. To give another, press two. "
        "To go on waiting for an adviser, press zero. To hear this again, press star.",
        "uk": "Якщо номер правильний, натисніть один. Щоб назвати інший, натисніть два. "
        "Щоб далі чекати на консультанта, натисніть нуль. Щоб почути ще раз, натисніть зірочку.",
    },
    "callback-enter": {
        "pl": "Proszę wybrać numer klawiszami i zakończyć krzyżykiem. Gwiazdka zaczyna od nowa.",
        "en": "Please key in the number and end with hash. Star begins anew.",
        "uk": "Наберіть номер клавішами й завершіть решіткою. Зірочка починає спочатку.",
    },
    "callback-wrong": {
        "pl": "Na ten numer nie możemy oddzwonić. Potrzebujemy polskiego numeru komórkowego albo stacjonarnego.",
        "en": "We cannot call this number back. We need a Polish mobile or landline number.",
        "uk": "На цей номер ми не можемо передзвонити. Потрібен польський мобільний або стаціонарний номер.",
    },
    "callback-promised": {
        "pl": "Dziękujemy. Oddzwonimy, gdy przyjdzie Państwa kolej. Można się rozłączyć.",
        "en": "Thank you. We will call back when it is your turn. You can hang up now.",
        "uk": "Дякуємо. Ми передзвонимо, коли настане ваша черга. Можна покласти слухавку.",
    },
    "callback-stay": {
        "pl": "Dobrze. Proszę czekać na linii, miejsce w kolejce jest zachowane.",
        "en": "All right. Please hold the line, your place is kept.",
        "uk": "Добре. Залишайтеся на лінії, ваше місце збережено.",
    },
}
