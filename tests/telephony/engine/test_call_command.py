"""`infolinia call`: a resident without a telephone, for trials and shows."""

import threading
from pathlib import Path

import pytest

from infolinia.telephony import call_command
from tests.telephony.application import Application
from tests.telephony.running import RunningEngine, until

pytestmark = pytest.mark.engine


def test_the_engine_calls_the_line_and_an_adviser_hears_the_question(
    asterisk: RunningEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INFOLINIA_STATE", str(asterisk.state))
    news: list[str] = []
    arguments = ["--number", "500000021", "--name", "Jan <Kalina>", "--seconds", "40"]
    calling = threading.Thread(target=lambda: call_command.main(arguments, say=lambda text: news.append(text[9:])))
    with Application(asterisk) as application, asterisk.adviser_phone("adviser-7-c1d") as zofia:
        calling.start()
        start = application.start_of("inbound")
        assert start["channel"]["caller"] == {"name": "Jan Kalina", "number": "500000021"}
        application.hold_with_music(start["channel"]["id"])
        application.ring(zofia.user, leg="leg-of-the-desk")
        desk = zofia.ringing().answer()
        application.start_of("adviser")
        application.join(start["channel"]["id"], "leg-of-the-desk")
        assert desk.hears_something(timeout=12, level=0.01)
        assert until(lambda: "an adviser is on the line" in news)
        asterisk.ari("DELETE", f"channels/{start['channel']['id']}")
        calling.join(10)
    assert news[-2:] == ["an adviser is on the line", "the call is over"]


def test_without_an_engine_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INFOLINIA_STATE", str(tmp_path))
    assert call_command.main([]) == 1
    assert "infolinia up" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--number", "abc"], ["--seconds", "0"], ["--seconds", "99999"]])
def test_a_wrong_option_changes_nothing_and_is_explained(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call_command.main(arguments)
    assert arguments[0] in capsys.readouterr().err
