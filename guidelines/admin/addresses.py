"""What an editor is told before a chapter gets another address, or one that another chapter had."""

from django import forms
from django.utils.html import format_html

from guidelines import moved
from guidelines.models import Chapter
from portal import written
from portal.renaming import listed


class MindsOldAddresses(forms.Form):
    """For a form with a `slug`; call refuse_reuse() from clean()."""

    reuse = forms.BooleanField(
        required=False, label="Give it this address all the same", widget=forms.HiddenInput(attrs={"value": ""})
    )

    def tell_what_links(self, chapter, *, stored):
        """Adds an error once when texts link to the draft's chapter at its address so far; the box then insists."""
        slug = self.cleaned_data.get("slug")
        if not slug or slug == stored or self.errors:
            return
        found = written.linking_to(written.is_at(*Chapter(edition=chapter.edition, slug=stored).linked_at))
        if not found:
            return
        self.fields["reuse"].widget = forms.CheckboxInput()
        if not self.cleaned_data.get("reuse"):
            self.add_error("slug", format_html(LINKED, stored, listed(found), stored))

    def refuse_reuse(self, guideline, *, key=None, stored=""):
        """Adds an error once when readers know another chapter at the typed address; a box then insists on it."""
        slug = self.cleaned_data.get("slug")
        holder = slug and slug != stored and moved.earlier_holder(guideline, slug, key=key)
        if not holder:
            return
        self.fields["reuse"].widget = forms.CheckboxInput()
        if not self.cleaned_data.get("reuse"):
            self.add_error(
                "slug",
                f"Edition {holder.edition.number} had “{holder.title}” at this address. Whoever follows an old link to"
                " that chapter would come to this one instead. Choose another address, or insist on this one below.",
            )


LINKED = (
    "These texts link to “{}”: {}. Links by name (chapter:{}) in this draft have to be mended before its release;"
    " whoever follows another link is led to the new address from then on. Insist below to change it."
)


def told(chapter):
    """What stands under the address of a chapter that readers know; "" for one that they do not."""
    known = moved.known_as(chapter)
    if not known:
        return ""
    names = " and ".join(f"“{slug}”" for slug in known)
    return (
        f"Readers know this chapter at {names}. When you change the address, every old one leads to the new one for"
        " ever, from the release on."
    )
