// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/auth/OpenSsl.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace auth::openssl {

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
template <typename T, auto free>
using Owned = std::unique_ptr<T, Deleter<free>>;

using OwnedBio = Owned<BIO, BIO_free_all>;
using OwnedKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using OwnedKeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using OwnedDigest = Owned<EVP_MD, EVP_MD_free>;
using OwnedPkcs8 = Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using OwnedEncrypted = Owned<X509_SIG, X509_SIG_free>;
using OwnedAlgorithm = Owned<X509_ALGOR, X509_ALGOR_free>;

constexpr int iterations = 600'000;
constexpr long mostRounds = 5'000'000; // a second or two

/// OpenSSL's error queue belongs to the thread: leaves nothing of ours in it.
class ErrorScope
{
public:
    ErrorScope() { ERR_set_mark(); }
    ~ErrorScope() { ERR_pop_to_mark(); }
    ErrorScope(const ErrorScope &) = delete;
    ErrorScope &operator=(const ErrorScope &) = delete;
};

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

template <typename T>
T *decoded(T *(*decode)(T **, const unsigned char **, long), QByteArrayView der)
{
    const unsigned char *at = bytesOf(der);
    return decode(nullptr, &at, static_cast<long>(der.size()));
}

QString algorithmName(const ASN1_OBJECT *object)
{
    switch (const int id = OBJ_obj2nid(object)) {
    case NID_rsaEncryption:
        return QStringLiteral("RSA");
    case NID_rsassaPss:
        return QStringLiteral("RSA-PSS");
    case NID_X9_62_id_ecPublicKey:
        return QStringLiteral("EC");
    case NID_dsa:
        return QStringLiteral("DSA");
    case NID_undef: {
        std::array<char, 80> digits{};
        OBJ_obj2txt(digits.data(), static_cast<int>(digits.size()), object, 1);
        return QString::fromLatin1(digits.data());
    }
    default:
        return QString::fromLatin1(OBJ_nid2sn(id)); // ED25519, X448, ...
    }
}

QString algorithmName(const PKCS8_PRIV_KEY_INFO *info)
{
    const ASN1_OBJECT *object = nullptr;
    if (!info || PKCS8_pkey_get0(&object, nullptr, nullptr, nullptr, info) != 1)
        return {};
    return algorithmName(object);
}

bool meansUnsupported(unsigned long error)
{
    if (ERR_GET_REASON(error) == ERR_R_UNSUPPORTED)
        return true;
    if (ERR_GET_LIB(error) != ERR_LIB_EVP) // other numbers mean something else in each library
        return false;
    switch (ERR_GET_REASON(error)) {
    case EVP_R_UNSUPPORTED_ALGORITHM:
    case EVP_R_UNSUPPORTED_CIPHER:
    case EVP_R_UNSUPPORTED_KEY_DERIVATION_FUNCTION:
    case EVP_R_UNSUPPORTED_PRF:
    case EVP_R_UNKNOWN_PBE_ALGORITHM:
    case EVP_R_MEMORY_LIMIT_EXCEEDED:
        return true;
    default:
        return false;
    }
}

/// Empties the queue, looking for a cause that no other passphrase would cure.
Refusal refusalFromQueue()
{
    bool unsupported = false;
    while (const unsigned long error = ERR_get_error())
        unsupported = unsupported || meansUnsupported(error);
    return unsupported ? Refusal::Unsupported : Refusal::WrongPassphrase;
}

QString lastReason()
{
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_peek_last_error(), text.data(), text.size());
    return QString::fromLatin1(text.data());
}

/// Rounds of a PBES2 with PBKDF2 or of the older PBE schemes; 0 when there are none to count.
long derivationRounds(const X509_ALGOR *algorithm)
{
    const ASN1_OBJECT *object = nullptr;
    const void *parameter = nullptr;
    int type = 0;
    X509_ALGOR_get0(&object, &type, &parameter, algorithm);
    if (type != V_ASN1_SEQUENCE)
        return 0;
    const auto *sequence = static_cast<const ASN1_STRING *>(parameter);
    if (OBJ_obj2nid(object) != NID_pbes2) {
        const Owned<PBEPARAM, PBEPARAM_free> simple(
            static_cast<PBEPARAM *>(ASN1_item_unpack(sequence, ASN1_ITEM_rptr(PBEPARAM))));
        return simple ? ASN1_INTEGER_get(simple->iter) : 0;
    }
    const Owned<PBE2PARAM, PBE2PARAM_free> outer(
        static_cast<PBE2PARAM *>(ASN1_item_unpack(sequence, ASN1_ITEM_rptr(PBE2PARAM))));
    if (!outer)
        return 0;
    X509_ALGOR_get0(&object, &type, &parameter, outer->keyfunc);
    if (OBJ_obj2nid(object) != NID_id_pbkdf2 || type != V_ASN1_SEQUENCE)
        return 0;
    const Owned<PBKDF2PARAM, PBKDF2PARAM_free> inner(static_cast<PBKDF2PARAM *>(ASN1_item_unpack(
        static_cast<const ASN1_STRING *>(parameter), ASN1_ITEM_rptr(PBKDF2PARAM))));
    return inner ? ASN1_INTEGER_get(inner->iter) : 0;
}

} // namespace

QString pkcs8Algorithm(QByteArrayView der)
{
    const ErrorScope errors;
    return algorithmName(OwnedPkcs8(decoded(d2i_PKCS8_PRIV_KEY_INFO, der)).get());
}

QString spkiAlgorithm(QByteArrayView der)
{
    const ErrorScope errors;
    const Owned<X509_PUBKEY, X509_PUBKEY_free> key(decoded(d2i_X509_PUBKEY, der));
    ASN1_OBJECT *object = nullptr;
    if (!key || X509_PUBKEY_get0_param(&object, nullptr, nullptr, nullptr, key.get()) != 1)
        return {};
    return algorithmName(object);
}

bool isPkcs12(QByteArrayView der)
{
    const ErrorScope errors;
    return Owned<PKCS12, PKCS12_free>(decoded(d2i_PKCS12, der)) != nullptr;
}

std::expected<void, Refusal> checkEncryptedPkcs8(QByteArrayView der)
{
    const ErrorScope errors;
    const OwnedEncrypted encrypted(decoded(d2i_X509_SIG, der));
    if (!encrypted)
        return std::unexpected(Refusal::Malformed);
    const X509_ALGOR *algorithm = nullptr;
    X509_SIG_get0(encrypted.get(), &algorithm, nullptr);
    const long rounds = derivationRounds(algorithm);
    if (rounds < 0 || rounds > mostRounds)
        return std::unexpected(Refusal::TooManyRounds);
    return {};
}

std::expected<QString, Refusal> encryptedPkcs8Algorithm(QByteArrayView der,
                                                        const QCA::SecureArray &passphrase)
{
    const ErrorScope errors;
    const OwnedEncrypted encrypted(decoded(d2i_X509_SIG, der));
    if (!encrypted)
        return std::unexpected(Refusal::Malformed);
    ERR_clear_error();
    const OwnedPkcs8 info(
        PKCS8_decrypt(encrypted.get(), passphrase.constData(), passphrase.size()));
    if (!info)
        return std::unexpected(refusalFromQueue());
    return algorithmName(info.get());
}

Refusal traditionalPemRefusal(const QByteArray &pem, const QCA::SecureArray &passphrase)
{
    const ErrorScope errors;
    const OwnedBio bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    char *name = nullptr;
    char *header = nullptr;
    unsigned char *contents = nullptr;
    long length = 0;
    if (PEM_read_bio(bio.get(), &name, &header, &contents, &length) != 1)
        return Refusal::Malformed;
    ERR_clear_error();
    EVP_CIPHER_INFO cipher{};
    Refusal refusal = Refusal::Malformed;
    if (PEM_get_EVP_CIPHER_INFO(header, &cipher) != 1) {
        if (ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_UNSUPPORTED_ENCRYPTION)
            refusal = Refusal::Unsupported;
    } else if (length % EVP_CIPHER_get_block_size(cipher.cipher) == 0) {
        // Without a callback of ours OpenSSL would ask on the terminal.
        const auto answer = [](char *buffer, int size, int, void *data) {
            const auto *given = static_cast<const QCA::SecureArray *>(data);
            const int count = std::min(size, given->size());
            std::memcpy(buffer, given->constData(), static_cast<std::size_t>(count));
            return count;
        };
        QCA::SecureArray given(passphrase);
        PEM_do_header(&cipher, contents, &length, answer, &given);
        refusal = refusalFromQueue();
    }
    OPENSSL_free(name);
    OPENSSL_free(header);
    if (contents)
        OPENSSL_clear_free(contents, static_cast<std::size_t>(length));
    return refusal;
}

std::expected<QByteArray, QString> encryptPkcs8(const QCA::SecureArray &der,
                                                const QCA::SecureArray &passphrase)
{
    const ErrorScope errors;
    const OwnedPkcs8 info(
        decoded(d2i_PKCS8_PRIV_KEY_INFO, QByteArrayView(der.constData(), qsizetype(der.size()))));
    OwnedAlgorithm scheme(
        PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), iterations, nullptr, 0, nullptr, NID_hmacWithSHA256));
    if (!info || !scheme)
        return std::unexpected(lastReason());
    const OwnedEncrypted encrypted(
        PKCS8_set0_pbe(passphrase.constData(), passphrase.size(), info.get(), scheme.get()));
    if (!encrypted)
        return std::unexpected(lastReason());
    [[maybe_unused]] auto *kept = scheme.release(); // set0: now owned by what it encrypted
    unsigned char *out = nullptr;
    const int size = i2d_X509_SIG(encrypted.get(), &out);
    if (size <= 0)
        return std::unexpected(lastReason());
    QByteArray result(reinterpret_cast<const char *>(out), size);
    OPENSSL_free(out);
    return result;
}

struct Verifier::Data
{
    OwnedKeyContext context; // made ready once, never used itself: copied for every call
    OwnedDigest sha256;
};

std::shared_ptr<const Verifier> Verifier::create(const QByteArray &spki)
{
    const ErrorScope errors;
    const OwnedKey key(decoded(d2i_PUBKEY, spki));
    if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA)
        return nullptr;
    auto data = std::make_unique<Data>();
    data->sha256.reset(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    data->context.reset(EVP_PKEY_CTX_new(key.get(), nullptr));
    EVP_PKEY_CTX *context = data->context.get();
    if (!data->sha256 || !context || EVP_PKEY_verify_init(context) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context, data->sha256.get()) != 1)
        return nullptr;
    const std::shared_ptr<Verifier> verifier(new Verifier);
    verifier->m_data = std::move(data);
    return verifier;
}

Verifier::~Verifier() = default;

bool Verifier::verify(QByteArrayView message, QByteArrayView signature) const
{
    const ErrorScope errors;
    std::array<unsigned char, 32> digest{};
    if (EVP_Digest(message.data(), static_cast<std::size_t>(message.size()), digest.data(), nullptr,
                   m_data->sha256.get(), nullptr) != 1)
        return false;
    const OwnedKeyContext context(EVP_PKEY_CTX_dup(m_data->context.get()));
    return context && EVP_PKEY_verify(context.get(), bytesOf(signature),
                                      static_cast<std::size_t>(signature.size()), digest.data(),
                                      digest.size()) == 1;
}

} // namespace auth::openssl
