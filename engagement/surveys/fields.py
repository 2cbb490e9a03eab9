"""One question as fields of a form, with sentences for what may be wrong."""

from django import forms

from engagement.models import Kind
from engagement.models.survey_question import TEXTS
from portal.posted import line_ends

NOTHING = "Answer question {number}: it has to be answered."
NOT_OFFERED = "Choose one of the answers to question {number} that are offered."


class Text(forms.CharField):
    """Counts characters as people do: a line break is one."""

    def __init__(self, *, most, number, is_one_line, **kwargs):
        super().__init__(max_length=None, **kwargs)
        self.most, self.number, self.is_one_line = most, number, is_one_line

    def to_python(self, value):
        return line_ends(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if len(value) > self.most:
            raise forms.ValidationError(
                f"Shorten your answer to question {self.number}: it has {len(value):,} characters, "
                f"and there is room for {self.most:,}."
            )
        if self.is_one_line and "\n" in value:
            raise forms.ValidationError(f"Write your answer to question {self.number} on one line.")


class Chosen(forms.MultipleChoiceField):
    """Several values, each of which counts once."""

    def to_python(self, value):
        return list(dict.fromkeys(super().to_python(value)))


def fields_of(questionnaire, question):
    """{name: field}: one for most kinds, one for each row of a matrix."""
    number, needed = question.number, question.is_required
    sentences = {
        "required": NOTHING.format(number=number),
        "invalid_choice": NOT_OFFERED.format(number=number),
        "invalid_list": NOT_OFFERED.format(number=number),
    }
    facts = {"required": needed, "error_messages": sentences, "label": question.text}
    if question.is_text:
        facts["error_messages"] = {"required": sentences["required"]}
        one_line = question.kind == Kind.SHORT
        return {question.name: Text(most=TEXTS[question.kind], number=number, is_one_line=one_line, **facts)}
    choices = questionnaire.choices(question)
    if question.kind in (Kind.SEVERAL, Kind.STATEMENTS):
        return {question.name: Chosen(choices=choices, **facts)}
    if question.kind == Kind.MATRIX:
        return {
            f"{question.name}_{row}": forms.ChoiceField(
                choices=choices,
                required=needed,
                label=words,
                error_messages=sentences | {"required": f"Answer question {number} for “{words}”."},
            )
            for row, words in question.numbered_rows
        }
    return {question.name: forms.ChoiceField(choices=choices, **facts)}


def names_of(question):
    """The names under which its answer is posted."""
    if question.kind == Kind.MATRIX:
        return [f"{question.name}_{row}" for row, _ in question.numbered_rows]
    return [question.name]
