#include "data/byte_source.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

#include "data/data_error.hpp"
#include "run/files.hpp"
#include "run/input_file.hpp"

namespace dropcert::data {

namespace {

/// The name without its last suffix, if it is that one, and without its folder; for the file to be made.
std::string without_suffix(std::string name, std::string_view suffix) {
  name.erase(0, name.rfind('/') + 1);  // npos + 1 is 0
  if (name.size() > suffix.size() && name.ends_with(suffix))
    name.erase(name.size() - suffix.size());
  else
    name += ".txt";
  return name;
}

/// A file that is no text and that gzip did not make, by the bytes that it begins with.
struct Foreign {
  std::string_view magic, name, program, suffix, advice;
};

constexpr Foreign foreign_files[] = {
    {"BZh", "bzip2", "bzip2", ".bz2", ""},
    {std::string_view("\xfd"
                      "7zXZ\0",
                      6),
     "xz", "xz", ".xz", ""},
    {"\x28\xb5\x2f\xfd", "zstd", "zstd", ".zst", ""},
    {"\x04\x22\x4d\x18", "lz4", "lz4", ".lz4", ""},
    {"PK\x03\x04", "a ZIP archive or an Excel workbook", "", "",
     "unzip it, or save the table as CSV: pandas.read_excel(...).to_csv('X.csv', index=False)"},
    {"\x93NUMPY", "a NumPy array", "", "",
     "save it as text: numpy.savetxt('X.csv', numpy.load(...), delimiter=',', fmt='%.17g'), then "
     "--no-header"},
    {"PAR1", "a Parquet file", "", "",
     "save it as CSV: pandas.read_parquet(...).to_csv('X.csv', index=False)"},
    {"\x89HDF\r\n", "an HDF5 file", "", "", "save the table as CSV: DataFrame.to_csv('X.csv', index=False)"},
    {"RDX3\n", "a workspace of R", "", "", "save the table as CSV: write.csv(X, 'X.csv', row.names = FALSE)"},
};

void refuse_foreign(std::string_view bytes, const std::string& name) {
  for (const Foreign& kind : foreign_files) {
    if (!bytes.starts_with(kind.magic)) continue;
    if (kind.program.empty())
      throw DataError(shown_name(name) + " is " + std::string(kind.name) +
                      "; expected text: " + std::string(kind.advice));
    // "BZh" could begin a text: the digit of the level and the magic number of a block follow.
    if (kind.name == "bzip2" && (bytes.size() < 10 || bytes.substr(4, 6) != "1AY&SY")) continue;
    const std::string file = name == run::standard_stream ? "" : shell_word(name);
    const std::string result = shell_word(without_suffix(name, kind.suffix));
    throw DataError(shown_name(name) + " is compressed with " + std::string(kind.name) +
                    "; expected plain text or gzip: " +
                    (file.empty() || result.empty()
                         ? "uncompress it first with " + std::string(kind.program) + " -dc"
                         : std::string(kind.program) + " -dc " + file + " > " + result));
  }
}

}  // namespace

class ByteSource::File {
 public:
  explicit File(const std::string& path) : file_(path), size_(file_.size().value_or(0)) {
    refill();
    // Ten bytes tell; a pipe may give fewer at first.
    for (std::size_t before = 0; available_ > before && available_ < 10;) {
      before = available_;
      append();
    }
    compressed_ = available_ >= 2 && input_[0] == 0x1f && input_[1] == 0x8b;
    refuse_foreign({reinterpret_cast<const char*>(input_.data()), available_}, name());
    if (compressed_) begin_member();
  }

  ~File() {
    if (compressed_) inflateEnd(&stream_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::size_t read(char* buffer, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
      const std::size_t n =
          compressed_ ? inflated(buffer + done, size - done) : copied(buffer + done, size - done);
      if (n == 0) break;
      done += n;
    }
    return done;
  }

  double share_read() const {
    return size_ > 0 ? std::min(1.0, static_cast<double>(taken_) / static_cast<double>(size_)) : 0;
  }
  bool is_compressed() const { return compressed_; }
  const std::string& name() const { return file_.path(); }

 private:
  std::size_t from_file(void* buffer, std::size_t size) {
    const std::size_t n = file_.read(static_cast<char*>(buffer), size);
    taken_ += n;
    return n;
  }

  void refill() {
    next_ = 0;
    available_ = from_file(input_.data(), input_.size());
  }
  void append() { available_ += from_file(input_.data() + available_, input_.size() - available_); }

  std::size_t copied(char* buffer, std::size_t size) {
    if (next_ == available_) return from_file(buffer, size);
    const std::size_t n = std::min(size, available_ - next_);
    std::memcpy(buffer, input_.data() + next_, n);
    next_ += n;
    return n;
  }

  void begin_member() {
    constexpr int gzip_format = 16 + MAX_WBITS;
    if (inflateInit2(&stream_, gzip_format) != Z_OK) throw std::bad_alloc();
  }

  // 0 only at the end of the file.
  std::size_t inflated(char* buffer, std::size_t size) {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer);
    const uInt room = static_cast<uInt>(std::min(size, std::size_t{1} << 30));
    stream_.avail_out = room;
    while (stream_.avail_out == room) {
      if (next_ == available_) refill();
      if (available_ == 0) {
        if (between_members_) return 0;
        throw DataError("the compressed file " + shown_name(name()) + " ends too early; it was cut short");
      }
      inflate_some();
    }
    return room - stream_.avail_out;
  }

  void inflate_some() {
    stream_.next_in = input_.data() + next_;
    stream_.avail_in = static_cast<uInt>(available_ - next_);
    const bool first = between_members_;
    between_members_ = false;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    next_ = available_ - stream_.avail_in;
    if (status == Z_STREAM_END) {
      between_members_ = true;
      inflateReset(&stream_);
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      throw DataError("the compressed file " + shown_name(name()) +
                      (first ? " has other bytes behind its compressed ones" : " is damaged") +
                      (stream_.msg ? std::string(" (") + stream_.msg + ")" : ""));
    }
  }

  run::InputFile file_;
  std::uint64_t size_, taken_ = 0;
  std::array<unsigned char, 1 << 16> input_{};
  std::size_t next_ = 0, available_ = 0;
  bool compressed_ = false;
  bool between_members_ = false;
  z_stream stream_{};
};

ByteSource::ByteSource(const std::string& path) : file_(std::make_unique<File>(path)) {}
ByteSource::~ByteSource() = default;
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;

std::size_t ByteSource::read(char* buffer, std::size_t size) {
  return file_->read(buffer, size);
}
double ByteSource::share_read() const {
  return file_->share_read();
}
bool ByteSource::is_compressed() const {
  return file_->is_compressed();
}
const std::string& ByteSource::name() const {
  return file_->name();
}

std::optional<std::string> content_of(const std::string& path, std::size_t most) {
  ByteSource source(path);
  std::string content;
  std::string block(std::size_t{1} << 16, '\0');
  while (const std::size_t size = source.read(block.data(), block.size())) {
    content.append(block, 0, size);
    if (content.size() > most) return std::nullopt;
  }
  if (content.starts_with("\xef\xbb\xbf")) content.erase(0, 3);
  return content;
}

}  // namespace dropcert::data
