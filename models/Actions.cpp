// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/Actions.h"

#include "models/CellText.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int maximumValues = 60;
constexpr int deepestChoice = 3;

QString translated(const char *text)
{
    return QCoreApplication::translate("models::Actions", text);
}

const api::Schema *bodyOf(const api::Operation &operation)
{
    return operation.requestBodies.isEmpty() ? nullptr
                                             : operation.requestBodies.first().schema.get();
}

/// What distinguishes the uses of a command: the first required member with several values.
void findChoice(const api::Schema &schema, const QString &prefix, int depth, QString &member,
                const api::Schema *&choice)
{
    for (const api::Property &property : schema.properties) {
        if (choice)
            return;
        const QString path = prefix + property.name;
        if (property.required && property.schema->enumeration.size() > 1) {
            member = path;
            choice = property.schema.get();
        } else if (property.required && depth > 0) {
            findChoice(*property.schema, path + u'.', depth - 1, member, choice);
        }
    }
}

/// The words of a description's sentences that speak of @p value, without the names of the others:
/// "a and b unlock a door" finds b, too, but "2" must not find what is called 1.
QString wordsAbout(const QString &description, const QString &value, const QStringList &values)
{
    static const QRegularExpression ends(u"[\\n.;]"_s);
    static const QRegularExpression wordEnd(u"[^A-Za-z0-9_]+"_s);
    QStringList about;
    for (const QString &part : description.split(ends)) {
        const QStringList words = part.split(wordEnd, Qt::SkipEmptyParts);
        if (!words.contains(value))
            continue;
        std::ranges::copy_if(words, std::back_inserter(about), [&](const QString &word) {
            return word == value || !values.contains(word);
        });
    }
    return about.join(u' ');
}

} // namespace

QString spokenName(const QString &name)
{
    static const QRegularExpression borders(
        u"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])|(?<=[A-Z])(?=[A-Z][a-z])|[_-]+"_s);
    QStringList words = name.split(borders, Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool isAbbreviation = words.at(i).size() > 1 && words.at(i) == words.at(i).toUpper();
        if (!isAbbreviation)
            words[i] = words.at(i).toLower();
    }
    QString spoken = words.join(u' ');
    if (!spoken.isEmpty())
        spoken[0] = spoken.at(0).toUpper();
    return spoken;
}

const api::Operation *sameOperation(const api::Catalogue &catalogue, const api::Operation &was)
{
    const auto &all = catalogue.operations();
    const auto found = std::ranges::find_if(all, [&was](const api::Operation &each) {
        if (each.method != was.method || each.service != was.service)
            return false;
        return was.operationId.isEmpty() ? each.path == was.path
                                         : each.operationId == was.operationId;
    });
    return found == all.end() ? nullptr : &*found;
}

QString mainChoiceOf(const api::Operation &operation)
{
    QString member;
    const api::Schema *choice = nullptr;
    if (const api::Schema *body = bodyOf(operation))
        findChoice(*body, {}, deepestChoice, member, choice);
    return member;
}

QString titleOf(const api::Operation &operation)
{
    if (operation.action && !operation.action->title.isEmpty())
        return operation.action->title;
    return operation.summary.isEmpty() ? operation.path : operation.summary;
}

QList<ActionEntry> actionEntries(const api::Catalogue &catalogue)
{
    QList<ActionEntry> entries;
    for (const api::Operation &operation : catalogue.operations()) {
        if (!operation.action)
            continue;
        ActionEntry command{operation, {}, {}, titleOf(operation), {}};
        command.keywords =
            QStringList{operation.summary, operation.description, operation.path, operation.service}
                .join(u' ');
        entries << command;
        QString member;
        const api::Schema *choice = nullptr;
        if (const api::Schema *body = bodyOf(operation))
            findChoice(*body, {}, deepestChoice, member, choice);
        if (!choice || choice->enumeration.size() > maximumValues || !operation.isCallable())
            continue;
        for (const QString &value : choice->enumeration) {
            entries << ActionEntry{
                operation, member, value, spokenName(value),
                QStringList{value, command.title,
                            wordsAbout(choice->description, value, choice->enumeration),
                            wordsAbout(operation.description, value, choice->enumeration)}
                    .join(u' ')};
        }
    }
    return entries;
}

QList<api::Operation> actionsOn(const api::Catalogue &catalogue, const QString &resourceKey)
{
    QList<api::Operation> found;
    std::ranges::copy_if(
        catalogue.operations(), std::back_inserter(found), [&](const api::Operation &operation) {
            return operation.action && operation.action->appliesTo.contains(resourceKey);
        });
    return found;
}

QString whyNotAmong(const QList<QPair<QString, QStringList>> &when, json::Value row)
{
    for (const auto &[property, values] : when) {
        const QString has = rawText(memberAt(row, property));
        if (!values.contains(has)) {
            return translated("Only where %1 is %2; here it is %3.")
                .arg(property, values.join(translated(" or ")),
                     has.isEmpty() ? translated("not set") : has);
        }
    }
    return {};
}

QString whyNotOn(const api::Operation &operation, json::Value row)
{
    if (!operation.isCallable())
        return whyNotCallable(operation);
    return operation.action ? whyNotAmong(operation.action->when, row) : QString();
}

QString whyNotCallable(const api::Operation &operation)
{
    if (operation.isCallable())
        return {};
    return translated("The platform wants this one signed by AWS Signature V4 (sigv4), with AWS "
                      "credentials. A JWT is refused there, so the console shows it and can't "
                      "send it.");
}

} // namespace models
