"""`infolinia provision`: what this machine cannot fetch is one clear line, and never a failure."""

from pathlib import Path

import pytest

from infolinia.config.commands import provision
from infolinia.core import debian


def test_without_the_thesaurus_there_is_a_line_and_all_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_network(apt: Path, package: str) -> Path:
        raise debian.CannotFetch("no such host")

    monkeypatch.setenv("INFOLINIA_ENGINE_DIR", str(tmp_path))
    monkeypatch.setattr(debian, "fetch_alone", no_network)
    systems = provision.provisioning.Engine(tmp_path, tmp_path, tmp_path, "22.10.1", prefix=None)
    monkeypatch.setattr(provision.provisioning, "find_engine", lambda state: systems)
    monkeypatch.setattr(provision.prompts, "render", lambda *arguments, **given: None)
    assert provision.main([]) == 0
    assert "no thesaurus on this machine, search works without it: no such host" in capsys.readouterr().err
