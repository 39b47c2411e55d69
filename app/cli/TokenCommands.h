// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <string>

namespace cli {

/// "55m", "90s", "1h", "3300" in seconds; nothing when it is none of these.
std::optional<qint64> parseLifetime(const std::string &text);

/// Prints the bare token. @p at: Unix seconds of `iat`; absent: now.
int signToken(const QString &keyFile, const QString &domain, qint64 lifetime,
              std::optional<qint64> at);

struct CheckOptions
{
    QString file; ///< with the token, or "-"
    QString publicKeyFile;
    QString domain;
    std::optional<double> at; ///< Unix seconds; absent: now
    double leeway = 0;        ///< seconds
    bool batch = false;       ///< one token a line
    int jobs = 0;             ///< threads for a batch; 0: one a core
};
/// Prints the verdict (design, section 10), or one a line; Done when accepted, Refused when not.
int checkToken(const CheckOptions &options);

} // namespace cli
