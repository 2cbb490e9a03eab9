"""Readers cite a guideline, a chapter or a statement, and their reference manager understands it."""

from datetime import UTC, datetime
from itertools import accumulate

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from guidelines import citing
from tests.make import make_bodies, make_guideline, make_released_edition, make_second_edition

pytestmark = pytest.mark.django_db
HOSTILE = [
    "Braces { and } and {{more}",
    "100 % of $5 & #1 with a_b and ~x^2",
    "Back\\slash \\input{secret} \\",
    "Two\nlines\r\nER  - \r\nTY  - BOOK",
    "Café — naïve “quoted” Ωμέγα 👩🏽‍⚕️ “العربية”",
    '"quoted", @article{x, y = {z}}',
    "} , note = {owned",
    "Separated\u2028by odd\u0085marks",
]


def make_source(title="A title", **fields):
    facts = {"publisher": "Health Education England", "edition": 2, "url": "https://example.org/a/", "slug": "a"}
    return citing.Source(title=title, released_at=datetime(2019, 3, 4, 9, tzinfo=UTC), **facts | fields)


def read_bibtex(text):
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return library.entries


def decoded(value):
    for sign, command in reversed(citing.FOR_TEX.items()):
        if sign != "\\":
            value = value.replace(command, sign)
    return value.replace(citing.FOR_TEX["\\"], "\\")


@pytest.fixture
def here():
    second = make_second_edition()
    return f"/guidelines/{second.guideline.slug}/"


@pytest.mark.parametrize(
    ("what", "kind", "part", "note"),
    [
        ("", "book", None, None),
        ("chapters/new/", "incollection", "New", "Chapter 3"),
        ("statements/self-reflection/", "incollection", "Self reflection", "Statement 1.1 (self-reflection)"),
    ],
)
def test_bibtex_names_the_edition_and_its_permanent_address(client, settings, here, what, kind, part, note):
    response = client.get(f"{here}editions/2/{what}cite.bib")

    [entry] = read_bibtex(response.text)
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, fields["edition"], fields["year"]) == (kind, "2nd", "2019")
    assert fields["url"] == f"{settings.SITE_URL}{here}editions/2/{what}"
    assert fields["author"] == "{Health Education England}"
    assert fields.get("note") == note
    assert fields["title"] == f"{{{part}}}" if part else "booktitle" not in fields
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("what", "kind"), [("", "BOOK"), ("chapters/new/", "CHAP"), ("statements/self-reflection/", "CHAP")]
)
def test_ris_names_the_edition_and_its_permanent_address(client, settings, here, what, kind):
    [entry] = rispy.loads(client.get(f"{here}editions/2/{what}cite.ris").text)

    assert (entry["type_of_reference"], entry["edition"], entry["year"]) == (kind, "2nd", "2019")
    assert entry["urls"] == [f"{settings.SITE_URL}{here}editions/2/{what}"]
    assert entry["authors"] == ["Health Education England"]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_one_title_in_bibtex(title):
    [entry] = read_bibtex(citing.bibtex(make_source(title, detail=title)))

    assert [field.key for field in entry.fields if field.key in ("note", "title")] == ["title", "note"]
    assert decoded(entry["title"]) == f"{{{citing.one_line(title)}}}"


@pytest.mark.parametrize("title", [*HOSTILE, "{", "}", "\\{", "\\}"])
def test_braces_balance_for_bibtex_which_counts_them_even_after_a_backslash(title):
    text = citing.bibtex(make_source(title))
    depths = list(accumulate({"{": 1, "}": -1}.get(character, 0) for character in text))

    assert depths[-1] == 0
    assert 0 not in depths[text.index("{") : text.rindex("}")]


def test_latex_reads_accents_and_signs_as_they_were_typed():
    text = citing.bibtex(make_source("Café & 100 % of a_b #1"))

    [entry] = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()]).entries

    assert entry["title"].strip("{}") == "Café & 100 % of a_b #1"


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_one_title_in_ris(title):
    [entry] = rispy.loads(citing.ris(make_source(title, part=title, detail=title)))

    assert entry["title"] == entry["secondary_title"] == citing.one_line(title)


@given(st.text(max_size=60))
def test_any_title_leaves_bibtex_and_ris_readable(title):
    source = make_source(title or "x", part=title)

    assert len(read_bibtex(citing.bibtex(source))) == len(rispy.loads(citing.ris(source))) == 1


@pytest.mark.parametrize(
    ("edition", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd"), (113, "113th")]
)
def test_the_edition_is_said_in_words(edition, words):
    assert make_source(edition=edition).edition_in_words == words


def test_the_page_shows_all_styles_and_how_to_take_them_away(client, here):
    page = client.get(f"{here}editions/2/statements/self-reflection/cite/").text

    assert "Health Education England (2019) ‘Self reflection’, in <cite>" in page
    assert "[Internet]. 2nd ed. Health Education England; 2019 Mar 4 [cited <span" in page
    assert "</span>]. Statement 1.1 (self-reflection). Available from: http" in page
    assert "@incollection{" in page
    assert f'href="{here}editions/2/statements/self-reflection/cite.bib"' in page
    assert f'href="{here}editions/2/statements/self-reflection/cite.ris"' in page


def test_without_javascript_the_reference_is_text_and_the_button_is_not_there(client, here):
    page = client.get(f"{here}editions/2/cite/").text

    assert page.count('copying__offer" hidden>') == 3
    assert "<span data-today>add the date</span>" in page


@pytest.mark.parametrize("what", ["", "chapters/new/", "statements/self-reflection/"])
def test_the_newest_edition_is_cited_when_it_is_asked_for(client, settings, here, what):
    page = client.get(f"{here}{what}cite/").text

    assert f"Available at: {settings.SITE_URL}{here}{what} (Accessed" in page
    assert f'href="{here}editions/2/{what}cite/"' in page


def test_a_statement_that_is_gone_is_cited_from_its_own_edition_only(client, here):
    assert client.get(f"{here}editions/1/statements/shared-work/cite/").status_code == 200
    assert client.get(f"{here}statements/shared-work/cite/").status_code == 404


@pytest.mark.parametrize("what", ["editions/9/", "editions/0/", "editions/٣/", "chapters/none/", "statements/none/"])
def test_what_is_not_there_cannot_be_cited(client, here, what):
    assert client.get(f"{here}{what}cite/").status_code == 404
    assert client.get(f"{here}{what}cite.bib").status_code == 404


def test_a_scheduled_edition_cannot_be_cited_yet(client):
    edition = make_released_edition(at=datetime(2999, 1, 1, tzinfo=UTC))

    assert client.get(f"/guidelines/{edition.guideline.slug}/editions/1/cite.ris").status_code == 404


def test_markup_in_a_title_is_shown_as_it_was_typed(client):
    edition = make_released_edition(make_guideline(title="<script>alert(1)</script>"), make_bodies())

    page = client.get(f"/guidelines/{edition.guideline.slug}/cite/").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
