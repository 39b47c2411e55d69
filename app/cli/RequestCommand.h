// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cli {

struct RequestOptions
{
    QString method;
    QString path; ///< "{domain}" in it is replaced
    QString profile;
    QString dataFolder;
    QString baseUrl;
    QString domain;
    QString keyFile;
    QString caFile;
    QString bodyFile; ///< empty: no body
    QString mediaType;
};

/// Sends one request; its body goes to standard output. Needs an event loop.
int sendRequest(const RequestOptions &options);

} // namespace cli
