// SPDX-License-Identifier: GPL-3.0-or-later
// Valid texts for fuzzers to spoil: chance alone never writes a key.
#pragma once

#include "app/auth/RsaKeyPair.h"
#include "tests/fuzz/Spoiled.h"
#include "tests/fuzz/json/Fuzzing.h"

#include <QByteArray>
#include <QtCrypto>

namespace fuzzing {

/// QCA for as long as the program runs.
inline void startQca()
{
    static auto *qca = new QCA::Initializer;
    (void)qca;
}

/// Made once a run; never destroyed, since QCA is not either.
inline const auth::RsaKeyPair &key()
{
    static const auto *pair = new auth::RsaKeyPair(auth::RsaKeyPair::generate().result().value());
    return *pair;
}

} // namespace fuzzing
