"""Runs Medveil's verbs for a benchmark: the documented command lines, all in one JVM."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("MEDVEIL_DATA", HOME / "../shared/data")).resolve()
NOTHING_NEW = 99


def build() -> None:
    """Any verb builds; this one starts no Spark."""
    subprocess.run([HOME / "pipelines" / "run", "list"], check=True, stdout=subprocess.DEVNULL)


def java(source: str, *arguments: str) -> list[str]:
    """The command that runs a single source file as pipelines/run would run the verbs locally."""
    target = HOME / "jobs" / "target"
    jars = [HOME / "conf", *target.glob("medveil-jobs-[0-9.]*.jar"), f"{target}/lib/*", f"{target}/spark/jars/*"]
    pom = (HOME / "pom.xml").read_text()
    opens = re.search(r"<spark.opens>(.*?)</spark.opens>", pom).group(1).split()
    options = []
    for line in (HOME / "conf" / "spark" / "local.conf").read_text().splitlines():
        key, _, value = line.partition(" ")
        value = value.strip()
        if key == "spark.driver.memory":
            options.append(f"-Xmx{value}")
        elif key == "spark.driver.extraJavaOptions":
            options += value.split()
        elif key.startswith("spark."):
            options.append(f"-D{key}={value}")
    program = Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    classpath = ":".join(map(str, jars))
    return [str(program), *opens, *options, "-cp", classpath, str(HOME / "benchmarks/real" / source), *arguments]


def program(folder: Path, main: str, out: Path, *flags: str) -> list[str]:
    """The command before a compiled program's arguments; the program is all *.java of a folder, out gets its classes."""
    build()
    start, *options, _, classpath, _ = java("")
    compiler = Path(start).with_name("javac") if "/" in start else "javac"
    classes = out / "classes"
    subprocess.run([compiler, "-cp", classpath, "-d", classes, *sorted(folder.glob("*.java"))], check=True)
    if any(flag.startswith("-Xmx") for flag in flags):
        options = [word for word in options if not word.startswith("-Xmx")]
    return [start, *options, *flags, "-cp", f"{classes}:{classpath}", main]


def venv(out: Path, requirements: Path) -> Path:
    """The Python of a virtual environment, made once; what cannot be had in it, the caller must miss loudly."""
    program = out / "venv" / "bin" / "python"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", out / "venv"], check=True)
        pip = [program, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for line in requirements.read_text().split():
            subprocess.run([*pip, line], check=False)
    return program


def environment() -> dict[str, str]:
    return {"SPARK_LOCAL_IP": "127.0.0.1", "OMP_NUM_THREADS": "1"} | dict(os.environ)


class Verbs:
    """One JVM that runs command lines; what they print on stderr goes to a file."""

    def __init__(self, log: Path):
        self.log = log.open("a")
        self.jvm = subprocess.Popen(
            java("Lines.java"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self.log, text=True, env=environment(),
        )

    def __enter__(self) -> "Verbs":
        return self

    def __exit__(self, *exception) -> None:
        self.jvm.stdin.close()
        self.jvm.wait()
        self.log.close()

    def run(self, *words: object) -> dict:
        """The verb's metrics, {} when there was nothing new; any other end ends the benchmark."""
        line = [*map(str, words), "--json"]
        print("pipelines/run", shlex.join(line), flush=True)
        self.jvm.stdin.write("\t".join(line) + "\n")
        self.jvm.stdin.flush()
        result, code = {}, None
        for answer in self.jvm.stdout:
            self.log.write(answer)
            if answer.startswith("{"):
                result = json.loads(answer)
            elif answer.startswith("##exit "):
                code = int(answer.split()[1])
                break
        self.log.flush()
        if code not in (0, NOTHING_NEW):
            sys.exit(f"'{words[0]}' ended with exit {code}; its reasons are in {self.log.name}")
        return result.get("metrics", {})
