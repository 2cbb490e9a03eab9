import pytest
from django.urls import reverse

from guidelines import actions as writing
from resources import actions
from resources.models import Document, RelatedDocument
from tests.make import make_editor, make_released_edition, make_second_edition
from tests.resources.make import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_released_edition()


def titles(page):
    footer = page.text[page.text.index('class="related"') :]
    return [part.split("<")[0] for part in footer.split('/">')[1:] if part.startswith("Document")]


def chapter_page(client, edition, slug="focus-on-self"):
    return client.get(f"/guidelines/{edition.guideline.slug}/chapters/{slug}/")


def related_page(edition):
    return reverse("admin:resources_related", args=[edition.guideline_id])


def test_a_chapter_shows_its_own_documents_first_and_each_once(client, edition):
    first, second, third = (make_document(title=f"Document {name}", url="https://example.org/") for name in "ABC")
    key = edition.chapters.get(slug="focus-on-self").key
    for document in (first, second, third):
        actions.relate(guideline=edition.guideline, document=document)
    actions.relate(guideline=edition.guideline, document=third, chapter_key=key)

    assert titles(chapter_page(client, edition)) == ["Document C", "Document A", "Document B"]
    assert titles(chapter_page(client, edition, "working-with-others")) == ["Document A", "Document B", "Document C"]


def test_a_chapter_page_asks_the_database_three_times(client, edition, django_assert_num_queries):
    key = edition.chapters.get(slug="focus-on-self").key
    for _ in range(3):
        actions.relate(guideline=edition.guideline, document=make_document(), chapter_key=key)
        actions.relate(guideline=edition.guideline, document=make_document())

    with django_assert_num_queries(3):
        chapter_page(client, edition)


def test_documents_follow_their_chapter_into_the_next_edition(client, edition):
    key = edition.chapters.get(slug="focus-on-self").key
    actions.relate(guideline=edition.guideline, document=make_document(title="Document A"), chapter_key=key)
    second = make_second_edition(edition)

    assert titles(chapter_page(client, second)) == ["Document A"]


def test_a_document_without_a_file_is_not_listed(client, edition):
    empty = actions.save_document(document=Document(slug="empty", title="Document E", kind="report"))
    actions.relate(guideline=edition.guideline, document=empty)

    assert "related_title" not in chapter_page(client, edition).text


def test_sizes_are_shown_in_the_footer(client, edition):
    actions.relate(guideline=edition.guideline, document=make_document())

    assert "PDF, 1 page, 1.4" in chapter_page(client, edition).text


def test_a_document_is_listed_once_in_a_place(edition):
    document = make_document()
    actions.relate(guideline=edition.guideline, document=document)

    with pytest.raises(actions.AlreadyRelated):
        actions.relate(guideline=edition.guideline, document=document)


def test_an_editor_puts_documents_in_order(client, edition):
    client.force_login(make_editor())
    documents = [make_document(title=f"Document {name}") for name in "ABC"]
    address = related_page(edition)

    for document in documents:
        client.post(address, {"document": document.pk, "chapter_key": ""})
    last = RelatedDocument.objects.get(document=documents[2])
    client.post(address, {"move": f"{last.pk}:1"})
    assert titles(chapter_page(client, edition)) == ["Document C", "Document A", "Document B"]

    page = client.post(address, {"remove": RelatedDocument.objects.get(document=documents[0]).pk}, follow=True)
    assert "was taken out" in page.text
    assert titles(chapter_page(client, edition)) == ["Document C", "Document B"]
    assert list(RelatedDocument.objects.values_list("position", flat=True)) == [1, 2]


def test_an_editor_adds_a_document_to_a_chapter(client, edition):
    client.force_login(make_editor())
    chapter = edition.chapters.get(slug="focus-on-self")

    page = client.get(related_page(edition))
    assert f'<option value="{chapter.key}">Chapter: Focus on self</option>' in page.text
    client.post(related_page(edition), {"document": make_document(title="Document A").pk, "chapter_key": chapter.key})

    assert titles(chapter_page(client, edition)) == ["Document A"]
    assert "Chapter: Focus on self" in client.get(related_page(edition)).text


@pytest.mark.parametrize("asked", [{}, {"move": "x:1"}, {"move": "9999:1"}, {"remove": "-1"}, {"remove": "٣"}])
def test_nonsense_is_404(client, edition, asked):
    client.force_login(make_editor())

    assert client.post(related_page(edition), asked).status_code == 404


def test_a_chapter_of_another_guideline_is_refused(client, edition):
    client.force_login(make_editor())
    other = make_released_edition().chapters.first().key

    page = client.post(related_page(edition), {"document": make_document().pk, "chapter_key": other})

    assert "Select a valid choice" in page.text
    assert not RelatedDocument.objects.exists()


def test_strangers_and_other_editors_stay_out(client, edition):
    assert client.get(related_page(edition)).status_code == 302
    client.force_login(make_editor("resources.change_newsitem"))
    assert client.get(related_page(edition)).status_code == 403


def test_a_guideline_says_where_its_documents_are_put_in_order(client, edition):
    client.force_login(make_editor())

    page = client.get(reverse("admin:guidelines_guideline_change", args=[edition.guideline_id]))

    assert related_page(edition) in page.text


def test_drafts_chapters_can_have_documents_before_their_release(client, edition):
    draft = writing.start_draft(guideline=edition.guideline)
    writing.add_chapter(edition=draft, title="Fresh", slug="fresh", body="Words.")
    client.force_login(make_editor())

    assert "Chapter: Fresh" in client.get(related_page(edition)).text
