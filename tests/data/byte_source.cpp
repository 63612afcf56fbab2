#include "data/byte_source.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <vector>

#include "cli/process.hpp"
#include "data/data_error.hpp"
#include "random.hpp"

using namespace dropcert;

namespace {

std::string compressed(const std::string& content) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::vector<Bytef> in(content.begin(), content.end());
  std::string out(deflateBound(&stream, in.size()) + 64, '\0');
  stream.next_in = in.data();
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string read_all(const std::string& path, std::size_t piece) {
  data::ByteSource source(path);
  std::string content;
  std::string buffer(piece, '\0');
  while (std::size_t n = source.read(buffer.data(), piece)) content.append(buffer, 0, n);
  return content;
}

std::string refusal(const std::string& path) {
  try {
    read_all(path, 1000);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string some_content(std::size_t size) {
  testing::Random random(7);
  std::string content;
  while (content.size() < size) content += std::to_string(random.word() >> random.below(64)) + ",";
  return content;
}

}  // namespace

TEST_CASE("plain and compressed files give the same bytes") {
  test::TemporaryFolder folder;
  const std::string content = some_content(1'000'000);
  for (std::size_t piece : {1000UL, 65'536UL, 3'000'000UL}) {
    CHECK(read_all(folder.write("plain", content), piece) == content);
    CHECK(read_all(folder.write("one", compressed(content)), piece) == content);
    const std::string two = compressed(content) + compressed("") + compressed("tail");
    CHECK(read_all(folder.write("several", two), piece) == content + "tail");
  }
  for (const char* small : {"", "a", "\x1f", "ab"})
    CHECK(read_all(folder.write("small", small), 10) == small);
  CHECK(read_all(folder.write("nothing", compressed("")), 10).empty());
}

TEST_CASE("a compressed file cut short anywhere is refused") {
  test::TemporaryFolder folder;
  const std::string whole = compressed(some_content(3000));
  for (std::size_t length = 2; length < whole.size();
       length += length < 40 || length + 40 > whole.size() ? 1U : 17U) {
    CAPTURE(length);
    CHECK(mentions(refusal(folder.write("cut", whole.substr(0, length))), "ends too early"));
  }
  CHECK(mentions(refusal(folder.write("cut", whole + whole.substr(0, 5))), "ends too early"));
}

TEST_CASE("damaged files, and files that are none") {
  test::TemporaryFolder folder;
  std::string whole = compressed(some_content(3000));
  CHECK(mentions(refusal(folder.write("tail", whole + "xyz")), "other bytes behind"));
  std::string damaged = whole;
  damaged[damaged.size() - 6] = static_cast<char>(damaged[damaged.size() - 6] ^ 1);  // the checksum
  CHECK(mentions(refusal(folder.write("sum", damaged)), "is damaged"));
  CHECK(mentions(refusal(folder.path()), "is a directory"));
  CHECK(mentions(refusal(folder.path() + "/none"), "there is no file"));
}
