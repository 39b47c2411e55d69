// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RotationNotes.h"

#include "models/WholeFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtConcurrentRun>

#include <algorithm>
#include <mutex>
#include <utility>

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

/// Outlives the notes while a worker writes them: who looks meanwhile finds what is being written.
struct RotationNotes::State
{
    explicit State(QString file)
        : path(std::move(file))
    {
    }

    const QString path;
    std::optional<QList<Rotation>> rotations; ///< none: not read yet
    std::mutex writing;
    std::mutex mutex;       // for:
    QList<Rotation> wanted; ///< what the file is to hold
};

namespace {

RotationNotes::Written writeFile(const QString &path, const QList<Rotation> &rotations)
{
    QJsonArray array;
    for (const Rotation &rotation : rotations)
        array.append(toJson(rotation));
    const QByteArray text =
        QJsonDocument(QJsonObject{{u"version"_s, version}, {u"rotations"_s, array}}).toJson();
    const QString error =
        writeWhole(path, {text.constData(), std::size_t(text.size())}, Readers::OwnerOnly);
    if (error.isEmpty())
        return {};
    return std::unexpected(
        QCoreApplication::translate("models::RotationNotes",
                                    "How far the rotation has come could not be noted in %1: %2. "
                                    "Finish it before the console is closed.")
            .arg(QDir::toNativeSeparators(path), error));
}

QList<Rotation> readFile(const QString &path)
{
    QFile file(path);
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

} // namespace

RotationNotes::RotationNotes(const QString &folder)
{
    static QHash<QString, std::weak_ptr<State>> known;
    const QString path = QDir(folder).absoluteFilePath(u"rotations.json"_s);
    m_state = known.value(path).lock();
    if (m_state)
        return;
    known.removeIf([](const auto &each) { return each.value().expired(); });
    m_state = std::make_shared<State>(path);
    known.insert(path, m_state);
}

QList<Rotation> &RotationNotes::rotations() const
{
    if (!m_state->rotations)
        m_state->rotations = readFile(m_state->path);
    return *m_state->rotations;
}

QList<Rotation> RotationNotes::all() const
{
    return rotations();
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

QFuture<RotationNotes::Written> RotationNotes::put(const Rotation &rotation)
{
    QList<Rotation> &noted = rotations();
    const auto found = std::ranges::find(noted, rotation.profileId, &Rotation::profileId);
    if (found == noted.end())
        noted << rotation;
    else
        *found = rotation;
    return write();
}

QFuture<RotationNotes::Written> RotationNotes::remove(const QString &profileId)
{
    const auto isOfIt = [&](const Rotation &each) { return each.profileId == profileId; };
    if (rotations().removeIf(isOfIt) == 0)
        return QtFuture::makeReadyValueFuture(Written());
    return write();
}

// Workers may come in any order: each writes the newest.
QFuture<RotationNotes::Written> RotationNotes::write()
{
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->wanted = rotations();
    }
    return QtConcurrent::run([state = m_state] {
        const std::scoped_lock writing(state->writing);
        QList<Rotation> wanted;
        {
            const std::scoped_lock lock(state->mutex);
            wanted = state->wanted;
        }
        return writeFile(state->path, wanted);
    });
}

} // namespace models
