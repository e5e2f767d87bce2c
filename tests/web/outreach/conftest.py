"""The screens of contacting people."""

from tests.outreach.conftest import at_work, daytime, halina, hours, kinds, matter, promise, register, taken
from tests.web.units.conftest import as_

__all__ = ["as_", "at_work", "daytime", "halina", "hours", "kinds", "matter", "promise", "register", "taken"]
