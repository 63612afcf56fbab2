#!/usr/bin/env python3
"""Writes the texts of tables as a source of C++: embed.py OUTPUT FOLDER NAME..."""
import sys

output, folder, *names = sys.argv[1:]
with open(output, "w", encoding="utf-8", newline="\n") as source:
    source.write('#include "publish/tables/built_in.hpp"\n\nnamespace dropcert::publish {\n\n')
    source.write("const BuiltInTable built_in_tables[count_of_built_in_tables] = {\n")
    for name in names:
        with open(f"{folder}/{name}.table", encoding="utf-8") as file:
            source.write(f'    {{"{name}", R"table({file.read()})table"}},\n')
    source.write("};\n\n}  // namespace dropcert::publish\n")
