// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/Profile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QUuid>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace api {
namespace {

// 2: keys are named by their id in the key store. Version 1 is read: it has key files only.
constexpr int schemaVersion = 2;
constexpr qint64 maxFile = 16 * 1024 * 1024;
constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

constexpr std::array levelNames = {
    std::pair{SafetyLevel::Sandbox, "sandbox"},
    std::pair{SafetyLevel::Test, "test"},
    std::pair{SafetyLevel::Production, "production"},
};

QString levelName(SafetyLevel level)
{
    for (const auto &[known, name] : levelNames) {
        if (known == level)
            return QString::fromLatin1(name);
    }
    return {};
}

/// A level that nobody knows asks the most questions.
SafetyLevel levelNamed(const QString &text)
{
    for (const auto &[level, name] : levelNames) {
        if (text == QLatin1StringView(name))
            return level;
    }
    return SafetyLevel::Production;
}

QJsonObject toJson(const Profile &profile)
{
    return {{u"id"_s, profile.id},
            {u"name"_s, profile.name},
            {u"domain"_s, profile.domain},
            {u"baseUrl"_s, profile.baseUrl.toString(QUrl::FullyEncoded)},
            {u"keyId"_s, profile.keyId},
            {u"keyFile"_s, profile.keyFile},
            {u"callbackKeyId"_s, profile.callbackKeyId},
            {u"caFile"_s, profile.caFile},
            {u"colour"_s, profile.colour.name()},
            {u"safety"_s, levelName(profile.safety)},
            {u"embeddedSandbox"_s, profile.embeddedSandbox},
            {u"allowClockOffset"_s, profile.allowClockOffset}};
}

std::optional<Profile> fromJson(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    Profile profile;
    profile.id = object.value(u"id"_s).toString();
    if (profile.id.isEmpty())
        return std::nullopt;
    profile.name = object.value(u"name"_s).toString();
    profile.domain = object.value(u"domain"_s).toString();
    profile.baseUrl = QUrl(object.value(u"baseUrl"_s).toString());
    profile.keyId = object.value(u"keyId"_s).toString();
    profile.keyFile = object.value(u"keyFile"_s).toString();
    profile.callbackKeyId = object.value(u"callbackKeyId"_s).toString();
    profile.caFile = object.value(u"caFile"_s).toString();
    profile.safety = levelNamed(object.value(u"safety"_s).toString());
    profile.colour = QColor::fromString(object.value(u"colour"_s).toString());
    if (!profile.colour.isValid())
        profile.colour = defaultColour(profile.safety);
    profile.embeddedSandbox = object.value(u"embeddedSandbox"_s).toBool();
    profile.allowClockOffset = object.value(u"allowClockOffset"_s).toBool();
    return profile;
}

QByteArray toText(const QList<Profile> &profiles, const QString &currentId)
{
    QJsonArray list;
    for (const Profile &profile : profiles)
        list.append(toJson(profile));
    return QJsonDocument(QJsonObject{{u"schemaVersion"_s, schemaVersion},
                                     {u"current"_s, currentId},
                                     {u"profiles"_s, list}})
        .toJson();
}

qsizetype indexOf(const QList<Profile> &profiles, const QString &id)
{
    const auto found = std::ranges::find(profiles, id, &Profile::id);
    return found == profiles.cend() ? -1 : found - profiles.cbegin();
}

QString fileName(const QString &folder)
{
    return QDir(folder).filePath(u"profiles.json"_s);
}

} // namespace

ProfileStore::ProfileStore(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
{
}

std::expected<void, QString> ProfileStore::load()
{
    m_loaded = true;
    m_refusal.clear();
    m_profiles.clear();
    m_currentId.clear();
    QFile file(fileName(m_folder));
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly)) {
        m_refusal = tr("“%1” cannot be read (%2). Check who "
                       "may read it, and start again.")
                        .arg(file.fileName(), file.errorString());
        return std::unexpected(m_refusal);
    }
    const QByteArray text = file.read(maxFile + 1);
    file.close();
    const QJsonDocument document =
        text.size() > maxFile ? QJsonDocument() : QJsonDocument::fromJson(text);
    const QJsonObject root = document.object();
    const int version = root.value(u"schemaVersion"_s).toInt();
    if (version > schemaVersion) {
        m_refusal = tr("“%1” was written by a newer version of the console. "
                       "Nothing is saved to it; use that version.")
                        .arg(file.fileName());
        return std::unexpected(m_refusal);
    }
    if (version < 1 || !root.value(u"profiles"_s).isArray())
        return keepAside(text);

    const QJsonArray list = root.value(u"profiles"_s).toArray();
    for (const QJsonValue &value : list) {
        const std::optional<Profile> profile = fromJson(value);
        if (profile && indexOf(m_profiles, profile->id) < 0)
            m_profiles.append(*profile);
    }
    const QString current = root.value(u"current"_s).toString();
    if (indexOf(m_profiles, current) >= 0)
        m_currentId = current;
    else if (!m_profiles.isEmpty())
        m_currentId = m_profiles.constFirst().id;
    return m_profiles.size() == list.size() ? std::expected<void, QString>() : keepAside(text);
}

/// Keeps what is in the file under a name of its own, so that the next save loses nothing.
std::expected<void, QString> ProfileStore::keepAside(const QByteArray &text)
{
    const QString name = fileName(m_folder);
    if (m_inMemory)
        return std::unexpected(
            tr("“%1” is damaged: some or all of its profiles could not be read.").arg(name));
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QString aside;
    for (int i = 1; aside.isEmpty() || QFile::exists(aside); ++i)
        aside = QDir(m_folder).filePath(
            u"profiles.damaged-%1-%2.json"_s.arg(stamp, QString::number(i)));
    // With some good profiles the file stays where it is, and a copy is enough.
    const bool kept = m_profiles.isEmpty() ? QFile::rename(name, aside) : QFile::copy(name, aside);
    if (!kept || QFileInfo(aside).size() < text.size()) {
        m_refusal = tr("“%1” is damaged and could not be kept under another name. "
                       "Nothing is saved to it; move it away and start again.")
                        .arg(name);
        return std::unexpected(m_refusal);
    }
    QFile::setPermissions(aside, ownerOnly);
    return std::unexpected(
        (m_profiles.isEmpty() ? tr("The profiles could not be read: their file is damaged. It is "
                                   "kept as “%1”.")
                              : tr("Some profiles could not be read. The file with all of them is "
                                   "kept as “%1”."))
            .arg(aside));
}

std::optional<Profile> ProfileStore::profile(const QString &id) const
{
    const qsizetype index = indexOf(m_profiles, id);
    return index < 0 ? std::nullopt : std::optional(m_profiles.at(index));
}

std::expected<Profile, QString> ProfileStore::save(Profile profile)
{
    if (!m_loaded) // or what the file holds would be lost
        std::ignore = load();
    if (profile.id.isEmpty())
        profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (!profile.colour.isValid())
        profile.colour = defaultColour(profile.safety);
    State next{.profiles = m_profiles, .currentId = m_currentId};
    if (const qsizetype index = indexOf(next.profiles, profile.id); index >= 0)
        next.profiles[index] = profile;
    else
        next.profiles.append(profile);
    if (next.currentId.isEmpty())
        next.currentId = profile.id;
    if (const auto done = commit(std::move(next)); !done)
        return std::unexpected(done.error());
    return profile;
}

std::expected<void, QString> ProfileStore::remove(const QString &id)
{
    if (!m_loaded)
        std::ignore = load();
    const qsizetype index = indexOf(m_profiles, id);
    if (index < 0) {
        return std::unexpected(tr("This profile does not exist any more."));
    }
    State next{.profiles = m_profiles, .currentId = m_currentId};
    next.profiles.removeAt(index);
    if (next.currentId == id)
        next.currentId = next.profiles.isEmpty() ? QString() : next.profiles.constFirst().id;
    return commit(std::move(next));
}

std::expected<void, QString> ProfileStore::setCurrent(const QString &id)
{
    if (!m_loaded)
        std::ignore = load();
    if (indexOf(m_profiles, id) < 0) {
        return std::unexpected(tr("This profile does not exist any more."));
    }
    if (id == m_currentId)
        return {};
    return commit({.profiles = m_profiles, .currentId = id});
}

/// Writes @p state, and only then makes it the state of this object.
std::expected<void, QString> ProfileStore::commit(State state)
{
    if (!m_refusal.isEmpty())
        return std::unexpected(m_refusal);
    if (!m_inMemory) {
        if (const auto written = write(state); !written)
            return written;
    }
    const bool changedCurrent = state.currentId != m_currentId;
    const bool changedProfiles = state.profiles != m_profiles;
    m_profiles = std::move(state.profiles);
    m_currentId = std::move(state.currentId);
    if (changedProfiles)
        Q_EMIT changed();
    if (changedCurrent)
        Q_EMIT currentChanged(m_currentId);
    return {};
}

std::expected<void, QString> ProfileStore::write(const State &state) const
{
    const QString name = fileName(m_folder);
    const auto failed = [&](const QString &reason) {
        return std::unexpected(tr("“%1” could not be written (%2); nothing was changed. Check the "
                                  "free space and who may write there.")
                                   .arg(name, reason));
    };
    QDir().mkpath(m_folder);
    QSaveFile file(name);
    const QByteArray text = toText(state.profiles, state.currentId);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownerOnly) ||
        file.write(text) != text.size() || !file.commit())
        return failed(file.errorString());
    return {};
}

} // namespace api
