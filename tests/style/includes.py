#!/usr/bin/env python3
"""The order of the folders of src: an include goes down, none goes round, and a folder has a namespace of its own.

Usage: includes.py PROJECT
       includes.py --self-test

Fails, with the file, the line and the include, where
  * a file includes one of a room (a folder of src) on its own floor or above,
  * the checker's room includes one that it must be independent of,
  * files, or folders, include one another in a circle,
  * an include names no file of src, or names it without its folder,
  * a file stands outside the namespace of its room, dropcert::ROOM, or opens one of dropcert that is not within it
    (but to declare classes that are defined there),
  * a header has a `using namespace` that all who include it would share.
"""
import re
import sys
import tempfile
from pathlib import Path

# From the ground up. A room may include rooms of lower floors only; those of one floor do not know each other.
FLOORS = [
    ["language", "exact", "arguments"],
    ["ball", "certificate", "run"],
    ["data", "theorem1", "model"],
    ["audit", "verify", "check"],
    ["publish", "browser"],
    ["checkpoint", "paper"],
    ["cli"],
]

# The checker decides everything again, so it shares no arithmetic with the engine.
ONLY = {
    "check": ["language", "certificate", "run", "arguments"],
    "certificate": ["language"],
    "browser": ["language", "certificate", "check"],
}

# A folder that is a drawer of the room, and not a room within it: their files may include each other's.
DRAWERS = {
    "check/forms": "check",
    "check/evidence": "check",
    "check/functions": "check",
    "check/calculus": "check",
    "check/limits": "check",
    "check/lists": "check",
    "check/open": "check",
    "check/closed": "check",
    "check/recursion": "check",
    "check/written": "check",
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
# What may hold braces that are none of the program: comments, and literals, of which raw ones have ends of their own.
NO_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^()\s]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<!\w)\x27(?:\\.|[^\x27\\\n])+\x27', re.DOTALL)
BRACE = re.compile(r"\bnamespace\b([\w\s:]*)\{|[{}]")
DECLARATIONS = re.compile(r"\s*((class|struct|enum class)\s+\w+\s*;\s*)+\}")
USING = re.compile(r"^using namespace\b", re.MULTILINE)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def namespaces(text):
    """(name in full, line) of each namespace that a file opens, an anonymous one apart, nor one that holds declarations
    of classes only."""
    code = NO_CODE.sub(lambda found: "\n" * found[0].count("\n"), text)
    names, open_now = [], []
    for found in BRACE.finditer(code):
        if found[0] == "}":
            if open_now:
                open_now.pop()
            continue
        name = "".join((found[1] or "").split())
        open_now.append(name)
        if name and not DECLARATIONS.match(code, found.end()):
            names.append(("::".join(filter(None, open_now)), line_of(code, found.start())))
    return names


def circle(graph):
    """A path that ends where it begins, or None. `graph`: node -> nodes."""
    done = set()
    for start in sorted(graph):
        path, on_path, stack = [], set(), [(start, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                path.pop()
                on_path.discard(node)
                done.add(node)
            elif node in on_path:
                return path[path.index(node):] + [node]
            elif node not in done:
                path.append(node)
                on_path.add(node)
                stack.append((node, True))
                stack.extend((next_node, False) for next_node in sorted(graph.get(node, ()), reverse=True))
    return None


def faults_of(source):
    """One sentence each, and the number of includes and of edges between folders."""
    floor_of = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
    faults, files, folders, includes = [], {}, {}, 0
    first_of = {}  # (folder, folder) -> "FILE:LINE includes FILE"
    for path in sorted(p for p in source.rglob("*") if p.suffix in (".cpp", ".hpp")):
        name = path.relative_to(source).as_posix()
        room = name.split("/")[0]
        folder = name.rpartition("/")[0]
        folder = DRAWERS.get(folder, folder)
        text = path.read_text(encoding="utf-8")
        if room not in floor_of:
            faults.append(f"src/{name}: the room '{room}' has no floor in tests/style/includes.py")
            continue
        own = f"dropcert::{room}"
        opened = namespaces(text)
        if not any((full + "::").startswith(own + "::") for full, _ in opened):
            if not re.search(r"^int main\(", text, re.MULTILINE):
                faults.append(f"src/{name}: outside namespace {own}")
        for full, line in opened:
            if (full + "::").startswith("dropcert::") and not (full + "::").startswith(own + "::"):
                faults.append(f"src/{name}:{line} opens namespace {full}, which is not within {own}")
        if path.suffix == ".hpp":
            for found in USING.finditer(text):
                faults.append(f"src/{name}:{line_of(text, found.start())}: a 'using namespace' in a header")
        files[name] = set()
        for found in INCLUDE.finditer(text):
            target = found[1]
            where = f"src/{name}:{line_of(text, found.start())} includes \"{target}\""
            includes += 1
            if not (source / target).is_file():
                faults.append(f"{where}, which is no file of src")
                continue
            files[name].add(target)
            other = target.split("/")[0]
            other_folder = target.rpartition("/")[0]
            other_folder = DRAWERS.get(other_folder, other_folder)
            if other_folder != folder:
                folders.setdefault(folder, set()).add(other_folder)
                first_of.setdefault((folder, other_folder), where)
            if other == room:
                continue
            if other not in floor_of:
                faults.append(f"{where}, a room without a floor")
            elif floor_of[other] >= floor_of[room]:
                faults.append(f"{where}: '{other}' is not below '{room}'")
            elif room in ONLY and other not in ONLY[room]:
                faults.append(f"{where}: '{room}' may include {', '.join(ONLY[room])} only")
    round_files = circle(files)
    if round_files:
        faults.append("files in a circle: " + " -> ".join("src/" + name for name in round_files))
    round_folders = circle(folders)
    if round_folders:
        edges = [first_of[edge] for edge in zip(round_folders, round_folders[1:])]
        faults.append("folders in a circle: " + "; ".join(edges))
    return faults, includes, len(first_of)


def self_test():
    """Each fault is found."""
    cases = {
        "no file of src": {"cli/a.cpp": '#include "cli/b.hpp"\n'},
        "is not below": {"exact/a.hpp": '#include "ball/b.hpp"\n', "ball/b.hpp": ""},
        "may include": {"check/a.cpp": 'namespace dropcert::check {}\n#include "exact/b.hpp"\n', "exact/b.hpp": ""},
        "files in a circle": {"ball/a.hpp": '#include "ball/b.hpp"\n', "ball/b.hpp": '#include "ball/a.hpp"\n'},
        "folders in a circle": {
            "ball/a.hpp": '#include "ball/x/b.hpp"\n', "ball/x/b.hpp": "", "ball/x/c.hpp": '# include "ball/d.hpp"\n',
            "ball/d.hpp": ""},
        "outside namespace": {"cli/a.hpp": "namespace dropcert {}\n"},
        "opens namespace dropcert,": {
            "cli/a.hpp": "namespace dropcert::cli {}\nnamespace dropcert {\nusing cli::a;\n}\n"},
        "opens namespace dropcert::ball::x,": {
            "exact/a.cpp": "namespace dropcert::exact {}\nnamespace dropcert::ball::x { int f(); }\n"},
        "a.hpp:2: a 'using namespace' in a header": {
            "ball/a.hpp": "namespace dropcert::ball {\nusing namespace exact;\n}\n"},
        "has no floor": {"attic/a.hpp": ""},
    }
    for sentence, tree in cases.items():
        with tempfile.TemporaryDirectory() as folder:
            for name, text in tree.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            faults, _, _ = faults_of(Path(folder))
            if not any(sentence in fault for fault in faults):
                sys.exit(f"the fault '{sentence}' was not found: {faults}")
    print(f"{len(cases)} planted faults found")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    faults, includes, edges = faults_of(Path(sys.argv[1]) / "src")
    for fault in faults:
        print(fault)
    if includes < 100:
        faults.append("too few")
        print(f"only {includes} includes were read")
    print(f"{includes} includes, {edges} edges between folders: " +
          (f"{len(faults)} faults" if faults else "all go down, none goes round; a namespace a folder"))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
