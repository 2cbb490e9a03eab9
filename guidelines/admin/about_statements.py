"""The statements that something is about, ticked in a list."""

from django import forms
from django.db.models import OuterRef, Q, Subquery

from guidelines import reading
from guidelines.models import Statement, Wording
from portal.posted import number

LISTED = 500  # statements offered at once; where there are more, those of one guideline are
TOO_MANY = (
    " There are too many statements to list them all: choose the guideline, press “Save and continue editing”, and its"
    " statements are listed here."
)


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


def _of_guideline(request):
    """What is offered of many: the statements of the guideline that is chosen, and those that are ticked already."""
    item = request.item_about_statements
    asked = request.POST.get("guideline") or request.GET.get("guideline")
    near = Q(guideline=number(asked) if asked else item and item.guideline_id)
    return _offered().filter(near | Q(pk__in=item.statements.values("pk")) if item else near)


class AboutStatements:
    """Gives an admin’s field `statements` that list, which is native and says aloud what is ticked.

    The model has a field `guideline` too.
    """

    def get_form(self, request, obj=None, **kwargs):
        request.item_about_statements = obj  # the field’s method is not told of it
        return super().get_form(request, obj, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "statements":
            are_many = Statement.objects.all()[: LISTED + 1].count() > LISTED
            kwargs |= {"form_class": StatementsField, "widget": StatementsField.widget}
            kwargs["queryset"] = _of_guideline(request) if are_many else _offered()
            kwargs["help_text"] = db_field.help_text + (TOO_MANY if are_many else "")
        return super().formfield_for_manytomany(db_field, request, **kwargs)
