// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/OpenApiDocument.h"

#include <QString>

namespace api {

/// Where the paths of an imported document begin on the platform's host. Documents of this platform
/// may lack `servers` and print their base URL in the description instead.
struct ServiceBase
{
    enum class Origin { Servers, Description, Nowhere };
    Origin origin = Origin::Nowhere;
    QString host;   ///< "api.example.test"; empty: not said, or with variables
    QString prefix; ///< "/provisioning"; empty: the root
    QString url;    ///< as it was written, variables replaced by their defaults

    static ServiceBase of(OpenApiDocument &document);
};

/// "/provisioning" of "https://api.{region}.example.test/provisioning/"; host variables make it no
/// URL.
QString pathOfServer(const QString &url);

} // namespace api
