#!/usr/bin/env python3
"""Puts the page together: one HTML file that asks for nothing outside itself.

usage: bundle.py MODULE.wasm.gz GLUE.js PAGE.html
"""
import base64
import hashlib
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
# Each after what it imports.
SCRIPTS = ["words", "dom", "state", "packed", "desk", "editor", "pages", "look", "save", "page"]


def joined() -> str:
    """The modules as one script: imports are of names that stand above."""
    parts = []
    for name in SCRIPTS:
        text = (HERE / "js" / f"{name}.js").read_text("utf-8")
        imported = re.findall(r"^import .* from '\./(\w+)\.js';$", text, re.M)
        late = [other for other in imported if other not in SCRIPTS[: SCRIPTS.index(name)]]
        assert not late, f"{name}.js imports {late}, which stands behind it"
        text = re.sub(r"^import .*\n", "", text, flags=re.M)
        parts.append(re.sub(r"^export ", "", text, flags=re.M))
    names = re.findall(r"^(?:const|let|class|function|async function) (\w+)", "\n".join(parts), re.M)
    assert len(names) == len(set(names)), "two modules have a name in common"
    return "'use strict';\n(() => {\n" + "\n".join(parts) + "})();\n"


# What text in an HTML file cannot hold, or what some carriers change: no byte, line
# ends, the beginning of a tag.
BARRED = [0x00, 0x0A, 0x0D, 0x3C]


def as_text(data: bytes) -> str:
    """Seven bits a letter: 8 bytes of UTF-8 for 7, where base64 takes 9.3. A letter that
    is barred stands with the next one in two bytes (`page/js/packed.js` reads it)."""
    data += bytes(-len(data) % 7)  # the reader knows the length
    letters: list[int] = []
    for at in range(0, len(data), 7):
        eight = int.from_bytes(data[at : at + 7], "big")
        letters += [(eight >> shift) & 0x7F for shift in range(49, -1, -7)]
    # A barred one at the very end has a next one, too.
    letters.append(1)
    text: list[str] = []
    waiting = None
    for letter in letters:
        if waiting is not None:
            text.append(chr(0x80 + (waiting << 7) + letter))
            waiting = None
        elif letter in BARRED:
            waiting = BARRED.index(letter)
        else:
            text.append(chr(letter))
    return "".join(text)


def policy(style: str, script: str) -> str:
    def hashed(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    rules = {
        "default-src": "'none'",
        "script-src": f"{hashed(script)} 'wasm-unsafe-eval'",
        "worker-src": "blob:",
        "style-src": hashed(style),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def main() -> None:
    module, glue, page = map(Path, sys.argv[1:])
    style = "".join(style.read_text("utf-8") for style in (HERE.parent / "src/web/looks.css", HERE / "page.css"))
    script = joined()
    worker = glue.read_text("utf-8") + (HERE / "js" / "worker.js").read_text("utf-8")
    packed = module.read_bytes()
    values = {"policy": policy(style, script), "style": style, "script": script, "worker": worker, "length": str(len(packed)), "packed": as_text(packed)}
    for name in ("style", "script", "worker"):
        assert "</s" not in values[name], f"the {name} would end its element"
    html = (HERE / "page.html").read_text("utf-8")
    parts = re.split(r"@(policy|style|script|worker|length|packed)@", html)
    assert len(parts) == 2 * len(values) + 1, "each place is there once"
    page.write_text("".join(part if at % 2 == 0 else values[part] for at, part in enumerate(parts)), "utf-8")


main()
