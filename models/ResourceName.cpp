// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ResourceName.h"

#include "models/CellText.h"
#include "models/CellTime.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

QString nameIn(json::Value item, const api::ResourceType &type)
{
    if (type.columns.isEmpty() || type.columns.first().property == type.idProperty)
        return {};
    // When something happened is no name: who took part is, as far as that is known.
    const bool isTime = type.columns.first().property == type.timeProperty;
    const QStringList names =
        isTime ? type.partyProperties : QStringList{type.columns.first().property};
    json::Value value;
    for (const QString &name : names) {
        value = memberAt(item, name);
        if (!value.text().empty())
            break;
    }
    if (!value || value.text().empty()) {
        value = memberAt(item, type.columns.first().property);
        if (type.columns.first().renderer == "time"_L1 && timeOf(value))
            return displayText(value, u"time"_s); // as the table has it
    }
    // A name of several lines or pages is none.
    constexpr qsizetype longest = 200;
    return QString::fromUtf8(value.text()).left(longest).simplified();
}

QString inSentence(const QString &name)
{
    QStringList words = name.split(u' ');
    for (QString &word : words) {
        const auto capitals =
            std::ranges::count_if(word, [](QChar letter) { return letter.isUpper(); });
        if (capitals < 2)
            word = word.toLower();
    }
    return words.join(u' ');
}

QString subject(const api::ResourceType &type, int count)
{
    return count == 1 ? inSentence(type.name)
                      : QCoreApplication::translate("models::ResourceName", "%1 %2",
                                                    "number and plural name: 3 devices")
                            .arg(QLocale().toString(count), inSentence(type.plural));
}

} // namespace models
