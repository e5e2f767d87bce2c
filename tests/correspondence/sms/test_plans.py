"""Plans of gateways: what is refused before it is saved, and what an answer means."""

from typing import Any

import pytest

from infolinia.correspondence.rules.gateway import BadPlan, plan_of, verdict

GOOD: dict[str, Any] = {
    "request": {"url": "https://bramka.example.org/sms", "fields": {"to": "{to}", "message": "{text}"}},
    "answer": {"ref": "list.0.id", "code": "error", "codes": {"13": "refused", "103": "away"}},
    "report": {"ref": "MsgId", "state": "status", "states": {"404": "delivered"}},
}


def with_request(**more: Any) -> dict[str, Any]:
    return {**GOOD, "request": {**GOOD["request"], **more}}


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ([], "a table"),
        ({**GOOD, "reqest": {}}, "'reqest' is unknown"),
        (with_request(url="http://bramka.example.org/sms"), "https"),
        (with_request(url="ftp://10.0.0.1/sms"), "https"),
        (with_request(url="http://8.8.8.8/sms"), "https"),
        (with_request(fields={"to": "{to}"}), "{text}"),
        (with_request(fields={"to": "{to}", "m": "{text}", "x": "{city}"}), "{city} is unknown"),
        (with_request(method="DELETE"), "GET, POST or PUT"),
        ({**GOOD, "answer": {"codes": {"13": "bad"}}}, "13: bad"),
        ({**GOOD, "answer": {"statuses": {"4xx": "refused"}}}, "no HTTP status"),
        ({**GOOD, "report": {"states": {"404": "read"}}}, "404: read"),
        ({**GOOD, "repeats": True}, "{id} is missing"),
        ({**GOOD, "letters": "polish"}, "without_marks"),
        ({**GOOD, "tables": ["pl"]}, "es, pt, tr"),
    ],
)
def test_a_plan_that_can_not_work_is_refused_with_the_place_of_the_fault(plan: object, said: str) -> None:
    with pytest.raises(BadPlan, match=said.replace("{", r"\{")):
        plan_of(plan)


@pytest.mark.parametrize("url", ["http://10.1.2.3:13013/send", "http://127.0.0.1/sms", "https://a.example.org"])
def test_within_the_office_a_gateway_may_speak_without_tls(url: str) -> None:
    assert plan_of(with_request(url=url)).request.url == url


@pytest.mark.parametrize(
    ("status", "told", "meaning", "ref"),
    [
        (200, {"list": [{"id": "a1"}]}, "taken", "a1"),
        (202, {}, "taken", ""),
        (200, {"error": 13, "message": "zły numer"}, "refused", ""),
        (200, {"error": 103}, "away", ""),
        (200, {"error": 555}, "refused", ""),
        (400, {"error": 103}, "away", ""),
        (400, {}, "refused", ""),
        (401, {}, "away", ""),
        (409, {"list": [{"id": "a1"}]}, "taken_before", "a1"),
        (429, {}, "away", ""),
        (500, {}, "away", ""),
        (200, "OK", "taken", ""),
        (200, ["x"], "taken", ""),
    ],
)
def test_what_an_answer_means(status: int, told: object, meaning: str, ref: str) -> None:
    found = verdict(plan_of(GOOD), status=status, told=told)
    assert (found.meaning, found.ref) == (meaning, ref)
