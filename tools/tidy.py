# SPDX-License-Identifier: Apache-2.0
"""Check what a machine can check of STYLE.md, line by line: words, names, lengths, first lines.

A banned word comes with the place where it is banned and with what to write instead. The only way
round is a mark with a reason on the same line: `tidy: ` and then why. Rules C2, C3, C4 and N13.
"""

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from floors import FEATURES, ROOT, Violation

LINE_COLUMNS = 100
FUNCTION_LINES = 70
FILE_LINES = 600
PUBLIC_HEADER_LINES = 250

CPP = {".cpp", ".hpp"}
PYTHON = {".py", ".pyi"}
HASH_COMMENTED = {".py", ".pyi", ".sh", ".cmake", ".toml"}
TEXT = CPP | HASH_COMMENTED | {".md", ".txt", ".yaml", ".yml", ".json", ".ipynb"}
NAMED = {"Makefile", "CMakeLists.txt", "run", ".clang-format", ".editorconfig", ".gitignore"}
GENERATED = re.compile(r"\b[Gg]enerated by (?:tools/|`?make gen)")

PURE = (
    "cpp/include/",
    *(f"cpp/src/{room}/" for room in ("base", "state", "engine", "stats", "columns", *FEATURES)),
)
PURE_AND_SIM = (*PURE, "cpp/src/sim/")
STATE = (
    "cpp/include/cordboard/",
    "cpp/src/state/",
    *(f"cpp/src/{feature}/evolve" for feature in FEATURES),
)
READERS = tuple(
    f"cpp/include/cordboard/{name}.hpp" for name in ("codec", "columns", "sim", "stats", "value")
)
ANY_CPP = ("cpp/",)
PACKAGE = ("python/cordboard/",)
CLOCK = ("python/cordboard/clock.py",)


class Ban(NamedTuple):
    """A word, where it is banned, where not after all, and what to do instead."""

    pattern: re.Pattern[str]
    folders: tuple[str, ...]
    instead: str
    spared: tuple[str, ...] = ()


def _ban(pattern: str, folders: tuple[str, ...], instead: str, spared: tuple[str, ...] = ()) -> Ban:
    return Ban(re.compile(pattern), folders, instead, spared)


BANS = (
    _ban(
        r"std::chrono\b|<chrono>|<ctime>|\bclock_gettime\b|\bgettimeofday\b|std::time\(",
        PURE_AND_SIM,
        "time is the field `at` of a command, <cordboard/time.hpp>",
    ),
    _ban(
        r"\bunordered_(?:multi)?(?:map|set)\b",
        PURE_AND_SIM,
        "its order differs between machines: base/ordered_map.hpp or a sorted vector",
    ),
    _ban(
        r"<random>|std::mt19937|std::\w+_distribution\b|std::random_device|std::shuffle\b|\brand\(",
        ANY_CPP,
        "its numbers differ between libraries: base/random.hpp",
    ),
    _ban(
        r"std::(?:log|log2|log10|log1p|exp|exp2|expm1|pow|sin|cos|tan|tgamma|lgamma|erf|cbrt)f?\(",
        PURE_AND_SIM,
        "libm differs between machines: base/random.hpp has its own",
    ),
    _ban(r"\bfloat\b", ANY_CPP, "count in integers, measure in double"),
    _ban(
        r"\bdouble\b",
        STATE,
        "state holds counts and microseconds; ratios are for readers",
        spared=READERS,
    ),
    _ban(
        r"std::j?thread\b|std::async\b|<thread>|<mutex>|<atomic>|std::mutex\b|std::atomic\b",
        ANY_CPP,
        "one owner, no threads outside cpp/src/sim",
        spared=("cpp/src/sim/", "cpp/bindings/"),
    ),
    _ban(
        r"\b(?:std::)?f?printf\b|std::(?:cout|cerr|clog|puts)\b|<iostream>|<print>",
        ANY_CPP,
        "the library lives in other people's notebooks and prints nothing",
    ),
    _ban(
        r"<fstream>|<filesystem>|std::[io]?fstream\b|\bfopen\(|<cstdio>|<sys/|std::getenv\b",
        PURE_AND_SIM,
        "no files and no machine in the core: bytes come in through codec",
    ),
    _ban(r"std::locale\b|\bsetlocale\b|<locale>", ANY_CPP, "no locale: std::to_chars"),
    _ban(r"std::(?:abort|exit|terminate|quick_exit)\b", ANY_CPP, "CHECK throws (E4, E10)"),
    _ban(
        r"catch\s*\(\s*\.\.\.\s*\)",
        ANY_CPP,
        "catch what you expect; only the translator catches all (E9)",
        spared=("cpp/bindings/register_errors.cpp",),
    ),
    _ban(r"\busing\s+namespace\s+std\b", ANY_CPP, "write std::"),
    _ban(
        r"\btime\.(?:time|time_ns|monotonic|monotonic_ns|perf_counter|perf_counter_ns|sleep)\b"
        r"|\bfrom\s+time\s+import\b|\bdatetime\.(?:now|utcnow|today)\b|\bdate\.today\b"
        r"|\basyncio\.sleep\b",
        PACKAGE,
        "ask the clock: only clock.py knows the time",
        spared=CLOCK,
    ),
    _ban(r"\btime\.sleep\b|\basyncio\.sleep\b", ("tests/",), "advance the clock instead (T1)"),
    _ban(r"\bimport\s+random\b|\brandom\.\w+\(", PACKAGE, "chance is a seed: cordboard._core"),
    _ban(r"^\s*except\s*:", ("python/", "tools/"), "name what you expect (E9)"),
)
# Assembled so that this file may name them.
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:wor" + r"k|ro" + r"ot|opt)/\w")
MARK = re.compile(r"(?://|#) tidy:[ \t]*(?P<reason>.*)")
REASON_WORDS = 3

BANNED_PARTS = {
    "Manager", "Helper", "Util", "Utils", "Base", "Impl", "Data", "Info", "Processor", "Handler",
}  # fmt: skip
TRADE = ("UserData",)  # words of the field that hold a banned part
CPP_TYPE = re.compile(
    r"\b(?:class|struct|union|concept|enum(?:\s+class)?)\s+(?:\[\[[^\]]*\]\]\s*)?(\w+)"
    r"|\busing\s+(\w+)\s*="
)


def blank_cpp(text: str) -> str:
    """Return C++ with comments and literals blanked out, every line at its place."""
    token = re.compile(
        r"""//[^\n]*|/\*.*?\*/|R"(?P<tag>\w*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*\""""
        r"""|(?<!\w)'(?:\\.|[^'\\\n])+'""",
        re.DOTALL,
    )

    def blanked(match: re.Match[str]) -> str:
        if re.search(r"#[ \t]*include[ \t]*$", text[: match.start()].rsplit("\n", 1)[-1]):
            return match[0]
        return re.sub(r"[^\n]", " ", match[0])

    return token.sub(blanked, text)


def blank_python(text: str) -> str:
    """Return Python with comments and strings blanked out, every line at its place."""
    lines = [list(line) for line in text.splitlines()]
    names = {tokenize.COMMENT, tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", -1)}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in names:
            continue
        (first, start), (last, end) = token.start, token.end
        for row in range(first, last + 1):
            line = lines[row - 1]
            begin, stop = start if row == first else 0, end if row == last else len(line)
            line[begin:stop] = " " * (stop - begin)
    return "\n".join("".join(line) for line in lines) + "\n"


def banned_words(path: str, text: str, code: str) -> Iterator[Violation]:
    """Yield banned words; `code` is the text without comments and strings."""
    raw = text.splitlines()
    for number, line in enumerate(code.splitlines(), 1):
        for ban in BANS:
            if not path.startswith(ban.folders) or path.startswith(ban.spared or ("\0",)):
                continue
            found = ban.pattern.search(line)
            if not found:
                continue
            mark = MARK.search(raw[number - 1])
            if mark and len(mark["reason"].split()) >= REASON_WORDS:
                continue
            yield Violation(path, number, f"{found[0].strip()!r} is banned here: {ban.instead}")


def banned_names(path: str, code: str) -> Iterator[Violation]:
    """Yield type names with a part that says nothing (N13)."""
    names: list[tuple[int, str]]
    if Path(path).suffix in CPP:
        names = [
            (code.count("\n", 0, match.start()) + 1, match[1] or match[2])
            for match in CPP_TYPE.finditer(code)
        ]
    else:
        tree = ast.parse(code)
        names = [(n.lineno, n.name) for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    for line, name in names:
        rest = name
        for word in TRADE:
            rest = rest.replace(word, "")
        parts = set(re.findall(r"[A-Z][a-z0-9]*", rest)) & BANNED_PARTS
        if parts:
            yield Violation(path, line, f"{name}: {min(parts)} says nothing; name what it is")


SCOPE = re.compile(r"(?:inline\s+)?namespace\b|class\b|struct\b|union\b|enum\b|extern\b(?!.*\()")


def cpp_functions(code: str) -> Iterator[tuple[int, int]]:
    """Yield (first line, number of lines) of each function body, lambdas at file scope included.

    Reads formatted code: a brace that opens a function or a scope ends its line.
    """
    directive = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
    code = directive.sub(lambda match: "\n" * match[0].count("\n"), code)
    head_start = position = 0
    while position < len(code):
        character = code[position]
        if character in ";}":
            head_start = position + 1
        elif character == "{":
            head = code[head_start:position]
            close = _closing(code, position)
            words = re.sub(r"\[\[.*?\]\]|\b(?:public|private|protected)\s*:", " ", head).strip()
            words = re.sub(r"^template\s*<(?:[^<>]|<[^<>]*>)*>\s*", "", words)
            ends_line = code[position + 1 : position + 2] == "\n"
            if SCOPE.match(words) and ends_line:
                head_start = position + 1
            elif ends_line and "(" in words and words[-1:] not in "=(,{":
                start = head_start + len(head) - len(head.lstrip())
                first = code.count("\n", 0, start) + 1
                yield first, code.count("\n", start, close) + 1
                head_start, position = close + 1, close
            else:
                position = close  # an initialiser, or a body on one line
        position += 1


def _closing(code: str, opening: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(code, opening):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return len(code) - 1


def python_functions(code: str) -> Iterator[tuple[int, int]]:
    """Yield (first line, number of lines) of each function."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1


def lengths(path: str, text: str, code: str) -> Iterator[Violation]:
    """Yield lines, functions and files that are too long (C3)."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_COLUMNS:
            yield Violation(path, number, f"{len(line)} columns, at most {LINE_COLUMNS}")
    suffix = Path(path).suffix
    if suffix not in CPP | PYTHON:
        return
    most = PUBLIC_HEADER_LINES if path.startswith("cpp/include/") else FILE_LINES
    if len(lines) > most:
        yield Violation(path, 1, f"{len(lines)} lines, at most {most}: two ideas in one file?")
    for first, count in cpp_functions(code) if suffix in CPP else python_functions(code):
        if count > FUNCTION_LINES:
            yield Violation(path, first, f"a function of {count} lines, at most {FUNCTION_LINES}")


def licence_line(path: str, text: str) -> Iterator[Violation]:
    """Yield a source whose first line, after a `#!`, does not name the licence."""
    name = Path(path)
    if name.suffix in CPP:
        comment = "//"
    elif name.suffix in HASH_COMMENTED or name.name in {"Makefile", "CMakeLists.txt", "run"}:
        comment = "#"
    else:
        return
    lines = [line for line in text.splitlines() if not line.startswith("#!")]
    wanted = f"{comment} SPDX-License-Identifier: Apache-2.0"
    if lines[:1] != [wanted]:
        yield Violation(path, 1, f"the first line is to be: {wanted}")


def check_text(path: str, text: str) -> list[Violation]:
    """Return all that is wrong with one file, given by its path from the top of the tree."""
    found = list(licence_line(path, text))
    for number, line in enumerate(text.splitlines(), 1):
        if UNFINISHED.search(line):
            found.append(Violation(path, number, "finish it, or write an issue"))
        if MACHINE_PATH.search(line):
            found.append(Violation(path, number, "a path of one machine"))
        if line != line.rstrip() and Path(path).suffix != ".md":
            found.append(Violation(path, number, "blanks at the end of the line"))
    suffix = Path(path).suffix
    if GENERATED.search("\n".join(text.splitlines()[:5])):
        return found
    if suffix in CPP | PYTHON:
        code = blank_cpp(text) if suffix in CPP else blank_python(text)
        found += banned_words(path, text, code)
        # Strings are gone from `code`, and with them docstrings that a body may consist of.
        found += banned_names(path, code if suffix in CPP else text)
        found += lengths(path, text, code if suffix in CPP else text)
    elif suffix in HASH_COMMENTED or Path(path).name in NAMED:
        found += lengths(path, text, text)
    return found


def orphans(paths: list[str], cmake: str) -> Iterator[Violation]:
    """Yield sources that nothing builds and tests that nobody collects (C4)."""
    built = set(re.findall(r"\w+", cmake))
    for path in paths:
        parts = Path(path).parts
        name = Path(path).name
        if parts[:2] == ("cpp", "src") and name.endswith(".cpp"):
            if parts[2] not in built or len(parts) != 4:
                yield Violation(path, 1, "cpp/CMakeLists.txt builds cpp/src/<named folder>/*.cpp")
        elif parts[:2] == ("tests", "cpp") and len(parts) == 3 and name.endswith(".cpp"):
            if not name.endswith("_test.cpp"):
                yield Violation(path, 1, "a C++ test is called <what>_test.cpp, or it is not built")
        elif parts[0] == "tests" and name.endswith(".py") and not name.startswith("test_"):
            text = (ROOT / path).read_text(encoding="utf-8")
            if re.search(r"^def test_|^class Test", text, re.MULTILINE):
                yield Violation(path, 1, "a file with tests is called test_<what>.py")


def tracked() -> list[str]:
    """Return the paths that git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted({path for path in out.splitlines() if (ROOT / path).is_file()})


def check_tree() -> list[Violation]:
    """Return every violation in this checkout."""
    paths = tracked()
    found: list[Violation] = []
    for path in paths:
        if Path(path).suffix in TEXT or Path(path).name in NAMED:
            found += check_text(path, (ROOT / path).read_text(encoding="utf-8"))
    cmake = (ROOT / "cpp/CMakeLists.txt").read_text(encoding="utf-8")
    return [*found, *orphans(paths, cmake)]


if __name__ == "__main__":
    violations = check_tree()
    print("\n".join(map(str, violations)) or "tidy: nothing to mend")
    sys.exit(bool(violations))
