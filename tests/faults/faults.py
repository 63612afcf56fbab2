#!/usr/bin/env python3
"""What the system and other people's files can do to a run: each ends as the table says, and nothing is lost.

Usage: faults.py DROPCERT CHECKER SHIM [NAME...]     NAME: only these groups

A run fails its test if it ends by a signal or with another exit code than expected, says something else on standard
error than the sentences expected, changes or removes a file that is not its own, or leaves a temporary behind.
"""
import contextlib
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

DROPCERT = os.path.abspath(sys.argv[1])
CHECKER = os.path.abspath(sys.argv[2])
SHIM = os.path.abspath(sys.argv[3])
PROMPT = 1.0  # seconds from a signal to the end: half a second, and a busy machine

# Under nohup a hangup is ignored, and SIGQUIT in a shell's background, by all that is started here too: they are
# to be heard.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)

for needed in (CHECKER, SHIM):
    if not os.path.exists(needed):
        sys.exit(f"there is no {needed}")
PREFIX = "dropcert-faults-"
failures = []
runs = 0


def fail(text):
    failures.append(text)
    print("FAILED:", text, flush=True)


def content(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, text):
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def state():
    """All files of the present folder, which is one of fresh(): others write to the folder of the build. Links are not
    followed."""
    assert os.path.basename(os.getcwd()).startswith(PREFIX), "outside of a fresh folder"
    found = {}
    for folder, _, names in os.walk("."):
        for name in names:
            path = os.path.join(folder, name)[2:]
            found[path] = os.readlink(path) if os.path.islink(path) else hashlib.sha256(content(path)).hexdigest()
    return found


@contextlib.contextmanager
def fresh():
    """A new folder with some inputs, and back."""
    before = os.getcwd()
    folder = tempfile.mkdtemp(prefix=PREFIX)
    os.chdir(folder)
    try:
        generator = random.Random(8)
        rows = "".join(f"{generator.uniform(-4, 4):.4f},{generator.uniform(-3, 3):.3f}\n" for _ in range(3000))
        write("X.csv", "a,b\n" + rows)
        write("w.csv", "name,weight\na,1.5\nb,-2/3\n")
        write("main.tex", "\\certified{radius(3)}{4.3439} \\begin{claim}[A]{for n in 1..40: 2*sum(i = 1..n, i) = n*(n + 1)}x\\end{claim}\n")
        write("mine.claims", 'ledger "x"\nclaim A "a"\n  printed for n in 1..40: sum(i = 1..n, i) = n*(n + 1)/2\n')
        yield
    finally:
        os.chdir(before)
        shutil.rmtree(folder)


AUDIT = ["audit", "--data", "X.csv", "--weights", "w.csv", "--dropout", "1/2"]
SHARD = ["theorem1", "--max-k", "300", "--shard", "2/2", "--threads", "2"]
VERIFY = ["verify", "mine.claims", "--format", "tex"]
TABLES = ["tables", "--only", "radius"]
OUTPUTS = [
    (AUDIT, "--out", "rows.csv"),
    (AUDIT, "--figure", "figure.svg"),
    (SHARD, "--output", "shard"),
    (VERIFY, "--certificate", "mine.cert"),
    (["emit-coq", "1 + 1 = 2"], "--out", "one.v"),
    (["paper", "main.tex"], "--out", "main.dropcert"),
]


class Result:
    def __init__(self, code, out, err, seconds):
        self.code, self.out, self.err, self.seconds = code, out, err, seconds


def run(arguments, *, closed=(), limits=None, environment=None, stdin=None, program=DROPCERT, signals=(), out=None,
        err=None):
    """signals: pairs of a signal and the seconds to wait before it."""
    global runs
    runs += 1

    def prepare():
        for name, value in (limits or {}).items():
            resource.setrlimit(getattr(resource, "RLIMIT_" + name), (value, value))
        for descriptor in closed:
            os.close(descriptor)

    with tempfile.TemporaryFile() as out_file:
        child = subprocess.Popen([program] + arguments, stdin=stdin or subprocess.DEVNULL, stdout=out or out_file,
                                 stderr=err or subprocess.PIPE, preexec_fn=prepare, env={**os.environ, **(environment or {})},
                                 close_fds=True)
        start = time.monotonic()
        for number, wait in signals:
            time.sleep(wait)
            start = time.monotonic()
            child.send_signal(number)
        try:
            code = child.wait(timeout=300)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            code = "timeout"
        seconds = time.monotonic() - start
        out_file.seek(0)
        said = b"" if err else child.stderr.read()  # a pipe, which no quota stops
        return Result(code, out_file.read(), said, seconds)


def check(what, arguments, code, sentence=None, *, new=(), lines=1, **how):
    """Runs and compares. sentence: in what is said, in so many lines; None: nothing is said. new: files that may be
    new or changed."""
    before = state()
    result = run(arguments, **how)
    where = f"{what}: {' '.join(arguments)}"
    expected = code if isinstance(code, (tuple, list)) else (code,)
    if result.code not in expected:
        fail(f"{where}: exit code {result.code}, not {code}; {result.err[-300:]!r}")
    said = result.err.decode("utf-8", "backslashreplace")
    if 2 not in how.get("closed", ()) and "err" not in how:
        if sentence is None and said:
            fail(f"{where}: says {said!r}")
        if sentence is not None:
            if sentence not in said:
                fail(f"{where}: says {said!r}, not {sentence!r}")
            if lines and said.count("\n") != lines:
                fail(f"{where}: says {said.count(chr(10))} lines: {said!r}")
            name = "dropcert-check: " if how.get("program") == CHECKER else "dropcert: "
            if not all(line.startswith(name) for line in said.splitlines()):
                fail(f"{where}: says {said!r}")
    after = state()
    for path, digest in before.items():
        if after.get(path) != digest and path not in new:
            fail(f"{where}: {path} was {'changed' if path in after else 'removed'}")
    for path in after:
        if path not in before and not any(path == name or path.startswith(name + "/") for name in new):
            fail(f"{where}: {path} is left behind")
        if ".unfinished-" in path and path not in before:
            fail(f"{where}: {path} is left behind")
    return result


def descriptors():
    """0, 1 and 2 closed, in all ways, and full."""
    ways = [tuple(d for d in range(3) if mask & 1 << d) for mask in range(8)]
    for arguments, option, name in OUTPUTS:
        with fresh():
            check("reference", arguments + [option, name], 0, "starts from" if arguments == SHARD else None, new=[name])
            reference = content(name)
        for closed in ways:
            with fresh():
                silent = arguments[0] in ("theorem1", "emit-coq")  # all they find is in the file
                code = 2 if 1 in closed and not silent else 0
                said = "standard output" if code else "starts from" if arguments == SHARD else None
                check(f"closed {closed}", arguments + [option, name], code, said, new=[name], closed=closed)
                if os.path.exists(name) and content(name) != reference:
                    fail(f"closed {closed}: {name} begins with {content(name)[:80]!r}")
                if code == 0 and not os.path.exists(name):
                    fail(f"closed {closed}: {name} is missing")
    with fresh():
        for closed in ways:
            check(f"closed {closed}", ["evaluate", "foo"], 2, "foo", closed=closed)
            check(f"closed {closed}", ["evaluate", "pi"], 2 if 1 in closed else 0,
                  "standard output" if 1 in closed else None, closed=closed)
        with open("/dev/full", "wb") as full:
            for arguments in (["evaluate", "pi"], ["--help"], ["--version"], ["cite"], VERIFY, AUDIT,
                              ["evaluate", "pi", "--digits", "50000"], ["theorem1", "--max-k", "50"],
                              ["theorem1", "--max-k", "50", "--shard", "1/2"], ["validity"],
                              AUDIT + ["--out", "-"]):
                check("full", arguments, 2, "cannot be written to standard output", out=full, lines=None)
            check("full", ["evaluate", "pi"], 0, err=full)
            check("full", ["evaluate", "foo"], 2, err=full)
            check("full", ["evaluate", "foo"], 2, err=full, out=full)
            check("full", SHARD + ["--output", "shard"], 0, err=full, new=["shard"])


def quotas():
    """No file may grow beyond a few kilobytes: EFBIG, and not the end by SIGXFSZ."""
    for arguments, option, name in OUTPUTS[:3] + [(TABLES, "--out", "tables"),
                                                  (["theorem1", "--max-k", "600", "--save-every", "0"], "--resume", "saved"),
                                                  (AUDIT + ["--out", "rows.csv"], "--resume", "saved")]:
        with fresh():
            size = 100 if arguments == SHARD else 2000
            new = [name, name + "/lock"] if name == "saved" else []
            check("quota", arguments + [option, name], 2, "File too large", limits={"FSIZE": size}, lines=None, new=new)
    with fresh(), open("pi", "wb") as file:
        check("quota", ["evaluate", "pi", "--digits", "50000"], 2, "standard output: File too large", limits={"FSIZE": 2000}, out=file,
              new=["pi"])
    for call in ("fsync", "rename"):
        for arguments, option, name in OUTPUTS + [(TABLES, "--out", "tables")]:
            with fresh():
                check(call, arguments + [option, name], 2, "No space left on device", lines=None,
                      environment={"LD_PRELOAD": SHIM, "FAULT_CALL": call})


def memory():
    """Less memory than is needed, in steps from what loads the program: below, the loader itself may crash (glibc 2.41)."""
    commands = [AUDIT + ["--regulariser", "--threads", "4", "--out", "rows.csv"], VERIFY + ["--certificate", "mine.cert"],
                ["theorem1", "--max-k", "1000", "--threads", "4"], ["evaluate", "pi", "--digits", "100000"],
                ["evaluate", "bernoulli(3000)"], ["taylor", "--at", "1", "--order", "1000", "--digits", "300"],
                ["theorem1", "--max-k", "900", "--shard", "2/2", "--kernel", "mpn", "--output", "shard"]]
    megabyte = 1 << 20
    least = 8 * megabyte
    loader = {"LD_TRACE_LOADED_OBJECTS": "1", "LD_WARN": "yes", "LD_BIND_NOW": "1"}  # as ldd -r does: main does not run
    while run([], limits={"AS": least}, environment=loader).code != 0:
        least += megabyte // 16
    while (code := run(["--version"], limits={"AS": least}).code) != 0:
        if code not in (2, 127):
            fail(f"{least // 1024} KB: --version ends with {code}")
        least += megabyte // 16
    print(f"the program loads with {least // megabyte} MB")
    ends = {}
    for size in [least + step * megabyte // 2 for step in range(-2, 24)] + [least + 2**i * megabyte for i in range(4, 9)]:
        for arguments in commands:
            with fresh():
                new = [name for name in ("rows.csv", "mine.cert", "shard") if name in arguments]
                before = state()
                result = run(arguments, limits={"AS": size})
                where = f"{size // 1024} KB: {' '.join(arguments)}"
                ends[result.code] = ends.get(result.code, 0) + 1
                if result.code not in (0, 2):
                    fail(f"{where}: ends with {result.code}: {result.err[-200:]!r}")
                if result.code == 2 and b"memory" not in result.err:
                    fail(f"{where}: says {result.err!r}")
                if set(state()) - set(before) - set(new if result.code == 0 else []):
                    fail(f"{where}: leaves {set(state()) - set(before)}")
    print("exit codes:", ends)
    if ends.get(2, 0) < 5 or ends.get(0, 0) < 5:
        fail(f"memory: the steps miss the interesting sizes: {ends}")


def stacks():
    """A small stack: what is nested as deeply as is allowed works as with a large one."""
    deep = "(" * 180 + "1" + ")" * 180 + " > 0"
    sums = "".join(f"where f{n}(x) = f{n - 1}(x) + 1\n" for n in range(1, 300))
    for stack in (64, 100, 256, 1000, 4000):
        with fresh():
            write("deep.claims", f'ledger "x"\nwhere f0(x) = x\n{sums}claim A "a"\n  printed {deep}\n'
                  'claim B "b"\n  printed for n in 1..50: f299(n) = n + 299\n')
            for arguments in (["evaluate", "pi"], ["evaluate", "+".join(["1"] * 150)], ["verify", "deep.claims", "--threads", "2"],
                              AUDIT + ["--regulariser", "--threads", "2"], ["theorem1", "--max-k", "300", "--threads", "2"],
                              ["tables", "--only", "radius", "--format", "html", "--out", "-"], ["paper", "main.tex", "--out", "-"],
                              ["taylor", "--at", "1", "--order", "200"]):
                expected = run(arguments)
                result = run(arguments, limits={"STACK": stack * 1024})
                if (result.code, result.err) != (expected.code, expected.err) or expected.code not in (0, 1):
                    fail(f"stack of {stack} KB: {' '.join(arguments)}: {result.code}, not {expected.code}; {result.err[-200:]!r}")
            run(["verify", "deep.claims", "--certificate", "deep.cert"])
            check("stack", ["deep.cert", "--threads", "2"], 0, program=CHECKER, limits={"STACK": stack * 1024})


def checker():
    """The same of the checker: descriptors, memory, threads, signals, small stacks, standard input."""
    with fresh():
        run(["verify", "mine.claims", "--certificate", "mine.cert"])
        write("long.claims", ledger_of_sums(40, 400))
        write("long.cert", content("mine.cert"))
        arguments = ["mine.cert", "--claims", "mine.claims"]
        reference = run(arguments, program=CHECKER)
        if reference.code != 0 or not reference.out.endswith(b"\ns VERIFIED\n"):
            fail(f"checker: {reference.code}, {reference.out!r}")
        for closed in [tuple(d for d in range(3) if mask & 1 << d) for mask in range(8)]:
            check(f"closed {closed}", arguments, 2 if 1 in closed else 0, "cannot be written" if 1 in closed else None, closed=closed,
                  program=CHECKER)
            check(f"closed {closed}", ["none.cert"], 2, "none.cert", closed=closed, program=CHECKER)
        with open("/dev/full", "wb") as full:
            check("full", arguments, 2, "cannot be written", program=CHECKER, out=full)
            check("full", ["--help"], 2, "cannot be written", program=CHECKER, out=full)
            check("full", ["none.cert"], 2, program=CHECKER, err=full)
        for option, name in (([], "mine.cert"), (["mine.cert", "--claims"], "mine.claims")):
            with open(name, "rb") as file:
                piped = check("standard input", option + ["-"], 0, program=CHECKER, stdin=file)
                if not piped.out.endswith(b"s VERIFIED\n"):
                    fail(f"standard input: {piped.out!r}")
        for most in ("0", "1"):
            result = run(arguments + ["--threads", "8"], program=CHECKER, environment={"LD_PRELOAD": SHIM, "FAULT_THREADS": most})
            if (result.code, result.out) != (0, reference.out):
                fail(f"checker, {most} threads: {result.code}, {result.out!r}, {result.err!r}")
        megabyte = 1 << 20
        ends = {}
        for size in range(4 * megabyte, 40 * megabyte, megabyte // 2):
            result = run(arguments + ["--threads", "4"], program=CHECKER, limits={"AS": size})
            ends[result.code] = ends.get(result.code, 0) + 1
            if result.code == 127:  # the program cannot be loaded
                continue
            if result.code not in (0, 2, 3) or (result.code == 0) != result.out.endswith(b"s VERIFIED\n"):
                fail(f"checker, {size // 1024} KB: {result.code}, {result.out[-200:]!r}, {result.err[-200:]!r}")
            if result.code == 2 and b"memory" not in result.err:
                fail(f"checker, {size // 1024} KB: says {result.err!r}")
        print("exit codes:", ends)
        if ends.get(0, 0) < 5 or ends.get(2, 0) + ends.get(3, 0) < 2:
            fail(f"checker: the steps of memory miss the interesting sizes: {ends}")
        run(["verify", "long.claims", "--certificate", "long.cert", "--force"])
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU):
            result = run(["long.cert", "--threads", "2"], program=CHECKER, signals=[(number, 0.1)])
            if result.code != -number or result.seconds > PROMPT or b"VERIFIED" in result.out:
                fail(f"checker, {number.name}: {result.code}, {result.seconds:.2f} s, {result.out!r}")


def threads():
    """No threads beyond a few can be made: the same bytes, with a note."""
    for arguments in (AUDIT + ["--threads", "4", "--out", "-"], ["theorem1", "--max-k", "500", "--threads", "4"],
                      ["theorem1", "--max-k", "500", "--threads", "3", "--kernel", "mpn"],
                      ["theorem1", "--max-k", "500", "--shard", "2/2"], VERIFY + ["--threads", "3"],
                      ["tables", "--only", "radius,remedy,validity", "--check", "--threads", "3"]):
        with fresh():
            if arguments[0] == "tables":
                run(["tables", "--only", "radius,remedy,validity"])
            expected = run(arguments)
            for most in ("0", "1"):
                result = run(arguments, environment={"LD_PRELOAD": SHIM, "FAULT_THREADS": most})
                where = f"{most} threads: {' '.join(arguments)}"
                if result.code != expected.code or result.out != expected.out:
                    fail(f"{where}: another result; {result.code}, {result.err!r}")
                notes = result.err.count(b"threads; the work goes on")
                if notes > 1 or (notes == 0 and most == "0" and arguments[0] != "verify"):
                    fail(f"{where}: says {result.err!r}")


def ledger_of_sums(count, last):
    """Statements that take a moment each."""
    return 'ledger "x"\n' + "".join(f'claim A{i} "a"\n  printed for n in 1..{last + i}: sum(k = 1..n, k^3) = (n*(n + 1)/2)^2\n'
                                    for i in range(count))


def write_long_inputs():
    """What takes every command that can take long some seconds."""
    write("X.csv", content("X.csv") + 100 * content("X.csv")[4:])
    write("long.claims", ledger_of_sums(40, 400))
    write("one.claims", ledger_of_sums(1, 5000).replace("A0", "A"))
    write("long.csv", "expression,value\n" + "".join(f"bernoulli({2 * n}),1.5\n" for n in range(2000, 3000)))
    write("long.tex", "".join(f"\\certified{{bernoulli({2 * n})}}{{4.3439}}\n" for n in range(2000, 3000)))
    generator = random.Random(5)
    write("contributions.csv", "".join(f"{generator.uniform(-1, 1):.12f}\n" for _ in range(20000)))
    write("logits.csv", "".join(f"{generator.uniform(-5, 5):.6f}\n" for _ in range(200)))
    write("direction.csv", "".join(f"{generator.uniform(-9, 9):.6f}\n" for _ in range(200)))


REGULARISER = AUDIT + ["--regulariser", "--digits", "30"]
# Every command that can take long, with all the files that it can write; the seconds until it is asked to end.
LONG = [
    (["theorem1", "--max-k", "20000"], 1),
    (["theorem1", "--max-k", "20000", "--resume", "saved"], 4),
    (["theorem1", "--max-k", "12000", "--shard", "2/2", "--output", "shard"], 1),
    (["evaluate", "pi^pi", "--digits", "1000000"], 0.3),
    (["tables", "--out", "tables"], 1.5),
    (["tables", "--format", "html", "--out", "tables.html"], 0.5),
    (["tables", "--certificate", "tables.cert"], 0.5),
    (REGULARISER + ["--out", "rows.csv", "--figure", "figure.svg"], 0.5),
    (REGULARISER + ["--certificate", "rows.cert"], 0.5),
    (REGULARISER + ["--resume", "saved", "--out", "rows.csv"], 0.5),
    (REGULARISER + ["--shard", "1/2", "--output", "shard"], 0.5),
    (AUDIT[:-1] + ["0.1,0.2,0.5", "--regulariser", "--figure", "sweep.svg"], 0.5),
    (["verify", "long.claims", "--certificate", "long.cert", "--format", "html", "--out", "long.html"], 0.5),
    (["verify", "long.claims", "--resume", "saved", "--certificate", "long.cert"], 0.5),
    (["verify", "long.claims", "--shard", "1/2", "--output", "shard"], 0.5),
    (["explain", "A", "--ledger", "one.claims"], 0.5),
    (["compare", "long.csv"], 0.5),
    (["paper", "long.tex", "--out", "long.dropcert", "--ledger", "paper.claims", "--certificate", "long.cert"], 0.5),
    (["taylor", "--at", "1", "--order", "10000", "--digits", "30000"], 0.5),
    (["emit-coq", "sum(k = 1..100000, bernoulli(k)) > 12", "--out", "one.v"], 0.5),
    (["regulariser", "--contributions", "contributions.csv", "--dropout", "1/3", "--digits", "1000", "--certificate", "model.cert"], 0.5),
    (["radius", "--logits", "logits.csv", "--direction", "direction.csv", "--digits", "1000"], 0.5),
    (["merge", "big1", "big2", "--out", "rows.csv", "--figure", "figure.svg"], 0.05),
]
QUICK = {"list", "cite", "validity", "completion"}


def ask_to_end(arguments, number, wait):
    """One run, with a signal after some seconds."""
    where = f"{number.name} after {wait} s: {' '.join(arguments)}"
    before = state()
    result = run(arguments, signals=[(number, wait)], limits={"CORE": 0})
    after = state()
    if result.seconds > PROMPT:
        fail(f"{where}: over {result.seconds:.2f} s later")
    if result.code == 0:
        print(f"note: {' '.join(arguments)} took less than {wait} s")
    elif number == signal.SIGQUIT and result.code != -number:
        fail(f"{where}: ends with {result.code}, {result.err!r}")
    elif number != signal.SIGQUIT and (result.code != 1 or not any(
            word in result.err + result.out for word in (b"interrupted", b"stopped"))):
        fail(f"{where}: ends with {result.code}, says {result.err!r}")
    for path, digest in before.items():
        if after.get(path) != digest and not path.startswith("saved/"):
            fail(f"{where}: {path} was {'changed' if path in after else 'removed'}")
    for path in set(after) - set(before):
        if ".unfinished-" in path or (result.code != 0 and not path.startswith("saved/")):
            fail(f"{where}: {path} is left behind")


def signals():
    """Asked to end, it is over in half a second, with a sentence and exit code 1, and leaves nothing; what else ends
    it leaves nothing either."""
    listed = run(["--help"]).out.decode().partition("Subcommands:\n")[2].partition("\n\n")[0]
    commands = {line.split()[0] for line in listed.splitlines()
                if line.startswith("  ") and not line.startswith("   ")}
    known = {arguments[0] for arguments, _ in LONG} | QUICK
    if commands != known:
        fail(f"signals: the commands are {sorted(commands)}, and those tried {sorted(known)}")
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGXCPU)
    for place, (arguments, wait) in enumerate(LONG):
        with fresh():
            write_long_inputs()
            if arguments[0] == "merge":
                for index in (1, 2):
                    run(AUDIT + ["--shard", f"{index}/2", "--output", f"big{index}"])
            for number in numbers if place % 5 == 0 else (numbers[place % 4], ):
                ask_to_end(arguments, number, wait)
            ask_to_end(arguments, signal.SIGQUIT, wait)
    with fresh():
        with subprocess.Popen([DROPCERT, "verify", "mine.claims", "--certificate", "mine.cert"], stdout=subprocess.PIPE,
                              preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL)) as child:
            child.stdout.close()
        if [name for name in state() if ".unfinished-" in name]:
            fail(f"closed pipe: left behind: {state()}")
    with fresh():
        check("two signals", ["theorem1", "--max-k", "20000", "--shard", "2/2", "--output", "shard"], (1, -signal.SIGTERM), "",
              lines=None, signals=[(signal.SIGTERM, 1), (signal.SIGTERM, 0.05)])
    audit = REGULARISER + ["--out", "rows.csv", "--figure", "figure.svg"]
    with fresh():
        write("X.csv", content("X.csv") + 5 * content("X.csv")[4:])
        for moment in (0.05, 0.2, 0.4):
            run(audit + ["--resume", "saved"], signals=[(signal.SIGKILL, moment)])
        result = run(audit + ["--resume", "saved"])
        rows = content("rows.csv")
        if [name for name in state() if ".unfinished-" in name]:
            fail(f"kills: left behind: {state()}")
        os.remove("rows.csv")
        if run(audit).out != result.out or content("rows.csv") != rows:
            fail("kills: resumed with another result")


def overwriting():
    """Nothing that is read is written to, and nothing of somebody else."""
    for arguments, option, name in OUTPUTS:
        inputs = [argument for argument in arguments if argument in ("X.csv", "w.csv", "mine.claims")]
        for source in inputs:
            for make in ("itself", "link", "twin", "dotted", "link to link"):
                with fresh():
                    target = "target"
                    if make == "itself":
                        target = source
                    elif make == "dotted":
                        target = "./" + source
                    elif make == "twin":
                        os.link(source, target)
                    else:
                        os.symlink(source, target if make == "link" else "between")
                        if make == "link to link":
                            os.symlink("between", target)
                    for force in ([], ["--force"]):
                        check(make, arguments + [option, target] + force, 2, "would be overwritten")
            with fresh(), open(source, "ab") as appended:
                check("appended", arguments + [option, name], 2, "would be written to it", out=appended)
        with fresh():
            write("theirs", "somebody else's\n")
            check("somebody's", arguments + [option, "theirs"], 2, "--force")
            check("somebody's", arguments + [option, "theirs", "--force"], 0, "starts from" if arguments == SHARD else None,
                  new=["theirs"])
            first = content("theirs")
            check("ours", arguments + [option, "theirs"], 0, "starts from" if arguments == SHARD else None)
            if content("theirs") != first:
                fail(f"{option} theirs: other bytes")
            write("empty", "")
            check("empty", arguments + [option, "empty"], 0, "starts from" if arguments == SHARD else None, new=["empty"])
            os.symlink("theirs", "link")
            check("link", arguments + [option, "link"], 0, "starts from" if arguments == SHARD else None)
            os.mkdir("folder")
            check("folder", arguments + [option, "folder"], 2, "Is a directory")
    with fresh():
        write("cells.csv", "1,2\n3,4\n")
        write("cells.claims", 'ledger "x"\nclaim A "a"\n  printed for (a, b) in file("cells.csv"): a < b\n')
        os.symlink("cells.csv", "link")
        for arguments, option in ((["verify", "cells.claims"], "--certificate"), (["emit-coq", "--ledger", "cells.claims"], "--out")):
            for target in ("cells.csv", "link"):
                check("cases", arguments + [option, target, "--force"], 2, "would be ")
    with fresh():
        check("one file", AUDIT + ["--out", "both", "--figure", "both"], 2, "one file")
        check("one file", AUDIT + ["--out", "both", "--figure", "./both"], 2, "one file")
        check("one stream", AUDIT + ["--out", "-", "--figure", "-"], 2, "two outputs")
        with open("w.csv", "rb") as weights:
            check("one stream", ["audit", "--data", "-", "--weights", "-", "--dropout", "1/2"], 2, "two inputs", stdin=weights)
        with open("both", "wb") as both:
            check("one file", AUDIT + ["--figure", "both"], 2, "standard output", out=both)
        check("/dev/null", AUDIT + ["--out", "/dev/null", "--figure", "/dev/null"], 0)
        rows = run(AUDIT + ["--out", "-"]).out
        run(AUDIT + ["--out", "rows.csv"])
        if rows != content("rows.csv"):
            fail("--out -: other rows")
        with open("X.csv", "rb") as data:
            piped = run(["audit", "--data", "-", "--weights", "w.csv", "--dropout", "1/2", "--out", "-"], stdin=data)
        if piped.out != rows:
            fail(f"--data -: other rows; {piped.err!r}")
        with open("mine.claims", "rb") as ledger:
            if run(["verify", "-"], stdin=ledger).code != 0:
                fail("verify -: not decided")
        check("no folder", TABLES + ["--out", "-"], 2, "folder")
        for index in (1, 2):
            check("shard", AUDIT + ["--shard", f"{index}/2", "--output", f"s{index}"], 0, new=[f"s{index}"])
        os.link("s1", "twin")
        for target in ("s1", "twin"):
            check("merge", ["merge", "s1", "s2", "--out", target, "--force"], 2, "would be overwritten")
        check("checkpoints", AUDIT + ["--resume", "saved", "--out", "saved/lock"], 2, "belongs to the checkpoints",
              new=["saved"])
    with fresh():
        os.mkdir("tables")
        write("tables/README.md", "# somebody else's\n")
        check("tables", TABLES, 2, "README.md' is not as dropcert wrote it; --force")
        check("tables", TABLES + ["--force"], 0, new=["tables"] + ["tables/README.md"])
        check("tables", TABLES, 0)
        write("tables/radius.csv", "changed by hand\n")
        check("tables", TABLES, 2, "radius.csv' is not as dropcert wrote it")
        write("tables/radius.csv", "")
        check("tables", TABLES, 0, new=["tables/radius.csv"])


def planted():
    """Links and files put where a run is about to write."""
    with fresh():
        write("victim", "kept\n")
        os.mkdir("saved")
        os.symlink("../victim", "saved/lock")
        check("lock", ["theorem1", "--max-k", "60", "--resume", "saved"], 2, "cannot be written")
        os.remove("saved/lock")
        write("saved/lock", "not ours\n")
        os.symlink("../escaped", "saved/rows.checkpoint")
        check("piece", ["theorem1", "--max-k", "300", "--save-every", "0", "--resume", "saved"], 0,
              new=["saved/rows.checkpoint"])
        if os.path.exists("escaped"):
            fail("a checkpoint was written through a link")
        for number in range(3):
            os.symlink("victim", f"rows.csv.unfinished-{number}")
        os.symlink("victim", "rows.csv.unfinished-0123456789abcdef")
        check("temporaries", AUDIT + ["--out", "rows.csv"], 0, new=["rows.csv"])
    with fresh():
        if os.geteuid() == 0:
            os.mkdir("everybody")
            os.chmod("everybody", 0o1777)
            write("victim", "line,z0,deviation,\n")
            os.symlink("../victim", "everybody/rows.csv")
            os.lchown("everybody/rows.csv", 12345, 12345)
            check("another's link", AUDIT + ["--out", "everybody/rows.csv"], 2, "Permission denied")
    with fresh():
        check("tables", TABLES + ["--resume", "saved"], 0, new=["saved", "tables"])
        piece = "saved/radius.checkpoint"
        bytes_ = content(piece)[:-72]
        name = b"radius.csv"
        at = bytes_.index(b"\n\n") + 2
        if name not in bytes_[at:]:
            fail("the checkpoint of a table has another form")
        start = bytes_.index((len(name)).to_bytes(8, "little") + name, at)
        forged_name = b"../ESCAPED.csv"
        forged = bytes_[:start] + len(forged_name).to_bytes(8, "little") + forged_name + bytes_[start + 8 + len(name):]
        write(piece, forged + b"sha256 " + hashlib.sha256(forged).hexdigest().encode() + b"\n")
        check("forged", TABLES + ["--resume", "saved"], 2, "has other files than the table")
    with fresh():
        other = os.path.abspath("other-build")
        shutil.copy(DROPCERT, other)
        with open(other, "ab") as program:
            program.write(b"\0")
        arguments = ["theorem1", "--max-k", "300", "--save-every", "0", "--resume", "saved"]
        check("build", arguments, 0, new=["saved"])
        check("build", arguments, 2, "belongs to another run: its build is", program=other)
        check("build", arguments, 0, "goes on from row", new=["saved/rows.checkpoint"])
    with fresh():
        first = subprocess.Popen([DROPCERT, "theorem1", "--max-k", "20000", "--resume", "saved"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not os.path.exists("saved/lock"):
            time.sleep(0.01)
        time.sleep(0.1)
        check("two runs", ["theorem1", "--max-k", "20000", "--resume", "saved"], 2, "another run uses")
        first.kill()
        first.wait()


def changed():
    """Data that changes between two passes over it."""
    for more in (["--resume", "saved", "--out", "rows.csv"], ["--shard", "1/2", "--output", "shard"],
                 ["--shard", "2/2", "--output", "shard"]):
        with fresh():
            check("changed", AUDIT + more, 2, "'X.csv' changed while it was read", new=["saved", "X.csv"],
                  environment={"LD_PRELOAD": SHIM, "FAULT_CHANGE": "X.csv"})
            if "saved" not in more:
                continue
            # What was kept of the changed data does not serve the data as it was, nor as it is.
            now = content("X.csv")
            expected = run(AUDIT + ["--out", "-"])
            check("resumed", AUDIT + more, 2, "belongs to another run", new=["saved"])
            result = None
            for digit in b"0123456789":
                write("X.csv", now[:-2] + bytes([digit]) + now[-1:])
                result = run(AUDIT + more)
                if result.code == 0:
                    break
            if result.code != 0:
                fail(f"changed: the data as it was is refused: {result.err!r}")
                continue
            rows = content("rows.csv")
            again = run(AUDIT + ["--out", "-"])
            if again.out != rows:
                fail("changed: rows of the changed data were taken for rows of the data")


def empty():
    """No name where a name is an option's value, as of a variable of the shell that is not set."""
    with fresh():
        for arguments, option in [(arguments, option) for arguments, option, _ in OUTPUTS] + [
                (AUDIT, "--resume"), (["theorem1", "--max-k", "50"], "--resume"), (["tables"], "--out"), (["tables"], "--certificate"),
                (["verify", "mine.claims"], "--resume"), (["explain", "C41"], "--ledger")]:
            check("empty", arguments + [option, ""], 2, option + ": the value is empty")


def rows():
    """Rows that cannot be read are no success."""
    with fresh():
        write("X.csv", "a,b\nNA,1\n\"1,5\",2\n")
        for more in ([], ["--regulariser"], ["--family", "poisson"], ["--format", "json"]):
            check("all bad", AUDIT + ["--skip-bad", "--figure", "f.svg", "--out", "r.csv"] + more, 1, "no row could be read",
                  new=["f.svg", "r.csv"])


def numbers():
    """Options' numbers are decimal, in one way everywhere."""
    with fresh():
        for text, value in (("010", "10"), ("0010", "10"), ("10", "10")):
            result = run(["theorem1", "--max-k", text])
            if result.code != 0 or result.out != run(["theorem1", "--max-k", value]).out:
                fail(f"--max-k {text}: {result.code}, {result.out[:60]!r}, {result.err!r}")
        for text in ("0x10", "0b11", "1_0", "1'0", "1e2", "1.5", "+-1", "ten", "", " 5", "5 ", "\u0665"):
            check("number", ["theorem1", "--max-k", text], 2, "--max-k")
            check("number", ["evaluate", "pi", "--digits", text], 2, "--digits")
            check("number", ["verify", "mine.claims", "--threads", text], 2, "--threads")
            check("number", ["regulariser", "--contributions", "1,2", "--dropout", "1/2", "--order", (text or "x") + ",2"], 2, "--order")
            check("number", ["none.cert", "--max-k", text], 2, "--max-k", program=CHECKER)
        for text in ("99999999999999999999", "-1", "0"):
            check("range", ["theorem1", "--max-k", text], 2, "--max-k")
        for text in ("nan", "inf", "0x1p3", "1_0", "ten", "1.5s"):
            check("number", ["theorem1", "--max-k", "60", "--resume", "saved", "--save-every", text], 2, "--save-every")
        check("number", ["theorem1", "--max-k", "60", "--resume", "saved", "--save-every", "0.5"], 0, new=["saved"])


def inputs():
    """'-' is standard input where a file is expected, and a folder never."""
    with fresh():
        for index in (1, 2):
            run(AUDIT + ["--shard", f"{index}/2", "--output", f"s{index}"])
        expected = run(["merge", "s1", "s2", "--out", "-"])
        with open("s2", "rb") as shard:
            if run(["merge", "s1", "-", "--out", "-"], stdin=shard).out != expected.out:
                fail("merge s1 -: another result")
        with subprocess.Popen(["cat", "s2"], stdout=subprocess.PIPE) as pipe:
            if run(["merge", "s1", "-", "--out", "-"], stdin=pipe.stdout).out != expected.out:
                fail("merge s1 -, from a pipe: another result")
        with open("s2", "rb") as shard:
            check("merge", ["merge", "-", "-"], 2, "two inputs", stdin=shard)
        write("numbers.csv", "1\n-1/2\n2\n")
        with open("numbers.csv", "rb") as numbers:
            piped = run(["regulariser", "--contributions", "-", "--dropout", "1/2"], stdin=numbers)
        if piped.out != run(["regulariser", "--contributions", "1,-1/2,2", "--dropout", "1/2"]).out:
            fail(f"--contributions -: {piped.out!r}, {piped.err!r}")
        for arguments in (["theorem1", "--max-k", "60"], AUDIT, ["verify", "mine.claims"], TABLES):
            check("folder", arguments + ["--resume", "-"], 2, "checkpoints need a folder")
        os.symlink("nowhere", "dangling")
        for arguments, option, _ in OUTPUTS:
            check("dangling", arguments + [option, "dangling"], 2, "a link that leads to no file")
        for kind in ("json", "text", "markdown", "tex"):
            report = ["verify", "mine.claims", "--format", kind, "--quiet"][:4] + ["--out", "report"]
            check("report", report + ["--force"], 0, new=["report"])
            check("report", report, 2, "'report' exists; --force replaces it")


def names():
    """Control characters and broken UTF-8 of names are never passed on."""
    with fresh():
        bad = b"x\x1b[31m\xff\xc2\x9b\x7f.csv"
        write(bad, "a\x1b[2J,b\n1,2\n2,1\n")
        write("w.csv", b"name,weight\na\x1b[2J,1\nb,2\n")
        base = [b"audit", b"--data", bad, b"--weights", b"w.csv", b"--dropout", b"1/2"]
        for more in ([b"--figure", b"f.svg"], [b"--format", b"json"], [b"--skip-bad"], [b"--family", b"poisson"],
                     [b"--out", b"no" + bad + b"/x"], [b"--shard", b"1/1", b"--output", bad + b".shard"]):
            global runs
            runs += 1
            result = subprocess.run([DROPCERT.encode()] + base + more, capture_output=True)
            figure = content("f.svg") if os.path.exists("f.svg") else b""
            for text in (result.out if hasattr(result, "out") else result.stdout, result.stderr, figure):
                clean(text, more)
        for arguments in ([b"evaluate", b"1 +\x1b[31m"], [b"no\x1b[31m\xff"], [b"verify", bad + b"none"], [b"compare", bad],
                          [b"tables", b"--only", b"x\x1b"], [b"merge", bad], [b"evaluate", b"pi", b"--digits", b"\x1b\xff"],
                          [b"theorem1", b"--resume", bad, b"--max-k", b"20"], [b"paper", bad], [b"emit-coq", b"1 +\x1b\xff"]):
            runs += 1
            result = subprocess.run([DROPCERT.encode()] + arguments, capture_output=True)
            for text in (result.stdout, result.stderr):
                clean(text, arguments)
        write("bad.table", b"table x\n  title \"a\x1b[31m\"\n")
        check("table", ["tables", "bad.table", "--out", "t"], 2, "bad.table:2:11: \\x1b is no printable text")
        lines = "a\nb"
        for arguments in (["verify", lines], ["audit", "--data", lines, "--weights", "w.csv", "--dropout", "1/2"], ["merge", lines],
                          ["tables", "--only", lines], ["tables", lines], ["paper", lines], ["compare", lines], ["theorem1", "--kernel", lines],
                          ["theorem1", "--shard", lines], ["regulariser", "--contributions", lines, "--dropout", "1/2"],
                          ["explain", "zz\na\nb"], ["tables", "--check", "--out", lines], ["emit-coq", "--out", lines + "/x"], [lines]):
            check("line feed", arguments, 2, "a\\x0ab")
        check("line feed", [lines], 2, "a\\x0ab", program=CHECKER)
        write("two.claims", 'ledger "x"\nclaim A "a"\n  printed foo(1) = 1\n  printed bar(1) = 1\n')
        check("two faults", ["verify", "two.claims"], 2, "two.claims:4:", lines=2)
        os.rename("two.claims", "two\nlines")
        check("two faults", ["verify", "two\nlines"], 2, "two\\x0alines:4:", lines=2)
        write("html.claims", 'ledger "a <script>alert(1)</script> & b"\nclaim A "here <b>"\n  says "x < y & <img>"\n  printed 1 < 2\n')
        result = run(["verify", "html.claims", "--format", "markdown"])
        if result.code != 0 or b"<script" in result.out or b"<img" in result.out or b"<b>" in result.out:
            fail(f"markdown lets HTML through: {result.out[:300]!r} {result.err!r}")


def clean(text, what):
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        return fail(f"{what}: broken UTF-8 in {text!r}")
    for character in decoded:
        if (ord(character) < 0x20 and character != "\n") or 0x7f <= ord(character) < 0xa0:
            return fail(f"{what}: a control character in {decoded!r}")


def arithmetic():
    """A mismatch in a shard: Theorem 1 is a theorem, so the machine is at fault."""
    with fresh():
        check("shard", ["theorem1", "--max-k", "60", "--shard", "1/1", "--output", "s"], 0, new=["s"])
        forged = content("s")[:-72].replace(b"mismatch none\n", b"mismatch coefficient\nk 7\nj 3\nleft 1\nright 2\n")
        write("s", forged + b"sha256 " + hashlib.sha256(forged).hexdigest().encode() + b"\n")
        result = check("mismatch", ["merge", "s"], 1)
        if b"the machine or the program is at fault" not in result.out or b"refuted" in result.out:
            fail(f"mismatch: {result.out!r}")


GROUPS = (descriptors, quotas, memory, stacks, threads, signals, checker, numbers, overwriting, planted, changed, empty, rows, inputs, names, arithmetic)
chosen = sys.argv[4:]
for group in GROUPS:
    if chosen and group.__name__ not in chosen:
        continue
    start, before = time.monotonic(), len(failures)
    group()
    print(f"{group.__name__}: {len(failures) - before} failures, {time.monotonic() - start:.0f} s", flush=True)
print(f"{runs} runs, {len(failures)} failures")
sys.exit(1 if failures else 0)
