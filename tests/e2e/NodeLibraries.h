// SPDX-License-Identifier: GPL-3.0-or-later
// Libraries of npm (package.json) in a folder of their own, fetched once a program.
#pragma once

#include <QString>

namespace e2e {

const QString nodeFolder = QStringLiteral(CONSOLE_BINARY_DIR "/tests/e2e-node");

/// Why the libraries are not there; empty when they are.
QString nodeProblem();

} // namespace e2e
