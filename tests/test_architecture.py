import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "luoshi"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted(SOURCE.rglob("*.py"))
# Packages that are imported under another name than they are installed.
INSTALLED_AS = {"docx": "python-docx"}
# Rooms that may touch files: the others are the core.
OUTER_ROOMS = {"cli", "exchange", "examples", "web", "workspace"}


def test_imports_go_downward(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_every_core_room_is_under_the_contract() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    forbidden = next(contract for contract in contracts if contract["type"] == "forbidden")
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()} - OUTER_ROOMS
    assert {f"luoshi.{room}" for room in rooms} == set(forbidden["source_modules"])


def test_dependencies_are_those_that_are_imported() -> None:
    declared = {re.split(r"[^\w-]", each)[0].lower() for each in PROJECT["project"]["dependencies"]}
    imported = {name for path in MODULES for name in _imports(path)}
    foreign = {name.lower() for name in imported if name not in sys.stdlib_module_names and name != "luoshi"}
    assert declared == {INSTALLED_AS.get(name, name.replace("_", "-")) for name in foreign}


def test_compiling_imports_no_numerical_library() -> None:
    script = "import sys, luoshi.compiler.pipeline; assert not {'numpy', 'django', 'rich'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_module_is_small_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(text)) or ""
    assert said
    assert text.count("\n") <= 600 or "made by" in said


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
