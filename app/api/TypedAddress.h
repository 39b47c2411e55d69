// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/SavedRequest.h"

#include <QUrl>

namespace api {

/// An address as it was typed, pasted or imported, taken apart.
struct TypedAddress
{
    QString path;            ///< without query; begins with a slash
    QList<NamedValue> query; ///< decoded
    /// Of "https://h/..." or "{{name}}/...": what stood before the path, when it is not @p base.
    QString otherHost;

    /// @p base is the profile's address; where the text begins with it that is taken off.
    static TypedAddress of(const QString &text, const QUrl &base = {});
    /// "a=b&c=%20" as pairs.
    static QList<NamedValue> queryOf(const QString &text);
};

} // namespace api
