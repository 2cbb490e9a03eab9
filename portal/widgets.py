"""The Markdown field of the editors' desk."""

from django.forms import Media, Script
from markdownx.widgets import MarkdownxWidget


class MarkdownEditor(MarkdownxWidget):
    """django-markdownx's widget under our own template, script and style.

    `preview_url` is where the text is rendered and `links_url` where things to link to are found: the site-wide ones
    when left out. `key_url` gives keys for new statements; without it none can be added by the toolbar.
    """

    template_name = "desk/markdown_editor.html"

    def __init__(self, *, preview_url=None, links_url=None, key_url=None, **kwargs):
        super().__init__(**kwargs)
        self.addresses = {"preview_url": preview_url, "links_url": links_url, "key_url": key_url}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        return context | self.addresses

    @property
    def media(self):
        return Media(css={"all": ["css/desk/editor.css"]}, js=[Script("js/desk/editor.js", type="module")])
