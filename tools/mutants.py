"""Mutation testing: one thing in a module is changed, and a test should notice. Prints each change that none notices.

    make mutants MODULE="checks frames"                         all changes of two modules; of all without MODULE
    make mutants MODULE=frames MUTANTS="--sample 100"           some of them, always the same ones
    make mutants MODULE=findings MUTANTS="--lines 88 89"        those of some lines
    make mutants MODULE=checks MUTANTS="--stages 2"             all changes, by the unit tests alone

A module is named in full or by the last part of its name: `checks` is `_core.checks`, `codec` the one at the top. Where
both folders have one, such as `findings`, both are meant; there is nothing to change in the one at the top, which only
names what is public.

The tests run in stages, and only what survives a stage meets the next one: the module's own file; the other unit tests,
those first that notice most (`FIRST`); what is slow. Nearly all changes are noticed within the first seconds.

A change is made in memory, in a process that is forked before the library is imported: so tables, class bodies and
properties are changed as well as functions, which tools that swap functions leave out, and no file is touched.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib
import importlib.machinery
import importlib.util
import os
import random
import re
import resource
import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.support.paths import ROOT

PACKAGE = "ocpp_codec"
SOURCES = ROOT / "src" / PACKAGE
UNIT = ROOT / "tests" / "unit"


def modules() -> dict[str, Path]:
    """Every module of the library that is written by hand, by its name in the package: `codec`, `_core.checks`."""
    found = (path.relative_to(SOURCES).with_suffix("") for path in sorted(SOURCES.rglob("*.py")))
    by_hand = (path for path in found if path.name != "__init__" and not re.fullmatch(r"v\d+", path.parts[0]))
    return {".".join(path.parts): SOURCES / path.with_suffix(".py") for path in by_hand}


def named(name: str) -> list[str]:
    """The modules with this name, or with this last part of it."""
    return [each for each in modules() if name in (each, each.rpartition(".")[2])]


# Imported once, and inherited by every process: what the tests need, but not the library.
for _needed in ("hypothesis.strategies", "jsonschema", "msgspec", "orjson"):
    importlib.import_module(_needed)

# What is quick and says much comes first. Of the unit tests: those of all rules first, those of little else last.
FIRST = ["texts_of_findings", "rules", "findings", "codec", "writer"]
LATER = ["pairing", "pairing_of_connections"]
LAST = ["properties", "project/test_docs.py", "project/test_demo.py", "interop/test_proxy.py"]
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no", "--no-header", "-W", "ignore"]
SLOW = "test_calls_that_are_never_answered_take_no_more_memory"
SPARING = ["-m", "not hypothesis", "-k", f"not {SLOW}"]
SECONDS = (60, 60, 300)  # of processor time, so that a busy machine kills nothing
MEMORY = 6 << 30
BROKEN = 99

NEGATED = {
    ast.Eq: ast.NotEq,
    ast.Is: ast.IsNot,
    ast.In: ast.NotIn,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
}
NEGATED |= {other: one for one, other in NEGATED.items()}
SHIFTED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
OTHER_WAY = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.Mult: ast.Add}


class Mutant(NamedTuple):
    """One change. `path`: how to reach the changed part from the tree: fields and indices."""

    line: int
    path: tuple[str | int, ...]
    old: ast.AST
    new: ast.AST | None  # None: it is left out of a list

    def __str__(self) -> str:
        return f"{self.line}: {shown(self.old)}  ->  {shown(self.new)}"


def shown(node: ast.AST | None) -> str:
    """A part of a program in a short line."""
    if node is None:
        return "(nothing)"
    if isinstance(node, ast.match_case | ast.ExceptHandler):
        node = node.pattern if isinstance(node, ast.match_case) else node.type or ast.Name("all")
    text = " ".join(ast.unparse(node).split())
    return text if len(text) < 100 else f"{text[:97]}..."


def mutants_of(tree: ast.Module) -> list[Mutant]:
    """Every change that is tried."""
    return list(_within(tree, (), 1))


def _within(node: ast.AST, path: tuple[str | int, ...], line: int, *, is_condition: bool = False) -> Iterator[Mutant]:
    line = getattr(node, "lineno", line)
    if not is_condition:  # which has been replaced as a whole
        yield from (Mutant(line, path, node, new) for new in replacements(node))
    for field, value in ast.iter_fields(node):
        if is_mute(node, field):
            continue
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST):
                    here = (*path, field, index)
                    if may_be_left_out(node, field, item):
                        yield Mutant(getattr(item, "lineno", line), here, item, None)
                    yield from _within(item, here, line)
        elif isinstance(value, ast.AST):
            here = (*path, field)
            is_test = field in ("test", "guard")
            if is_test:
                yield from (
                    Mutant(getattr(value, "lineno", line), here, value, ast.Constant(truth)) for truth in (True, False)
                )
            yield from _within(value, here, line, is_condition=is_test and is_plain_comparison(value))


def is_plain_comparison(node: ast.AST) -> bool:
    """One that has no limit to be shifted."""
    return isinstance(node, ast.Compare) and not any(type(op) in SHIFTED for op in node.ops)


def is_mute(node: ast.AST, field: str) -> bool:
    """What says nothing at run time, or is wording."""
    match node, field:
        case (_, "annotation" | "returns" | "type_comment" | "decorator_list"):
            return True
        case ast.FunctionDef(), _ if any(shown(each) == "overload" for each in node.decorator_list):
            return True
        case ast.If(test=ast.Name("TYPE_CHECKING")), "body" | "test":
            return True
        case ast.Raise() | ast.JoinedStr(), _:
            return True
        case ast.Assign(targets=[ast.Name("__all__" | "__version__" | "__slots__")]), _:
            return True
        case ast.Assign(value=ast.Call(func=ast.Name("TypeVar"))), _:
            return True
        case ast.AnnAssign(annotation=ast.Name("TypeAlias")), "value":
            return not isinstance(node.value, ast.Subscript) or shown(node.value.value) != "Annotated"
        case ast.Call(func=ast.Name("cast") | ast.Attribute(attr="cast")), _:
            return True
        case ast.Expr(value=ast.Constant()), _:
            return True
        case _:
            return False


def may_be_left_out(node: ast.AST, field: str, item: ast.AST) -> bool:
    """Whether a list is as good a program without this item."""
    match node, field:
        case (ast.List() | ast.Set() | ast.Tuple(), "elts"):
            return isinstance(node.ctx, ast.Load) if hasattr(node, "ctx") else True
        case ast.Call(), "keywords":
            return True
        case ast.Match(), "cases":
            is_rest = isinstance(item, ast.match_case) and shown(item) == "_" and isinstance(item.body[0], ast.Pass)
            return len(node.cases) > 1 and not is_rest
        case ast.comprehension(), "ifs":
            return True
        case _:
            return False


def replacements(node: ast.AST) -> Iterator[ast.AST]:
    """What is put in place of a part."""
    match node:
        case ast.Compare(ops=[op]):
            for table in (NEGATED, SHIFTED):
                if type(op) in table:
                    yield ast.Compare(node.left, [table[type(op)]()], node.comparators)
        case ast.Compare(ops=[one, other]):
            for table in (NEGATED, SHIFTED):
                if type(one) in table:
                    yield ast.Compare(node.left, [table[type(one)](), other], node.comparators)
                if type(other) in table:
                    yield ast.Compare(node.left, [one, table[type(other)]()], node.comparators)
        case ast.BoolOp(values=values):
            for index in range(len(values)):
                rest = values[:index] + values[index + 1 :]
                yield ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.BinOp(left=left, op=op, right=right):
            if type(op) in OTHER_WAY:
                yield ast.BinOp(left, OTHER_WAY[type(op)](), right)
            yield left
            yield right
        case ast.IfExp():
            yield node.body
            yield node.orelse
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str() as value):
            yield ast.Constant(value + "X")
        case ast.Constant(value=bytes() as value):
            yield ast.Constant(value + b"X")
        case ast.Return(value=value) if value is not None and shown(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            yield ast.Pass()
        case ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case ast.ExceptHandler():
            yield ast.ExceptHandler(node.type, node.name, [ast.Raise()])
        case ast.Dict(keys=keys, values=values) if len(keys) > 1:
            for index in range(len(keys)):
                yield ast.Dict(keys[:index] + keys[index + 1 :], values[:index] + values[index + 1 :])
        case _:
            pass


def changed(tree: ast.Module, mutant: Mutant) -> ast.Module:
    """A copy of the program with one change."""
    tree = copy.deepcopy(tree)
    above: Any = tree
    *way, last = mutant.path
    for step in way:
        above = above[step] if isinstance(step, int) else getattr(above, step)
    if mutant.new is None:
        del above[last]
    elif isinstance(last, int):
        above[last] = copy.deepcopy(mutant.new)
    else:
        setattr(above, last, copy.deepcopy(mutant.new))
    return ast.fix_missing_locations(tree)


class Loader(importlib.machinery.SourceFileLoader):
    """Loads a module from a tree."""

    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        super().__init__(name, path)
        self.tree = tree

    def get_code(self, fullname: str) -> Any:
        return compile(self.tree, self.path, "exec", dont_inherit=True)


class Finder:
    """Finds one module changed."""

    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        self.name = name
        self.loader = Loader(name, path, tree)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        return importlib.util.spec_from_loader(name, self.loader) if name == self.name else None


def stages_of(module: str) -> list[list[Path]]:
    """The files to be run one after the other: the module's own (if it has none, all of them), the others, the rest."""
    folder, _, name = module.rpartition(".")
    if name.startswith("_"):  # `log._search` has test_log_search.py
        name = folder + name
    unit = sorted(UNIT.glob("test_*.py"), key=_turn)
    own = [path for path in unit if path.stem == f"test_{name}" or path.stem.startswith(f"test_{name}_of_")]
    others = [path for path in unit if path not in own]
    return [stage for stage in (own, others, [ROOT / "tests" / each for each in LAST]) if stage]


def _turn(path: Path) -> tuple[int, str]:
    """By what to sort the files of one stage."""
    name = path.stem.removeprefix("test_")
    return (FIRST.index(name) if name in FIRST else len(FIRST) + (name in LATER)), name


def tested(module: str, tree: ast.Module, stages: int) -> int:
    """Runs the tests in this process: 0 if all of them pass."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.meta_path.insert(0, Finder(f"{PACKAGE}.{module}", str(modules()[module]), tree))
    for number, files in enumerate(stages_of(module)[:stages]):
        limit = int(time.process_time()) + SECONDS[number]
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        if pytest.main([*OPTIONS, *([] if files[0].is_dir() else SPARING), *map(str, files)]) != 0:
            return 1
    return 0


def survivors_of(module: str, mutants: list[Mutant], stages: int, processes: int) -> Iterator[Mutant]:
    """The changes that no test notices."""
    tree = ast.parse(modules()[module].read_text("utf-8"))
    running: dict[int, Mutant | None] = {}
    waiting = [*reversed(mutants), None]  # what is unchanged comes first, and must pass
    while waiting or running:
        while waiting and len(running) < processes:
            mutant = waiting.pop()
            pid = os.fork()
            if pid == 0:
                status = BROKEN
                with contextlib.suppress(BaseException):
                    status = tested(module, changed(tree, mutant) if mutant else tree, stages)
                os._exit(status)
            running[pid] = mutant
        pid, status = os.wait()
        mutant = running.pop(pid)
        if os.waitstatus_to_exitcode(status) == BROKEN or (mutant is None and status != 0):
            raise RuntimeError(f"the tests of {module} do not run as they should, whatever is changed: {mutant}")
        if status == 0 and mutant is not None:
            yield mutant


def main() -> None:
    """Prints them."""
    parser = argparse.ArgumentParser(description="Says which changes of the library no test notices.")
    parser.add_argument("modules", nargs="*", metavar="module", help="such as checks or _core.checks; all without one")
    parser.add_argument("--sample", type=int, metavar="N", help="try N changes of a module, chosen by chance")
    parser.add_argument("--lines", type=int, nargs="+", help="try the changes of these lines")
    parser.add_argument("--stages", type=int, default=3, choices=(1, 2, 3), help="1 is quick, 3 are nearly all tests")
    parser.add_argument("--processes", type=int, default=2, metavar="N")
    given = parser.parse_args()
    if unknown := [name for name in given.modules if not named(name)]:
        parser.error(f"no such module: {', '.join(unknown)}; there are {', '.join(modules())}")
    for module in dict.fromkeys(chain.from_iterable(map(named, given.modules or modules()))):
        found = mutants_of(ast.parse(modules()[module].read_text("utf-8")))
        tried = [each for each in found if not given.lines or each.line in given.lines]
        if given.sample and given.sample < len(tried):
            tried = sorted(random.Random(module).sample(tried, given.sample), key=lambda each: each.line)
        killed = len(tried)
        for survivor in survivors_of(module, tried, given.stages, given.processes):
            killed -= 1
            print(f"{module}.py:{survivor}", flush=True)
        print(f"{module}: {killed} of {len(tried)} noticed, of {len(found)} that there are", flush=True)


if __name__ == "__main__":
    main()
