"""Bad input: a good document or a sentence that says what to change."""

import logging

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from guidelines.exports import FORMATS, CannotBuild, pandoc, pdf

from .exported import PICTURE, make_about, make_publication, png

pytestmark = pytest.mark.django_db

WIDE = "\n".join(
    ["| " + " | ".join(f"head {n}" for n in range(40)) + " |", "|" + "---|" * 40]
    + ["| " + " | ".join(f"cell {row} {n}" for n in range(40)) + " |" for row in range(3)]
)


def pages_of(bodies, **about):
    return pypdfium2.PdfDocument(pdf.build(make_publication(bodies, about=make_about(**about))))


def text_of(document):
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_titles_of_500_characters_stay_on_their_page():
    title = "A very long title # with $ signs " * 15

    document = pages_of({title: "Words."}, title=title)

    assert len(document) == 4
    assert text_of(document).count("A very long title # with $ signs") > 40


def test_a_statement_of_20_000_words_goes_on_over_the_pages():
    document = pages_of({"Long": "::: {.statement #long}\n" + "word " * 20_000 + "\n:::"})

    assert text_of(document).count("word ") >= 20_000
    assert len(document) > 20


def test_a_table_of_40_columns_goes_on_below_with_its_first_column_repeated():
    text = text_of(pages_of({"Wide": WIDE}))

    assert all(f"cell 2 {column}" in text for column in range(40))
    assert text.count("cell 1 0") == 6
    assert "Columns 2 to 8 of 40" in text


def test_scripts_from_right_to_left_and_emoji_are_printed():
    text = text_of(pages_of({"Scripts": "שלום עולם\n\nمرحبا بالعالم\n\n😀 👩🏽‍⚕️ ✓ ไทย हिन्दी Ω"}))

    for words in ["שלום", "😀", "✓", "ไทย", "Ω"]:
        assert words in text or words[::-1] in text


def test_a_character_that_no_typeface_has_shows_as_a_box_and_is_logged(caplog):
    with caplog.at_level(logging.WARNING):
        text = text_of(pages_of({"Rare": "A rare 𝔘 letter."}))

    assert "A rare □ letter." in text
    assert "U+1D518" in caplog.text


@pytest.mark.parametrize("format", ["pdf", "epub", "docx"])
def test_a_picture_that_is_missing_leaves_its_words(format, caplog):
    body = f"![Words of the picture](/media/{PICTURE})\n\nBeside ![small](/media/{PICTURE}) text."

    assert FORMATS[format].build(make_publication({"Pictures": body}))

    assert "is left out of the downloads" in caplog.text
    if format == "pdf":
        assert "It shows: Words of the picture" in text_of(pages_of({"Pictures": body}))


def test_a_picture_of_100_megapixels_is_left_out_undecoded(caplog):
    default_storage.save(PICTURE, ContentFile(png(10_000, 10_000)))

    text = text_of(pages_of({"Pictures": f"![A huge plan](/media/{PICTURE})"}))

    assert "It shows: A huge plan" in text
    assert "pixels" in caplog.text


@pytest.mark.parametrize("format", ["pdf", "epub", "docx", "xlsx", "csv"])
def test_characters_that_no_document_may_hold_do_no_harm(format):
    odd = "A\x00 \x0b \x1f \ufeff \ufffe \uffff \ue000 \u2028 word"
    body = f'{odd}\n\n## {odd}\n\n::: {{.statement #odd title="{odd}"}}\n{odd}\n:::'

    assert FORMATS[format].build(make_publication({odd: body}, about=make_about(title=odd, notice=odd)))


def test_headings_that_skip_a_level_are_set_without_the_gap():
    assert "Deep" in text_of(pages_of({"Levels": "##### Deep\n\nWords.\n\n# Shallow\n\n#### Deep again\n\nWords."}))


def test_raw_html_shows_as_typed():
    text = text_of(pages_of({"Raw": "A <b>bold</b> word.\n\n<script>alert(1)</script>\n"}))

    assert "A <b>bold</b> word." in text
    assert "<script>alert(1)</script>" in text


def test_a_typesetter_that_cannot_end_is_ended_and_says_what_to_change(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.01)

    with pytest.raises(CannotBuild, match="Divide its longest chapter"):
        pdf.build(make_publication({"One": "Words."}))


def test_pandoc_reads_no_file_that_the_text_names(tmp_path):
    (tmp_path / "secret.txt").write_text("a secret")

    try:
        read = pandoc.run(["--from=rst", "--to=plain"], given=f".. include:: {tmp_path}/secret.txt\n".encode())
    except CannotBuild as refusal:
        read = str(refusal).encode()

    assert b"a secret" not in read
