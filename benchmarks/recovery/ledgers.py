"""Where the matrix keeps its site's ledger: an H2 file in the site's folder, or a PostgreSQL server of its own."""

import os
import shutil
import subprocess
import time
from pathlib import Path


class H2:
    """Copied with the site's folder."""

    user = "medveil"

    def __init__(self, site: Path):
        self.site = site

    def url(self) -> str:
        return f"jdbc:h2:file:{self.site}/ledger"

    def save(self, name: str) -> None:
        pass

    def put_back(self, name: str) -> None:
        pass

    def close(self) -> None:
        pass


class PostgreSQL:
    """A server of the machine's own PostgreSQL, on the loopback interface, in a folder that is thrown away."""

    user = "postgres"

    def __init__(self, folder: Path, port: int):
        self.port = port
        self.folder = folder
        folder.mkdir(mode=0o755)
        bin_folder = self._bin()
        # PostgreSQL refuses to be root.
        self.prefix = []
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")
            self.prefix = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
        data = folder / "data"
        log = (folder / "server.log").open("a")
        subprocess.run([*self.prefix, bin_folder / "initdb", "--pgdata", data, "--username=postgres", "--auth=trust",
                        "--encoding=UTF8", "--locale=C"], check=True, stdout=log, stderr=log, cwd=folder)
        self.server = subprocess.Popen([*self.prefix, bin_folder / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port),
                                        "-k", ""], stdout=log, stderr=log, cwd=folder)
        deadline = time.monotonic() + 60
        while self._psql("SELECT 1", check=False).returncode:
            if time.monotonic() > deadline:
                raise SystemExit(f"PostgreSQL does not start: see {folder / 'server.log'}")
            time.sleep(0.2)
        self._psql("CREATE DATABASE ledger")

    @staticmethod
    def _bin() -> Path:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres")) or [Path(shutil.which("postgres") or "")]
        if not found[-1].name:
            raise SystemExit("there is no PostgreSQL server on this machine: apt-get install postgresql")
        return found[-1].resolve().parent

    def _psql(self, sql: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["psql", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-c", sql, "postgres"],
                              check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def url(self) -> str:
        return f"jdbc:postgresql://127.0.0.1:{self.port}/ledger"

    def save(self, name: str) -> None:
        database = name.replace("-", "_")
        self._psql(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
        self._psql(f"CREATE DATABASE {database} TEMPLATE ledger")

    def put_back(self, name: str) -> None:
        self._psql("DROP DATABASE IF EXISTS ledger WITH (FORCE)")
        self._psql(f"CREATE DATABASE ledger TEMPLATE {name.replace('-', '_')}")

    def close(self) -> None:
        self.server.terminate()
        self.server.wait()
