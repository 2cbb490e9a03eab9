"""What is public now is found, and nothing else, from the very moment on."""

import errno
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from engagement.models import SteeringGroupCall, Survey
from guidelines import actions
from portal.search import asking, finding, index
from resources.actions import save_page
from resources.models import Page
from tests.make import (
    force_release,
    make_document,
    make_draft,
    make_editor,
    make_guideline,
    make_news_item,
    make_released_edition,
    make_second_edition,
    make_statement,
)

pytestmark = pytest.mark.django_db


def found(typed, **how):
    return [result.address for result in finding.search(typed, **how).items]


def test_a_statement_is_found_as_soon_as_it_is_released():
    draft = make_draft(bodies={"one": make_statement("zebra-crossing", "Teach zebra crossings.")})
    assert found("zebra") == []

    force_release(edition=draft, by=make_editor())

    assert found("zebra")[0] == f"/guidelines/{draft.guideline.slug}/statements/zebra-crossing/"


def test_a_scheduled_edition_is_found_when_its_time_comes_and_the_old_one_no_longer(monkeypatch):
    guideline = make_guideline()
    make_released_edition(guideline, {"one": make_statement("old-words", "Ask about walruses.")})
    draft = actions.start_draft(guideline=guideline)
    chapter = draft.chapters.get()
    chapter.body = chapter.body.replace("walruses", "penguins")
    actions.save_chapter(chapter=chapter)
    words = {"reason": "Because.", "evidence": "Yes.", "what_to_do": "Look."}
    actions.explain_change(edition=draft, key="old-words", kind="amended", **words)
    later = timezone.now() + timedelta(hours=1)
    force_release(edition=draft, by=make_editor(), at=later)
    assert (len(found("walruses")), found("penguins")) == (1, [])

    monkeypatch.setattr(finding.time, "time", lambda: later.timestamp() + 1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later + timedelta(seconds=1))

    assert (found("walruses"), len(found("penguins"))) == ([], 1)


def test_time_is_a_filter_so_nothing_has_to_be_indexed_when_it_comes(settings, monkeypatch):
    item = make_news_item(title="Wombats", published_at=timezone.now() + timedelta(hours=1))
    item.published_until = item.published_at + timedelta(hours=1)
    item.save()
    assert found("wombats") == []
    settings.SEARCH_LOOKS_EVERY = 3600  # from now on the database is not looked at

    hour, start = 3600, timezone.now().timestamp()
    seen = []
    for moment in (1.5 * hour, 2.5 * hour):
        monkeypatch.setattr(finding.time, "time", lambda at=start + moment: at)
        seen.append(len(found("wombats")))

    assert seen == [1, 0]


def test_what_a_superseded_edition_said_is_not_found():
    make_second_edition()

    assert not any("shared-work" in address for address in found("mixed teams"))


@pytest.mark.parametrize("outcome", ["error", "replaced"])
def test_what_was_withdrawn_with_its_text_is_not_found_and_its_guideline_neither(outcome):
    guideline = make_guideline(name="Albatross")
    edition = make_released_edition(guideline, {"one": make_statement("old-words", "Ask about walruses.")})
    assert found("walruses")
    assert found("albatross")
    address = "https://example.org/" if outcome == "replaced" else ""

    actions.withdraw(edition=edition, outcome=outcome, address=address, reason="Why.", by=make_editor())

    assert not found("walruses")
    assert not found("albatross")


def test_what_is_no_longer_advised_is_found():
    edition = make_released_edition(make_guideline(), {"one": make_statement("old-words", "Ask about walruses.")})

    actions.withdraw(edition=edition, outcome="old", reason="Why.", by=make_editor())

    assert found("walruses")


def test_sections_lead_to_their_heading():
    edition = make_released_edition(bodies={"one": "Intro.\n\n## Aardvarks at work\n\nThey dig.\n"})

    assert found("aardvarks") == [f"/guidelines/{edition.guideline.slug}/chapters/one/#aardvarks-at-work"]


@pytest.mark.parametrize("typed", ["quokkas", "Outback Press"])
def test_documents_are_found_by_summary_and_publisher(typed):
    document = make_document(summary="All about quokkas.", publisher="Outback Press")

    assert found(typed) == [document.get_absolute_url()]


def test_a_page_is_found_renamed_and_gone():
    page = save_page(page=Page(slug="p", title="Numbats", description="D.", body="Words"))
    assert found("numbats") == ["/about/p/"]
    page.title = "Bilbies"
    save_page(page=page)
    assert (found("numbats"), found("bilbies")) == ([], ["/about/p/"])

    page.delete()

    assert found("bilbies") == []


def test_another_node_finds_the_same(settings, tmp_path):
    make_document(title="Echidnas")
    here = found("echidnas")

    settings.SEARCH_DIR = tmp_path / "another node"

    assert found("echidnas") == here != []


def test_two_processes_share_an_index(settings):
    here, there = index.Index(settings.SEARCH_DIR), index.Index(settings.SEARCH_DIR)
    here.searcher()
    make_document(title="Potoroos")

    there.searcher()

    assert here.searcher().num_docs == there.searcher().num_docs == 1


def test_a_spoilt_index_is_made_anew(settings):
    document = make_document(title="Bettongs")
    folder = index.current().folder
    found("bettongs")
    index._open.clear()
    (folder / "meta.json").write_text("{ spoilt")

    assert found("bettongs") == [document.get_absolute_url()]


def test_surveys_and_calls_are_found_from_their_first_day_on(monkeypatch):
    guideline, today = make_guideline(), timezone.localdate()
    tomorrow, soon = today + timedelta(days=1), today + timedelta(days=9)
    facts = {"guideline": guideline, "closes_on": soon}
    Survey.objects.create(slug="s", title="About bandicoots", opens_on=tomorrow, introduction_html="<p>x</p>", **facts)
    SteeringGroupCall.objects.create(title="Join", summary="Kowaris wanted.", opens_on=today, **facts)
    assert (found("bandicoots"), found("kowaris")) == ([], ["/steering-group/"])

    midnight = timezone.make_aware(datetime.combine(tomorrow, time()))
    monkeypatch.setattr(finding.time, "time", lambda: midnight.timestamp() + 1)

    assert found("bandicoots") == ["/survey/s/"]


def test_results_with_all_of_the_words_come_alone_when_there_are_enough(monkeypatch):
    monkeypatch.setattr(finding, "SHARES", [(asking.ALL, 2), (asking.ENOUGH, 4), (asking.FEW, 0)])
    for title in ("Gliders at dusk", "Gliders at dusk again"):
        make_document(title=title, year=2000)
    make_document(title="Gliders at noon", year=2001)

    assert finding.search("gliders dusk").count == 2
    # Narrowed, nothing is let in that was not counted before.
    assert finding.search("gliders dusk", chosen={"year": "2001"}).count == 0
    assert finding.search("gliders noon").count == 3


def test_another_list_of_other_words_makes_the_index_anew(settings, monkeypatch):
    folder = index.Index(settings.SEARCH_DIR).folder

    monkeypatch.setattr(index, "_HASH", "00000000")

    assert index.Index(settings.SEARCH_DIR).folder != folder


def test_a_known_phrase_is_found_by_its_other_words_and_by_nothing_less():
    make_document(title="Learning in practice")
    document = make_document(title="Possums", summary="A week of practice learning.")

    assert found("placement") == [document.get_absolute_url()]


def test_a_full_disk_does_not_throw_a_good_index_away(settings, monkeypatch):
    make_document(title="Bettongs")
    folder = index.current().folder
    found("bettongs")
    index._open.clear()

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("portal.search.schema.opened", full)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        index.current()

    assert (folder / "meta.json").exists()
