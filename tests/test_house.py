"""Owns the rules of the house: what imports what, who reads the clock, what lies where."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import ROOT

LAYERS = ("text", "catalog", "feeds", "pages", "editing")
"""The core, lowest first: each may import itself and what stands before it. The doors stand above all."""
MODULES = sorted((ROOT / "macros").rglob("*.py"))
CORE = [path for path in MODULES if path.parent.name in LAYERS]
DOORS = {
    "__init__", "__main__", "build", "commands", "commits", "hooks", "kept", "link_check", "page_macros",
    "record_commands", "revisions", "settings",
}  # fmt: skip
FOREIGN = {"mkdocs", "material", "mkdocs_macros"}
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}


def tree(path: Path) -> ast.Module:
    """A parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Dotted names of all that a module imports, wherever in it the import stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    """A module as a test id: `catalog/load`."""
    return path.relative_to(ROOT / "macros").with_suffix("").as_posix()


def test_modules_are_known() -> None:
    """Every module belongs to a layer or is a door."""
    assert {path.stem for path in MODULES if path.parent == ROOT / "macros"} <= DOORS
    assert {path.parent.name for path in MODULES} == {"macros", *LAYERS}


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_core_imports_downwards(path: Path) -> None:
    """The core knows neither MkDocs nor the doors, and its layers build on each other one way."""
    allowed = LAYERS[: LAYERS.index(path.parent.name) + 1]
    for name in imported(path):
        first, *rest = name.split(".")
        assert first not in FOREIGN, name
        if first == "macros" and rest:
            assert rest[0] in allowed, name


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_core_gets_clock_and_environment_as_arguments(path: Path) -> None:
    """No module of the core reads the clock, the environment or another program's output by itself."""
    assert not {"os", "subprocess", "random", "time"} & {name.split(".")[0] for name in imported(path)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in CLOCKS, f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", [path for path in CORE if path.parent.name in ("feeds", "pages")], ids=name_of)
def test_pages_ask_the_catalog(path: Path) -> None:
    """What is kept between builds reads records by the catalog's methods, which note what was asked."""
    if path.stem.startswith("search"):
        pytest.skip("the search index is made anew in every build")
    read = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "records"]
    owners = {node.lineno: ast.unparse(node.value) for node in read}
    assert {line: owner for line, owner in owners.items() if owner.endswith("catalog")} == {}


def test_imports_in_truth() -> None:
    """Importing the package and the whole core loads no MkDocs."""
    names = ", ".join(["macros", *(f"macros.{layer}" for layer in LAYERS)])
    names += ", macros.catalog.load, macros.feeds.publish, macros.pages.site_pages"
    script = f"import sys, {names}; print(*sorted({FOREIGN!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")


@pytest.mark.parametrize("path", [path for path in MODULES if path.stat().st_size], ids=name_of)
def test_module_says_what_it_owns(path: Path) -> None:
    """A module begins with one line that says in the field's words what it owns."""
    text = ast.get_docstring(tree(path)) or ""
    assert re.fullmatch(r"[A-Za-z«].{10,}[.:]", text.partition("\n")[0])


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda path: path.stem)
def test_tests_say_what_they_show(path: Path) -> None:
    """A test module says what it owns, each test in a sentence what it shows."""
    module = tree(path)
    assert ast.get_docstring(module)
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"


@pytest.mark.parametrize("arguments", [("check",), ("format", "--check")], ids=lambda arguments: arguments[0])
def test_ruff(arguments: tuple[str, ...]) -> None:
    """The linter finds nothing, and formatting is settled."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "--quiet", "macros", "tests"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


IGNORED = {
    ".git", ".venv", ".cache", ".pytest_cache", ".ruff_cache", "site", "build", "node_modules", "__pycache__",
    "profnavigator.egg-info",
}  # fmt: skip
"""What machines leave; .gitignore names all but the first."""
AT_THE_ROOT = {
    ".ci", ".editorconfig", ".gitattributes", ".github", ".gitignore", ".vscode", "CHANGELOG.md", "LICENSE",
    "LICENSE-CONTENT.md", "Makefile", "README.md", "content", "data", "macros", "mkdocs.yml", "overrides",
    "package-lock.json", "package.json", "pyproject.toml", "requirements-bench.txt", "requirements-clients.txt",
    "requirements-test.txt", "requirements.txt", "tests",
}  # fmt: skip


def test_root_is_clean() -> None:
    """At the root lies what the design allows and nothing else."""
    assert {path.name for path in ROOT.iterdir()} - IGNORED <= AT_THE_ROOT


def our_files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the project, what machines leave apart."""
    for path in folder.iterdir():
        if path.name not in IGNORED:
            yield from our_files(path) if path.is_dir() else [path]


# Written apart, or this file would be found itself.
PRIVATE = re.compile(
    "|".join(["/wor" + "k/", "/hom" + "e/", "pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs"])
)


def test_no_private_places() -> None:
    """No file names a folder of one machine or a host that packages were fetched from."""
    found = []
    for path in our_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if PRIVATE.search(text):
            found.append(path.relative_to(ROOT).as_posix())
    assert found == []
