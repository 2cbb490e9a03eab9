"""A released edition is withdrawn in one of three ways; its own rows are never touched, and it can be taken back."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from guidelines import actions
from guidelines.draft import Draft
from guidelines.models import Edition
from portal.models import AuditEntry
from tests.make import (
    explain,
    force_release,
    make_draft,
    make_editor,
    make_released_edition,
    make_second_edition,
    make_statement,
    rewrite,
)
from tests.sitemaps import part_of

pytestmark = pytest.mark.django_db
BELOW = ["", "chapters/focus-on-self/", "statements/self-reflection/", "downloads/", "download/pdf/", "hash/", "cite/"]
THROUGHOUT = ["", "chapters/focus-on-self/", "statements/", "statements/self-reflection/", "print/", "map/", "cite/"]


def withdraw(edition, outcome, **said):
    said = {"reason": "It said the wrong thing.", "by": make_editor()} | said
    if outcome == "replaced":
        said = {"address": "https://example.org/new/"} | said
    return actions.withdraw(edition=edition, outcome=outcome, **said)


def two_editions():
    first = make_released_edition()
    return first, make_second_edition(first), f"/guidelines/{first.guideline.slug}/"


# ── In error ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("below", BELOW)
def test_every_address_of_an_edition_released_in_error_says_so(client, below):
    _, second, there = two_editions()
    withdraw(second, "error")

    page = client.get(f"{there}editions/2/{below}")

    assert page.status_code == 410
    assert "is no longer advised" not in page.text
    assert "Edition 2 was withdrawn" in page.text
    assert "It said the wrong thing." in page.text
    assert "a planned time to reflect" not in page.text
    assert 'content="noindex"' in page.text
    assert not page.cookies


def test_the_edition_before_one_released_in_error_is_current_again(client):
    first, second, there = two_editions()
    withdraw(second, "error")

    assert Edition.objects.current().get() == first
    assert "a planned time to reflect" not in client.get(f"{there}chapters/focus-on-self/").text
    assert "This is the permanent address of edition 1" in client.get(f"{there}editions/1/chapters/focus-on-self/").text
    assert client.get(f"{there}compare/1/2/").status_code == 410
    assert "fresh-start" not in client.get(f"{there}statements/").text
    assert "edition 2" not in client.get(f"{there}statements/self-reflection/").text.lower()
    assert "Edition 2" not in client.get(f"{there}feed/").text
    assert "/chapters/new/" not in client.get(part_of(first.guideline)).text


def test_what_only_the_edition_in_error_had_says_where_it_went(client):
    _, second, there = two_editions()
    withdraw(second, "error")

    for below in ("chapters/new/", "statements/fresh-start/"):
        assert client.get(f"{there}{below}").status_code == 410
    for below in ("chapters/never/", "statements/never/", "editions/9/"):
        assert client.get(f"{there}{below}").status_code == 404


@pytest.mark.parametrize("below", [each for each in THROUGHOUT if "cite" not in each])
def test_a_guideline_with_nothing_but_an_edition_in_error_says_so_everywhere(client, below):
    edition = make_released_edition()
    withdraw(edition, "error")

    page = client.get(f"/guidelines/{edition.guideline.slug}/{below}")

    assert page.status_code == 410
    assert "released in error" in page.text
    assert edition.guideline.name not in client.get("/guidelines/").text


def test_the_history_names_what_was_withdrawn(client):
    _, second, there = two_editions()
    withdraw(second, "error")

    page = client.get(f"{there}editions/")

    assert 'href="2/"' in page.text
    assert "released in error" in page.text


def test_a_featured_guideline_that_was_withdrawn_leaves_the_landing_page(client):
    edition = make_released_edition()
    edition.guideline.is_featured = True
    edition.guideline.save()
    withdraw(edition, "error")

    assert client.get("/").status_code == 200


# ── Replaced ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("below", [*THROUGHOUT, *(f"editions/2/{each}" for each in BELOW)])
def test_a_replaced_guideline_names_the_address_wherever_one_arrives(client, below):
    _, second, there = two_editions()
    withdraw(second, "replaced")

    page = client.get(f"{there}{below}")

    assert page.status_code == 410
    assert '<a href="https://example.org/new/">' in page.text


def test_an_older_edition_of_a_replaced_guideline_does_not_become_current_and_stays_readable(client):
    _, second, there = two_editions()
    withdraw(second, "replaced")

    assert not Edition.objects.current().exists()
    page = client.get(f"{there}editions/1/chapters/focus-on-self/")
    assert page.status_code == 200
    assert "Edition 2 is current" not in page.text
    assert client.get(f"{there}editions/1/statements/self-reflection/").status_code == 200


# ── No longer advised ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("below", [*THROUGHOUT, *(f"editions/2/{each}" for each in ["", *BELOW[1:3], "downloads/"])])
def test_an_edition_that_is_no_longer_advised_keeps_its_text_under_a_banner(client, below):
    _, second, there = two_editions()
    withdraw(second, "old")

    page = client.get(f"{there}{below}")

    assert page.status_code == 200
    assert "Edition 2 is no longer advised" in page.text
    assert "It said the wrong thing." in page.text
    assert Edition.objects.current().get() == second


def test_the_banner_costs_the_chapter_page_no_query(client, django_assert_num_queries):
    edition = make_released_edition()
    withdraw(edition, "old")

    with django_assert_num_queries(3):
        assert client.get(f"/guidelines/{edition.guideline.slug}/chapters/focus-on-self/").status_code == 200


# ── The rules ────────────────────────────────────────────────────────────────────────────────────


def test_a_withdrawal_leaves_the_released_rows_alone_and_is_on_record():
    _, second, _ = two_editions()
    by = make_editor()

    withdraw(second, "error", by=by)

    call_command("verify_editions")
    entry = AuditEntry.objects.filter(did="withdrew").get()
    assert (entry.by, entry.reason) == (by, "It said the wrong thing.")


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": "error", "reason": " "},
        {"outcome": "replaced", "address": ""},
        {"outcome": "replaced", "address": "javascript:alert(1)"},
        {"outcome": "replaced", "address": "//evil.example"},
        {"outcome": "old", "address": "https://example.org/"},
        {"outcome": "unknown"},
    ],
)
def test_a_withdrawal_that_makes_no_sense_is_refused(said):
    edition = make_released_edition()

    with pytest.raises(ValidationError):
        actions.withdraw(edition=edition, by=make_editor(), **{"reason": "Why."} | said)


def test_only_a_public_edition_is_withdrawn_and_only_once():
    first = make_released_edition()
    scheduled = make_second_edition(first, at=timezone.now() + timedelta(days=1))
    for edition, words in ((make_draft(), "a draft"), (scheduled, "unschedule it instead")):
        with pytest.raises(actions.NotPublic, match=words):
            withdraw(edition, "error")

    withdraw(first, "old")
    with pytest.raises(actions.AlreadyWithdrawn):
        withdraw(first, "error")


def test_a_withdrawal_is_taken_back_and_both_are_on_record(client):
    _, second, there = two_editions()
    withdraw(second, "error")

    actions.take_back_withdrawal(edition=second, by=make_editor(), reason="It was the other one.")

    assert "a planned time to reflect" in client.get(f"{there}chapters/focus-on-self/").text
    dids = set(AuditEntry.objects.filter(key=str(second.pk)).values_list("did", flat=True))
    assert {"withdrew", "took back the withdrawal of"} <= dids


def test_the_next_draft_starts_from_and_is_compared_with_what_readers_have():
    first, second, _ = two_editions()
    withdraw(second, "error")

    draft = actions.start_draft(guideline=first.guideline)

    assert Draft(draft).previous == first
    assert set(Draft(draft).kinds.values()) == {"unchanged"}


def test_a_correction_of_an_edition_in_error_may_use_its_keys_and_its_chain_verifies(client):
    first, second, there = two_editions()
    withdraw(second, "error")
    draft = actions.start_draft(guideline=first.guideline)
    rewrite(draft, "working-with-others", make_statement("shared-work", "Let students work in mixed teams."), "Words.")
    actions.add_chapter(edition=draft, title="New", slug="new", body=make_statement("fresh-start"))
    explain(draft, "fresh-start", "new")
    explain(draft, "shared-work", "removed", has_no_successor=True)

    third = force_release(edition=draft)

    assert third.previous == first
    call_command("verify_editions")
    assert client.get(f"{there}compare/1/3/").status_code == 200
    with pytest.raises(actions.BuiltOnAnother):
        actions.take_back_withdrawal(edition=second, by=make_editor(), reason="Why.")


@pytest.mark.parametrize("when", ["before the next one", "afterwards"])
def test_what_changed_is_asked_of_the_edition_before_that_readers_have(client, when):
    first, second, there = two_editions()
    if when == "before the next one":
        withdraw(second, "error")
    force_release(edition=actions.start_draft(guideline=first.guideline))
    if when == "afterwards":
        withdraw(second, "error")

    for below in ["", "statements/", "editions/", "editions/3/", "chapters/focus-on-self/"]:
        links = set(re.findall(r"compare/(\d+)/3/", client.get(f"{there}{below}").text))
        assert (below, links) == (below, {"1"})
    assert client.get(f"{there}compare/1/3/").status_code == 200


def test_changes_of_an_edition_in_error_that_a_later_one_builds_on_are_still_told(client):
    first, second, there = two_editions()
    third = force_release(edition=actions.start_draft(guideline=first.guideline))
    withdraw(second, "error")

    assert third.previous == second
    call_command("verify_editions")
    page = client.get(f"{there}compare/1/3/")
    assert page.status_code == 200
    assert "Educators asked for it." in page.text
    assert "amended in edition 2" in client.get(f"{there}editions/1/chapters/focus-on-self/").text
