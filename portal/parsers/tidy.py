"""Words out of files, made fit to be stored and shown."""

import re
import unicodedata

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
TITLE_LENGTH = 250


def line(text):
    """One line without control characters and marks that turn the direction of writing."""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in str(text))
    kept = "".join(sign for sign in kept if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn"))
    return " ".join(kept.split())[:TITLE_LENGTH]


def language(code):
    """A language code such as “en-GB”, or "" for anything else."""
    code = str(code or "").strip().replace("_", "-")
    return code if LANGUAGE.fullmatch(code) else ""


def words(text, most):
    """Text for search: no control characters but line ends, single spaces, at most that many characters."""
    text = re.sub(r"[^\S\n]+", " ", text)
    text = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co"))
    return re.sub(r"\s*\n\s*", "\n", text).strip()[:most]
