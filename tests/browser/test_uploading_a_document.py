"""An editor uploads a document: progress, refusal, success; with and without JavaScript."""

import pytest
from playwright.sync_api import expect

from resources.models import Document
from tests.make import make_guideline
from tests.resources.make import make_document, make_news
from tests.resources.real_files import make_pdf

from .looking import wrong_at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(signed_in):
    """A function that opens a page of an editor with all permissions, at that address."""

    def open_at(address, **options):
        page = signed_in(**options)
        page.goto(address)
        return page

    return open_at


def fill(page, content, name="report.pdf"):
    page.get_by_label("Title").fill("Our report")
    page.get_by_label("Address:", exact=True).fill("our-report")
    page.get_by_label("Type:").select_option("report")
    page.get_by_label("New file").set_input_files({"name": name, "mimeType": "x/y", "buffer": content})


ADD = "/admin/resources/document/add/"


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_uploaded(desk, script):
    page = desk(ADD, java_script_enabled=script)
    fill(page, make_pdf())

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("Version 1 is public: PDF, 1 page")).to_be_visible()
    assert page.url.endswith("/admin/resources/document/")
    assert Document.objects.get().newest.number == 1


@pytest.mark.parametrize("script", [True, False])
def test_a_refused_file_is_explained_beside_what_was_typed(desk, script):
    page = desk(ADD, java_script_enabled=script)
    fill(page, b"<script>alert(1)</script>")

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("This is not a kind of file that the portal publishes.")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Our report")
    page.get_by_label("New file").set_input_files({"name": "a", "mimeType": "x/y", "buffer": make_pdf()})
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Version 1 is public")).to_be_visible()


def test_a_broken_connection_loses_nothing_that_was_typed(desk):
    page = desk(ADD)
    page.route("**/document/add/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    fill(page, make_pdf())

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("The connection broke. Nothing was stored: save again.")).to_be_visible()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled()


def test_a_file_that_is_too_large_is_not_sent(desk, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    page = desk(ADD)
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    fill(page, make_pdf() + b" " * 2_000_000)

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("Too large: 1.9 MB")).to_be_visible()
    assert "POST" not in sent


def test_the_desks_pages_are_accessible(signed_in):
    document = make_document(make_pdf(tagged=False))
    item, guideline = make_news(), make_guideline()
    addresses = [
        ADD,
        "/admin/resources/document/",
        f"/admin/resources/document/{document.pk}/change/",
        f"/admin/resources/document/related/{guideline.pk}/",
        f"/admin/resources/newsitem/{item.pk}/change/",
        "/admin/portal/redirect/add/",
    ]
    page = signed_in(bypass_csp=True)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    assert wrong_at(page, addresses, 1280) == {}
    assert errors == []


def test_how_far_a_large_file_has_come_is_said(desk):
    page = desk(ADD)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 300_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    fill(page, make_pdf() + b" " * 900_000)

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator("[data-upload-status]")).to_contain_text("Sending:")
    expect(page.get_by_role("progressbar", name="Upload")).to_be_visible()
    expect(page.get_by_text("This PDF is damaged")).to_be_visible(timeout=20_000)
