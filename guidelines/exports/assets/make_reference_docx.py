"""Makes reference.docx and, for drafts, reference-draft.docx, which give the Word downloads their styles and margins.

Needs python-docx, which only developers have.

Run it again when the look changes: python guidelines/exports/assets/make_reference_docx.py
"""

import io
import subprocess
from pathlib import Path

import docx
import pypandoc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

BLUE, INK, QUIET = RGBColor(0, 0x5E, 0xB8), RGBColor(0x21, 0x2B, 0x32), RGBColor(0x4C, 0x62, 0x72)
HEADINGS = {"Heading 1": (22, INK), "Heading 2": (15, INK), "Heading 3": (12.5, INK), "Heading 4": (11, QUIET)}
OURS = {
    # name: (based on, size, colour, left rule, shading)
    "Statement": ("Body Text", 12, INK, "005EB8", None),
    "Statement Head": ("Statement", 12, BLUE, "005EB8", None),
    "Statement Address": ("Statement", 8.5, QUIET, "005EB8", None),
    "Callout": ("Body Text", 10.5, INK, "AEB7BD", "F0F4F5"),
    "Callout Label": ("Callout", 10.5, INK, "AEB7BD", "F0F4F5"),
    "Changed": ("Body Text", 11, INK, None, None),
    "Notice": ("Body Text", 10.5, INK, "FFB81C", "FFF9E0"),
}


def main():
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    document = docx.Document(io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout))  # noqa: S603
    for style in document.styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
            set_font(style)
    for name, (size, colour) in HEADINGS.items():
        look(document.styles[name], size, colour, bold=True)
        document.styles[name].paragraph_format.keep_with_next = True
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    document.styles["Heading 1"].paragraph_format.space_after = Pt(12)
    look(document.styles["Title"], 30, INK, bold=True)
    look(document.styles["Subtitle"], 16, BLUE, bold=True)
    look(document.styles["Date"], 12, QUIET)
    look(document.styles["TOC Heading"], 18, INK, bold=True)
    document.styles["TOC Heading"].paragraph_format.page_break_before = True
    for level in (1, 2):
        entry = document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        entry.base_style = document.styles["Normal"]
        entry.paragraph_format.left_indent = Mm(0 if level == 1 else 7)
        entry.paragraph_format.space_before, entry.paragraph_format.space_after = Pt(8 if level == 1 else 1), Pt(1)
        look(entry, 11, INK, bold=level == 1)
    for name in ("Title", "Subtitle", "Author", "Date"):
        document.styles[name].paragraph_format.alignment = 0
    for name in ("Normal", "Body Text", "First Paragraph", "Compact"):
        look(document.styles[name], 11, INK)
    look(document.styles["Hyperlink"], None, BLUE)
    for name, how in OURS.items():
        add(document, name, *how)
    document.styles["Title"].paragraph_format.space_before = Pt(150)
    for name, space in {"Subtitle": 18, "Author": 12, "Date": 2, "Statement Head": 12, "Callout Label": 12}.items():
        document.styles[name].paragraph_format.space_before = Pt(space)
    document.styles["Statement Address"].paragraph_format.space_after = Pt(12)
    document.styles["Definition Term"].paragraph_format.keep_with_next = True
    table(document.styles["Table"])
    page(document)
    document.save(Path(__file__).with_name("reference.docx"))
    mark_as_draft(document)
    document.save(Path(__file__).with_name("reference-draft.docx"))


def set_font(style, name="Arial"):
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    mono = style.name in ("Verbatim Char", "Source Code")
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), "Consolas" if mono else name)
    properties.insert(0, fonts)


def look(style, size, colour, *, bold=None):
    style.font.size = Pt(size) if size else None
    style.font.color.rgb = colour
    if bold is not None:
        style.font.bold = bold
        style.font.italic = False


def add(document, name, based_on, size, colour, rule, shading):
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[based_on]
    style.quick_style = True
    set_font(style)
    look(style, size, colour)
    style.paragraph_format.left_indent = Mm(4) if rule else None
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(4)
    style.paragraph_format.keep_with_next = name in ("Statement", "Statement Head", "Callout Label", "Changed")
    if not rule:
        return
    properties = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for attribute, value in {"val": "single", "sz": "18", "space": "8", "color": rule}.items():
        left.set(qn(f"w:{attribute}"), value)
    borders.append(left)
    properties.insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    if shading:
        shade = OxmlElement("w:shd")
        for attribute, value in {"val": "clear", "color": "auto", "fill": shading}.items():
            shade.set(qn(f"w:{attribute}"), value)
        properties.insert_element_before(shade, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def table(style):
    """Heads in bold on a tint, a thin line under each row."""
    first = style.element.find(qn("w:tblStylePr"))
    bold = OxmlElement("w:rPr")
    bold.append(OxmlElement("w:b"))
    first.insert(0, bold)
    shade = OxmlElement("w:shd")
    for attribute, value in {"val": "clear", "color": "auto", "fill": "F0F4F5"}.items():
        shade.set(qn(f"w:{attribute}"), value)
    first.find(qn("w:tcPr")).insert(1, shade)
    borders = OxmlElement("w:tblBorders")
    for side, colour in {"top": "005EB8", "bottom": "D8DDE0", "insideH": "D8DDE0"}.items():
        line = OxmlElement(f"w:{side}")
        for attribute, value in {"val": "single", "sz": "4", "space": "0", "color": colour}.items():
            line.set(qn(f"w:{attribute}"), value)
        borders.append(line)
    style.element.find(qn("w:tblPr")).insert(1, borders)


def mark_as_draft(document):
    """Every page says that it is a draft."""
    paragraph = document.sections[0].header.paragraphs[0]
    run = paragraph.add_run("Draft: not released, not to be cited")
    run.font.size, run.font.bold, run.font.color.rgb = Pt(12), True, RGBColor(0x8A, 0x15, 0x38)


def page(document):
    """A4, with the page's number at its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(24)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = 2
    for kind, words in (("begin", None), (None, " PAGE "), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(9)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        run._r.append(mark)


if __name__ == "__main__":
    main()
