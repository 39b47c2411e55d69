// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/auth/RsaKeyPair.h"

/// `iotcomms-cli token check --batch` on 10,000 tokens, with its start and its output, against
/// `openssl speed rsa2048` run beside it: both per second of the processor, so that a second core
/// does not count and a busy machine slows both.
void measureBatch(const auth::RsaKeyPair &pair);

/// From the pasted text to everything that the Tokens page shows.
void measureWorkbench(const auth::RsaKeyPair &pair, const auth::RsaKeyPair &other);
