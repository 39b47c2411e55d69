// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace api {

/// Why a path of an imported document stands for no request that can be sent to the platform, as a
/// sentence: callbacks that are written down as paths, and the "{proxy+}" of a gateway. Empty: it
/// is an ordinary path.
QString whySetAside(const QString &path);
inline bool isSetAside(const QString &path)
{
    return !whySetAside(path).isEmpty();
}

} // namespace api
