"""The kinds of file that the portal publishes."""

from dataclasses import dataclass

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """`unit` is what such a file is counted in, if in anything; what does not open in browsers is a download."""

    ending: str
    name: str
    content_type: str
    unit: str = ""
    opens_in_browser: bool = False


KINDS = {
    kind.ending: kind
    for kind in [
        Kind("pdf", "PDF", "application/pdf", "page", opens_in_browser=True),
        Kind("docx", "Word document", f"{OFFICE}wordprocessingml.document"),
        Kind("xlsx", "Excel workbook", f"{OFFICE}spreadsheetml.sheet", "sheet"),
        Kind("pptx", "PowerPoint presentation", f"{OFFICE}presentationml.presentation", "slide"),
        Kind("odt", "OpenDocument text", f"{OPEN_DOCUMENT}text"),
        Kind("ods", "OpenDocument spreadsheet", f"{OPEN_DOCUMENT}spreadsheet", "sheet"),
        Kind("odp", "OpenDocument presentation", f"{OPEN_DOCUMENT}presentation", "slide"),
        Kind("epub", "EPUB", "application/epub+zip"),
        Kind("csv", "CSV table", "text/csv; charset=utf-8"),
        Kind("png", "PNG picture", "image/png", opens_in_browser=True),
        Kind("jpg", "JPEG picture", "image/jpeg", opens_in_browser=True),
    ]
}
