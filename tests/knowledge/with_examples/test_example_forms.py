"""The forms of the starter city: drawn on the spot, fillable, tagged, and the same bytes each time."""

import hashlib
from datetime import date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from infolinia.core.clock import city_day
from infolinia.knowledge import operations, queries


def test_the_starter_city_has_real_forms(examples: None, at: datetime) -> None:
    made = operations.load_example_forms(office="Gdynia", at=at)
    assert made >= 40
    on = city_day(at)
    groups = queries.catalogue(on)
    assert len(groups) >= 25
    assert all(view.has_file and view.is_fillable and view.is_tagged for group in groups for view in group.current)
    assert sum(any(view.is_large for view in group.current) for group in groups) >= 10
    assert {view.language for group in groups for view in group.current} == {"pl", "en", "uk"}
    dowod = queries.form_history("wniosek-dowod", on)
    assert dowod and [view.version for view in dowod.versions if not view.is_large] == ["1.09.2025", "1.03.2023"]
    then = queries.form_version("wniosek-dowod", date(2025, 8, 31))
    assert then and then.version == "1.03.2023"
    with CaptureQueriesContext(connection) as seen:
        assert operations.load_example_forms(office="Gdynia", at=at) == 0
    assert len(seen) < 10


def test_example_forms_are_the_same_bytes_each_time(examples: None, at: datetime) -> None:
    operations.load_example_forms(office="Gdynia", at=at)
    first = queries.form_version("skarga", city_day(at))
    assert first is not None
    content = queries.form_content(first.sha256)
    assert content is not None
    assert hashlib.sha256(content).hexdigest() == first.sha256
