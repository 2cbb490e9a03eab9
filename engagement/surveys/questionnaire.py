"""A survey's sections and questions in memory, numbered through, with the names of the statements they speak of."""

from functools import cached_property

from engagement.models import Kind
from engagement.models.survey_question import lines
from guidelines.models import Statement, Wording


class Questionnaire:
    """A question without words was only just added by an editor: it is not asked yet.

    Costs three queries, whatever the survey holds; two more when statements can be chosen.
    """

    def __init__(self, survey):
        self.survey = survey
        self.sections = list(survey.sections.prefetch_related("questions"))
        self.questions = []
        for number, section in enumerate(self.sections, start=1):
            section.number = number
            section.asked = [question for question in section.questions.all() if question.text]
            for question in section.asked:
                self.questions.append(question)
                question.number = len(self.questions)
                question.place = (section.position, question.position)
        self.by_pk = {question.pk: question for question in self.questions}
        self.by_name = {question.name: question for question in self.questions}

    @cached_property
    def statements(self):
        """The statements of the current edition, in order: wordings, each with its chapter."""
        found = Wording.objects.current().filter(statement__guideline=self.survey.guideline_id)
        shown = ["number", "title", "position", "statement__key", "chapter__title"]
        return list(found.select_related("statement", "chapter").only(*shown).order_by("position"))

    @cached_property
    def statement_names(self):
        """{key: “2.3 Title”} of every statement the guideline ever had; the key alone where it no longer stands."""
        names = dict.fromkeys(self._every_key, "")
        names |= {wording.statement.key: str(wording) for wording in self.statements}
        return {key: name or key for key, name in names.items()}

    @cached_property
    def _every_key(self):
        return Statement.objects.filter(guideline=self.survey.guideline_id).values_list("key", flat=True)

    def choices(self, question):
        """[(value as posted, words)] of what the question offers."""
        if question.kind == Kind.STATEMENTS:
            keys = lines(question.keys) or [wording.statement.key for wording in self.statements]
            return [(key, self.statement_names.get(key, key)) for key in dict.fromkeys(keys)]
        return [(str(number), words) for number, words in question.numbered_choices]

    def words_of(self, question, value):
        """What that value, as posted, says to people."""
        if question.kind == Kind.STATEMENTS:
            return self.statement_names.get(value, value)
        return dict(self.choices(question)).get(value, "an option that is no longer there")
