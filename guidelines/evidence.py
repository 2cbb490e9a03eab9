"""What changes rest on, which editors write in Markdown, as safe HTML."""

from django.utils.safestring import mark_safe

from portal import links, markdown


def html_of(texts):
    """{text: safe HTML} of these, "" among them. One query if they link to documents."""
    documents = {text: markdown.parse(text) for text in texts if text}
    resolve = links.resolver(*documents.values())
    html = {text: mark_safe(document.html(resolve=resolve)) for text, document in documents.items()}  # noqa: S308
    return {"": ""} | html


def add_to(moments):
    """Gives whatever has a `change` its `evidence`, as it stands corrected. One query if it links to documents."""
    found = [(moment, moment.change.said.evidence) for moment in moments if moment.change]
    html = html_of({text for _, text in found})
    for moment, text in found:
        moment.evidence = html[text]
