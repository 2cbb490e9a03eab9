"""The process in which files are parsed: little memory, little time, nothing to write but its answer.

`judge PATH` answers {kind, pages, title, language, is_tagged}; `text PATH KIND` answers {text};
`first_page PATH KIND TO` draws the first page into the file TO, `traces PATH KIND TO` writes the picture without what
a camera noted; both answer {}.
A file that is refused answers {refused: a sentence}.
"""

import importlib
import json
import resource
import sys

from portal.parsers import TOO_MUCH, Refused

MEMORY = 1536 * 1024 * 1024
PROCESSOR_SECONDS = 25
LARGEST_WRITTEN = 60 * 1024 * 1024
LIMITS = {
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_CPU: PROCESSOR_SECONDS,
    resource.RLIMIT_FSIZE: LARGEST_WRITTEN,
    resource.RLIMIT_CORE: 0,
}
JOBS = {
    "judge": "portal.parsers.judge",
    "text": "portal.parsers.words",
    "first_page": "portal.parsers.first_page",
    "traces": "portal.parsers.traces",
}


def main(job, *words):
    for limit, most in LIMITS.items():
        resource.setrlimit(limit, (most, most))
    try:
        answer = importlib.import_module(JOBS[job]).answer(*words)
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except (MemoryError, RecursionError):
        answer = {"refused": TOO_MUCH}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
