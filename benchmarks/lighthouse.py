"""Lighthouse (mobile, simulated throttling) over the pages that readers open first, on loopback.

Run: .venv/bin/python benchmarks/lighthouse.py
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import serving

FOLDER = serving.ROOT / "build" / "bench" / "lighthouse"
LIGHTHOUSE = "lighthouse@12.8.2"
TRIES = 3
GUIDELINE = "/guidelines/leadership-pre-registration"
PAGES = {
    "landing": "/",
    "guideline": f"{GUIDELINE}/",
    "chapter": f"{GUIDELINE}/chapters/stage-1-self/",
    "compare": f"{GUIDELINE}/compare/1/2/",
    "search": "/search/",
    "search, found": "/search/?q=reflection",  # asks not to be indexed, which costs it points
}
FIGURES = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest",
    "cumulative-layout-shift": "shift",
}


def main():
    serving.stop_on_signals()
    _install()
    with tempfile.TemporaryDirectory() as folder:
        serving.run(sys.executable, "manage.py", "prepare", DATA_DIR=folder)
        with serving.gunicorn("portal.wsgi", DATA_DIR=folder, PAGE_CACHE_MB=64) as server:
            for name, path in PAGES.items():
                serving.get(server.port, path)
                _tell(name, _ask(f"http://localhost:{server.port}{path}", Path(folder) / "report.json"))


def _install():
    if (FOLDER / "node_modules").exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm") or Path(sys.executable).with_name("npm")
    serving.run(npm, "install", "--prefix", FOLDER, "--ignore-scripts", "--no-audit", "--no-fund", LIGHTHOUSE)


def _ask(address, report):
    browser = shutil.which("chromium") or sys.exit("Chromium is missing: bin/system-packages test installs it.")
    flags = "--headless=new --no-sandbox --disable-dev-shm-usage"
    command = [FOLDER / "node_modules/.bin/lighthouse", address, f"--chrome-flags={flags}", "--quiet"]
    command += ["--form-factor=mobile", "--throttling-method=simulate", "--output=json", f"--output-path={report}"]
    path = os.pathsep.join([os.environ["PATH"], str(Path(sys.executable).parent)])  # where make puts node
    for _ in range(TRIES):
        report.unlink(missing_ok=True)
        serving.run(*command, CHROME_PATH=browser, PATH=path, check=False)
        said = json.loads(report.read_text())
        if "runtimeError" not in said:  # of which Lighthouse itself says: please run it again
            return said
    sys.exit(said["runtimeError"]["message"])


def _tell(name, report):
    scores = {title: round(each["score"] * 100) for title, each in report["categories"].items()}
    figures = ", ".join(f"{word} {report['audits'][key]['displayValue']}" for key, word in FIGURES.items())
    told = ", ".join(f"{title} {score}" for title, score in scores.items())
    print(f"{name:14} {told}   ({figures})", flush=True)
    for title, category in report["categories"].items():
        for each in category["auditRefs"]:
            audit = report["audits"][each["id"]]
            if scores[title] < 100 and each["weight"] and audit["score"] is not None and audit["score"] < 1:
                print(f"{'':14} {title}: {audit['title']} {audit.get('displayValue', '')}")


if __name__ == "__main__":
    main()
