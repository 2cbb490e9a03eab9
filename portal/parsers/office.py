"""Word, Excel and PowerPoint (Office Open XML)."""

from portal.parsers import Refused

from . import office_reaches, tidy, xml
from .office_reaches import MACROS, OBJECTS

MAIN = "application/vnd.openxmlformats-officedocument."
KINDS = {
    f"{MAIN}wordprocessingml.document.main+xml": "docx",
    f"{MAIN}spreadsheetml.sheet.main+xml": "xlsx",
    f"{MAIN}presentationml.presentation.main+xml": "pptx",
}
COUNTED = {"xlsx": ("xl/workbook.xml", "sheet"), "pptx": ("ppt/presentation.xml", "sldId")}
TEMPLATE = "This is a template or another Office file that we do not publish. Save it as .docx, .xlsx or .pptx."


def judge(package):
    """The facts of the file. Raises Refused."""
    types = xml.part(package, "[Content_Types].xml")
    contents = {xml.attribute(element, "ContentType") for element in types} if types is not None else set()
    _refuse_what_runs(package.namelist(), contents)
    kind = next((KINDS[content] for content in contents if content in KINDS), None)
    if kind is None:
        raise Refused(TEMPLATE)
    office_reaches.refuse(package)
    core = xml.part(package, "docProps/core.xml")
    return {
        "kind": kind,
        "pages": _count(package, kind),
        "title": tidy.line(xml.first(core, "title")),
        "language": tidy.language(xml.first(core, "language") or _language_of_styles(package)),
    }


def _refuse_what_runs(names, contents):
    lowered = [name.lower() for name in names]
    if any(word in each.lower() for each in contents for word in ("macroenabled", "vba", "macrosheet")):
        raise Refused(MACROS)
    if any(name.endswith("vbaproject.bin") or "macrosheets" in name for name in lowered):
        raise Refused(MACROS)
    # Charts keep their figures in a workbook under embeddings; anything else there can be a program.
    if any("/activex/" in name or ("/embeddings/" in name and not name.endswith(".xlsx")) for name in lowered):
        raise Refused(OBJECTS)


def _count(package, kind):
    if kind not in COUNTED:
        return None
    name, element = COUNTED[kind]
    root = xml.part(package, name)
    return sum(xml.local(each) == element for each in root.iter()) if root is not None else None


def _language_of_styles(package):
    styles = xml.part(package, "word/styles.xml")
    found = (each for each in (styles.iter() if styles is not None else ()) if xml.local(each) == "lang")
    return next((xml.attribute(each, "val") for each in found), "")
