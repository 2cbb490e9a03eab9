"""The Markdown zip goes round: out of one portal, into an empty one, with the same hash."""

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from guidelines import actions
from guidelines.exports import FORMATS, gathering
from guidelines.models import Change, Chapter, Edition, Guideline, Release, Revision, Statement, Wording
from tests.make import make_bodies, make_document, make_draft, make_editor, make_released_edition, make_second_edition

from .exported import PICTURE, png

pytestmark = pytest.mark.django_db


def export(edition):
    return FORMATS["md"].build(gathering.of(edition))


def empty_the_portal():
    """Behind the code's back, which never forgets a released edition."""
    for model in (
        Release,
        Revision,
        Change.successors.through,
        Change,
        Wording,
        Chapter,
        Edition,
        Statement,
        Guideline,
    ):
        model.objects.all()._raw_delete("default")
    if default_storage.exists(PICTURE):
        default_storage.delete(PICTURE)


def rewritten(content, change):
    """The zip with what `change({name: bytes})` leaves in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def texts_of(content):
    """Everything but the pictures, which are encoded anew."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.startswith("media/")}


def in_manifest(change):
    def changed(files):
        manifest = json.loads(files["manifest.json"])
        change(manifest)
        files["manifest.json"] = json.dumps(manifest).encode()

    return changed


@pytest.fixture
def second():
    bodies = make_bodies()
    bodies["focus-on-self"] += f"\n\n![Two people](/media/{PICTURE})\r\nSee [it](document:framework).\n"
    make_document(slug="framework")
    default_storage.save(PICTURE, ContentFile(png()))
    return make_second_edition(make_released_edition(bodies=bodies))


@pytest.fixture
def exported(second):
    """The zip of edition 2, in a portal that is empty now."""
    content = export(second)
    empty_the_portal()
    return content


def test_an_edition_arrives_with_its_hash_its_history_and_its_pictures(second):
    hashes = list(Edition.objects.order_by("number").values_list("content_hash", "released_at"))
    content = export(second)
    empty_the_portal()

    imported = actions.import_edition(content=content, by=make_editor())

    assert imported.number == 2
    assert list(Edition.objects.order_by("number").values_list("content_hash", "released_at")) == hashes
    assert default_storage.exists(PICTURE)
    assert imported.guideline.overview_html
    assert texts_of(export(imported)) == texts_of(content)
    call_command("verify_editions")


def test_the_newer_edition_joins_the_older_one_that_is_here(second):
    content = export(second)
    first = export(second.previous)
    empty_the_portal()
    actions.import_edition(content=first, by=make_editor())

    actions.import_edition(content=content, by=make_editor())

    assert Edition.objects.count() == 2


def test_links_to_documents_that_are_not_here_become_words(exported):
    from resources.models import Document

    Document.objects.all().delete()

    imported = actions.import_edition(content=exported, by=make_editor())

    assert "dead-link" in imported.chapters.get(slug="focus-on-self").html


def test_what_is_here_already_is_refused(second):
    with pytest.raises(actions.NotImported, match="here already"):
        actions.import_edition(content=export(second), by=make_editor())


def test_another_text_under_the_same_number_is_refused(exported):
    actions.import_edition(content=exported, by=make_editor())
    other = rewritten(exported, in_manifest(lambda m: m["editions"][0].update(content_hash="f" * 64)))

    with pytest.raises(actions.NotImported, match="says something else"):
        actions.import_edition(content=other, by=make_editor())


def test_a_draft_is_refused():
    content = export(make_draft())
    empty_the_portal()

    with pytest.raises(actions.NotImported, match="draft"):
        actions.import_edition(content=content, by=make_editor())


def change_a_word(files):
    files["edition-2/03-new.md"] = files["edition-2/03-new.md"].replace(b"Words.", b"Other words.")


def add(name, content=b"x"):
    return lambda files: files.update({name: content})


def edition(**facts):
    return in_manifest(lambda manifest: manifest["editions"][0].update(facts))


def guideline(**facts):
    return in_manifest(lambda manifest: manifest["guideline"].update(facts))


def html_as_picture(files):
    files[f"media/{PICTURE}"] = b"<script>alert(1)</script>"


DAMAGE = {
    "a word changed": (change_a_word, "its hash differs"),
    "a way out of the folder": (add("../../etc/cron.d/x"), "not what its manifest.json names"),
    "an absolute name": (add("/etc/passwd"), "not what its manifest.json names"),
    "a stray file": (add("run.sh"), "not what its manifest.json names"),
    "a file missing": (lambda files: files.pop("edition-1/01-focus-on-self.md"), "not what its manifest.json names"),
    "no manifest": (lambda files: files.pop("manifest.json"), "no manifest.json"),
    "a manifest that is no JSON": (add("manifest.json", b"{"), "cannot be understood"),
    "a manifest nested for ever": (add("manifest.json", b"[" * 200_000), "damaged"),
    "a manifest of another kind": (add("manifest.json", b"[]"), "cannot be understood"),
    "another version": (in_manifest(lambda manifest: manifest.update(version=2)), "another version"),
    "a picture that is none": (html_as_picture, "not a picture"),
    "a picture's name with a path": (in_manifest(lambda m: m["pictures"].append("../x.png")), "not what"),
    "a name that is too long": (guideline(name="x" * 500), "holds what no edition can"),
    "an address that is none": (guideline(slug="a b/../c"), "holds what no edition can"),
    "a fact we do not know": (guideline(is_featured="yes"), "what its guideline is called"),
    "a release to come": (edition(released_at="2999-01-01T00:00:00+00:00"), "no moment in the past"),
    "a release without a zone": (edition(released_at="2018-01-01T00:00:00"), "no moment in the past"),
    "a number that is not next": (edition(number=7), "Edition 1 is missing"),
    "a bomb": (add("README.md", b"\0" * 250_000_000), None),
    "a chapter that is a bomb": (add("edition-1/01-focus-on-self.md", b" " * 60_000_000), "too large"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_or_hostile_zip_is_refused_and_nothing_is_stored(exported, damage):
    change, sentence = DAMAGE[damage]
    by = make_editor()
    content = rewritten(exported, change)
    if sentence is None:  # what is never read does no harm, whatever its size
        assert actions.import_edition(content=content, by=by)
        return

    with pytest.raises(actions.Refused, match=sentence):
        actions.import_edition(content=content, by=by)

    assert not Guideline.objects.exists()
    assert not Statement.objects.exists()
    assert not default_storage.exists(PICTURE)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hello", png()])
def test_what_is_no_zip_is_refused_in_a_sentence(content):
    with pytest.raises(actions.NotImported, match="damaged"):
        actions.import_edition(content=content, by=make_editor())


def test_a_zip_cut_short_is_refused(exported):
    by = make_editor()
    for length in range(0, len(exported), max(1, len(exported) // 20)):
        with pytest.raises(actions.Refused):
            actions.import_edition(content=exported[:length], by=by)
    assert not Guideline.objects.exists()


def test_the_command_imports_a_file_and_says_what_is_wrong(exported, tmp_path, capsys):
    file = tmp_path / "edition.zip"
    file.write_bytes(exported)

    call_command("import_edition", str(file))

    assert "Imported" in capsys.readouterr().out
    assert not Edition.objects.get(number=2).released_by.has_usable_password()
    with pytest.raises(CommandError, match="here already"):
        call_command("import_edition", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_edition", str(tmp_path / "none.zip"))
