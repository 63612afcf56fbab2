// The folder of the certified tables: made, written, and checked.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "publish/tables/catalogue.hpp"

namespace dropcert::publish {

inline constexpr const char* manifest_name = "MANIFEST.sha256";

/// File name -> content, manifest excluded.
using Files = std::map<std::string, std::string>;

/// The files of a unit from an earlier run, or none; and what to do with new ones. From several threads at
/// once. Either may be empty.
struct KnownFiles {
  std::function<std::optional<std::vector<NamedText>>(const std::string& table)> recall;
  std::function<void(const std::string& table, const std::vector<NamedText>& files)> keep;
};

/// Calls make(i) once for each unit, on several threads, those that take long first. `progress` is called
/// with the share of the work done, from one thread at a time. Throws what `make` throws first; the rest is
/// left.
void over_units(const std::vector<const TableUnit*>& units, unsigned threads,
                const std::function<void(double)>& progress, const std::function<void(std::size_t)>& make);

/// The files of these units and those that accompany them; `progress` as above. The result does not depend
/// on `threads`. Throws Interrupted on request.
Files generate(const std::vector<const TableUnit*>& units, const TableInputs& inputs, unsigned threads,
               const std::function<void(double)>& progress, const KnownFiles& known = {});

/// The digests of the files in the form of `sha256sum -c`, by name. `known` is the manifest before; its lines
/// for other files are kept if they are files of some unit.
std::string manifest(const Files& files, const std::string& known);

/// Makes the folder, and those around it, if there is none. Throws if that is not possible.
void make_folder(const std::filesystem::path& folder);

/// Writes the files that differ from those in the folder, and the manifest; the folder is made if need be. A
/// file that stands there is replaced if it is empty or has its digest in the manifest that stands there, so
/// is one that this program wrote, else with `force` only: FileConflict names the first of the others. All
/// are on the disk under temporary names before the first takes its place, the manifest last. `stopped` is
/// asked in between; then Interrupted is thrown and nothing has changed. Returns the names of the files that
/// were replaced.
std::vector<std::string> write_folder(const std::filesystem::path& folder, const Files& files, bool force,
                                      const std::function<bool()>& stopped);

/// One sentence for each file of the folder that is not, byte for byte, what it should be: missing, different
/// (file, line and column of the first byte that differs, what stands there and what should), or unknown. The
/// manifest is checked too. `all`: the files are those of all units, so that any other file is unknown.
std::vector<std::string> differences(const std::filesystem::path& folder, const Files& files, bool all);

/// The first difference of two texts: "" if there is none.
std::string first_difference(const std::string& name, const std::string& found, const std::string& expected);

}  // namespace dropcert::publish
