// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/SavedRequest.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace api {

namespace {

const QRegularExpression &pattern(bool singleBraces)
{
    // A name is a word: a body in JSON is full of other braces.
    static const QRegularExpression doubled(u"\\{\\{\\s*([\\w.$-]{1,100})\\s*\\}\\}"_s);
    static const QRegularExpression either(u"\\{\\{\\s*([\\w.$-]{1,100})\\s*\\}\\}|"
                                           "\\{([\\w.$-]{1,100})\\}"_s);
    return singleBraces ? either : doubled;
}

QString nameOf(const QRegularExpressionMatch &match)
{
    return match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
}

} // namespace

QString withVariables(const QString &text, const QHash<QString, QString> &values, bool singleBraces)
{
    if (!text.contains(u'{'))
        return text;
    QString result;
    qsizetype at = 0;
    for (const QRegularExpressionMatch &match : pattern(singleBraces).globalMatch(text)) {
        const QString value = values.value(nameOf(match));
        result += QStringView(text).mid(at, match.capturedStart() - at);
        result += value.isEmpty() ? match.captured() : value;
        at = match.capturedEnd();
    }
    result += QStringView(text).mid(at);
    return result;
}

QStringList variableNames(const QString &text, bool singleBraces)
{
    QStringList names;
    if (!text.contains(u'{'))
        return names;
    for (const QRegularExpressionMatch &match : pattern(singleBraces).globalMatch(text)) {
        if (!names.contains(nameOf(match)))
            names << nameOf(match);
    }
    return names;
}

QStringList variableNames(const SavedRequest &request)
{
    QStringList names = variableNames(request.path, true);
    const auto add = [&names](const QStringList &more) {
        for (const QString &name : more) {
            if (!names.contains(name))
                names << name;
        }
    };
    for (const NamedValue &item : request.query) {
        if (item.enabled)
            add(variableNames(item.value, true));
    }
    for (const NamedValue &header : request.headers) {
        if (header.enabled)
            add(variableNames(header.value, false));
    }
    add(variableNames(QString::fromUtf8(request.body), false));
    return names;
}

} // namespace api
