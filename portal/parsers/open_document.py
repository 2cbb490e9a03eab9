"""OpenDocument: text, spreadsheets and presentations."""

from portal.parsers import Refused

from . import tidy, xml

TYPE = "application/vnd.oasis.opendocument."
KINDS = {f"{TYPE}text": "odt", f"{TYPE}spreadsheet": "ods", f"{TYPE}presentation": "odp"}
COUNTED = {"ods": "table", "odp": "page"}
LOCKED = "This file has a password. Save it without one."
MACROS = "This file carries macros. Save it without them."
OBJECTS = "This file has another file inside it. Take it out, and save it again."
DAMAGED = "This OpenDocument file has no content. Save it again from the program it was made with."


def judge(package, mimetype):
    """The facts of the file. Raises Refused."""
    manifest = xml.part(package, "META-INF/manifest.xml")
    if manifest is not None and any(xml.local(each) == "encryption-data" for each in manifest.iter()):
        raise Refused(LOCKED)
    names = package.namelist()
    if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
        raise Refused(MACROS)
    content = xml.part(package, "content.xml")
    if content is None:
        raise Refused(DAMAGED)
    if any(xml.local(each) in ("object-ole", "plugin", "applet") for each in content.iter()):
        raise Refused(OBJECTS)
    kind = KINDS[mimetype]
    meta = xml.part(package, "meta.xml")
    counted = COUNTED.get(kind)
    return {
        "kind": kind,
        "pages": sum(xml.local(each) == counted for each in content.iter()) if counted else None,
        "title": tidy.line(xml.first(meta, "title")),
        "language": tidy.language(xml.first(meta, "language")),
    }
