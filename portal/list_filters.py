"""Filters beside the lists of the desk."""

from django.contrib.admin import RelatedFieldListFilter

MOST = 30


class FewToChooseFrom(RelatedFieldListFilter):
    """By something related, as long as there are few of these; among more, the search box finds them by name."""

    def field_choices(self, field, request, model_admin):
        everything = field.remote_field.model._default_manager.all()
        rows = list(everything[: MOST + 1])
        if len(rows) > MOST:
            chosen = [value for value in self.lookup_val or [] if value.isdecimal()][:MOST]
            rows = [row for value in chosen for row in everything.filter(pk=value)]
        return [(row.pk, str(row)) for row in rows]

    def has_output(self):
        return len(self.lookup_choices) > 1 or bool(self.lookup_val)
