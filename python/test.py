"""Tries the installed module, in a folder with the samples.

usage: test.py PROGRAM README.py CONVERSIONS
"""

import multiprocessing
import os
import pathlib
import pickle
import resource
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor

import bargeh

PROGRAM, README, COUNT = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
SAMPLES = pathlib.Path("samples")
FORMATS = ["pdf", "epub", "png", "jpg", "html", "md", "txt", "telegram", "whatsapp"]
SHORT = "# سلام\n\nاین یک پیام است، و **بس**.\n"
warnings.simplefilter("ignore", bargeh.Warning)


def program(*args):
    """The files that the program writes, by name."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([PROGRAM, *map(str, args), "-q", "-o", folder + "/"], check=True, env={})
        return {file.name: file.read_bytes() for file in pathlib.Path(folder).iterdir()}


def refused(call):
    try:
        call()
    except bargeh.Error as error:
        return error
    raise AssertionError("not refused")


def same_bytes():
    for sample in sorted(SAMPLES.glob("*.md")):
        made = dict(bargeh.convert(sample, FORMATS, ppi=40))
        assert made == program(sample, "--to", ",".join(FORMATS), "--ppi", "40"), sample
    message, invitation = SAMPLES / "message.md", SAMPLES / "invitation" / "invitation.md"
    for settings, flags in [
        ({"theme": "flyer", "sheet": "copies:4"}, ["--theme", "flyer", "--sheet", "copies:4"]),
        ({"sheet": "booklet", "proof": True, "duplex": "manual"}, ["--sheet", "booklet", "--proof", "--duplex", "manual"]),
        ({"card": True, "cards": 6}, ["--card", "--cards", "6"]),
        ({"font_size": 12.5, "no_title": True, "margin": [14, 13, 16, 13]}, ["--font-size", "12.5", "--no-title", "--margin", "14,13,16,13"]),
    ]:
        made = bargeh.convert(message, **settings)
        made = dict(made) if isinstance(made, list) else {"message.pdf": made}
        assert made == program(message, *flags), settings
    assert {"invitation.pdf": bargeh.convert(invitation, sheet="copies:4")} == program(invitation, "--sheet", "copies:4")
    guests = {"data": invitation.parent / "guests.csv", "rows": "1-2"}
    flags = ["--data", guests["data"], "--rows", "1-2"]
    assert {"invitation.pdf": bargeh.convert(invitation, **guests)} == program(invitation, *flags)


def precedence():
    text = "---\npaper: a6\n---\n" + SHORT
    own, front = bargeh.convert(text, paper="a4"), bargeh.convert(text)
    assert own == bargeh.convert(SHORT, paper="a4") and front == bargeh.convert(SHORT, paper="a6")
    converter = bargeh.Converter(paper="a4")
    assert converter.convert(text) == own and converter.convert(text, paper="a5") == bargeh.convert(SHORT, paper="a5")
    folder = pathlib.Path("configured")
    folder.mkdir()
    (folder / "bargeh.toml").write_text('paper = "a6"\n')
    (folder / "message.md").write_text(SHORT)
    assert bargeh.convert(folder / "message.md") == front
    assert bargeh.convert(folder / "message.md", paper="a4") == own
    # The environment is the program's, not that of whoever calls a function.
    os.environ["BARGEH_PAPER"] = "a4"
    assert bargeh.convert(SHORT, paper=None) == bargeh.convert(SHORT) != own
    del os.environ["BARGEH_PAPER"]


def pictures_and_folders():
    folder = pathlib.Path("letters")
    folder.mkdir()
    bitmap = bargeh.convert(SHORT, "png", ppi=40)
    (folder / "dot.png").write_bytes(bitmap)
    pathlib.Path("outside.png").write_bytes(bitmap)
    text = SHORT + "\n![نقطه](dot.png)\n"
    (folder / "message.md").write_text(text)
    inside = bargeh.convert(folder / "message.md")
    assert inside == bargeh.convert(text, folder=folder) != bargeh.convert(text)
    (folder / "greedy.md").write_text(SHORT + "\n![راز](../outside.png)\n")
    error = refused(lambda: bargeh.convert(folder / "greedy.md"))
    assert error.code == "forbidden" and "allow" in error.hint, (error.code, error.hint)
    assert bargeh.convert(folder / "greedy.md", allow_dir=".") and bargeh.convert(folder / "greedy.md", allow_dir=["."])


def errors_and_warnings():
    error = refused(lambda: bargeh.convert(SHORT, theme="flier"))
    assert error.code == "setting" and "flyer" in error.hint and error.file is None, vars(error)
    error = refused(lambda: bargeh.convert("---\ntoc: [\n---\n" + SHORT))
    assert (error.code, error.file) == ("source", "<text>") and error.line >= 1 and str(error), vars(error)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is bargeh.Error and vars(again) == vars(error) and str(again) == str(error)
    assert refused(lambda: bargeh.convert(pathlib.Path("nowhere.md"))).file == "nowhere.md"
    assert refused(lambda: bargeh.convert(SHORT, colour="red")).code == "setting"
    assert refused(lambda: bargeh.convert(b"\xff\xfe\xfd")).code == "source"
    for wrong in [lambda: bargeh.convert(1), lambda: bargeh.convert(SHORT, theme={}), lambda: bargeh.convert()]:
        try:
            wrong()
        except TypeError:
            continue
        raise AssertionError("taken")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        bargeh.convert(SHORT + "\n![نیست](none.png)\n")
    told = [one for one in caught if issubclass(one.category, bargeh.Warning)]
    assert told and told[0].message.code == "image" and told[0].message.line == 5, caught
    assert told[0].filename == __file__, told[0].filename
    with warnings.catch_warnings():
        warnings.simplefilter("error", bargeh.Warning)
        try:
            bargeh.convert(SHORT + "\n![نیست](none.png)\n")
        except bargeh.Warning as warning:
            assert warning.hint is None or warning.hint
        else:
            raise AssertionError("no exception of it")
    assert refused(lambda: bargeh.convert(SHORT + "\n![نیست](none.png)\n", strict=True)).code == "refused"
    # As deep as is allowed, and deeper, on the small stack of a thread.
    deep = lambda levels: bargeh.convert(">" * levels + " ژرف\n")
    threading.stack_size(256 << 10)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(deep, 90).result() and pool.submit(refused, lambda: deep(150)).result().code == "source"
    threading.stack_size(0)


def cleaning():
    sample = SAMPLES / "message.md"
    said = subprocess.run([PROGRAM, "clean", sample, "--clean", "guarded", "-q"], check=True, capture_output=True, env={})
    text, edits = bargeh.clean(sample, clean="guarded")
    assert text == said.stdout.decode() and edits
    source = sample.read_text()
    assert all(source[edit.start : edit.end] == edit.was for edit in edits)
    for edit in reversed(edits):
        source = source[: edit.start] + edit.becomes + source[edit.end :]
    assert source == text
    text, [edit] = bargeh.clean("او می روم.", clean="guarded")
    assert text == "او می‌روم." and edit.line == 1 and edit.rules, (text, edit)
    rule = edit.rules[0]
    assert bargeh.clean("او می روم.", clean="guarded", no_rule=[rule]) == ("او می روم.", [])
    assert bargeh.Converter(clean="guarded").clean("او می روم.")[0] == text


def inspecting():
    findings = bargeh.inspect(bargeh.convert(SHORT))
    assert findings and all(found.weight != "identifying" for found in findings), findings
    revealing = bargeh.inspect("<html><head><meta name=author content=نام></head></html>".encode())
    assert any(found.weight == "identifying" and found.value == "نام" for found in revealing), revealing
    assert refused(lambda: bargeh.inspect(b"")).code == "refused"


def pools():
    converter, alone = bargeh.Converter(theme="flyer"), bargeh.convert(SHORT, theme="flyer")
    with ThreadPoolExecutor(8) as pool:
        assert all(made == alone for made in pool.map(lambda _: converter.convert(SHORT), range(64)))
        readme = compile(README.read_text(), str(README), "exec")
        for done in [pool.submit(exec, readme, {}) for _ in range(8)]:
            done.result()
    # Other threads run meanwhile.
    ticks, done = [], threading.Event()
    clock = threading.Thread(target=lambda: [ticks.append(time.sleep(0.001)) for _ in iter(done.is_set, True)])
    clock.start()
    long = "\n\n".join("این یک بند از کتابی است که به درازا می‌کشد." for _ in range(4000))
    book = bargeh.convert(long)
    done.set()
    clock.join()
    assert len(ticks) > 10, f"{len(ticks)} ticks while a book was set"
    # A copied process has none of the threads that the book was set by.
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(bargeh.convert, (long,)).get(300) == book


def memory():
    """How many KiB so many conversions add."""
    def size():
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * resource.getpagesize() // 1024

    converter = bargeh.Converter(theme="flyer")
    for _ in range(COUNT // 10):
        bargeh.convert(SHORT), converter.convert(SHORT)
    before, start = size(), time.perf_counter()
    for _ in range(COUNT // 2):
        bargeh.convert(SHORT), converter.convert(SHORT)
    took, grown = time.perf_counter() - start, size() - before
    print(f"{COUNT} conversions: {1000 * took / COUNT:.2f} ms each, memory grew by {grown} KiB")
    assert grown <= 10 * 1024, f"{grown} KiB"


def described():
    for thing in [bargeh, bargeh.convert, bargeh.clean, bargeh.inspect, bargeh.Converter, bargeh.Converter.convert, bargeh.Error]:
        assert thing.__doc__, thing
    package = pathlib.Path(bargeh.__file__).parent
    assert (package / "py.typed").is_file() and (package / "__init__.pyi").is_file()
    stubs = (package / "__init__.pyi").read_text()
    public = [name for name in dir(bargeh) if not name.startswith("_") and name != "bargeh"]
    assert public and all(f"class {name}" in stubs or f"def {name}" in stubs for name in public), public


for test in [same_bytes, precedence, pictures_and_folders, errors_and_warnings, cleaning, inspecting, pools, memory, described]:
    start = time.perf_counter()
    test()
    print(f"{test.__name__}: {time.perf_counter() - start:.1f} s")
