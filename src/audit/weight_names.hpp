// What the readers of weights have in common: names that are an intercept, occur twice, or are missing.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "audit/model_files.hpp"
#include "audit/weights.hpp"

namespace dropcert::audit {

/// A name of an intercept that is not among `features`.
bool is_intercept(const std::string& name, const std::vector<std::string>& features);

/// Adds a name to `names`. Throws DataError if it is there.
void check_name(const std::string& name, data::DataPosition at, const std::string& path,
                std::set<std::string>& names);

[[noreturn]] void refuse_second_intercept(const std::string& path, data::DataPosition at,
                                          const std::string& name);
[[noreturn]] void refuse_empty(const std::string& path, const std::string& expected);

/// Throws DataError if there are no features.
void require_features(const Weights& weights);

/// The name of a feature that has only a number, counted from 0: it is shown from 1 on.
std::string index_name(std::size_t k);

/// The features of a model by the names that the file has for them, else by their numbers, each with the
/// weight 1. `indexed`: the file numbers them.
Weights features_of(const ModelFile& model, const std::string& path, bool indexed);

}  // namespace dropcert::audit
