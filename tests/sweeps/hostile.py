"""What a stranger might send, and what an answer to it may never hold."""

import re
from html.parser import HTMLParser

from hypothesis import strategies as st

MARKUP = ['"><zq9 onzq9=1>', "'><zq9 onzq9=1>", '" onzq9="1']  # each goes into every parameter and field
TEXTS = [
    "",
    " ",
    "\x00",
    "zq9\x00",
    "\"'><zq9 onzq9=1>",
    '" onzq9="1" x="',
    "' onzq9='1' x='",
    "</script><zq9>",
    "</title></textarea><zq9>",
    "<!--<zq9>",
    "javascript:zq9()",
    "data:text/html,<zq9>",
    "//zq9.example.org/",
    "\r\nX-Zq9: 1\r\n\r\n<zq9>",
    "{{ zq9 }}{% zq9 %}",
    "' OR 1=1 --",
    "%",
    "_",
    "\\",
    "..",
    "../../../etc/passwd",
    "=HYPERLINK(zq9)",
    "-1",
    "0",
    "1",
    "2",
    "99999999999999999999999",
    "1e309",
    "NaN",
    "١٢",
    "2019-02-30",
    "9999-12-31",
    "0000-00-00",
    "\u202ezq9\u202c",
    "\ud7ff\ue000\ufffe\uffff",
    "e\u0301" * 50,
    "🏳️‍🌈" * 20,
    "a" * 5_000,
    "(" * 500,
    '"' * 99,
    "a*" * 300,
    "zq9@example.org",
    "zq9@example.org\nBcc: other@example.org",
    "[]",
    "{}",
    "null",
    "true",
    "on",
]
FILES = [b"", b"\x00" * 100, b"<zq9>", b"PK\x03\x04" + b"\xff" * 200, b"%PDF-1.7 zq9", b'a,b\n"zq9', b"\xff\xfe\x00"]
NAMES = ["zq9.xlsx", "zq9.csv", "<zq9>.json", "../zq9.xlsx", "zq9\x00.csv", "", "a" * 300 + ".xlsx", "zq9"]

texts = st.sampled_from(TEXTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


class Reflected(HTMLParser):
    """Raises AssertionError where a text of ours became markup."""

    def handle_starttag(self, tag, attributes):
        assert "zq9" not in tag, f"<{tag}> was taken over"
        for name, value in attributes:
            assert "onzq9" not in name, f"{name} was taken over into <{tag}>"
            if name in ("href", "src", "action", "formaction") and value:
                assert not re.match(r"\s*(javascript|data):.*zq9|//zq9", value, re.S), f"{value} was taken over"


def judge(answer, *, cookies=False):
    """What holds for every answer, whatever was asked."""
    assert answer.status_code < 500, f"answered {answer.status_code}"
    assert answer.headers.get("X-Content-Type-Options") == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "base-uri 'none'" in answer.headers["Content-Security-Policy"]
    kind = answer.headers.get("Content-Type", "")
    assert "charset=utf-8" in kind or not re.match(r"text/|[a-z]+/([a-z]+\+)?xml", kind), f"{kind} without charset"
    assert "X-Zq9" not in answer.headers
    assert "zq9.example.org" not in re.sub(r"^[^?]*\?.*", "", answer.headers.get("Location", ""))
    if not cookies:
        assert not answer.cookies, "a reader got a cookie"
        assert "cookie" not in answer.headers.get("Vary", "").lower()
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Type", "").startswith(("text/html", "image/svg", "application/xhtml")):
        Reflected().feed(body.decode())
