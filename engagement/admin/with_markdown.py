from django.contrib import admin

from portal.forms import MarkdownFormField


class WithMarkdown(admin.ModelAdmin):
    """Its fields named in `markdown` are written in the Markdown editor."""

    markdown = ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in self.markdown:
            label = db_field.verbose_name[0].upper() + db_field.verbose_name[1:]
            return MarkdownFormField(label=label, help_text=db_field.help_text, required=not db_field.blank)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
