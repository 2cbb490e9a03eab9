"""A web scanner over every readers' page, form and parameter, on loopback.

Run: .venv/bin/python benchmarks/web_scan.py [seconds that each kind of attack may take]
"""

import json
import sys
import tempfile
from pathlib import Path

import serving

SCANNER = serving.ROOT / "build" / "bench" / "wapiti"
# Not: what looks for other people's software, or needs a machine on the internet to call back; LDAP, which takes a 400
# for an address with a null byte as a finding and is nowhere in the portal; cookies, which are Secure with https only.
KINDS = "sql,timesql,xss,permanentxss,exec,file,crlf,redirect,upload,xxe,backup,methods,csp,http_headers"
STARTS = ["/search/?q=reflection&kind=statement&year=2026&page=1", "/admin/login/", "/feedback/", "/api/v1/statements"]
OF_EACH_FOLDER = 8  # chapters are alike
ALIKE = ["*/statements/*/cite*", "*/editions/*/chapters/*", "*/editions/*/statements/*"]


def main(seconds):
    serving.stop_on_signals()
    _install()
    with tempfile.TemporaryDirectory() as folder:
        report, log = Path(folder) / "report.json", Path(folder) / "log"
        serving.run(sys.executable, "manage.py", "prepare", DATA_DIR=folder)
        scanned = {"DATA_DIR": folder, "PAGE_CACHE_MB": 0}
        with (
            log.open("wb") as said,
            serving.gunicorn("benchmarks.serving:from_everywhere", "--threads=16", log=said, **scanned) as server,
        ):
            _scan(f"http://{serving.HOST}:{server.port}", seconds, report)
        _tell(json.loads(report.read_text()))
        errors = [line for line in log.read_text(errors="replace").splitlines() if " ERROR " in line]
        print(f"{len(errors)} errors in the portal's log", *errors[:20], sep="\n  ")


def _install():
    if not (SCANNER / "bin" / "wapiti").exists():
        serving.run(sys.executable, "-m", "venv", SCANNER)
    pip = [SCANNER / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    serving.run(*pip, "-r", "benchmarks/requirements-wapiti.txt")


def _scan(site, seconds, report):
    command = [SCANNER / "bin" / "wapiti", "--url", f"{site}/", "--module", KINDS, "--level", "1", "--scope", "domain"]
    command += ["--max-files-per-dir", OF_EACH_FOLDER, "--max-attack-time", seconds, "--tasks", "4", "--no-bugreport"]
    command += ["--store-session", report.parent / "session", "--store-config", report.parent / "config"]
    command += ["--format", "json", "--output", report, "--flush-session", "--verbose", "1"]
    for path in STARTS:
        command += ["--start", site + path]
    for alike in ALIKE:
        command += ["--exclude", site + alike]
    for line in serving.run(*command).splitlines():
        if "was reached" in line:
            print(line)


def _tell(report):
    facts = report["infos"]
    print(f"{facts['crawled_pages_nbr']} pages and forms; findings of each kind:")
    for kind, found in (report["vulnerabilities"] | report["anomalies"]).items():
        if found:
            print(f"  {kind}: {len(found)}")
            for one in found[:5]:
                print(f"    {one['method']} {one['path']} {one['parameter'] or ''}: {one['info']}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 300)
