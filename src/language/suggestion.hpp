// What an author may have meant by a name that the language does not have.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dropcert::language {

/// "; did you mean 'exp(1)'?" for a name that other languages have, or that is nearly one of `known`; else
/// empty.
std::string suggestion(std::string_view name, const std::vector<std::string_view>& known);

}  // namespace dropcert::language
