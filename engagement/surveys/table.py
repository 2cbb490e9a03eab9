"""All answers as a table: one row for each answer, one column for each thing that could be answered."""

import csv
import io
from itertools import groupby

from openpyxl import Workbook
from openpyxl.styles import Font

from engagement.models import Kind, SurveyReply
from guidelines.mapping.text import cleaned, for_csv
from guidelines.mapping.writing_xlsx import Pen

BATCH = 2000
BOLD = Font(name="Calibri", size=11, bold=True)


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


def as_csv(table):
    """Yields the lines; what a program might take for a formula begins with an apostrophe."""
    yield "\ufeff"
    for row in table:
        line = io.StringIO(newline="")
        csv.writer(line).writerow([for_csv(cell) if isinstance(cell, str) else cell for cell in row])
        yield line.getvalue()


def as_xlsx(table, *, title="Answers", freeze="D2"):
    """The bytes of a workbook in which every text is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = freeze
    pen = Pen(sheet)
    for number, row in enumerate(table):
        style = {"font": BOLD} if number == 0 else {}
        sheet.append(
            pen.plain(
                cleaned(c) if isinstance(c, str) else c, ("head" if number == 0 else "", type(c).__name__), **style
            )
            for c in row
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
