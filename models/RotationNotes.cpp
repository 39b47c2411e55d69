// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RotationNotes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int version = 1;
constexpr qint64 mostBytes = 1024 * 1024;

QJsonObject toJson(const Rotation &rotation)
{
    return {{u"profile"_s, rotation.profileId},
            {u"old"_s, rotation.oldId},
            {u"next"_s, rotation.nextId},
            {u"uploaded"_s, rotation.uploaded},
            {u"accepted"_s, rotation.accepted}};
}

Rotation fromJson(const QJsonObject &object)
{
    return {object["profile"_L1].toString(), object["old"_L1].toString(),
            object["next"_L1].toString(), object["uploaded"_L1].toBool(),
            object["accepted"_L1].toBool()};
}

} // namespace

RotationNotes::RotationNotes(const QString &folder)
    : m_path(QDir(folder).filePath(u"rotations.json"_s))
{
}

QList<Rotation> RotationNotes::all() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > mostBytes)
        return {};
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    if (root["version"_L1].toInt() != version)
        return {};
    QList<Rotation> rotations;
    for (const QJsonValue &value : root["rotations"_L1].toArray()) {
        const Rotation rotation = fromJson(value.toObject());
        if (!rotation.profileId.isEmpty() && !rotation.nextId.isEmpty())
            rotations << rotation;
    }
    return rotations;
}

std::optional<Rotation> RotationNotes::ofProfile(const QString &profileId) const
{
    for (const Rotation &each : all()) {
        if (each.profileId == profileId)
            return each;
    }
    return std::nullopt;
}

std::optional<Rotation> RotationNotes::withKey(const QString &keyId) const
{
    for (const Rotation &each : all()) {
        if (!keyId.isEmpty() && (each.oldId == keyId || each.nextId == keyId))
            return each;
    }
    return std::nullopt;
}

std::expected<void, QString> RotationNotes::put(const Rotation &rotation)
{
    QList<Rotation> rotations = all();
    const auto found = std::ranges::find(rotations, rotation.profileId, &Rotation::profileId);
    if (found == rotations.end())
        rotations << rotation;
    else if (*found == rotation)
        return {};
    else
        *found = rotation;
    return write(rotations);
}

std::expected<void, QString> RotationNotes::remove(const QString &profileId)
{
    QList<Rotation> rotations = all();
    if (rotations.removeIf([&](const Rotation &each) { return each.profileId == profileId; }) == 0)
        return {};
    return write(rotations);
}

std::expected<void, QString> RotationNotes::write(const QList<Rotation> &rotations) const
{
    QJsonArray array;
    for (const Rotation &rotation : rotations)
        array.append(toJson(rotation));
    const QByteArray text =
        QJsonDocument(QJsonObject{{u"version"_s, version}, {u"rotations"_s, array}}).toJson();
    QSaveFile file(m_path);
    if (file.open(QIODevice::WriteOnly) &&
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
        file.write(text) == text.size() && file.commit())
        return {};
    return std::unexpected(
        QCoreApplication::translate("models::RotationNotes",
                                    "How far the rotation has come could not be noted in %1: %2. "
                                    "Finish it before the console is closed.")
            .arg(QDir::toNativeSeparators(m_path), file.errorString()));
}

} // namespace models
