import pytest
from pikepdf import Array, Dictionary, Name

from tests.resources.real_files import make_pdf
from tests.resources.test_files_judged import judged
from tests.resources.test_files_refused import refusal

pytestmark = pytest.mark.usefixtures("read_here")

GO = {"S": Name.GoToR, "D": Array([0, Name.Fit])}


def link(action):
    def change(pdf):
        pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])

    return change


def opens(action):
    def change(pdf):
        pdf.Root.OpenAction = pdf.make_indirect(action)

    return change


def page_opens(action):
    def change(pdf):
        pdf.pages[0].AA = Dictionary(O=action)

    return change


def then(action):
    def change(pdf):
        first = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))
        first.Next = Array([pdf.make_indirect(action)])
        pdf.Root.OpenAction = first

    return change


@pytest.mark.parametrize(
    "name", ["\\\\host\\a.pdf", "//host/a.pdf", "file://host/a.pdf", " FILE:///c:/a.pdf", "\\\\hôst\\ā"]
)
@pytest.mark.parametrize("way", [link, opens, page_opens, then])
@pytest.mark.parametrize("key", ["F", "UF"])
def test_a_pdf_that_leads_to_a_file_on_another_computer_is_refused(name, way, key):
    assert "another computer" in refusal(make_pdf(change=way(Dictionary(**GO, F=name))))
    assert "another computer" in refusal(make_pdf(change=way(Dictionary(**GO, F=Dictionary({f"/{key}": name})))))


def test_the_content_of_a_stream_is_not_fetched():
    def change(pdf):
        pdf.Root.More = pdf.make_stream(b"x", F="\\\\host\\a")

    assert "another computer" in refusal(make_pdf(change=change))


@pytest.mark.parametrize("address", ["file://host/a", "search-ms:query=a", "\\\\host\\a", "javascript:a()", ""])
@pytest.mark.parametrize("way", [opens, page_opens, then])
def test_a_pdf_that_opens_no_web_page_by_itself_is_refused(address, way):
    assert "by itself" in refusal(make_pdf(change=way(Dictionary(S=Name.URI, URI=address))))


@pytest.mark.parametrize("address", ["https://example.org", "HTTP://example.org", "mailto:a@example.org", "tel:+4420"])
@pytest.mark.parametrize("way", [link, opens, page_opens, then])
def test_ordinary_addresses_are_taken(address, way):
    assert judged(make_pdf(change=way(Dictionary(S=Name.URI, URI=address)))).kind == "pdf"


@pytest.mark.parametrize("name", ["other.pdf", "../other.pdf", "C:/other.pdf"])
def test_a_link_to_a_file_beside_it_is_taken(name):
    assert judged(make_pdf(change=link(Dictionary(**GO, F=name)))).kind == "pdf"
    assert judged(make_pdf(change=link(Dictionary(S=Name.URI, URI=f"file:///{name}")))).kind == "pdf"


def test_a_pdf_that_opens_at_a_page_is_taken():
    def change(pdf):
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])

    assert judged(make_pdf(change=change)).kind == "pdf"


def test_actions_in_a_circle_are_looked_at_once():
    def change(pdf):
        first = pdf.make_indirect(Dictionary(S=Name.URI, URI="https://example.org"))
        first.Next = first
        pdf.Root.OpenAction = first

    assert judged(make_pdf(change=change)).kind == "pdf"
