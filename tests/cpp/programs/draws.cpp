// SPDX-License-Identifier: Apache-2.0
// Prints one number that changes when any bit of any draw changes: test_same_bits.py builds this
// with different optimisations and instruction sets and wants the same number from all.
#include <bit>
#include <cstdint>
#include <cstdio>
#include <variant>

#include "base/distribution.hpp"
#include "base/real.hpp"

namespace {

using cordboard::base::Distribution;
using cordboard::base::Stream;
using cordboard::base::StreamKey;

class Digest {
  public:
    void add(std::uint64_t word) { value_ = cordboard::base::mix(value_ ^ word) + 1; }
    void add(double real) { add(std::bit_cast<std::uint64_t>(real)); }
    std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 0;
};

void add_functions(Digest& digest) {
    Stream stream(StreamKey::of(11));
    for (int i = 0; i < 100'000; ++i) {
        const double x = stream.uniform();
        digest.add(x);
        digest.add(cordboard::base::log(x));
        digest.add(cordboard::base::exp(50.0 * (x - 0.5)));
        digest.add(cordboard::base::gamma_function(1.0 + 20.0 * x));
        digest.add(cordboard::base::draw_exponential(stream));
        digest.add(cordboard::base::draw_normal(stream));
        digest.add(cordboard::base::draw_gamma(stream, 4.0 * x));
    }
}

void add_distributions(Digest& digest) {
    const Distribution::Made all[] = {
        Distribution::constant(5e6),      Distribution::exponential(60e6),
        Distribution::uniform(1e6, 9e6),  Distribution::lognormal(360e6, 1.2),
        Distribution::gamma(90e6, 1.5),   Distribution::gamma(90e6, 0.4),
        Distribution::erlang(40e6, 3),    Distribution::weibull(70e6, 1.7),
        Distribution::weibull(70e6, 0.6), Distribution::empirical({1e6, 2e6, 3e6}),
    };
    for (const Distribution::Made& made : all) {
        const auto& distribution = std::get<Distribution>(made);
        digest.add(distribution.mean());
        for (std::uint64_t number = 0; number < 100'000; ++number) {
            Stream stream(StreamKey::of(7).with(1).with(2), number);
            digest.add(static_cast<std::uint64_t>(distribution.draw(stream).microseconds));
        }
    }
}

}  // namespace

int main() {
    Digest digest;
    add_functions(digest);
    add_distributions(digest);
    std::printf("%016llx\n", static_cast<unsigned long long>(digest.value()));
    return 0;
}
