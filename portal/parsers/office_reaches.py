"""What an Office file may not reach for: other places, other programs, when it is opened or its fields are renewed."""

import posixpath
import re
from urllib.parse import unquote

from portal.parsers import Refused

from . import xml

FETCHES = "This file fetches a template or a part from another place when it is opened. Save it without that."
LINKS = "A link in this file leads to “{}”, which readers should not open. Link to a web address, and save it again."
FIELDS = (
    "A field in this file ({}) fetches something from another place or starts another program. Click on it, press "
    "Ctrl+Shift+F9, which leaves plain text or a picture, and save the file again."
)
DATA = "This workbook fetches data from another program or place. Break the connection, and save it again."
OBJECTS = "This file has another file or a control inside it. Take it out, and save it again."
MACROS = "This file carries macros. Save it without them, as .docx, .xlsx or .pptx."

WEB = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# Word notes where the template lay on the author's own disk: nobody else's program finds anything there.
OWN_DISK = re.compile(r"(file:///)?[a-z]:[\\/]|(file://)?/(?![\\/])|[^\\/:]+\Z", re.IGNORECASE)
OUTSIDE = re.compile(r"""["\s](https?|ftps?|smb):|["\s]file:/*[\\/]{2}(?![\\/]*[a-z]:)|["\s][\\/]{2}""", re.IGNORECASE)
ALWAYS, IF_OUTSIDE = {"DDE", "DDEAUTO", "LINK", "DATABASE"}, {"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT"}


def refuse(package):
    """Raises Refused when the file has a link, a field or a connection that leads where it should not."""
    names = {name.lower(): name for name in package.namelist()}
    for name in package.namelist():
        lowered = name.lower()
        if lowered.endswith(".rels"):
            root = xml.part(package, name)
            for link in root if root is not None else ():
                _refuse_link(package, names, name, link)
        elif lowered.endswith(".xml") and not lowered.startswith(("xl/", "ppt/", "docprops/", "customxml/")):
            root = xml.part(package, name)
            for words in _fields(root) if root is not None else ():
                _refuse_field(words)


def _refuse_link(package, names, rels, link):
    kind, target = link.get("Type", "").rpartition("/")[2].lower(), unquote(link.get("Target", "")).strip()
    if link.get("TargetMode", "").strip().lower() not in ("", "internal"):
        if kind == "hyperlink":
            _refuse_hyperlink(target)
        elif kind != "attachedtemplate" or not OWN_DISK.match(target):
            raise Refused(FETCHES)
    elif kind == "afchunk":
        raise Refused(OBJECTS)
    elif "macrosheet" in kind:
        raise Refused(MACROS)
    elif kind in ("connections", "externallink"):
        folder = posixpath.dirname(posixpath.dirname(rels))
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
        root = xml.part(package, names.get(path, path))
        if root is not None and any(xml.local(each) in ("connection", "ddeLink", "oleLink") for each in root.iter()):
            raise Refused(DATA)


def _refuse_hyperlink(target):
    """Links within the site or the file are let through: they have no scheme."""
    is_bare = not SCHEME.match(target) and not target.startswith(("\\", "//"))
    if not WEB.match(target) and not is_bare:
        raise Refused(LINKS.format(target[:80]))


def _fields(root):
    """The instructions of every field; Word may write one in several pieces."""
    opened = [[]]
    for element in root.iter():
        name = xml.local(element)
        if name == "fldSimple":
            yield xml.attribute(element, "instr")
        elif name in ("instrText", "delInstrText"):
            opened[-1].append(element.text or "")
        elif name == "fldChar" and xml.attribute(element, "fldCharType") == "begin":
            opened.append([])
        elif name == "fldChar" and xml.attribute(element, "fldCharType") == "end" and len(opened) > 1:
            yield "".join(opened.pop())
    yield from ("".join(pieces) for pieces in opened)


def _refuse_field(words):
    name = (words.split() or [""])[0].strip('"').upper()
    if name in ALWAYS or (name in IF_OUTSIDE and OUTSIDE.search(words)):
        raise Refused(FIELDS.format(name))
