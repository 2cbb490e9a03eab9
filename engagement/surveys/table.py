"""All answers as a table: one row for each answer, one column for each thing that could be answered."""

from itertools import groupby

from engagement.models import Kind, SurveyReply

BATCH = 2000


def columns(questionnaire):
    """[(heading, question, row, option or None)]."""
    found = []
    for question in questionnaire.questions:
        heading = f"{question.number}. {question.text}"
        if question.kind == Kind.SEVERAL:
            found += [(f"{heading}: {words}", question, 0, number) for number, words in question.numbered_choices]
        else:
            rows = question.numbered_rows
            found += [(f"{heading}: {words}" if words else heading, question, row, None) for row, words in rows]
    return found


def rows(questionnaire, answers):
    """Yields the headings, then a row for each answer, oldest first."""
    wanted = columns(questionnaire)
    yield ["Reference", "Sent on", "After the last day", *(heading for heading, *_ in wanted)]
    last = 0
    while batch := list(answers.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        replies = SurveyReply.objects.filter(answer__in=[answer.pk for answer in batch]).order_by("answer", "pk")
        given = {pk: list(each) for pk, each in groupby(replies, key=lambda reply: reply.answer_id)}
        for answer in batch:
            late = "yes" if answer.was_late else ""
            yield [answer.reference, answer.sent_on, late, *_cells(questionnaire, wanted, given.get(answer.pk, []))]


def _cells(questionnaire, wanted, replies):
    by_place = {}
    for reply in replies:
        by_place.setdefault((reply.question_id, reply.row), []).append(reply)
    for _, question, row, option in wanted:
        here = by_place.get((question.pk, row), [])
        if option is not None:
            yield "yes" if any(reply.choice == option for reply in here) else ""
        elif question.kind == Kind.SCALE:
            yield here[0].choice if here else ""
        elif question.is_text:
            yield here[0].words if here else ""
        elif question.kind == Kind.STATEMENTS:
            yield " ".join(sorted(reply.key for reply in here))
        else:
            yield questionnaire.words_of(question, str(here[0].choice)) if here else ""
