"""By which way one person of a campaign is reached: their own choice first, then what they have."""

from collections.abc import Mapping
from dataclasses import dataclass

EMAIL, SMS, LETTER, PHONE = "email", "sms", "letter", "phone"
OWN, CALLS = "own", "calls"
_WISHES: Mapping[str, tuple[str, ...]] = {
    "email": (EMAIL,),
    "sms": (SMS,),
    "post": (LETTER,),
    # Who likes to be spoken to gets a text message where one fits in a pocket, otherwise a call.
    "phone": (SMS, PHONE),
}
_USUAL = (EMAIL, SMS, LETTER, PHONE)


@dataclass(frozen=True)
class Person:
    """What is known of one person; only addresses that work. `preferred` is their own choice, if any."""

    name: str = ""
    phone: str = ""
    takes_texts: bool = False
    email: str = ""
    address: str = ""
    language: str = ""
    preferred: str = ""
    has_broken: bool = False


def way(chosen: str, person: Person) -> tuple[str, str] | None:
    """Return channel and address, or None when there is none. `chosen` is the campaign's: own, or one for all."""
    if chosen == CALLS:
        order: tuple[str, ...] = (PHONE,)
    elif chosen == OWN:
        order = (*_WISHES.get(person.preferred, ()), *_USUAL)
    else:
        order = (chosen,)
    has = {
        EMAIL: person.email,
        SMS: person.phone if person.takes_texts else "",
        LETTER: person.address,
        PHONE: person.phone,
    }
    return next(((channel, has[channel]) for channel in order if has[channel]), None)
