"""The Markdown field of the editors' desk."""

from django.forms import Media, Script
from markdownx.widgets import MarkdownxWidget


class MarkdownEditor(MarkdownxWidget):
    """django-markdownx's widget under our own template, script and style.

    `preview_url` is where the text is rendered; the site-wide preview when left out.
    """

    template_name = "desk/markdown_editor.html"

    def __init__(self, *, preview_url=None, **kwargs):
        super().__init__(**kwargs)
        self.preview_url = preview_url

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["preview_url"] = self.preview_url
        return context

    @property
    def media(self):
        return Media(css={"all": ["css/desk/editor.css"]}, js=[Script("js/desk/editor.js", type="module")])
