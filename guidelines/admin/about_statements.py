"""The statements that something is about, ticked in a list."""

from django import forms
from django.db.models import OuterRef, Subquery

from guidelines import reading
from guidelines.models import Statement, Wording


class StatementsField(forms.ModelMultipleChoiceField):
    """Statements as they are called today, “2.3 Structured reflection”."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, statement):
        return f"{statement.latest_number} {statement.latest_title or statement.key}"


def _offered():
    """Every statement that the public may read, in reading order; those of earlier editions follow."""
    latest = Wording.objects.released().filter(statement=OuterRef("pk")).order_by("-edition__number")
    places = {
        "latest_edition": Subquery(latest.values("edition__number")[:1]),
        "place": Subquery(latest.values("position")[:1]),
    }
    offered = Statement.objects.filter(wordings__in=Wording.objects.released()).distinct().annotate(**places)
    return offered.annotate(**reading.called()).order_by("guideline__name", "-latest_edition", "place")


class AboutStatements:
    """Gives an admin’s field `statements` that list, which is native and says aloud what is ticked."""

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "statements":
            kwargs |= {"queryset": _offered(), "form_class": StatementsField, "widget": StatementsField.widget}
        return super().formfield_for_manytomany(db_field, request, **kwargs)
