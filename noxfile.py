"""The tasks of the project: `nox -s demo`, `nox -s tests`, and what they are made of."""

import shutil
import sys
from pathlib import Path

import nox

ROOT = Path(__file__).parent
EXAMPLES = ("top_ten", "hello_world", "masked_email")
NEWER = ("3.12", "3.13", "3.14")
PARALLEL = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")
TESTS = nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), "tests")

nox.options.sessions = ["tests"]
nox.options.default_venv_backend = "venv"


def install(session: nox.Session) -> None:
    """Install the project, editable, with everything its tests need."""
    session.install("-q", "-e", ".[cli,codegen,testing]", *TESTS)


@nox.session
def demo(session: nox.Session) -> None:
    """Generate the bindings, check them, and run the example programs."""
    session.install("-q", "-e", ".[codegen,testing]")
    session.log("Generate the bindings from schema/ and check that nothing is stale")
    session.run("aiojmap-codegen", "generate")
    session.run("aiojmap-codegen", "check")
    for example in EXAMPLES:
        session.log(f"docs/examples/{example}.py")
        session.run("python", f"docs/examples/{example}.py")


@nox.session
def generate(session: nox.Session) -> None:
    """Write the bindings and their reference anew from schema/."""
    session.install("-q", "-e", ".[codegen]")
    session.run("aiojmap-codegen", "generate", *session.posargs)
    if not session.posargs:
        session.run("aiojmap-codegen", "document")


@nox.session
def docs(session: nox.Session) -> None:
    """Write docs/reference anew from schema/ and the docstrings."""
    session.install("-q", "-e", ".[codegen]")
    session.run("aiojmap-codegen", "document", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Say whether the bindings and their reference fit schema/; fail with a diff if not."""
    session.install("-q", "-e", ".[codegen]")
    session.run("aiojmap-codegen", "check", *session.posargs)
    if not session.posargs:
        session.run("aiojmap-codegen", "document", "--check")


@nox.session
def tests(session: nox.Session) -> None:
    """Everything: lint, types, drift, all tests, and the wheel."""
    install(session)
    _lint(session)
    _typing(session)
    session.run("aiojmap-codegen", "check")
    session.run("aiojmap-codegen", "document", "--check")
    session.run("pytest", *PARALLEL, *session.posargs)
    if not session.posargs:
        session.notify("wheel")


@nox.session
def lint(session: nox.Session) -> None:
    """Ruff, as a linter and as a formatter."""
    install(session)
    _lint(session)


@nox.session
def typing(session: nox.Session) -> None:
    """mypy and pyright, both strict."""
    install(session)
    _typing(session)


@nox.session(python=[version for version in NEWER if shutil.which(f"python{version}")] or False)
def newer(session: nox.Session) -> None:
    """The tests, without the type checkers' part, on newer Pythons found here."""
    install(session)
    session.run("pytest", *PARALLEL, "-m", "not slow", *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """The tests on the oldest dependencies that are allowed."""
    install(session)
    project = nox.project.load_toml("pyproject.toml")["project"]
    allowed = project["dependencies"] + project["optional-dependencies"]["codegen"]
    allowed += project["optional-dependencies"]["testing"] + project["optional-dependencies"]["cli"]
    session.install("-q", *(text.split(",")[0].replace(">=", "==") for text in allowed))
    session.run("pytest", *PARALLEL, "-m", "not slow", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Much mail on the embedded server, and many tests with one: seconds, octets of memory."""
    install(session)
    session.run("python", "tests/benchmarks/embedded_server.py", *session.posargs)
    session.run("python", "tests/benchmarks/hundred_tests.py")


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it in a clean environment, run the programs and the generator."""
    session.install("-q", "build")
    made = Path(session.create_tmp()) / "dist"
    shutil.rmtree(made, ignore_errors=True)
    session.run("python", "-m", "build", "--wheel", "--outdir", str(made), silent=True)
    (found,) = made.glob("*.whl")
    session.install("-q", f"{found}[codegen,testing]")
    session.chdir(session.create_tmp())
    for example in EXAMPLES:
        session.run("python", str(ROOT / "docs" / "examples" / f"{example}.py"))
    session.run("aiojmap-codegen", "check", "--into", str(ROOT / "src" / "aiojmap"))


def _lint(session: nox.Session) -> None:
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


def _typing(session: nox.Session) -> None:
    session.run("mypy", "src", "codegen", "docs/examples")
    python = str(Path(session.bin) / Path(sys.executable).name)
    session.run("pyright", "--project", "pyproject.toml", "--pythonpath", python)
