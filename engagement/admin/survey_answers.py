"""What editors see of the answers: figures, texts, files to take away, and what is published of them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import tables
from engagement.models import SurveyReply
from engagement.surveys import results, table
from engagement.surveys.questionnaire import Questionnaire
from engagement.surveys.quoting import QuoteForm, quote
from engagement.surveys.tally import Tally, filtered
from portal import audit, posted
from portal.paging import page_of

from .survey_access import page, with_survey

TEXTS_ON_A_PAGE = 50


@require_safe
@with_survey("view_surveyanswer")
def answers(request, survey):
    """Figures for all answers, or for those with one answer to one question (?with=q12:3)."""
    wanted = request.GET.get("with", "")
    questionnaire = Questionnaire(survey)
    tally = Tally(questionnaire, filtered(survey, wanted))
    asked = [(question, tally.answered(question), tally.rows(question)) for question in questionnaire.questions]
    context = page(
        request,
        f"Answers to “{survey}”",
        survey,
        tally=tally,
        asked=asked,
        wanted=wanted,
        formats=tables.FORMATS.items(),
        wanted_in_words=_in_words(questionnaire, wanted),
        number_of_all=survey.answers.count(),
    )
    return render(request, "desk/survey/answers.html", context)


def _in_words(questionnaire, wanted):
    name, _, value = wanted.partition(":")
    question = questionnaire.by_name.get(name.partition("_")[0])
    return f"{question.text}: {questionnaire.words_of(question, value)}" if question else wanted


@require_http_methods(["GET", "HEAD", "POST"])
@with_survey("view_surveyanswer")
def texts(request, survey, question):
    """The free texts to one question, a page at a time; posting chooses what is quoted of one of them."""
    questionnaire = Questionnaire(survey)
    question = questionnaire.by_pk.get(question)
    if question is None or not question.is_text:
        raise Http404("no such free text")
    found = SurveyReply.objects.filter(question=question).select_related("answer").order_by("-pk")
    found = found.filter(answer__in=filtered(survey, request.GET.get("with", "")))
    refused = _quote(request, survey, question) if request.method == "POST" else None
    if request.method == "POST" and not refused:
        return redirect(request.get_full_path())
    title = f"Texts to question {question.number} of “{survey}”"
    replies = page_of(found, request, size=TEXTS_ON_A_PAGE)
    context = page(request, title, survey, question=question, replies=replies, refused=refused)
    return render(request, "desk/survey/texts.html", context, status=422 if refused else 200)


def _quote(request, survey, question):
    """Keeps what is quoted of a text; returns the form when it is refused."""
    if not request.user.has_perm("engagement.change_survey"):
        raise Http404("quoting is for who may change the survey")
    reply = get_object_or_404(SurveyReply, question=question, pk=posted.number(request.POST.get("reply", "")))
    form = QuoteForm(request.POST)
    if not form.is_valid():
        form.reply = reply
        messages.error(request, " ".join(form.errors["quote"]))
        return form
    quote(reply=reply, words=form.cleaned_data["quote"], by=request.user)
    words = "It will be published with the results." if form.cleaned_data["quote"] else "It is no longer quoted."
    messages.success(
        request, f"{words} Results that are published already stay as they are until you publish them again."
    )
    return None


@require_POST
@with_survey("view_surveyanswer")
def download(request, survey, format):
    """Every answer, or those asked for with ?with=, as CSV or an Excel workbook. Noted in the audit trail."""
    if format not in tables.FORMATS:
        raise Http404("no such format")
    found = filtered(survey, request.GET.get("with", ""))
    audit.record(by=request.user, did="exported the answers", of=survey, answers=found.count(), format=format)
    rows = table.rows(Questionnaire(survey), found)
    return tables.download(rows, name=f"{survey.slug}-answers", format=format, title="Answers", freeze="D2")


@require_POST
@with_survey("change_survey")
def publish(request, survey):
    """Publishes the results as they stand, or takes them off the survey's page."""
    try:
        if request.POST.get("do") == "withdraw":
            results.withdraw(survey=survey, by=request.user)
            messages.success(request, "The results are no longer on the survey’s page.")
        else:
            results.publish(survey=survey, by=request.user)
            messages.success(request, "The results are on the survey’s page.")
    except results.StillOpen as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:engagement_survey_answers", survey.pk)
