// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/TypedAddress.h"

#include <QRegularExpression>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace api {

TypedAddress TypedAddress::of(const QString &typed, const QUrl &base)
{
    TypedAddress address;
    QString text = typed.trimmed();
    static const QRegularExpression url(u"^https?://[^/?#]*"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression variable(u"^\\{\\{[\\w.$-]+\\}\\}(?=/|$|\\?)"_s);
    if (const auto match = url.match(text); match.hasMatch()) {
        const QUrl pasted(match.captured());
        if (pasted.host() != base.host() || pasted.port() != base.port())
            address.otherHost = pasted.host().isEmpty() ? match.captured() : pasted.host();
        text.remove(0, match.capturedLength());
    } else if (const auto host = variable.match(text); host.hasMatch()) {
        address.otherHost = host.captured();
        text.remove(0, host.capturedLength());
    }
    if (const qsizetype fragment = text.indexOf(u'#'); fragment >= 0)
        text.truncate(fragment);
    if (const qsizetype mark = text.indexOf(u'?'); mark >= 0) {
        address.query = queryOf(text.sliced(mark + 1));
        text.truncate(mark);
    }
    address.path = text.startsWith(u'/') ? text : u'/' + text;
    return address;
}

QList<NamedValue> TypedAddress::queryOf(const QString &text)
{
    QList<NamedValue> items;
    const auto pairs = QUrlQuery(text).queryItems(QUrl::FullyEncoded);
    for (const auto &[name, value] : pairs) {
        items.append({QUrl::fromPercentEncoding(name.toUtf8()),
                      QUrl::fromPercentEncoding(value.toUtf8()), true});
    }
    return items;
}

} // namespace api
