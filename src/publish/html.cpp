#include "publish/html.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <stdexcept>

#include "language/mathml.hpp"
#include "language/parser.hpp"
#include "publish/svg.hpp"

namespace dropcert::publish {

using namespace language;

namespace {

// The page may run its own scripts and nothing else; it reaches no network.
constexpr const char* policy =
    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src blob:; style-src "
    "'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

std::string compressed(std::string_view bytes) {
  constexpr int gzip = 16;  // added to the bits of the window
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + gzip, MAX_MEM_LEVEL,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("there is not enough memory to compress what the page holds");
  std::string input(bytes);
  std::string result(deflateBound(&stream, static_cast<uLong>(input.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(result.size());
  const int outcome = deflate(&stream, Z_FINISH);
  result.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw std::runtime_error("what the page holds cannot be compressed");
  return result;
}

std::string base64(std::string_view bytes) {
  static constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t length = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8 | (j < length ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j) result += j <= length ? digits[group >> (18 - 6 * j) & 63U] : '=';
  }
  return result;
}

}  // namespace

std::string html_text(std::string_view text) {
  return xml_escaped(text);
}

std::string html_formula(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "<wbr/>") + part;
  return "<span class=\"formula\">" + text + "</span>";
}

std::string html_formula(const Node& node) {
  return html_formula(to_mathml_parts(node));
}

std::string html_formula(const std::string& text) {
  try {
    return html_formula(parse_expression(text, "formula"));
  } catch (const SourceError&) {
    return "<code>" + html_text(text) + "</code>";
  }
}

std::string html_label(const Label& label) {
  if (label.latex.empty()) return html_text(label.text);
  std::string result;
  std::string_view rest = label.latex;
  for (bool is_formula = false; !rest.empty(); is_formula = !is_formula) {
    const std::size_t length = std::min(rest.find('$'), rest.size());
    const std::string_view part = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    if (!is_formula && part.find('\\') != std::string_view::npos) return html_text(label.text);
    result += is_formula ? mathml_of_latex(part) : html_text(part);
  }
  return result;
}

std::string html_page(const HtmlPage& page) {
  std::string text = fmt::format(
      "{}{} -->\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta "
      "charset=\"utf-8\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"generator\" content=\"dropcert {}\"/>\n<title>{}</title>\n<style>\n{}</style>\n</head>\n",
      html_opening, DROPCERT_VERSION, policy, DROPCERT_VERSION, html_text(page.title), html_style);
  text += fmt::format(
      "<body>\n<a class=\"skip\" href=\"#section-main\">To the content</a>\n<nav "
      "aria-label=\"Contents\">\n{}</nav>\n<main id=\"section-main\">\n{}</main>\n",
      page.contents, page.main);
  text += page.data + fmt::format("<script>\n{}</script>\n", html_script);
  if (!page.data.empty())
    text += fmt::format(
        "<script type=\"text/plain\" id=\"section-worker\">\n{}</script>\n<script>\n{}</script>\n",
        html_worker, html_check_script);
  return text + "</body>\n</html>\n";
}

std::string html_data(const std::string& id, std::string_view bytes) {
  return fmt::format("<script type=\"text/plain\" id=\"{}\">{}</script>\n", id, base64(compressed(bytes)));
}

}  // namespace dropcert::publish
