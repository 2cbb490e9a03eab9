"""Chapters are put in order by button and by dragging; nobody's order is undone unseen."""

import pytest
from django.urls import reverse

from guidelines import actions
from tests.make import make_draft, make_editor, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_draft(bodies={slug: make_statement(slug) for slug in ("one", "two", "three")})


def pks(draft):
    return list(draft.chapters.order_by("position").values_list("pk", flat=True))


def send(desk, draft, order, seen, **headers):
    said = {"order": ",".join(map(str, order)), "seen": ",".join(map(str, seen))}
    return desk.post(reverse("admin:guidelines_edition_order", args=[draft.pk]), said, headers=headers)


def test_a_whole_new_order_is_one_action(desk, draft):
    one, two, three = seen = pks(draft)

    answer = send(desk, draft, [three, one, two], seen, accept="application/json")

    assert answer.json() == {"said": "The new order is saved."}
    assert pks(draft) == [three, one, two]
    assert [chapter.position for chapter in draft.chapters.order_by("position")] == [1, 2, 3]


@pytest.mark.parametrize("deed", ["moved", "added", "removed"])
def test_an_order_made_on_an_old_list_is_refused_and_changes_nothing(desk, draft, deed):
    one, two, three = seen = pks(draft)
    chapter = draft.chapters.get(pk=two)
    if deed == "moved":
        actions.move_chapter(chapter=chapter, position=1)
    elif deed == "added":
        actions.add_chapter(edition=draft, title="Four", slug="four")
    else:
        actions.remove_chapter(chapter=chapter)
    before = pks(draft)

    answer = send(desk, draft, [three, two, one], seen, accept="application/json")

    assert answer.status_code == 409
    assert "Somebody changed the list of chapters" in answer.json()["error"]
    assert pks(draft) == before


@pytest.mark.parametrize("order", ["", "x", "1,1,1", "9" * 40, "1,2,3,4", "\x00", ",,,"])
def test_an_order_that_makes_no_sense_changes_nothing(desk, draft, order):
    seen = pks(draft)

    answer = send(desk, draft, [order], seen)

    assert answer.status_code == 302
    assert pks(draft) == seen


def test_a_chapter_of_another_draft_cannot_be_slipped_in(draft):
    one, two, three = seen = pks(draft)
    stranger = make_draft().chapters.first()

    with pytest.raises(actions.OrderChanged):
        actions.order_chapters(edition=draft, order=[stranger.pk, two, three], seen=seen)
    assert pks(draft) == [one, two, three]


def test_moving_makes_somebody_the_last_author(draft):
    one, two, three = seen = pks(draft)
    person = make_editor()

    actions.order_chapters(edition=draft, order=[two, one, three], seen=seen, by=person)

    draft.refresh_from_db()
    assert draft.changed_by == person


def test_ordering_300_chapters_costs_a_handful_of_queries(django_assert_max_num_queries):
    draft = make_draft(bodies={"first": make_statement("first")})
    first = draft.chapters.get()
    type(first).objects.bulk_create(
        type(first)(edition=draft, position=n, title=f"Chapter {n}", slug=f"chapter-{n}") for n in range(2, 301)
    )
    seen = pks(draft)

    with django_assert_max_num_queries(12):
        actions.order_chapters(edition=draft, order=seen[::-1], seen=seen)

    assert pks(draft) == seen[::-1]


def test_who_may_only_read_moves_nothing(client, draft):
    client.force_login(make_editor("guidelines.view_edition", "guidelines.view_chapter"))
    seen = pks(draft)

    assert send(client, draft, seen[::-1], seen).status_code == 403
    assert pks(draft) == seen


# ── Removed and brought back ─────────────────────────────────────────────────────────────────────


def bring_back(desk, draft, key):
    return desk.post(reverse("admin:guidelines_edition_bring_back", args=[draft.pk]), {"key": str(key)}, follow=True)


def test_a_removed_chapter_is_listed_and_comes_back_as_the_same_chapter(desk, draft):
    two = draft.chapters.get(slug="two")
    desk.post(reverse("admin:guidelines_chapter_delete", args=[two.pk]), {"post": "yes"})
    page = desk.get(reverse("admin:guidelines_edition_change", args=[draft.pk]))
    assert "Removed chapters" in page.text

    page = bring_back(desk, draft, two.key)

    assert "“Two” is back, as the last chapter" in page.text
    assert "Removed chapters" not in page.text
    back = draft.chapters.get(key=two.key)
    assert (back.position, back.slug, back.body) == (3, "two", two.body)
    deeds = [each.deed for each in back.revisions.order_by("number")]
    assert deeds == ["Typed", "Chapter removed", "Revision 2 restored"]


def test_a_chapter_whose_address_was_taken_meanwhile_gets_another(desk, draft):
    two = draft.chapters.get(slug="two")
    actions.remove_chapter(chapter=draft.chapters.get(slug="two"))
    actions.add_chapter(edition=draft, title="Other", slug="two")

    bring_back(desk, draft, two.key)

    assert draft.chapters.get(key=two.key).slug == "two-2"


def test_it_comes_back_once(desk, draft):
    two = draft.chapters.get(slug="two")
    actions.remove_chapter(chapter=draft.chapters.get(slug="two"))

    bring_back(desk, draft, two.key)
    page = bring_back(desk, draft, two.key)

    assert "in the draft already" in page.text
    assert draft.chapters.filter(key=two.key).count() == 1


def test_it_can_be_removed_and_brought_back_again(draft):
    key = draft.chapters.get(slug="two").key
    for _ in range(2):
        actions.remove_chapter(chapter=draft.chapters.get(key=key))
        actions.bring_back_chapter(edition=draft, key=key)

    assert draft.chapters.get(key=key).revisions.count() == 5
    assert not draft.revisions.removed()


@pytest.mark.parametrize("key", ["", "x", "\x00"])
def test_a_key_that_makes_no_sense_brings_nothing_back(desk, draft, key):
    assert bring_back(desk, draft, key).status_code == 404
