// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>

namespace cli {

struct SandboxCommandOptions
{
    int port = 0;
    QString dataFolder; ///< empty: nothing is kept
    int devices = 4213;
    std::uint32_t seed = 1;
    QStringList apiFiles;  ///< OpenAPI documents that are served beside the shipped ones
    QString publicKeyFile; ///< empty: a key pair is made, and its file named in the output
};

/// Prints {"baseUrl":..,"domain":..} on one line, then serves until SIGINT or SIGTERM. Needs an
/// application object.
int serveSandbox(const SandboxCommandOptions &options);

} // namespace cli
