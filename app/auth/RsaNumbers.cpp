// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/RsaNumbers.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <array>
#include <memory>
#include <utility>

namespace auth {

namespace {

template <auto free>
struct Deleter
{
    template <typename T>
    void operator()(T *object) const
    {
        free(object);
    }
};
using Number = std::unique_ptr<BIGNUM, Deleter<BN_clear_free>>;
using Context = std::unique_ptr<BN_CTX, Deleter<BN_CTX_free>>;

constexpr int mostExponentBits = 256; // real ones have 17; longer ones make checking slow
constexpr int mostTries = 100;        // each finds the primes with a probability of a half or more

Number fresh()
{
    return Number(BN_secure_new());
}

Number numberOf(const QCA::SecureArray &bytes)
{
    Number number = fresh();
    BN_bin2bn(reinterpret_cast<const unsigned char *>(bytes.constData()), bytes.size(),
              number.get());
    return number;
}

/// number - 1
Number before(const Number &number)
{
    Number result(BN_dup(number.get()));
    BN_sub_word(result.get(), 1);
    return result;
}

struct Primes
{
    Number p;
    Number q;
};

/// A root of 1 other than 1 and -1 shares a prime with n.
std::optional<Primes> split(const Number &root, const Number &n, BN_CTX *context)
{
    const Number less = before(root);
    Primes primes{fresh(), fresh()};
    if (BN_gcd(primes.p.get(), less.get(), n.get(), context) != 1 || BN_is_one(primes.p.get()) ||
        BN_div(primes.q.get(), nullptr, n.get(), primes.p.get(), context) != 1)
        return std::nullopt;
    if (BN_cmp(primes.p.get(), primes.q.get()) < 0)
        std::swap(primes.p, primes.q);
    return primes;
}

/// One try with a random base: squares base^odd until it is 1.
std::optional<Primes> tryPrimes(const Number &odd, int twos, const Number &n, BN_CTX *context)
{
    const Number last = before(n); // -1
    const Number base = fresh();
    Number x = fresh();
    if (BN_priv_rand_range(base.get(), n.get()) != 1 || BN_is_zero(base.get()) ||
        BN_mod_exp(x.get(), base.get(), odd.get(), n.get(), context) != 1)
        return std::nullopt;
    for (int i = 0; i < twos; ++i) {
        if (BN_is_one(x.get()) || BN_cmp(x.get(), last.get()) == 0)
            return std::nullopt;
        Number square = fresh();
        BN_mod_sqr(square.get(), x.get(), n.get(), context);
        if (BN_is_one(square.get()))
            return split(x, n, context);
        x = std::move(square);
    }
    return std::nullopt;
}

std::optional<Primes> findPrimes(const Number &n, const Number &e, const Number &d, BN_CTX *context)
{
    // A multiple of the order of every number: base^(de - 1) is 1.
    Number order = fresh();
    BN_mul(order.get(), d.get(), e.get(), context);
    BN_sub_word(order.get(), 1);
    if (BN_is_zero(order.get()) || BN_is_odd(order.get()))
        return std::nullopt;
    const Number two = fresh();
    const Number one = fresh();
    BN_set_word(two.get(), 2);
    BN_mod_exp(one.get(), two.get(), order.get(), n.get(), context);
    if (!BN_is_one(one.get())) // otherwise a hundred tries in vain
        return std::nullopt;
    int twos = 0;
    for (; !BN_is_odd(order.get()); ++twos)
        BN_rshift1(order.get(), order.get());
    for (int i = 0; i < mostTries; ++i) {
        if (auto primes = tryPrimes(order, twos, n, context))
            return primes;
    }
    return std::nullopt;
}

using OwnedKey = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using OwnedContext = std::unique_ptr<EVP_PKEY_CTX, Deleter<EVP_PKEY_CTX_free>>;

/// @p all: n, e, d, p, q, dp, dq, qi.
OwnedKey keyOf(const std::array<Number, 8> &all)
{
    static constexpr std::array names{
        OSSL_PKEY_PARAM_RSA_N,         OSSL_PKEY_PARAM_RSA_E,
        OSSL_PKEY_PARAM_RSA_D,         OSSL_PKEY_PARAM_RSA_FACTOR1,
        OSSL_PKEY_PARAM_RSA_FACTOR2,   OSSL_PKEY_PARAM_RSA_EXPONENT1,
        OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1};
    const std::unique_ptr<OSSL_PARAM_BLD, Deleter<OSSL_PARAM_BLD_free>> builder(
        OSSL_PARAM_BLD_new());
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (OSSL_PARAM_BLD_push_BN(builder.get(), names.at(i), all.at(i).get()) != 1)
            return nullptr;
    }
    const std::unique_ptr<OSSL_PARAM, Deleter<OSSL_PARAM_free>> parameters(
        OSSL_PARAM_BLD_to_param(builder.get()));
    const OwnedContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY *key = nullptr;
    if (!parameters || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) != 1)
        return nullptr;
    return OwnedKey(key);
}

/// PKCS#8 of a key whose numbers belong together.
std::optional<QCA::SecureArray> encoded(const OwnedKey &key)
{
    const OwnedContext context(EVP_PKEY_CTX_new(key.get(), nullptr));
    if (EVP_PKEY_check(context.get()) != 1)
        return std::nullopt;
    const std::unique_ptr<PKCS8_PRIV_KEY_INFO, Deleter<PKCS8_PRIV_KEY_INFO_free>> info(
        EVP_PKEY2PKCS8(key.get()));
    unsigned char *out = nullptr;
    const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), &out) : 0;
    if (size <= 0)
        return std::nullopt;
    QCA::SecureArray der(size);
    std::copy_n(out, size, der.data());
    OPENSSL_clear_free(out, static_cast<std::size_t>(size));
    return der;
}

} // namespace

std::optional<QCA::SecureArray> rsaPkcs8(const RsaNumbers &numbers)
{
    ERR_set_mark();
    const auto result = [&numbers]() -> std::optional<QCA::SecureArray> {
        const Context context(BN_CTX_secure_new());
        std::array<Number, 8> all{numberOf(numbers.n),  numberOf(numbers.e), numberOf(numbers.d),
                                  numberOf(numbers.p),  numberOf(numbers.q), numberOf(numbers.dp),
                                  numberOf(numbers.dq), numberOf(numbers.qi)};
        auto &[n, e, d, p, q, dp, dq, qi] = all;
        if (!BN_is_odd(n.get()) || !BN_is_odd(e.get()) || BN_is_one(e.get()) ||
            BN_num_bits(e.get()) > mostExponentBits || BN_is_zero(d.get()) ||
            BN_cmp(d.get(), n.get()) >= 0)
            return std::nullopt;
        if (numbers.p.isEmpty()) {
            auto primes = findPrimes(n, e, d, context.get());
            if (!primes)
                return std::nullopt;
            p = std::move(primes->p);
            q = std::move(primes->q);
            BN_mod(dp.get(), d.get(), before(p).get(), context.get());
            BN_mod(dq.get(), d.get(), before(q).get(), context.get());
            if (!BN_mod_inverse(qi.get(), q.get(), p.get(), context.get()))
                return std::nullopt;
        }
        const OwnedKey key = keyOf(all);
        return key ? encoded(key) : std::nullopt;
    }();
    ERR_pop_to_mark();
    return result;
}

} // namespace auth
