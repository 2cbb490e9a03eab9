"""What an editor gets from boxes: statements that can be cited, callouts that say what they are, findings that help."""

import pytest

from portal import markdown


def statement(key="#a", words="Words.", more=""):
    return f"::: {{.statement {key}{more}}}\n{words}\n:::\n"


def messages(text):
    return [finding.message for finding in markdown.parse(text).findings]


def test_a_statement_keeps_what_was_typed_and_what_it_says():
    document = markdown.parse(
        "Before.\n\n" + statement(words="\nGive *every*\nstudent.\n\n- one\n", more=' title="T & co"')
    )

    assert document.statements == [
        markdown.Statement("a", "T & co", "Give *every*\nstudent.\n\n- one", "Give every student. one", 3)
    ]
    assert document.findings == []


def test_a_statement_shows_its_number_title_state_and_links():
    document = markdown.parse(statement() + statement("#c", more=' title="See"'))

    html = document.html(chapter=3, statuses={"c": "Amended in edition 2"})

    assert '<section class="statement" id="a" aria-label="Statement 3.1">' in html
    assert '<b>3.1</b> <span class="statement__title">a</span></p>' in html
    assert '<b>3.2</b> <span class="statement__title">See</span> <span class="state state--amended">Amended in' in html
    assert '<a href="#c">Link<span class="nhsuk-u-visually-hidden">: statement 3.2</span></a>' in html
    assert '<a href="../../statements/c/">What changed<span' in html
    assert "state" not in document.statement_html("a")


def test_a_statement_outside_chapters_is_numbered_alone():
    assert '<p class="statement__head"><b>1</b>' in markdown.render(statement())


def test_only_states_we_know_choose_their_looks():
    html = markdown.parse(statement()).html(statuses={"a": "Unheard of"})

    assert '<span class="state">Unheard of</span>' in html


def test_a_wording_alone_has_no_head_no_footnotes_and_no_ids():
    document = markdown.parse(statement(words="# Title\n\nWords[^1], [here](#title).") + "\n[^1]: Note")

    assert document.statement_html("a") == "<h2>Title</h2>\n<p>Words, here.</p>\n"
    with pytest.raises(KeyError):
        document.statement_html("unknown")


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (statement(key=""), "This statement has no key"),
        (statement(key="#Big"), "“Big” cannot be a statement's key"),
        (statement(key="#" + "a" * 61), "cannot be a statement's key"),
        (statement(words=""), "This statement is empty"),
        (statement() + statement(), "The key “a” is used for more than one statement"),
        (statement(words=statement("#b")), "This statement stands inside another one"),
        ("::: not-a-box\nWords.\n:::", "There is no box called “not-a-box”"),
        ("::: note\nWords.", "The box that starts here is not closed"),
        ("- ::: note\n  Words.\n\nText", "The box that starts here is not closed"),
        ("Words.\n:::", "This line of colons opens or closes no box"),
        ("::: two words\nWords.\n", "This line of colons opens or closes no box"),
        ("::: note\n```\n:::\n```\n:::", "A line of colons inside a code block"),
    ],
)
def test_what_is_wrong_with_a_box_is_said_and_its_words_still_show(text, finding):
    document = markdown.parse(text)

    assert [f.message for f in document.findings if finding in f.message]
    assert "Words" not in text or "Words." in document.html(chapter=1)


def test_a_finding_names_the_line_it_is_about():
    findings = markdown.parse("One\n\n" + statement() + "\n::: note\n- a\n").findings

    assert [finding.line for finding in findings] == [7]


def test_a_statement_that_cannot_be_cited_has_neither_number_nor_id():
    html = markdown.parse(statement("#Bad") + statement("#good")).html(chapter=2)

    assert '<section class="statement" aria-label="Statement">' in html
    assert html.count("statement__links") == 1
    assert '<b>2.1</b> <span class="statement__title">good</span>' in html


@pytest.mark.parametrize(
    ("name", "label"),
    [("note", "Note"), ("warning", "Warning"), ("example", "Example"), ("case-study", "Case study")],
)
def test_a_callout_says_in_words_what_it_is(name, label):
    html = markdown.render(f'::: {{.{name} title="Mind"}}\nWords.\n:::')

    assert html == (
        f'<div class="callout callout--{name}" role="note">\n<p class="callout__label">{label}: '
        '<span class="callout__title">Mind</span></p>\n<p>Words.</p>\n</div>\n'
    )
    assert f'<p class="callout__label">{label}</p>' in markdown.render(f"::: {name}\nWords.\n:::")


def test_a_quotation_names_who_said_it():
    html = markdown.render('::: {.quotation by="A student"}\nWe were heard.\n:::')

    assert "<blockquote>\n<p>We were heard.</p>\n</blockquote>\n<figcaption>A student</figcaption>" in html


def test_a_box_interrupts_a_paragraph_and_holds_boxes():
    html = markdown.render("Text\n::: note\n::: warning\nInside\n:::\n- last\n:::\nAfter")

    assert html.index("Note") < html.index("Warning") < html.index("Inside") < html.index("last")
    assert html.endswith("</ul>\n</div>\n<p>After</p>\n")


def test_colons_inside_code_are_code():
    assert "<code>::: note\n</code>" in markdown.render("```\n::: note\n```")
    assert markdown.parse("    ::: note").findings == []


def test_a_closing_line_with_fewer_colons_leaves_the_outer_box_open():
    assert "not closed" in messages(":::: note\nWords.\n:::\n")[0]
