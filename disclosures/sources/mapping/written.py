"""A mapping file as written: each part knows its line and where it stands, so that what is wrong can be found."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml

T = TypeVar("T")
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, and where."""

    line: int
    place: str
    sentence: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.place}: {self.sentence}"


class WrongMapping(Exception):
    """A mapping file that cannot be used; it names everything that is wrong in it."""

    def __init__(self, problems: Collection[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Part:
    """One node of the file. Every scalar is text, as it is written: a country ``NO`` is no Boolean."""

    place: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """Where it begins, counted from 1."""
        return int(self.node.start_mark.line) + 1


@dataclass(slots=True)
class Sheet:
    """The file while it is read: what is wrong is collected and reading goes on, so that all is said at once."""

    problems: list[Problem] = field(default_factory=list)

    def wrong(self, part: Part, sentence: str) -> None:
        """Notes what is wrong with a part."""
        self.problems.append(Problem(part.line, part.place, sentence))

    def record(self, part: Part, *, required: Collection[str], optional: Collection[str] = ()) -> Mapping[str, Part]:
        """The parts below known keys; a key that is missing, unknown or written twice is wrong."""
        found = self.named(part)
        for name in sorted(found.keys() - {*required, *optional}):
            known = ", ".join([*required, *optional])
            self.wrong(found[name], f"there is no such key; known are {known}")
        for name in required:
            if name not in found:
                self.wrong(part, f"{name} is missing")
        return found

    def named(self, part: Part) -> Mapping[str, Part]:
        """The parts below keys of the writer's own choice, at least one."""
        if not isinstance(part.node, yaml.MappingNode) or not part.node.value:
            self.wrong(part, "this must be a mapping of keys to values")
            return {}
        found: dict[str, Part] = {}
        for key, node in part.node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            below = Part(f"{part.place}.{name}".lstrip("."), node)
            if name in found or not name:
                self.wrong(Part(below.place, key), "this key is written twice, or is none")
            found[name] = below
        return found

    def texts(self, part: Part) -> tuple[Part, ...]:
        """The members of a list, or the one value that stands for a list of one."""
        if isinstance(part.node, yaml.SequenceNode):
            return tuple(Part(f"{part.place}[{number}]", node) for number, node in enumerate(part.node.value))
        return (part,)

    def text(self, part: Part | None, pattern: str, *, says: str, default: str = "") -> str:
        """A value that matches, or what is wrong with it: ``says`` names what it must be."""
        if part is None:
            return default
        if isinstance(part.node, yaml.ScalarNode) and re.fullmatch(pattern, part.node.value, re.ASCII):
            return str(part.node.value)
        self.wrong(part, f"this must be {says}")
        return default

    def number(self, part: Part | None, *, at_most: int, default: int) -> int:
        """A whole number from 1."""
        word = self.text(part, r"[0-9]{1,6}", says=f"a whole number from 1 to {at_most}", default=str(default))
        if part is not None and not 1 <= int(word) <= at_most:
            self.wrong(part, f"this must be a whole number from 1 to {at_most}")
        return int(word)

    def done(self, found: T) -> T:
        """What was read. Raises ``WrongMapping`` when anything was wrong."""
        if self.problems:
            raise WrongMapping(sorted(self.problems, key=lambda problem: problem.line))
        return found


def open_file(path: Path) -> Part:
    """The whole file. Raises ``WrongMapping`` when it is not there, or is not one YAML document."""
    try:
        with path.open(encoding="utf-8") as file:
            node = yaml.compose(file.read(MOST_BYTES), Loader=yaml.SafeLoader)
    except OSError as error:
        raise WrongMapping([Problem(0, str(path), f"the file cannot be read ({error.strerror})")]) from None
    except UnicodeDecodeError:
        raise WrongMapping([Problem(0, str(path), "the file is not UTF-8")]) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise WrongMapping([Problem(line, str(path), f"not YAML ({error.problem})")]) from None
    except yaml.YAMLError:
        raise WrongMapping([Problem(0, str(path), "not YAML")]) from None
    if node is None:
        raise WrongMapping([Problem(0, str(path), "the file is empty")])
    return Part("", node)
