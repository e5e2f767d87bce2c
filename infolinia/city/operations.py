"""Writes to the city."""

from django.db import transaction

from infolinia.city.models import Staff


@transaction.atomic
def choose_language(*, staff_id: int, language: str) -> None:
    """Remember the language of this person's screens, for every device they sign in on."""
    Staff.objects.filter(pk=staff_id).update(screen_language=language)
