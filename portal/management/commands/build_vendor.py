"""Turns the NHS.UK stylesheet from npm into the part of it that this portal uses."""

import re
from pathlib import Path

import tinycss2
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

SOURCE = settings.BASE_DIR / "node_modules/nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css"
TARGET = settings.BASE_DIR / "build/vendor/nhsuk/nhsuk.css"
CLASS = re.compile(r"nhsuk-[a-z0-9_-]+")
WRAPPERS = {"media", "supports"}
OLD_EXPLORER = "\ufffd"  # what `@media screen\0` holds, a trick for browsers that are gone


class Command(BaseCommand):
    requires_system_checks = []  # one would miss the folder that this makes
    help = "Writes build/vendor/nhsuk/nhsuk.css with the rules whose classes our templates and code name."

    def handle(self, **options):
        if not SOURCE.exists():
            raise CommandError("node_modules is not there. Run: npm ci --ignore-scripts")
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text(shrink(SOURCE.read_text(encoding="utf-8"), classes_in_use()), encoding="utf-8")
        self.stdout.write(f"nhsuk.css: {TARGET.stat().st_size / 1000:.0f} kB of {SOURCE.stat().st_size / 1000:.0f}")


def classes_in_use():
    """Every class of the NHS.UK front end that a template or our Python names."""
    folders = ["templates", "portal", "guidelines", "resources", "engagement"]
    files = [file for folder in folders for file in Path(settings.BASE_DIR / folder).rglob("*")]
    texts = [file.read_text(encoding="utf-8") for file in files if file.suffix in {".html", ".py"}]
    return {name for text in texts for name in CLASS.findall(text)}


def shrink(css, classes):
    """The stylesheet without rules for other classes, without fonts from elsewhere and without its source map."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_kept(rules, classes)).replace("Frutiger W01,arial", "Arial")


def _kept(rules, classes):
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [each for each in _split(tinycss2.serialize(rule.prelude)) if _is_used(each, classes)]
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in WRAPPERS:
            prelude = tinycss2.serialize(rule.prelude)
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            inside = "".join(_kept(inner, classes))
            if inside and OLD_EXPLORER not in prelude:
                yield f"@{rule.at_keyword}{prelude}{{{inside}}}"


def _split(selectors):
    """The selectors of a list; commas inside brackets do not part them."""
    return re.split(r",(?![^()\[\]]*[)\]])", selectors)


def _is_used(selector, classes):
    return selector != ":root" and set(CLASS.findall(selector)) <= classes
