/* GMP is told by this file how WebAssembly multiplies and divides its limbs of 32 bits: by arithmetic of 64 bits.
   Products and quotients of a machine that it does not know are put together of halves of 16 bits. build.sh has
   it included before each of GMP's files. */
#define umul_ppmm(high, low, u, v)                                                    \
  do {                                                                                \
    const unsigned long long product_ = (unsigned long long)(u) * (unsigned long)(v); \
    (high) = (unsigned long)(product_ >> 32);                                         \
    (low) = (unsigned long)product_;                                                  \
  } while (0)
#define udiv_qrnnd(quotient, remainder, high, low, divisor)                                       \
  do {                                                                                            \
    const unsigned long long dividend_ = (unsigned long long)(high) << 32 | (unsigned long)(low); \
    const unsigned long divisor_ = (divisor);                                                     \
    (quotient) = (unsigned long)(dividend_ / divisor_);                                           \
    (remainder) = (unsigned long)(dividend_ % divisor_);                                          \
  } while (0)
