// Text inside XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace dropcert::language {

/// The text with &, <, > and both kinds of quotes as entities, for content and for quoted attributes.
std::string with_entities(std::string_view text);

}  // namespace dropcert::language
