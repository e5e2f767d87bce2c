"""What /metrics tells: requests of this process, and how much waits in the whole product."""

from collections import Counter as Tally
from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Count
from procrastinate.contrib.django.models import ProcrastinateJob
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from infolinia.city.rules.calendar import start_of_day
from infolinia.contacts import queries as contacts
from infolinia.core.clock import city_day
from infolinia.routing import queries as routing
from infolinia.web.health import checks

PROCESS = CollectorRegistry()
REQUESTS = Counter(
    "infolinia_http_requests", "Requests answered by this process", ["method", "view", "status"], registry=PROCESS
)
SECONDS = Histogram(
    "infolinia_http_request_seconds",
    "Seconds from request to response",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
    registry=PROCESS,
)

Values = Iterator[tuple[dict[str, str], float]]


def count_request(*, method: str, view: str, status: int, seconds: float) -> None:
    """Count one answered request under the name of its view, never under its address: that may name a person."""
    REQUESTS.labels(method, view, str(status)).inc()
    SECONDS.labels(view).observe(seconds)


def text(*, at: datetime) -> bytes:
    """Return everything in Prometheus' text form; what the database can't tell now is left out."""
    product = CollectorRegistry()
    _gauge(
        product, "infolinia_up", "1 when the part works", ((({"part": p.name}, float(p.is_up))) for p in checks.parts())
    )
    try:
        waiting = routing.waiting(at)
        longest = (at - waiting.longest_since).total_seconds() if waiting.longest_since else 0.0
        _gauge(product, "infolinia_callers_waiting", "Callers who wait for an adviser", iter([({}, waiting.count)]))
        _gauge(product, "infolinia_longest_wait_seconds", "The longest wait among them", iter([({}, longest)]))
        _gauge(product, "infolinia_advisers", "Advisers by state", _advisers(at))
        product.register(_Calls(at))
        _gauge(product, "infolinia_jobs", "Jobs by task and status", _jobs())
    except DatabaseError:
        pass
    return generate_latest(PROCESS) + generate_latest(product)


class _Calls(Collector):
    """Calls of the city's day. The count begins anew at midnight, as a counter does whose process was restarted."""

    def __init__(self, at: datetime) -> None:
        self._found = contacts.happened_since(start_of_day(city_day(at)))

    def collect(self) -> Iterator[Metric]:
        """Tell how many arrived, were offered, answered and abandoned."""
        words = "Calls since midnight by what happened to them; one call may be offered several times"
        family = CounterMetricFamily("infolinia_calls", words, labels=["what"])
        for what, count in sorted(self._found.items()):
            family.add_metric([what], count)
        yield family


def _gauge(registry: CollectorRegistry, name: str, words: str, values: Values) -> None:
    found = list(values)
    labels = list(found[0][0]) if found else []
    gauge = Gauge(name, words, labels, registry=registry)
    for label, value in found:
        (gauge.labels(**label) if label else gauge).set(value)


def _advisers(at: datetime) -> Values:
    tally = Tally(line.state for line in routing.board(at))
    yield from (({"state": state}, float(count)) for state, count in tally.items())


def _jobs() -> Values:
    """Messages that wait to be sent are the jobs of their task."""
    rows = ProcrastinateJob.objects.values_list("task_name", "status").annotate(Count("id")).order_by()
    yield from (({"task": task, "status": status}, float(count)) for task, status, count in rows)
