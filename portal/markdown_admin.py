"""Pages of the desk whose texts are Markdown."""

from django.contrib import admin

from portal.forms import MarkdownFormField
from portal.widgets import MarkdownEditor


class WithMarkdown(admin.ModelAdmin):
    """Its fields named in `markdown` are written in the Markdown editor; those in `short` in a low one."""

    markdown = short = ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in (*self.markdown, *self.short):
            label = db_field.verbose_name[0].upper() + db_field.verbose_name[1:]
            facts = {"label": label, "help_text": db_field.help_text, "required": not db_field.blank}
            if db_field.name in self.short:
                facts["widget"] = MarkdownEditor(attrs={"class": "editor__short"})
            return MarkdownFormField(**facts)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
