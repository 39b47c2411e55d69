// SPDX-License-Identifier: GPL-3.0-or-later
// Callback pairs and API pairs cannot be taken for one another: the compiler refuses.
#include "app/auth/CallbackKey.h"

#include "app/auth/CoreDumps.h"
#include "app/auth/Jwt.h"
#include "app/auth/TokenChecks.h"
#include "app/auth/TokenSource.h"
#include "tests/unit/auth/TestKeys.h"

#include <gmock/gmock.h>

#include <type_traits>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#endif

namespace {

using auth::CallbackKeyPair;
using auth::CallbackPublicKey;
using auth::RsaKeyPair;
using auth::RsaPublicKey;

static_assert(!std::is_convertible_v<CallbackKeyPair, RsaKeyPair>);
static_assert(!std::is_convertible_v<RsaKeyPair, CallbackKeyPair>);
static_assert(!std::is_constructible_v<RsaKeyPair, CallbackKeyPair>);
static_assert(!std::is_constructible_v<CallbackKeyPair, RsaKeyPair>);
static_assert(!std::is_convertible_v<CallbackPublicKey, RsaPublicKey>);
static_assert(!std::is_convertible_v<RsaPublicKey, CallbackPublicKey>);
static_assert(!std::is_constructible_v<RsaPublicKey, CallbackPublicKey>);
static_assert(!std::is_constructible_v<CallbackPublicKey, RsaPublicKey>);
static_assert(!std::is_invocable_v<decltype(&auth::signToken), auth::Claims, CallbackKeyPair>);
static_assert(!std::is_constructible_v<auth::TokenSource, CallbackKeyPair, QString>);
static_assert(!std::is_assignable_v<decltype(auth::TokenPolicy::publicKey) &, CallbackPublicKey>);
static_assert(std::is_assignable_v<decltype(auth::TokenPolicy::publicKey) &, RsaPublicKey>);

TEST(CallbackKey, signsAndVerifiesCallbacks)
{
    // given
    const auto pair = CallbackKeyPair::fromPem(testkeys::key().privatePem().toByteArray());
    ASSERT_TRUE(pair);
    // when
    const QByteArray signature = pair->signCallback("callNotify");
    // then
    EXPECT_TRUE(pair->publicKey().verifyCallback("callNotify", signature));
    EXPECT_FALSE(pair->publicKey().verifyCallback("callEnded", signature));
    EXPECT_EQ(pair->bits(), 2048);
    EXPECT_EQ(pair->thumbprint(), testkeys::key().thumbprint());
    EXPECT_EQ(CallbackPublicKey::fromPem(pair->publicKey().pem()), pair->publicKey());
}

#ifdef Q_OS_LINUX
TEST(CoreDumps, areForbidden)
{
    // given
    const int before = prctl(PR_GET_DUMPABLE);
    // when
    auth::forbidCoreDumps();
    // then
    EXPECT_EQ(prctl(PR_GET_DUMPABLE), 0);
    rlimit limit{};
    ASSERT_EQ(getrlimit(RLIMIT_CORE, &limit), 0);
    EXPECT_EQ(limit.rlim_cur, 0U);
    prctl(PR_SET_DUMPABLE, before);
}
#endif

} // namespace
