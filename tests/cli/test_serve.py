"""``luoshi serve`` is found through its entry point, and says what to install where the platform is missing."""

import sys

import pytest

from luoshi.cli.main import main


@pytest.mark.parametrize(("language", "said"), [("zh", "平台没有安装"), ("en", "The platform is not installed")])
def test_without_the_extra_it_says_how_to_install_it(
    language: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "django", None)
    monkeypatch.delitem(sys.modules, "luoshi_web.serving", raising=False)
    with pytest.raises(SystemExit) as ended:
        main(["--lang", language, "serve", "--once"])
    assert ended.value.code == 1
    said_of_it = capsys.readouterr().err
    assert said in said_of_it
    assert "pip install 'luoshi[web]'" in said_of_it


def test_without_the_entry_point_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("luoshi.cli.serve.entry_points", lambda **_: ())
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", "serve"])
    assert ended.value.code == 1
    assert "luoshi[web]" in capsys.readouterr().err
