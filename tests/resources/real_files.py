"""Real files of every kind, written by other programs than ours."""

import io

import docx
import odf.opendocument
import odf.text
import openpyxl
import pikepdf
import pptx
import pypandoc
from odf import draw, table
from PIL import Image
from reportlab.pdfgen import canvas

WORDS = "Leadership begins with noticing."


def make_pdf(*pages, title="A report", tagged=True, language="en-GB", change=None, **saved):
    """A PDF of these pages; `change` gets it as pikepdf has it, before it is saved."""
    drawn = io.BytesIO()
    sheet = canvas.Canvas(drawn)
    sheet.setTitle(title)
    for page in pages or [WORDS]:
        sheet.drawString(100, 700, page)
        sheet.showPage()
    sheet.save()
    drawn.seek(0)
    with pikepdf.open(drawn) as pdf:
        if tagged:
            element = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document))
            pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
            pdf.Root.StructTreeRoot = pdf.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([element]))
            )
            pdf.Root.Lang = pikepdf.String(language)
        if change:
            change(pdf)
        saved_as = io.BytesIO()
        pdf.save(saved_as, **saved)
    return saved_as.getvalue()


def make_docx(words=WORDS, title="A letter"):
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.language = "en-GB"
    document.add_paragraph(words)
    return _saved(document)


def make_xlsx(sheets=2):
    book = openpyxl.Workbook()
    for number in range(1, sheets):
        book.create_sheet(f"More {number}")
    book.active["A1"] = WORDS
    book.properties.title = "A workbook"
    return _saved(book)


def make_pptx(slides=3):
    show = pptx.Presentation()
    for _ in range(slides):
        show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = WORDS
    return _saved(show)


def make_odt():
    document = odf.opendocument.OpenDocumentText()
    document.text.addElement(odf.text.P(text=WORDS))
    return _written(document)


def make_ods():
    document = odf.opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="One")
    row, cell = table.TableRow(), table.TableCell()
    cell.addElement(odf.text.P(text=WORDS))
    row.addElement(cell)
    sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    return _written(document)


def make_odp():
    document = odf.opendocument.OpenDocumentPresentation()
    page = draw.Page(name="One", masterpagename="Standard")
    frame, box = draw.Frame(width="5cm", height="5cm"), draw.TextBox()
    box.addElement(odf.text.P(text=WORDS))
    frame.addElement(box)
    page.addElement(frame)
    document.presentation.addElement(page)
    return _written(document)


def make_epub(folder):
    path = folder / "book.epub"
    text = f"---\ntitle: A book\nlang: en-GB\n---\n\n# One\n\n{WORDS}\n"
    pypandoc.convert_text(text, "epub", format="markdown", outputfile=str(path))
    return path.read_bytes()


def make_picture(kind="PNG", size=(60, 40), **saved):
    content = io.BytesIO()
    Image.new("RGB", size, "#005eb8").save(content, kind, **saved)
    return content.getvalue()


def make_csv(words=WORDS):
    return f"key,words\nfirst,{words}\n".encode()


def _saved(thing):
    content = io.BytesIO()
    thing.save(content)
    return content.getvalue()


def _written(document):
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()
