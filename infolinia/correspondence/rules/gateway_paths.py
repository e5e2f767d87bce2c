"""Where in the answers and reports of a gateway things lie."""

from collections.abc import Mapping


def found_at(told: object, path: str) -> object:
    """Return what lies at a path like `messages.0.id`, or None."""
    here: object = told
    for step in path.split(".") if path else ():
        if isinstance(here, Mapping):
            here = here.get(step)
        elif isinstance(here, list) and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        else:
            return None
    return here if path else None
