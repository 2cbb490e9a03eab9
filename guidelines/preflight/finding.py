"""One thing that pre-flight found."""

from dataclasses import dataclass

from guidelines.models import Chapter


@dataclass(frozen=True)
class Finding:
    """One thing to mend or look at; chapter and line say where, key names the statement if it is about one."""

    message: str
    chapter: Chapter | None = None
    line: int | None = None
    key: str = ""

    def __str__(self):
        place = f" (chapter “{self.chapter.title}”, line {self.line})" if self.line else ""
        return self.message + (place or (f" (chapter “{self.chapter.title}”)" if self.chapter else ""))
