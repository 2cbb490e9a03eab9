"""Statement sets as CASE 1.1 packages."""

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.case_schema import PACKAGE
from tests.make import make_draft, make_released_edition, make_second_edition, make_statement

pytestmark = pytest.mark.django_db
BASE = "/api/v1/ims/case/v1p1"


@pytest.fixture
def editions():
    second = make_second_edition()
    return [second.previous, second]


def listed(client):
    return client.get(f"{BASE}/CFDocuments").json()["CFDocuments"]


def package(client, edition):
    document = next(each for each in listed(client) if each["version"] == str(edition.number))
    return client.get(f"{BASE}/CFPackages/{document['identifier']}").json()


def lines(package, kind):
    """(last part of the origin’s address, of the destination’s) of each association of that kind."""
    return {
        (
            each["originNodeURI"]["uri"].rstrip("/").rsplit("/", 1)[1],
            each["destinationNodeURI"]["uri"].rstrip("/").rsplit("/", 1)[1],
        )
        for each in package["CFAssociations"]
        if each["associationType"] == kind
    }


@pytest.mark.parametrize("place", [0, 1])
def test_a_package_fits_the_published_model(client, editions, place):
    jsonschema.validate(package(client, editions[place]), PACKAGE, cls=jsonschema.Draft202012Validator)


def test_the_schema_sees_what_does_not_fit(client, editions):
    wrong = package(client, editions[1])
    wrong["CFItems"][0]["CFDocumentURI"] = "no part of a package's item"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, PACKAGE, cls=jsonschema.Draft202012Validator)


def test_statements_are_children_of_chapters_and_those_of_the_document(client, editions):
    found = package(client, editions[0])

    assert ("self-reflection", "focus-on-self") in lines(found, "isChildOf")
    assert ("focus-on-self", "1") in lines(found, "isChildOf")


def test_what_replaced_what_can_be_followed(client, editions):
    found = package(client, editions[1])

    assert lines(found, "replacedBy") == {
        ("1", "2"),
        ("self-reflection", "self-reflection"),
        ("shared-work", "fresh-start"),
    }
    assert lines(found, "exactMatchOf") == {("values-in-practice", "values-in-practice")}


def test_identifiers_are_unique_and_the_two_packages_speak_of_the_same_items(client, editions):
    first, second = (package(client, edition) for edition in editions)
    every = [each["identifier"] for found in (first, second) for each in found["CFItems"]]
    assert len(every) == len(set(every))

    origins = {
        each["originNodeURI"]["identifier"]
        for each in second["CFAssociations"]
        if each["associationType"] != "isChildOf"
    }

    assert origins <= {each["identifier"] for each in first["CFItems"]} | {first["CFDocument"]["identifier"]}


def test_an_edition_that_was_followed_is_deprecated(client, editions):
    assert [each["adoptionStatus"] for each in listed(client)] == ["Deprecated", "Adopted"]


def test_documents_come_in_parts_with_the_way_to_the_next(client, editions):
    other = make_released_edition()

    answer = client.get(f"{BASE}/CFDocuments?limit=1")
    rest = client.get(answer["Link"].removeprefix("<").partition(">")[0])

    assert answer["X-Total-Count"] == "3"
    assert {"Link", "X-Total-Count"} <= set(answer["Access-Control-Expose-Headers"].split(", "))
    assert [each["adoptionStatus"] for each in answer.json()["CFDocuments"]] == ["Deprecated"]
    assert [each["version"] for each in rest.json()["CFDocuments"]] == ["2"]
    last = client.get(f"{BASE}/CFDocuments?limit=1&offset=2")
    assert other.guideline.slug in last.json()["CFDocuments"][0]["uri"]
    assert "Link" not in last


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "offset=-1", "offset=99999999999999999999"])
def test_a_part_that_cannot_be_is_refused(client, query):
    assert client.get(f"{BASE}/CFDocuments?{query}").status_code == 422


def test_an_edition_released_after_the_first_was_asked_for_has_its_package(client):
    first = make_released_edition()
    assert package(client, first)["CFDocument"]["adoptionStatus"] == "Adopted"

    second = make_second_edition(first)

    assert package(client, first)["CFDocument"]["adoptionStatus"] == "Deprecated"
    assert package(client, second)["CFDocument"]["version"] == "2"


def test_a_draft_is_no_document(client):
    make_draft()

    assert listed(client) == []


def test_a_package_costs_the_same_queries_whatever_its_size(client):
    costs = []
    for number in (2, 40):
        edition = make_released_edition(bodies={"one": "\n".join(make_statement(f"key-{n}") for n in range(number))})
        identifier = next(each["identifier"] for each in listed(client) if edition.guideline.slug in each["uri"])
        client.get(f"{BASE}/CFPackages/{identifier}")  # looks for its content hash, once in the life of a worker
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{BASE}/CFPackages/{identifier}")
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 7


@pytest.mark.parametrize("identifier", ["x", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_package_is_not_found(client, identifier):
    assert client.get(f"{BASE}/CFPackages/{identifier}").status_code == 404
