"""What an editor is told before a chapter gets another address, or one that another chapter had."""

from django import forms

from guidelines import moved


class MindsOldAddresses(forms.Form):
    """For a form with a `slug`; call refuse_reuse() from clean()."""

    reuse = forms.BooleanField(
        required=False, label="Give it this address all the same", widget=forms.HiddenInput(attrs={"value": ""})
    )

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
