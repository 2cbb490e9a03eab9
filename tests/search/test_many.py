"""Words that stand nearly everywhere: a part of what has them is looked at, and the best is in it."""

import itertools
import re
from urllib.parse import urlsplit

import pytest

from portal.search import finding, sampling
from tests.make import make_document, make_guideline, make_news_item, make_released_edition, make_statement

pytestmark = pytest.mark.django_db

NUMBER = 40

slugs = (f"other-{number}" for number in itertools.count())


@pytest.fixture
def crowd(monkeypatch):
    """So many documents about quokkas that not all of them are looked at."""
    for name, number in {"MANY": 20, "RARE": 2, "LARGEST": 8}.items():
        monkeypatch.setattr(sampling, name, number)
    for number in range(NUMBER):
        make_document(slug=f"paper-{number}", title=f"Paper {number}", summary="Quokkas, and 2 words on rotas.")


def left_out(make, **fields):
    """Something that none of the samples holds."""
    kind = "news" if make is make_news_item else "resources"
    return make(slug=next(slug for slug in slugs if not any(sampling.levels(f"/{kind}/{slug}/"))), **fields)


def first(typed, **chosen):
    return finding.search(typed, chosen=chosen).items[0]


def test_too_many_are_not_counted_and_the_page_says_what_to_do(client, crowd):
    page = client.get("/search/?q=quokkas").text

    assert "More than 20 results" in page
    assert "too many to count" in page
    assert 0 < page.count("<h2><a") <= 8
    assert "<span>" not in page[page.index('aria-label="Kinds of result"') :].partition("</nav>")[0]
    assert 'class="quiet">' not in page[page.index("Narrow the results") :].partition("</aside>")[0]


def test_what_can_be_counted_is(client, crowd):
    for number in range(3):
        make_document(title=f"Numbat {number}")

    page = client.get("/search/?q=numbat").text

    assert "3 results" in page
    assert "Everything <span>3</span>" in page


def test_narrowed_enough_they_are_counted(client, crowd):
    for _ in range(3):
        make_document(title="Old paper", summary="Quokkas.", year=1999)

    assert "3 results" in client.get("/search/?q=quokkas&year=1999").text


@pytest.mark.parametrize("number", [1, 3], ids=["rare", "missed by the sample"])
def test_every_kind_is_named_and_the_chosen_one_is_marked(client, crowd, number):
    for _ in range(number):
        left_out(make_news_item, title="Conference", summary="Quokkas.")

    assert "news" in [choice.value for choice in finding.search("quokkas").facets["kind"]]
    page = client.get("/search/?q=quokkas&kind=news").text
    kinds = page[page.index('aria-label="Kinds of result"') :].partition("</nav>")[0]
    assert f"{number} result" in page
    assert re.search(r'aria-current="true">\s*News and events', kinds)
    assert "<span>" not in kinds


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("quokkas", {"title": "The quokka handbook"}),
        ("quokkas rotas", {"title": "The rota handbook", "summary": "Quokkas."}),
        ("quokkas bilby potoroo wallaby", {"summary": "Quokkas, bilby and potoroo."}),
    ],
    ids=["in its title", "one of them in its title", "more of the words"],
)
def test_what_answers_better_than_most_comes_first(crowd, typed, better):
    document = left_out(make_document, **better)

    assert first(typed).address == document.get_absolute_url()


def test_words_that_many_titles_have_but_few_have_together(client, crowd):
    for number in range(NUMBER):
        make_document(slug=f"rota-{number}", title=f"Rota {number}", summary="Paper.")
    document = left_out(make_document, title="The paper rota")

    assert first("paper rota").address == document.get_absolute_url()
    assert client.get("/search/suggest/?q=paper+rota").json()[1] == ["The paper rota"]


def test_the_number_that_was_typed_comes_first(crowd):
    there = "/guidelines/quolls/statements"
    key = next(key for key in map("key-{}".format, range(99)) if not any(sampling.levels(f"{there}/{key}/")))
    statements = "\n\n".join(make_statement(each) for each in ["a", key, "c"])
    make_released_edition(make_guideline(slug="quolls"), {"one": "Quokkas.", "two": statements})

    assert first("quokkas 2.2").address == f"{there}/{key}/"


def test_advice_when_only_some_of_the_words_were_looked_for(client, crowd):
    assert "Use fewer words, or narrow the results." in client.get("/search/?q=quokkas+bilby+potoroo+wallaby").text


def test_suggestions_come_from_a_part_if_it_has_enough(client, crowd, monkeypatch):
    everything = client.get("/search/suggest/?q=pap").json()[3]
    monkeypatch.setattr(sampling, "LARGEST", 30)
    part = client.get("/search/suggest/?q=pap").json()[3]

    assert len(everything) == len(part) == 8
    assert not all(1 in sampling.levels(urlsplit(address).path) for address in everything)
    assert all(1 in sampling.levels(urlsplit(address).path) for address in part)


def test_one_address_is_in_the_same_samples_everywhere_and_each_holds_half_of_the_one_before():
    sizes = [0] * 4
    for number in range(4000):
        for level in sampling.levels(f"/documents/{number}/"):
            if level <= len(sizes):
                sizes[level - 1] += 1

    assert list(sampling.levels("/resources/8/")) == [1, 2, 3, 4]
    assert sizes == [pytest.approx(4000 / 2**level, rel=0.2) for level in (1, 2, 3, 4)]
