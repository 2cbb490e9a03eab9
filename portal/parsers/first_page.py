"""A small picture of the first page."""

import pypdfium2

from . import picture

WIDTH, HEIGHT = 480, 680  # pixels at most, whatever size the page claims to have


def answer(path, kind, to):
    """Writes the picture into the file `to`; answers {}. Raises Refused."""
    drawn = _of_pdf(path) if kind == "pdf" else picture.opened(path)
    drawn.thumbnail((WIDTH, HEIGHT))
    drawn.convert("RGB").save(to, "WEBP", quality=75)
    return {}


def _of_pdf(path):
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[0]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
        return page.render(scale=scale).to_pil()
