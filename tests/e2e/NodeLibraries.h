// SPDX-License-Identifier: GPL-3.0-or-later
// The libraries of package.json in a folder of their own, fetched once a program.
#pragma once

#include <QString>
#include <QStringList>

namespace e2e {

const QString nodeFolder = QStringLiteral(CONSOLE_BINARY_DIR "/tests/e2e-node");

/// Copies @p files of tests/e2e, package.json among them, to @p folder and fetches what it names.
/// Why that failed, empty: it did not.
QString installPackages(const QString &folder, const QStringList &files);

/// Why the libraries are not there; empty when they are.
QString nodeProblem();

} // namespace e2e
