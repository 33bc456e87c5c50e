"""Comments of a data file: where each stands, so that a new layout can keep it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Comments:
    """Notes without their number signs: on lines of their own before a value, or behind it in its line."""

    _before: Mapping[str, list[str]] = field(default_factory=dict)
    _behind: Mapping[str, str] = field(default_factory=dict)
    tail: list[str] = field(default_factory=list)

    def before(self, path: str) -> list[str]:
        """The notes above the value at a dotted path."""
        return self._before.get(path, [])

    def behind(self, path: str) -> str:
        """The note at the end of the value's line, or ""."""
        return self._behind.get(path, "")

    def inside(self, path: str) -> bool:
        """Whether some note belongs to a part of the value, which therefore needs lines."""
        start = f"{path}."
        return any(key.startswith(start) for key in (*self._before, *self._behind))


def comments_of(text: str, lines: Mapping[str, int]) -> Comments:
    """Every comment of a sound YAML text; `lines` are its values' lines by dotted path."""
    if "#" not in text:
        return Comments()
    rows = text.split("\n")
    # The outermost of the values that begin in one line.
    starts: dict[int, str] = {}
    for path, line in lines.items():
        starts.setdefault(line, path)
    before: dict[str, list[str]] = defaultdict(list)
    behind: dict[str, str] = {}
    tail: list[str] = []
    for line, column in _places(text, rows):
        note = rows[line - 1][column + 1 :].strip()
        alone = not rows[line - 1][:column].strip()
        if not alone and line in starts and starts[line] not in behind:
            behind[starts[line]] = note
            continue
        following = [start for start in starts if start > line or (start == line and not alone)]
        if following:
            before[starts[min(following)]].append(note)
        else:
            tail.append(note)
    return Comments(dict(before), behind, tail)


def _places(text: str, rows: list[str]) -> Iterator[tuple[int, int]]:
    """Line from 1 and column of the number sign of each comment."""
    spans = _scalar_spans(yaml.compose(text, Loader=_LOADER), text)
    offset = 0
    for number, row in enumerate(rows, 1):
        for column, sign in enumerate(row):
            is_sign = sign == "#" and (column == 0 or row[column - 1] in " \t")
            if is_sign and not any(start <= offset + column < end for start, end in spans):
                yield number, column
                break
        offset += len(row) + 1


def _scalar_spans(node: yaml.Node | None, text: str) -> list[tuple[int, int]]:
    """Where number signs are part of texts."""
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            # The header's line may end in a comment, the text begins below it.
            start = text.find("\n", start)
        return [(start, end)]
    children = []
    if isinstance(node, yaml.SequenceNode):
        children = node.value
    elif isinstance(node, yaml.MappingNode):
        children = [part for pair in node.value for part in pair]
    return [span for child in children for span in _scalar_spans(child, text)]
