# SPDX-License-Identifier: Apache-2.0
"""C7: what the documents say works: code blocks run, links lead somewhere.

The blocks of a file are one program: its ```python blocks run in order, in one namespace, in an
empty folder. A comment on the line above a block changes what becomes of it:

    <!-- file: center.yaml -->    the block, of any language, is written to that file
    <!-- prints -->               the block is what the ```python block before it prints
    <!-- run -->                  the block is a shell script that must end with 0
    <!-- not run: reason -->      the block is left alone, for that reason
"""

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("cpp/**/*.md")])
DOCUMENTS += sorted(ROOT.glob("benchmarks/*.md"))
FENCE = re.compile(r"^(?P<indent> *)```(?P<language>[\w-]*)[^\n]*$")
MARK = re.compile(r"^\s*<!-- (?P<what>run|file|prints|not run)(?::\s*(?P<text>.+?))? -->\s*$")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)|!\[[^\]]*\]\((?P<image>[^)\s]+)\)")


class Block(NamedTuple):
    """A fenced block of a document."""

    language: str
    line: int
    code: str
    mark: str
    text: str


def blocks(text):
    """Return the fenced blocks of a document."""
    found, start, mark, last = [], None, ("", ""), ""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        fence = FENCE.match(line)
        if fence and start is None:
            marked = MARK.match(last)
            mark = (marked["what"], marked["text"] or "") if marked else ("", "")
            start, language, indent = number, fence["language"], len(fence["indent"])
        elif fence and not fence["language"] and start is not None:
            body = "".join(one[indent:] + "\n" for one in lines[start : number - 1])
            found.append(Block(language, start, body, *mark))
            start = None
        if line.strip():
            last = line
    if start is not None:
        raise ValueError(f"the block that begins in line {start} does not end")
    return found


def play(path, text):
    """Run the blocks of a document in the present folder; return how many did something."""
    namespace = {"__name__": "__main__"}
    count, printed = 0, ""
    for block in blocks(text):
        if block.mark == "not run":
            if not block.text:
                raise ValueError(f"{path}:{block.line}: not run, but why?")
            continue
        if block.mark == "file":
            Path(block.text).write_text(block.code)
        elif block.mark == "prints":
            if block.code != printed:
                raise ValueError(f"{path}:{block.line}: it prints {printed!r}")
        elif block.mark == "run":
            environment = os.environ | {
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"
            }
            command = ["bash", "-euo", "pipefail", "-c", block.code]
            subprocess.run(command, env=environment, check=True, timeout=300)
        elif block.language == "python":
            code = compile("\n" * block.line + block.code, str(path), "exec")
            with contextlib.redirect_stdout(io.StringIO()) as stream:
                exec(code, namespace)
            printed = stream.getvalue()
        else:
            continue
        count += 1
    return count


def anchors(text):
    """Return the anchors that headings make."""
    headings = re.findall(
        r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE
    )
    words = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in headings)
    return {re.sub(r"\s", "-", one.strip()) for one in words}


def broken_links(path, text):
    """Return the links of a document that lead nowhere in this checkout."""
    found = []
    prose = re.sub(r"^( *)```.*?^\1```", "", text, flags=re.DOTALL | re.MULTILINE)
    for match in LINK.finditer(re.sub(r"`[^`\n]*`", "", prose)):
        target = match["target"] or match["image"]
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        known = file.exists() and (not anchor or anchor in anchors(file.read_text()))
        if not known:
            found.append(target)
    return found


def label(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", DOCUMENTS, ids=label)
def test_code_blocks_run(path, tmp_path, monkeypatch):
    """Protects whoever copies from the documents: what stands there works today."""
    monkeypatch.chdir(tmp_path)
    play(path, path.read_text())


@pytest.mark.parametrize("path", DOCUMENTS, ids=label)
def test_links_lead_somewhere(path):
    """Protects readers from dead ends."""
    assert broken_links(path, path.read_text()) == []


def unexplained(texts, page):
    """Return the rulings (D-n, G-n) that texts cite and the page of sources does not explain."""
    cited = set().union(*(re.findall(r"\b[DG]-\d+\b", text) for text in texts))
    return sorted(cited - set(re.findall(r"^\| ([DG]-\d+) \|", page, re.MULTILINE)))


def test_every_cited_ruling_is_explained():
    """Protects readers of comments: the papers they cite are not in the tree."""
    page = (ROOT / "docs/explanation/sources.md").read_text()
    patterns = ("cpp/**/*.?pp", "python/**/*.py", "tests/*/*.?pp", "tests/p*/*.py", "docs/**/*.md")
    texts = [path.read_text() for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    assert unexplained(texts, page) == []
    assert unexplained(["// so (decision D-2, D-99)."], page) == ["D-99"]


def test_readme_has_python_that_runs(tmp_path, monkeypatch):
    """Protects the first look at the project from being prose only."""
    monkeypatch.chdir(tmp_path)
    assert play("README.md", (ROOT / "README.md").read_text()) >= 1


TOY = """# A title, and `more`

<!-- file: toy.txt -->
```yaml
a: 1
```

```python
from pathlib import Path
text = Path("toy.txt").read_text()
```

```python
assert text == "a: 1\\n"
{line}
```

<!-- run -->
```sh
test -f toy.txt
```

```sh
exit 1
```

<!-- not run: needs another machine -->
```python
raise SystemExit
```
"""


def test_blocks_of_a_document_are_one_program(tmp_path, monkeypatch):
    """Protects the reader of documents: blocks share names, files and an order."""
    monkeypatch.chdir(tmp_path)
    assert play("toy.md", TOY.format(line="")) == 4


def test_error_in_a_block_names_document_and_line(tmp_path, monkeypatch):
    """Protects the time of whoever mends the document."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ZeroDivisionError) as caught:
        play("toy.md", TOY.format(line="1 / 0"))
    place = caught.traceback[-1]
    assert (Path(place.path).name, place.lineno + 1) == ("toy.md", 15)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("<!-- run -->\n```sh\nexit 3\n```\n", subprocess.CalledProcessError),
        ("<!-- not run: -->\n```python\n1\n```\n", SyntaxError),
        ("<!-- not run -->\n```python\n1\n```\n", ValueError),
        ("```python\n1\n", ValueError),
        ("```python\nprint(1)\n```\n<!-- prints -->\n```text\n2\n```\n", ValueError),
    ],
)
def test_bad_document_is_refused(text, error, tmp_path, monkeypatch):
    """Protects against scripts that fail, blocks left out without a reason, and open fences."""
    monkeypatch.chdir(tmp_path)
    if error is SyntaxError:
        text = text.replace("1\n```", "not python at all\n```")  # the mark is none, so it runs
    with pytest.raises(error):
        play("toy.md", text)


def test_dead_links_are_seen(tmp_path):
    """Protects the check of links: files, anchors and pictures."""
    (tmp_path / "other.md").write_text("# One heading\n\n## It's C++ (2)\n")
    text = (
        "[a](other.md) [b](other.md#one-heading) [c](other.md#its-c-2) [d](https://example.com)\n"
        "`[code](nowhere.md)`\n```\n[block](nowhere.md)\n```\n"
        "[e](nowhere.md) [f](other.md#two) ![g](picture.png) [h](#here)\n"
    )
    path = tmp_path / "toy.md"
    path.write_text(text)
    assert broken_links(path, text) == ["nowhere.md", "other.md#two", "picture.png", "#here"]
