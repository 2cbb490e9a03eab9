"""New static files are put beside those that are served, which stay for the pages that name them."""

import pytest
from django.test import Client

from portal.management.commands.build_static import add


def make_files(folder, **texts):
    for name, text in texts.items():
        path = folder / "css" / f"{name}.css"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "staticfiles.json").write_text(",".join(texts))
    return folder


def test_what_pages_name_stays_and_what_is_new_comes(tmp_path):
    served = make_files(tmp_path / "served", old_1="old", same_2="same")
    fresh = make_files(tmp_path / "fresh", same_2="same", new_3="new")

    assert add(fresh, served) == 1

    assert {path.stem: path.read_text() for path in (served / "css").iterdir()} == {
        "old_1": "old",
        "same_2": "same",
        "new_3": "new",
    }
    assert (served / "staticfiles.json").read_text() == "same_2,new_3"


def test_a_file_that_is_served_is_never_touched(tmp_path):
    served = make_files(tmp_path / "served", same_2="same")
    before = (served / "css/same_2.css").stat()

    add(make_files(tmp_path / "fresh", same_2="same"), served)

    after = (served / "css/same_2.css").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_manifest_comes_last(tmp_path, monkeypatch):
    moved = []
    monkeypatch.setattr("shutil.move", lambda path, target: moved.append(target.name))

    add(make_files(tmp_path / "fresh", a_1="", z_2=""), tmp_path / "served")

    assert moved[-1] == "staticfiles.json" and len(moved) == 3


@pytest.mark.parametrize("again", [{}, {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}])
def test_the_policy_holds_for_static_files_too(settings, tmp_path, again):
    settings.STATIC_ROOT = make_files(tmp_path, site="a{}")

    answer = Client().get("/static/css/site.css", headers=again)
    answer.getvalue()  # to the end, which closes the file

    assert answer.status_code == (304 if again else 200)
    assert "object-src 'none'" in answer["Content-Security-Policy"]


def test_the_policy_holds_for_those_who_are_sent_to_https(settings):
    settings.SECURE_SSL_REDIRECT = True

    answer = Client().get("/")

    assert (answer.status_code, "Content-Security-Policy" in answer) == (301, True)
