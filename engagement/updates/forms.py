"""The form for updates, as somebody subscribes and as they change their mind."""

import re

from django import forms

from engagement.models import Rhythm, Scope
from engagement.public_fields import Email
from guidelines.models import Chapter, Guideline, Statement, Wording
from portal.posted import readable
from portal.public_forms import PublicForm

MOST_STATEMENTS = 500
LONGEST = 40_000  # characters of a pasted list
NAMED = 20  # unknown keys that the page repeats
LISTED = 12  # public guidelines; where there are more, the form lists the one from which somebody came
BETWEEN = re.compile(r"[\s,;]+")


class ChoiceForm(forms.Form):
    """`choice` and `chosen` (statements) hold what was chosen, once the form is valid."""

    about = forms.ChoiceField(
        label="What do you want to hear about?",
        error_messages={
            "required": "Choose what you want to hear about.",
            "invalid_choice": "Choose one of the lines.",
        },
    )
    chapter = forms.ChoiceField(
        label="Which chapter?",
        required=False,
        error_messages={"invalid_choice": "That chapter is not in the list any more. Choose another."},
    )
    keys = forms.CharField(label="Which statements?", required=False, widget=forms.Textarea, strip=True)
    without_unknown = forms.BooleanField(label="Go on without these", required=False)
    rhythm = forms.ChoiceField(
        label="How often?",
        choices=Rhythm.choices,
        error_messages={"required": "Choose how often.", "invalid_choice": "Choose one of the three."},
    )
    small_too = forms.ChoiceField(
        label="Which changes?",
        choices=[
            ("", "Only what matters: new, amended and removed statements"),
            ("yes", "Also clarified and moved ones"),
        ],
        required=False,
        error_messages={"invalid_choice": "Choose one of the two."},
    )

    def __init__(self, data=None, *, near="", **kwargs):
        """`near` is the slug of the guideline from which somebody comes; a form that was sent brings its own."""
        self.spoiled = set()
        if data is not None:
            data, self.spoiled = readable(data)
            near = data.get("near", "")
        super().__init__(data, auto_id="%s", **kwargs)
        self.unknown, self.unknown_count, self.chosen, self.choice = [], 0, [], {}
        self.guidelines, self.has_more = _listed(near)
        self.near = near if self.has_more and self.guidelines else ""
        chapters = Chapter.objects.current().filter(edition__guideline__in=[one.pk for one in self.guidelines])
        chapters = chapters.select_related("edition__guideline").order_by("edition__guideline", "position")
        self.chapters = {
            str(one.key): one
            for one in chapters.only(
                "key", "title", "slug", "position", "edition__guideline__name", "edition__guideline__slug"
            )
        }
        self.fields["about"].choices = self._abouts()
        self.fields["chapter"].choices = [
            ("", "Choose a chapter"),
            *((key, one.title) for key, one in self.chapters.items()),
        ]

    def _abouts(self):
        named = [(f"guideline {one.pk}", f"All of {one.name}") for one in self.guidelines]
        return [
            (Scope.EVERYTHING.value, "Everything: all guidelines, also new ones"),
            *named,
            *([(Scope.CHAPTER.value, "One chapter")] if self.chapters else []),
            (Scope.STATEMENTS.value, "Certain statements"),
        ]

    @property
    def grouped_chapters(self):
        """[(guideline, [(key, title)])] for the list."""
        groups = {}
        for key, one in self.chapters.items():
            groups.setdefault(one.edition.guideline.name, []).append((key, f"{one.position}. {one.title}"))
        return list(groups.items())

    def clean(self):
        cleaned = super().clean()
        about = cleaned.get("about", "")
        self.choice = {"rhythm": cleaned.get("rhythm", ""), "small_too": bool(cleaned.get("small_too"))}
        self.choice |= {"guideline": None, "chapter_key": None, "chapter_title": ""}
        if about.startswith("guideline "):
            pk = int(about.removeprefix("guideline "))
            self.choice |= {"scope": Scope.GUIDELINE, "guideline": next(g for g in self.guidelines if g.pk == pk)}
        elif about == Scope.CHAPTER:
            self._choose_chapter(cleaned.get("chapter"))
        elif about == Scope.STATEMENTS:
            self._choose_statements(cleaned)
        else:
            self.choice["scope"] = Scope.EVERYTHING
        if self.spoiled:
            self.add_error(
                None, "What you sent held characters that cannot be kept. They were taken out: look at it again."
            )
        return cleaned

    def _choose_chapter(self, key):
        if not key:
            if "chapter" not in self.errors:
                self.add_error("chapter", "Choose a chapter from the list.")
            return
        chapter = self.chapters[key]
        self.choice |= {"scope": Scope.CHAPTER, "guideline": chapter.edition.guideline}
        self.choice |= {"chapter_key": chapter.key, "chapter_title": chapter.title}

    def _choose_statements(self, cleaned):
        self.choice["scope"] = Scope.STATEMENTS
        text = cleaned.get("keys", "")
        if len(text) > LONGEST:
            self.add_error("keys", f"The list is too long: {LONGEST:,} characters fit.")
            return
        keys = list(dict.fromkeys(key_of(word) for word in BETWEEN.split(text) if word))
        if len(keys) > MOST_STATEMENTS:
            self.add_error(
                "keys",
                f"The list names {len(keys):,} statements; {MOST_STATEMENTS} fit. To follow more, choose a guideline.",
            )
            return
        public = Statement.objects.filter(wordings__in=Wording.objects.released(), key__in=keys)
        self.chosen = list(public.filter(guideline__in=Guideline.objects.public()).distinct())
        known = {one.key for one in self.chosen}
        unknown = [key for key in keys if key not in known]
        self.unknown, self.unknown_count = [key[:60] for key in unknown[:NAMED]], len(unknown)
        if not known:
            self.add_error("keys", self._none_known() if unknown else "Write the keys of the statements.")
        elif unknown and not cleaned.get("without_unknown"):
            self.add_error("keys", f"{self._not_known()} Mend the list, or tick “Go on without these”.")

    def _named(self):
        more = self.unknown_count - len(self.unknown)
        return ", ".join(self.unknown) + (f" and {more} more" if more else "")

    def _not_known(self):
        return f"No statement has {'this key' if self.unknown_count == 1 else 'these keys'}: {self._named()}."

    def _none_known(self):
        return f"{self._not_known()} A key stands under each statement, such as self-reflection."

    @property
    def problems(self):
        """[(id to go to, sentence)] for the summary."""
        places = {"about": "about_1", "rhythm": "rhythm_1", "small_too": "small_too_1", "__all__": "about_1"}
        return [(places.get(name, name), sentence) for name, found in self.errors.items() for sentence in found]

    def value_of(self, name):
        return self[name].value() or ""


class SubscribeForm(PublicForm, ChoiceForm):
    purpose = "subscribe"
    email = Email(label="Your e-mail address", error_messages={"required": "Write your e-mail address."})
    field_order = ["email"]


def _listed(near):
    """The guidelines that the form lists, and whether there are more: all if they are few, else the one named so."""
    public = Guideline.objects.public().only("slug", "name", "short_title")
    few = list(public[: LISTED + 1])
    if len(few) <= LISTED:
        return few, False
    return list(public.filter(slug=near)), True


def key_of(word):
    """The key in what somebody pasted: itself, or the address of a statement."""
    _, is_address, rest = word.lower().partition("/statements/")
    return rest.partition("/")[0] if is_address else word.lower()


def initial_of(query, form):
    """What ?guideline=…&chapter=… of a link asks for; a name that is unknown asks for nothing."""
    wanted, slug = query.get("guideline", ""), query.get("chapter", "")
    for key, chapter in form.chapters.items():
        if slug and (chapter.edition.guideline.slug, chapter.slug) == (wanted, slug):
            return {"about": Scope.CHAPTER.value, "chapter": key}
    for guideline in form.guidelines:
        if guideline.slug == wanted:
            return {"about": f"guideline {guideline.pk}"}
    return {"about": Scope.EVERYTHING.value}


def initial_from(subscriber):
    """The form as the subscriber chose it."""
    about = f"guideline {subscriber.guideline_id}" if subscriber.scope == Scope.GUIDELINE else subscriber.scope
    return {
        "about": about,
        "chapter": str(subscriber.chapter_key or ""),
        "keys": "\n".join(one.key for one in subscriber.statements.all()),
        "rhythm": subscriber.rhythm,
        "small_too": "yes" if subscriber.small_too else "",
    }
