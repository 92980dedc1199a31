#!/usr/bin/env python3
"""Puts the page together: one HTML file that asks for nothing outside itself.

usage: bundle.py MODULE.wasm GLUE.js PAGE.html
"""
import base64
import gzip
import hashlib
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
# Each after what it imports.
SCRIPTS = ["words", "dom", "state", "desk", "editor", "pages", "look", "save", "page"]


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


def faces() -> str:
    """The letters of the page, so that it looks the same before the library is ready."""
    fonts = HERE.parent / "fonts" / "vazirmatn"
    rules = []
    for name, weight in (("Regular", 400), ("Bold", 700)):
        data = base64.b64encode((fonts / f"Vazirmatn-{name}.ttf").read_bytes()).decode()
        rules.append(f"@font-face {{ font-family: Vazirmatn; font-weight: {weight}; src: url(data:font/ttf;base64,{data}); }}\n")
    return "".join(rules)


def policy(style: str, script: str) -> str:
    def hashed(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    rules = {
        "default-src": "'none'",
        "script-src": f"{hashed(script)} 'wasm-unsafe-eval'",
        "worker-src": "blob:",
        "style-src": hashed(style),
        "font-src": "data:",
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def main() -> None:
    module, glue, page = map(Path, sys.argv[1:])
    style = faces() + "".join(style.read_text("utf-8") for style in (HERE.parent / "src/web/looks.css", HERE / "page.css"))
    script = joined()
    worker = glue.read_text("utf-8") + (HERE / "js" / "worker.js").read_text("utf-8")
    # No time in the head of the archive: the same bytes each time.
    packed = base64.b64encode(gzip.compress(module.read_bytes(), 9, mtime=0)).decode()
    values = {"policy": policy(style, script), "style": style, "script": script, "worker": worker, "packed": packed}
    for name in ("style", "script", "worker"):
        assert "</s" not in values[name], f"the {name} would end its element"
    html = (HERE / "page.html").read_text("utf-8")
    parts = re.split(r"@(policy|style|script|worker|packed)@", html)
    assert len(parts) == 2 * len(values) + 1, "each place is there once"
    page.write_text("".join(part if at % 2 == 0 else values[part] for at, part in enumerate(parts)), "utf-8")


main()
