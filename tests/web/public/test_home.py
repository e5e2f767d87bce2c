"""The resident's first page."""

import pytest

from tests.web.browser import Screen, no_violations, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_first_page_has_no_barriers(screen: Screen) -> None:
    page = screen.open("/")
    picture(page, "public-home")
    no_violations(page)
