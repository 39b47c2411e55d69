// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace api {

/// "Device id" for "deviceId".
QString humanised(const QString &name);
/// English, as names in paths are: "device" of "devices", "category" of "categories"; what is no
/// plural stays.
QString singularOf(const QString &word);
QString pluralOf(const QString &word);
/// The last segment of a path template that is no parameter; empty when there is none.
QString lastLiteral(const QString &path);
/// "my-api-2" for "My API (2)"; empty when nothing is left.
QString slug(const QString &title);

} // namespace api
