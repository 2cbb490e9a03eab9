"""The formats that an edition is taken away in."""

from dataclasses import dataclass

from django.utils.module_loading import import_string

from portal.cells import XLSX

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Format:
    """`name` stands in the address; `suffix` tells files of the same ending apart."""

    name: str
    ending: str
    content_type: str
    label: str
    use: str
    suffix: str = ""

    def build(self, publication):
        """The file as bytes. Raises CannotBuild. What makes it is imported now: most pages never need it."""
        return import_string(f"guidelines.exports.{BUILDERS[self.name]}")(publication)


BUILDERS = {
    "pdf": "pdf.build",
    "epub": "epub.build",
    "docx": "docx.build",
    "md": "markdown_zip.build",
    "xlsx": "statements.as_xlsx",
    "csv": "statements.as_csv",
    "json": "as_json.build",
}
FORMATS = {
    each.name: each
    for each in [
        Format("pdf", "pdf", "application/pdf", "PDF", "To read, print and hand round. Tagged for screen readers."),
        Format(
            "epub", "epub", "application/epub+zip", "EPUB", "For phones, tablets and e-readers: the text fits itself."
        ),
        Format("docx", "docx", DOCX, "Word", "To copy from into a validation document or a handbook."),
        Format("xlsx", "xlsx", XLSX, "Excel", "Every statement in a row, with what changed and why."),
        Format("csv", "csv", "text/csv; charset=utf-8", "CSV", "The same rows for any program that reads tables."),
        Format(
            "md", "zip", "application/zip", "Markdown", "The text as it was written, with its history.", "-markdown"
        ),
        Format("json", "json", "application/json", "JSON", "Everything in one file for programs."),
    ]
}
