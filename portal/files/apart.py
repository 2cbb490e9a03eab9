"""Runs `python -m portal.parsers JOB PATH` apart: no file can harm or exhaust the process that serves readers."""

import json
import logging
import subprocess
import sys
from pathlib import Path

from portal.parsers import TOO_MUCH, Refused

logger = logging.getLogger(__name__)
HOME = Path(__file__).resolve().parents[2]
SECONDS = 40


def run(job, path, *words):
    """What that job of portal/parsers/__main__.py answers, a dict. Raises Refused."""
    command = [sys.executable, "-P", "-m", "portal.parsers", job, str(path), *map(str, words)]
    environment = {"PYTHONPATH": str(HOME), "LC_ALL": "C.UTF-8"}  # none of our secrets go along
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            command, env=environment, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        logger.warning("A file took longer than %d seconds to read (%s).", SECONDS, job)
        raise Refused(TOO_MUCH) from None
    try:
        answer = json.loads(done.stdout)
    except json.JSONDecodeError:
        logger.warning("A file ended its reader (%s, %d): %s", job, done.returncode, done.stderr[-300:])
        raise Refused(TOO_MUCH) from None
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer
