"""The words in a file, for search."""

import re
import zipfile

import pypdfium2

from . import epub, table, tidy, xml

MOST = 500_000  # characters: about 170 dense pages
MOST_PAGES = 1_000
ENDS_LINE = {"p", "h", "row", "br", "si", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "title"}
UNREAD = {"script", "style", "head"}


def answer(path, kind):
    """{"text": the words}; nothing for pictures. Raises Refused."""
    readers = {"pdf": _pdf, "csv": _csv, "epub": _epub, "png": _nothing, "jpg": _nothing}
    return {"text": tidy.words("\n".join(_until(readers.get(kind, _office)(path))), MOST)}


def _until(pieces):
    """The pieces up to the most that is kept."""
    length = 0
    for piece in pieces:
        yield piece[:MOST]
        length += len(piece)
        if length > MOST:
            return


def _nothing(path):
    return []


def _pdf(path):
    with pypdfium2.PdfDocument(path) as pdf:
        for number in range(min(len(pdf), MOST_PAGES)):
            page = pdf[number]
            yield page.get_textpage().get_text_range()
            page.close()


def _csv(path):
    return [" ".join(row) for row in table.rows(path)]


def _epub(path):
    with zipfile.ZipFile(path) as package:
        for name in epub.chapters(package):
            yield _said(xml.part(package, name))


OFFICE_PARTS = re.compile(
    r"word/(document|footnotes|endnotes)\.xml|xl/sharedStrings\.xml|xl/worksheets/sheet\d+\.xml"
    r"|ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml|content\.xml"
)


def _office(path):
    with zipfile.ZipFile(path) as package:
        names = sorted(filter(OFFICE_PARTS.fullmatch, package.namelist()), key=_in_order)
        for name in names:
            root = xml.part(package, name)
            # Office marks words as <t>; OpenDocument has them in any element.
            yield _said(root, only="" if name == "content.xml" else "t")


def _in_order(name):
    """slide2 before slide10."""
    return [int(piece) if piece.isdigit() else piece for piece in re.split(r"(\d+)", name)]


def _said(root, only=""):
    return "".join(_pieces(root, only)) if root is not None else ""


def _pieces(root, only):
    """Texts and line ends in reading order, without recursion: files may be nested deeply."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            yield element
            continue
        name = xml.local(element)
        if name in UNREAD or not name:
            continue
        if element.text and (not only or name == only):
            yield element.text
        if name in ("tab", "s", "c", "table-cell", "td"):
            yield " "
        if name in ENDS_LINE:
            waiting.append("\n")
        for child in reversed(element):
            if child.tail and not only:
                waiting.append(child.tail)
            waiting.append(child)
