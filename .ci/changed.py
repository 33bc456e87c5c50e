"""What a pull request touches, as outputs of a workflow step: `python .ci/changed.py BASE >> "$GITHUB_OUTPUT"`.

`code` is true when anything but records and texts changed, `automation` when workflows or these scripts did.
Two changes get a warning on the way, because the check that passed them is then itself under review: of records
together with code, and of what the content guard lets through.
"""

from __future__ import annotations

import subprocess
import sys

WRITTEN = ("data/", "content/")
EXCEPTIONS = "data/guard/"
AUTOMATION = (".github/", ".ci/", "requirements", "package", "pyproject.toml", "Makefile", "tests/automation/")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print('Нужен один коммит: python .ci/changed.py "$BASE"', file=sys.stderr)
        return 2
    paths = changed_paths(arguments[0])
    found = outputs(paths)
    print("".join(f"{name}={str(value).lower()}\n" for name, value in found.items()), end="")
    if found["code"] and any(path.startswith(WRITTEN) for path in paths):
        print(
            "::warning title=Записи и программа вместе::Правка меняет и записи, и программу, которая их проверяет. "
            "Проще и безопаснее две отдельные правки.",
            file=sys.stderr,
        )
    if any(path.startswith(EXCEPTIONS) for path in paths):
        print(
            "::warning title=Исключения проверки::Правка разрешает то, что проверка считает опасным или личным. "
            "Прочитайте причину и согласие, прежде чем принять.",
            file=sys.stderr,
        )
    return 0


def changed_paths(base: str, folder: str = ".") -> list[str]:
    """Paths that differ between the last commit and the place where it left `base`."""
    command = ["git", "-C", folder, "diff", "--name-only", "--no-renames", "-z", "--end-of-options", f"{base}...HEAD"]
    done = subprocess.run(command, capture_output=True, check=True)
    return [path for path in done.stdout.decode("utf-8", "replace").split("\0") if path]


def outputs(paths: list[str]) -> dict[str, bool]:
    """The step's outputs by name."""
    return {
        "code": any(not path.startswith(WRITTEN) for path in paths),
        "automation": any(path.startswith(AUTOMATION) for path in paths),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
