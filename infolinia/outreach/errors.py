"""Refusals of the room; each text is read by a person."""

from infolinia.core.errors import Cannot


class CannotPromise(Cannot):
    """No promise of contact was made or changed; `field` names the input to mend."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


class CannotContact(Cannot):
    """Nobody was called or written to."""


class CannotRunCampaign(Cannot):
    """The campaign stays as it is."""


class CannotAnswer(Cannot):
    """The link of a question is over, or never was."""
