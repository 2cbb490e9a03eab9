"""EPUB."""

import posixpath
import re
from urllib.parse import unquote

from portal.parsers import Refused

from . import tidy, xml

TYPE = "application/epub+zip"
DAMAGED = "This EPUB lacks its table of parts. Make it again."
LOCKED = "This EPUB is protected against copying. Publish one that anybody can open."
SCRIPT = "This EPUB carries a script. Make it again without."
PAGES = (".xhtml", ".html", ".htm", ".svg")
PAGE_TYPES = {"application/xhtml+xml", "image/svg+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"}
SCRIPT_ADDRESS = re.compile(r"[\x00-\x20]*(java|vb)script:|data:text/html", re.IGNORECASE)
ONLY_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def judge(package):
    """The facts of the book. Raises Refused."""
    encryption = xml.part(package, "META-INF/encryption.xml")
    for method in encryption.iter() if encryption is not None else ():
        if xml.local(method) == "EncryptionMethod" and xml.attribute(method, "Algorithm") not in ONLY_FONTS:
            raise Refused(LOCKED)
    name, book = _book(package)
    _refuse_scripts(package, posixpath.dirname(name), book)
    return {
        "kind": "epub",
        "title": tidy.line(xml.first(book, "title")),
        "language": tidy.language(xml.first(book, "language")),
    }


def _refuse_scripts(package, folder, book):
    """Raises Refused for scripts that the book owns up to, and for those that only its pages and drawings hold."""
    items = [item for item in book.iter() if xml.local(item) == "item"]
    if any("scripted" in xml.attribute(item, "properties").split() for item in items):
        raise Refused(SCRIPT)
    names = {name for name in package.namelist() if name.lower().endswith(PAGES)} | _pages(folder, items)
    for name in sorted(names):
        page = xml.part(package, name)
        if page is not None and any(map(_runs, page.iter())):
            raise Refused(SCRIPT)


def _pages(folder, items):
    """The names of parts that the book calls pages or drawings, whatever their ending."""
    hrefs = [xml.attribute(item, "href") for item in items if xml.attribute(item, "media-type") in PAGE_TYPES]
    return {posixpath.normpath(posixpath.join(folder, unquote(href))) for href in hrefs}


def _runs(element):
    """Whether the element is a script, or has one in an attribute."""
    if xml.local(element).lower() == "script":
        return True
    for name, words in element.attrib.items():
        if name.rpartition("}")[2].lower().startswith("on") or SCRIPT_ADDRESS.match("".join(words.split())):
            return True
    return False


def chapters(package):
    """The names of its parts in reading order."""
    name, book = _book(package)
    items = {
        xml.attribute(item, "id"): xml.attribute(item, "href") for item in book.iter() if xml.local(item) == "item"
    }
    order = [items.get(xml.attribute(each, "idref")) for each in book.iter() if xml.local(each) == "itemref"]
    folder = posixpath.dirname(name)
    return [posixpath.normpath(posixpath.join(folder, unquote(href))) for href in order if href]


def _book(package):
    container = xml.part(package, "META-INF/container.xml")
    roots = container.iter() if container is not None else ()
    name = next((xml.attribute(each, "full-path") for each in roots if xml.local(each) == "rootfile"), "")
    book = xml.part(package, name)
    if book is None:
        raise Refused(DAMAGED)
    return name, book
