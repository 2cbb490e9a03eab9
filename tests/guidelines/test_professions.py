"""Statements for a profession are chosen in the list and for the map; a release keeps whom each is for."""

import csv
import io
import json

import pytest

from guidelines import actions, fingerprint, mapping
from guidelines.actions.importing import import_edition
from guidelines.exports import as_json, gathering, markdown_zip, statements
from guidelines.mapping.worksheet import MODULE, Row
from guidelines.models import Edition, Wording
from tests.guidelines.test_exports_importing import empty_the_portal
from tests.make import explain, force_release, make_draft, make_editor, make_guideline, make_released_edition, rewrite

pytestmark = pytest.mark.django_db

BOX = "::: {{.statement #{key}{more}}}\nWords of {key}.\n:::\n\n"


def make_bodies():
    def box(key, more=""):
        return BOX.format(key=key, more=more)

    return {
        "one": box("for-all") + box("for-nurses", ' for="Nursing, midwifery"'),
        "two": box("for-podiatry", ' for="podiatry"'),
    }


@pytest.fixture
def edition():
    return make_released_edition(make_guideline(slug="g"), make_bodies())


def make_second(edition):
    """Edition 2: podiatry's statement is for dietetics too, and two are new."""
    draft = actions.start_draft(guideline=edition.guideline)
    rewrite(draft, "two", 'for="podiatry"', 'for="podiatry, dietetics"')
    new = BOX.format(key="fresh", more="") + BOX.format(key="fresh-midwifery", more=' for="midwifery"')
    rewrite(draft, "one", "::: {.statement #for-all}", new + "::: {.statement #for-all}")
    explain(draft, "for-podiatry")
    explain(draft, "fresh", "new")
    explain(draft, "fresh-midwifery", "new")
    return force_release(edition=Edition.objects.get(pk=draft.pk))


def keys(response):
    return [wording.statement.key for wording in response.context["wordings"]]


def test_a_release_keeps_whom_each_statement_is_for(edition):
    found = dict(Wording.objects.values_list("statement__key", "professions"))

    assert found == {"for-all": "", "for-nurses": "nursing, midwifery", "for-podiatry": "podiatry"}


def test_the_hash_covers_whom_a_statement_is_for_and_only_where_it_says_so(edition):
    before = fingerprint.content_hash(edition)

    Wording.objects.filter(statement__key="for-all").update(professions="nursing")

    assert before == edition.content_hash
    assert fingerprint.content_hash(edition) != before


def test_an_edition_without_professions_keeps_the_hash_that_it_had_before_there_were_any(monkeypatch):
    edition = make_released_edition(make_guideline(slug="g"), {"one": BOX.format(key="a", more="")})
    seen = []
    monkeypatch.setattr(fingerprint, "_hash", lambda content: seen.append(content) or "")

    fingerprint.content_hash(edition)

    [statement] = seen[0]["statements"]
    assert statement == ["a", str(edition.chapters.get().key), "1.1", "", "Words of a."]


def test_the_list_is_narrowed_to_a_profession_and_always_has_what_is_for_everybody(client, edition):
    response = client.get("/guidelines/g/statements/?profession=midwifery")

    assert keys(response) == ["for-all", "for-nurses"]
    assert "2 statements for midwifery, those for every profession included" in response.text
    assert "For nursing and midwifery" in response.text


def test_a_profession_that_nobody_names_is_refused_and_one_is_not_part_of_another(client, edition):
    assert client.get("/guidelines/g/statements/?profession=nurs").status_code == 400
    assert client.get("/guidelines/g/statements/?profession=wife").status_code == 400


def test_a_profession_whose_name_holds_another_is_another(client):
    body = BOX.format(key="a", more=' for="dental nursing, midwifery"') + BOX.format(key="b", more=' for="nursing"')
    make_released_edition(make_guideline(slug="other"), {"one": body})

    assert keys(client.get("/guidelines/other/statements/?profession=nursing")) == ["b"]


def test_whom_it_is_for_stands_on_its_own_pages(client, edition):
    for address in ["statements/for-nurses/", "editions/1/statements/for-nurses/", "chapters/one/"]:
        assert "For nursing and midwifery" in client.get(f"/guidelines/g/{address}").text


def test_a_statement_for_others_than_before_is_amended_and_every_page_says_so(client, edition):
    make_second(edition)

    for address in ["compare/1/2/", "statements/for-podiatry/", "editions/1/statements/for-podiatry/"]:
        text = client.get(f"/guidelines/g/{address}").text
        assert "For podiatry</del>" in text, address
        assert "For podiatry and dietetics</ins>" in text, address
    assert "not whom it is for" in client.get("/guidelines/g/editions/1/statements/for-podiatry/").text


def test_a_draft_that_misspells_professions_cannot_be_released():
    draft = make_draft(make_guideline(), {"one": BOX.format(key="a", more=' for="nursing; midwifery"')})

    with pytest.raises(actions.NotReady, match="parted by commas"):
        actions.release(edition=draft, by=make_editor())


def test_downloads_say_whom_a_statement_is_for(edition):
    found = gathering.of(edition)

    table = list(csv.DictReader(io.StringIO(statements.as_csv(found).decode("utf-8-sig"))))
    facts = json.loads(as_json.build(found))

    assert [row["For"] for row in table] == ["", "nursing, midwifery", "podiatry"]
    assert [each["professions"] for each in facts["statements"]] == [[], ["nursing", "midwifery"], ["podiatry"]]
    assert found.status(found.by_key["for-nurses"]) == "For nursing and midwifery"


def test_another_portal_arrives_at_the_same_hash(edition):
    content = markdown_zip.build(gathering.of(edition))
    empty_the_portal()

    imported = import_edition(content=content, by=make_editor())

    assert imported.content_hash == edition.content_hash
    assert list(imported.wordings.values_list("professions", flat=True))[1] == "nursing, midwifery"


def read(client, address):
    response = client.get(f"/guidelines/g/map/{address}")
    assert response.status_code == 200, response.text
    editions = mapping.Editions(Edition.objects.first().guideline)
    return mapping.read(response.content, editions), editions


@pytest.mark.parametrize("format", mapping.FORMATS)
def test_a_blank_worksheet_is_chosen_by_profession_and_kind_and_remembers_it(client, edition, format):
    make_second(edition)
    reading, editions = read(client, f"download/{format}/?profession=midwifery&kind=new&kind=amended")

    assert [row.key for row in reading.worksheet.rows] == ["fresh", "fresh-midwifery"]
    assert reading.worksheet.scope(editions) == {"fresh", "fresh-midwifery"}
    assert reading.worksheet.choice.in_words == "For midwifery; new or amended in edition 2"
    assert mapping.Coverage(reading.worksheet, editions).whole.total == 2
    again = mapping.read(mapping.write(format, reading.worksheet, editions)[0], editions)
    assert again.worksheet.choice == reading.worksheet.choice
    assert again.remarks == []


def test_what_was_typed_counts_whatever_was_chosen(client, edition):
    reading, editions = read(client, "download/xlsx/?profession=midwifery")
    reading.worksheet.rows.append(Row("for-podiatry", {MODULE: "POD101"}))

    assert reading.worksheet.scope(editions) == {"for-all", "for-nurses", "for-podiatry"}
    assert mapping.Coverage(reading.worksheet, editions).whole.covered == 1


def test_the_chosen_profession_holds_through_an_upgrade(client, edition):
    first, _ = read(client, "download/xlsx/?profession=podiatry")
    make_second(edition)
    editions = mapping.Editions(edition.guideline)

    upgraded = mapping.Upgrade(first.worksheet, editions, 2)

    assert upgraded.worksheet.scope(editions) == {"for-all", "for-podiatry", "fresh"}
    assert [outcome.key for outcome in upgraded.of_kind("new")] == ["fresh"]
    assert "For podiatry and dietetics now; before: for podiatry." in upgraded.of_kind("amended")[0].in_words


def test_a_choice_that_nothing_fits_or_that_is_not_offered_is_refused_in_words(client, edition):
    refused = client.get("/guidelines/g/map/download/xlsx/?kind=moved")

    assert refused.status_code == 400
    assert "No statement fits what you ticked." in refused.text
    assert client.get("/guidelines/g/map/download/xlsx/?profession=astrology").status_code == 400
    assert client.get("/guidelines/g/map/download/xlsx/?kind=removed").status_code == 400


def test_a_profession_that_the_file_invents_is_told(client, edition):
    reading, editions = read(client, "download/csv/?profession=podiatry")
    data = mapping.write("csv", reading.worksheet, editions)[0].replace(b"(podiatry;", b"(astrology;")

    assert "“astrology”, a profession that no statement names" in mapping.read(data, editions).remarks[0]


def test_the_map_offers_professions_and_kinds(client, edition):
    make_second(edition)

    page = client.get("/guidelines/g/map/").text

    assert page.count('name="profession" value="dietetics"') == 2
    assert page.count('name="kind" value="amended"') == 2
    assert 'name="kind"' not in client.get("/guidelines/g/map/?edition=1").text


def test_add_to_my_map_leads_to_the_map_with_that_statement_chosen(client, edition):
    response = client.get("/guidelines/g/map/?add=for-podiatry")

    assert 'data-added="for-podiatry"' in response.text
    assert 'value="two" checked' in response.text
    assert 'id="map-for-podiatry"' in response.text


def test_add_to_my_map_under_a_pinned_statement_leads_to_that_edition(client, edition):
    response = client.get("/guidelines/g/editions/1/map/?add=for-podiatry")

    assert response["Location"] == "/guidelines/g/map/?add=for-podiatry&edition=1"


@pytest.mark.parametrize("key", ["nobody", "%00", "x" * 5000, "for-all%27%22%3E"])
def test_a_statement_that_is_not_there_cannot_be_added_and_breaks_nothing(client, edition, key):
    response = client.get(f"/guidelines/g/map/?add={key}")

    assert response.status_code in (200, 400)
    assert "data-added" not in response.text
