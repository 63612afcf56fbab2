// The texts of tables/*.table, which are compiled into the program (tables/embed.py).
#pragma once

namespace dropcert::publish {

struct BuiltInTable {
  const char* name;
  const char* text;
};

constexpr int count_of_built_in_tables = 13;

/// In the order of README.
extern const BuiltInTable built_in_tables[count_of_built_in_tables];

}  // namespace dropcert::publish
