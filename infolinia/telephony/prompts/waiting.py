"""How many are ahead and how long it takes, in words: `ahead-3`, `wait-from-2`, `wait-to-5`."""

from infolinia.telephony.rules.announcing import MANY, SCALE

_PEOPLE = {
    "pl": "jedna dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście "
    "czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia",
    "uk": "одна дві три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять "
    "п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять двадцять",
}
_MINUTES = {
    "pl": "jednej,dwóch,trzech,czterech,pięciu,sześciu,siedmiu,ośmiu,dziewięciu,dziesięciu,dwunastu,piętnastu,"
    "dwudziestu,dwudziestu pięciu,trzydziestu,czterdziestu,pięćdziesięciu,sześćdziesięciu",
    "uk": "однієї,двох,трьох,чотирьох,п'яти,шести,семи,восьми,дев'яти,десяти,дванадцяти,п'ятнадцяти,"
    "двадцяти,двадцяти п'яти,тридцяти,сорока,п'ятдесяти,шістдесяти",
}
FEW = range(2, 5)


def ahead(number: int) -> dict[str, str]:
    """Return how many people stand ahead, in each language."""
    polish, ukrainian = (_PEOPLE[language].split()[number - 1] for language in ("pl", "uk"))
    few = number in FEW
    return {
        "pl": f"Przed Państwem w kolejce {_polish_verb(number)} {polish} {_polish_people(number)}.",
        "en": "One person is ahead of you." if number == 1 else f"{number} people are ahead of you.",
        "uk": f"Перед вами в черзі {ukrainian} {'особа' if number == 1 else 'особи' if few else 'осіб'}.",
    }


def minutes(number: int) -> tuple[dict[str, str], dict[str, str]]:
    """Return the beginning and the end of a range of minutes, in each language."""
    place = SCALE.index(number)
    polish, ukrainian = (_MINUTES[language].split(",")[place] for language in ("pl", "uk"))
    since = {
        "pl": f"Przewidywany czas oczekiwania: od {polish}",
        "en": f"The wait will take from {number}",
        "uk": f"Орієнтовний час очікування: від {ukrainian}",
    }
    until = {"pl": f"do {polish} minut.", "en": f"to {number} minutes.", "uk": f"до {ukrainian} хвилин."}
    return since, until


def _polish_verb(number: int) -> str:
    return "jest" if number == 1 or number not in FEW else "są"


def _polish_people(number: int) -> str:
    return "osoba" if number == 1 else "osoby" if number in FEW else "osób"


WAITING: dict[str, dict[str, str]] = {
    "ahead-0": {
        "pl": "Są Państwo pierwsi w kolejce.",
        "en": "You are first in the queue.",
        "uk": "Ви перші в черзі.",
    },
    **{f"ahead-{number}": ahead(number) for number in range(1, MANY + 1)},
    "ahead-many": {
        "pl": "Przed Państwem w kolejce jest ponad dwadzieścia osób.",
        "en": "More than twenty people are ahead of you.",
        "uk": "Перед вами в черзі понад двадцять осіб.",
    },
    **{f"wait-from-{number}": minutes(number)[0] for number in SCALE},
    **{f"wait-to-{number}": minutes(number)[1] for number in SCALE},
    "wait-to-over": {"pl": "do ponad godziny.", "en": "to over an hour.", "uk": "до понад години."},
    "wait-long": {
        "pl": "Oczekiwanie może potrwać ponad godzinę.",
        "en": "The wait may take over an hour.",
        "uk": "Очікування може тривати понад годину.",
    },
}
