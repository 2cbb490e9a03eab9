"""Pandoc reads what anybody may have written: nothing of ours goes along with it."""

import pytest

from guidelines.exports import pandoc
from guidelines.word import converting

SHOW = """#!/bin/sh
cat > /dev/null
tr '\\0' '\\n' < /proc/$$/environ
"""


@pytest.fixture
def shows_environment(monkeypatch, tmp_path):
    """In pandoc's place, a program that answers with its environment."""
    program = tmp_path / "pandoc"
    program.write_text(SHOW)
    program.chmod(0o700)
    monkeypatch.setenv("SECRET_KEY", "a secret of ours")
    monkeypatch.setattr("pypandoc.get_pandoc_path", lambda: str(program))


def test_pandoc_gets_none_of_our_secrets(shows_environment):
    said = [pandoc.run([]).decode(), converting.to_markdown([])]

    for each in said:
        assert "LC_ALL=C.UTF-8" in each
        assert "secret" not in each
