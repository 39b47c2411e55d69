// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/CollectionItem.h"

#include <QUrl>

#include <string>

namespace api {

/// A folder as a Postman collection v2.1: {x} in an address becomes {{x}}, the host is the variable
/// {{baseUrl}}, and every request is authorised by the bearer token {{token}}, which is left empty.
/// What an import kept for Postman goes back to where it was.
std::string toPostman(const CollectionItem &folder, const QUrl &baseUrl, const QString &domain);

} // namespace api
