"""What can go wrong between us and the engine."""

RACES = frozenset({404, 409, 412, 422})


class EngineError(Exception):
    """The engine refused a request, or can't be reached. `permanent`: asking again will not help."""

    def __init__(self, text: str, *, status: int = 0, permanent: bool) -> None:
        super().__init__(text)
        self.status = status
        self.permanent = permanent

    @property
    def is_lost(self) -> bool:
        """Whether no answer came at all: the takeover after the next connection mends what is then wrong."""
        return self.status == 0

    @property
    def is_race(self) -> bool:
        """Whether the thing asked for was gone or changing: normal when people hang up at any moment."""
        return self.status in RACES
