// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/PseudoPath.h"

#include <QCoreApplication>
#include <QStringView>

using namespace Qt::StringLiterals;

namespace api {

QString whySetAside(const QString &path)
{
    for (const QStringView segment : QStringView(path).split(u'/', Qt::SkipEmptyParts)) {
        if (segment == "implicit_callbacks"_L1 || segment == "callbacks"_L1) {
            return QCoreApplication::translate(
                "api::Catalogue",
                "A callback: the platform calls it, so it can't be sent from here.");
        }
        if (segment.startsWith(u'{') && segment.endsWith("+}"_L1)) {
            return QCoreApplication::translate(
                "api::Catalogue", "It stands for any path below it, so there is nothing to offer.");
        }
    }
    return {};
}

} // namespace api
