"""Sets the sample document as a tagged PDF (PDF/UA-1). Run: .venv/bin/python starter/documents/make.py"""

from pathlib import Path

import font_source_sans_pro
import typst

HERE = Path(__file__).parent
RELEASED = 1_551_690_000  # with the sample's second edition: the same source gives the same file

for source in HERE.glob("*.typ"):
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[Path(font_source_sans_pro.__file__).parent])
    pdf = typst.compile(source, font_paths=fonts, ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=RELEASED)
    source.with_suffix(".pdf").write_bytes(pdf)
