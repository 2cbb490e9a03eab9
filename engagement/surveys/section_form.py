"""The questions of one section that somebody sees, as a form."""

from django import forms

from engagement.models import Kind

from .fields import fields_of, names_of

MANY = 15  # statements, above which they stand by chapter
SPOILED = "Look at question {number} again: it held characters that cannot be kept, and they were taken out."


class SectionForm(forms.Form):
    """`typed` holds what was posted, `spoiled` the names of what lost characters on the way (typed.py)."""

    def __init__(self, questionnaire, section, questions, *, typed=None, spoiled=()):
        super().__init__(typed, auto_id="%s")
        self.questionnaire, self.section, self.spoiled = questionnaire, section, spoiled
        self.asked = questions
        for question in questions:
            self.fields |= fields_of(questionnaire, question)

    def clean(self):
        for question in self.asked:
            if any(name in self.spoiled for name in names_of(question)):
                self.add_error(names_of(question)[0], SPOILED.format(number=question.number))
        return super().clean()

    @property
    def posed(self):
        """Each question with its fields as the page shows them."""
        return [self._posed(question) for question in self.asked]

    def _posed(self, question):
        names = names_of(question)
        errors = {name: list(self.errors.get(name, [])) for name in names} if self.is_bound else {}
        rows = dict(zip(names, question.numbered_rows, strict=True))
        groups = [("", self.questionnaire.choices(question))]
        if question.kind == Kind.STATEMENTS and len(groups[0][1]) > MANY:
            groups = self._by_chapter(groups[0][1])
        return {
            "question": question,
            "name": names[0],
            "value": self.data.get(names[0], "") if self.is_bound else "",
            "values": self._values(names[0]),
            "groups": groups,
            "choices": groups[0][1],
            "rows": [
                {"name": name, "words": words, "values": self._values(name), "errors": errors.get(name)}
                for name, (_, words) in rows.items()
            ],
            "errors": [(name, error) for name, found in errors.items() for error in found],
            "most": f"{self.fields[names[0]].most:,}" if question.is_text else "",
        }

    def _values(self, name):
        return self.data.getlist(name) if self.is_bound else []

    def _by_chapter(self, choices):
        chapters = {wording.statement.key: wording.chapter.title for wording in self.questionnaire.statements}
        groups = {}
        for key, words in choices:
            groups.setdefault(chapters.get(key, "No longer in the guideline"), []).append((key, words))
        return list(groups.items())

    @property
    def problems(self):
        """[(id to go to, sentence)] for the summary."""
        return [
            (f"{name}_1" if self._has_choices(name) else name, error)
            for each in self.posed
            for name, error in each["errors"]
        ]

    def _has_choices(self, name):
        return hasattr(self.fields[name], "choices")
