"""EPUB."""

import posixpath
from urllib.parse import unquote

from portal.parsers import Refused

from . import tidy, xml

TYPE = "application/epub+zip"
DAMAGED = "This EPUB lacks its table of parts. Make it again."
LOCKED = "This EPUB is protected against copying. Publish one that anybody can open."
SCRIPT = "This EPUB carries a script. Make it again without."
ONLY_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def judge(package):
    """The facts of the book. Raises Refused."""
    encryption = xml.part(package, "META-INF/encryption.xml")
    for method in encryption.iter() if encryption is not None else ():
        if xml.local(method) == "EncryptionMethod" and xml.attribute(method, "Algorithm") not in ONLY_FONTS:
            raise Refused(LOCKED)
    book = _book(package)[1]
    if any("scripted" in xml.attribute(item, "properties").split() for item in book.iter()):
        raise Refused(SCRIPT)
    return {
        "kind": "epub",
        "title": tidy.line(xml.first(book, "title")),
        "language": tidy.language(xml.first(book, "language")),
    }


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
