"""What every published figure means: its definition, its unit and where it comes from.

Sources: the city's own goals; KPIs of call centres as EN ISO 18295-1:2017 and the German 115 line define them.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ANSWER_SECONDS = 20
SHORT_SECONDS = 5
SERVICE_LEVEL_GOAL = 80
LONG_TALK_SECONDS = 10 * 60


@dataclass(frozen=True)
class Measure:
    """One published figure. `unit` is how it is counted: share in percent, count or seconds."""

    code: str
    name: Promise
    definition: Promise
    unit: str
    source: Promise
    goal: int | None = None


SERVICE_LEVEL = Measure(
    code="service_level",
    name=_("Poziom obsługi"),
    definition=_(
        "Poziom obsługi to rozmowy odebrane w 20 sekund, podzielone przez odebrane i porzucone po 5 sekundach. "
        "Porzucone wcześniej liczymy osobno. Zamówione oddzwonienie to nie porzucona rozmowa."
    ),
    unit="percent",
    source=_("Czasy wejścia do kolejki, odebrania i rozłączenia podane przez centralę."),
    goal=SERVICE_LEVEL_GOAL,
)
ANSWERED = Measure(
    code="answered",
    name=_("Odebrane"),
    definition=_("Rozmowy, w których centrala połączyła dzwoniącego z doradcą."),
    unit="count",
    source=_("Czas odebrania podany przez centralę."),
)
ABANDONED = Measure(
    code="abandoned",
    name=_("Porzucone"),
    definition=_("Dzwoniący czekał w kolejce dłużej niż 5 sekund i rozłączył się, zanim ktoś odebrał."),
    unit="count",
    source=_("Czasy wejścia do kolejki i rozłączenia podane przez centralę."),
)
SHORT_ABANDONED = Measure(
    code="short_abandoned",
    name=_("Porzucone przed upływem 5 s"),
    definition=_("Dzwoniący rozłączył się w zapowiedzi albo w pierwszych 5 sekundach kolejki: zwykle pomyłka."),
    unit="count",
    source=_("Czasy wejścia do kolejki i rozłączenia podane przez centralę."),
)
AVERAGE_ANSWER = Measure(
    code="average_answer",
    name=_("Średni czas oczekiwania"),
    definition=_("Od wejścia do kolejki do odebrania, bez zapowiedzi; tylko rozmowy odebrane."),
    unit="seconds",
    source=_("Czasy wejścia do kolejki i odebrania podane przez centralę."),
)
AVERAGE_HANDLING = Measure(
    code="average_handling",
    name=_("Średni czas obsługi"),
    definition=_("Rozmowa razem z zawieszeniem i pracą po rozmowie; tylko rozmowy już zakończone przez doradcę."),
    unit="seconds",
    source=_("Czas odebrania podany przez centralę i chwila zakończenia przez doradcę."),
)

CATALOGUE = (SERVICE_LEVEL, ANSWERED, ABANDONED, SHORT_ABANDONED, AVERAGE_ANSWER, AVERAGE_HANDLING)
