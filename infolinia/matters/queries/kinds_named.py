"""The name of one kind of matter, also of one that is not used any more."""

from infolinia.matters.models import Category


def kind_name(category_id: int) -> str | None:
    """Return the name of the kind, or None where there is none."""
    return Category.objects.filter(pk=category_id).values_list("name", flat=True).first()
