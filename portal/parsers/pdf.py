"""PDF, read by qpdf (pikepdf)."""

import zipfile

import pikepdf

from portal.parsers import TOO_MUCH, Refused

from . import pdf_dangers, tidy

MOST_OBJECTS = 200_000
MOST_PAGES = 5_000
DAMAGED = "This PDF is damaged or cut short. Export it again from the program it was made with."
LOCKED = "This PDF is encrypted. Save it without a password or restrictions: they also shut out screen readers."
TWO_IN_ONE = "This PDF is another file at the same time. Export it again from the program it was made with."


def judge(path):
    """The facts of a PDF that is whole, open and does nothing by itself. Raises Refused."""
    if zipfile.is_zipfile(path):
        raise Refused(TWO_IN_ONE)
    try:
        with pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            return _facts(pdf)
    except pikepdf.PasswordError:
        raise Refused(LOCKED) from None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        raise Refused(DAMAGED) from None  # nonsense where the format promises a value shows in many ways


def _facts(pdf):
    if pdf.is_encrypted:
        raise Refused(LOCKED)
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refused(TOO_MUCH)
    pages = len(pdf.pages)
    if pages > MOST_PAGES:
        raise Refused(TOO_MUCH)
    if pages == 0:
        raise Refused(DAMAGED)
    pdf_dangers.refuse(pdf)
    return {
        "kind": "pdf",
        "pages": pages,
        "title": _title(pdf),
        "language": tidy.language(pdf.Root.get("/Lang")),
        "is_tagged": _is_tagged(pdf.Root),
    }


def _title(pdf):
    title = tidy.line(pdf.docinfo.get("/Title", ""))
    if title or "/Metadata" not in pdf.Root:
        return title
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=False) as metadata:
        return tidy.line(metadata.get("dc:title", ""))


def _is_tagged(root):
    """Whether it says that it is tagged and has a structure to show for it."""
    mark = root.get("/MarkInfo")
    tree = root.get("/StructTreeRoot")
    marked = isinstance(mark, pikepdf.Dictionary) and mark.get("/Marked") == True  # noqa: E712 - a PDF's own boolean
    return bool(marked and isinstance(tree, pikepdf.Dictionary) and tree.get("/K") is not None)
