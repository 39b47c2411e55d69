// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

namespace api {

/// A line of a query, of headers or of variables.
struct NamedValue
{
    QString name;
    QString value;
    bool enabled = true; ///< else kept, and not sent

    bool operator==(const NamedValue &) const = default;
};

/// A request as a person writes it: with variables, {name} in path and query, {{name}} anywhere.
struct SavedRequest
{
    QByteArray method = "GET";
    QString path = {};              ///< "/provisioning/device/{domain}/{deviceId}", without query
    QList<NamedValue> query = {};   ///< decoded
    QList<NamedValue> headers = {}; ///< without Authorization
    QByteArray body = {};

    bool operator==(const SavedRequest &) const = default;
};

/// @p text with {{name}} replaced by its value, and {name} as well when @p singleBraces. Names that
/// are unknown or have an empty value stay.
QString withVariables(const QString &text, const QHash<QString, QString> &values,
                      bool singleBraces);
/// The names in it, in order, each once.
QStringList variableNames(const QString &text, bool singleBraces);
/// Of the whole request.
QStringList variableNames(const SavedRequest &request);

} // namespace api
