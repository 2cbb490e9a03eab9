"""Word, Excel and PowerPoint (Office Open XML)."""

from portal.parsers import Refused

from . import tidy, xml

MAIN = "application/vnd.openxmlformats-officedocument."
KINDS = {
    f"{MAIN}wordprocessingml.document.main+xml": "docx",
    f"{MAIN}spreadsheetml.sheet.main+xml": "xlsx",
    f"{MAIN}presentationml.presentation.main+xml": "pptx",
}
COUNTED = {"xlsx": ("xl/workbook.xml", "sheet"), "pptx": ("ppt/presentation.xml", "sldId")}
MACROS = "This file carries macros. Save it without them, as .docx, .xlsx or .pptx."
OBJECTS = "This file has another file or a control inside it. Take it out, and save it again."
FETCHES = "This file fetches a template or a part from another place when it is opened. Save it without that."
TEMPLATE = "This is a template or another Office file that we do not publish. Save it as .docx, .xlsx or .pptx."
FETCHING = {"attachedTemplate", "oleObject", "frame", "subDocument", "externalLinkPath", "package"}


def judge(package):
    """The facts of the file. Raises Refused."""
    types = xml.part(package, "[Content_Types].xml")
    contents = {xml.attribute(element, "ContentType") for element in types} if types is not None else set()
    _refuse_what_runs(package.namelist(), contents)
    kind = next((KINDS[content] for content in contents if content in KINDS), None)
    if kind is None:
        raise Refused(TEMPLATE)
    _refuse_what_fetches(package)
    core = xml.part(package, "docProps/core.xml")
    return {
        "kind": kind,
        "pages": _count(package, kind),
        "title": tidy.line(xml.first(core, "title")),
        "language": tidy.language(xml.first(core, "language") or _language_of_styles(package)),
    }


def _refuse_what_runs(names, contents):
    lowered = [name.lower() for name in names]
    if any("macroenabled" in each.lower() or "vba" in each.lower() for each in contents):
        raise Refused(MACROS)
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lowered):
        raise Refused(MACROS)
    # Charts keep their figures in a workbook under embeddings; anything else there can be a program.
    if any("/activex/" in name or ("/embeddings/" in name and not name.endswith(".xlsx")) for name in lowered):
        raise Refused(OBJECTS)


def _refuse_what_fetches(package):
    for name in package.namelist():
        if not name.lower().endswith(".rels"):
            continue
        root = xml.part(package, name)
        for link in root if root is not None else ():
            kind = xml.attribute(link, "Type").rpartition("/")[2]
            if xml.attribute(link, "TargetMode").lower() == "external" and kind in FETCHING:
                raise Refused(FETCHES)


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
