// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchLibrary.h"

#include "app/json/Writer.h"
#include "models/PatchTemplate.h"
#include "models/WholeFile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr int version = 1;
constexpr qint64 largestFile = 10 * 1024 * 1024;

std::optional<PatchLibrary::Saved> readSaved(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return std::nullopt;
    const auto document = json::Document::parse(file.readAll().toStdString());
    if (!document || document->root()["version"].integer() != version)
        return std::nullopt;
    const json::Value root = document->root();
    const QString name = QString::fromUtf8(root["name"].text());
    if (name.isEmpty() || !root["patch"].isArray())
        return std::nullopt;
    return PatchLibrary::Saved{
        .name = name, .text = QString::fromStdString(root["patch"].serialize(json::Style::Pretty))};
}

} // namespace

PatchLibrary::PatchLibrary(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder.isEmpty() ? QString() : QDir(folder).filePath(u"patches"_s))
{
}

void PatchLibrary::load() const
{
    if (m_isLoaded)
        return;
    m_isLoaded = true;
    if (m_folder.isEmpty())
        return;
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const auto saved = readSaved(folder.filePath(name));
        const bool isUsable = saved && indexOf(saved->name) < 0;
        if (isUsable) {
            m_patches.append(*saved);
            m_files.append(name);
        } else {
            m_skipped.append(name);
        }
    }
    sort();
}

void PatchLibrary::sort() const
{
    std::vector<Entry> entries;
    for (qsizetype i = 0; i < m_patches.size(); ++i)
        entries.push_back({.patch = m_patches.at(i), .file = m_files.at(i)});
    std::ranges::sort(entries, [](const Entry &a, const Entry &b) {
        return a.patch.name.localeAwareCompare(b.patch.name) < 0;
    });
    m_patches.clear();
    m_files.clear();
    for (const Entry &entry : entries) {
        m_patches.append(entry.patch);
        m_files.append(entry.file);
    }
}

const QList<PatchLibrary::Saved> &PatchLibrary::patches() const
{
    load();
    return m_patches;
}

qsizetype PatchLibrary::indexOf(const QString &name) const
{
    load();
    const auto found = std::ranges::find(std::as_const(m_patches), name, &Saved::name);
    return found == m_patches.cend() ? -1 : found - m_patches.cbegin();
}

QString PatchLibrary::text(const QString &name) const
{
    const qsizetype at = indexOf(name);
    return at < 0 ? QString() : m_patches.at(at).text;
}

QString PatchLibrary::freeFileName(const QString &name) const
{
    // Names of any letters on any file system, and never over a file that was left alone.
    const QString hash = QString::fromLatin1(
        QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().first(24));
    QString file = hash + u".json"_s;
    for (int i = 2; m_skipped.contains(file) || m_files.contains(file); ++i)
        file = u"%1-%2.json"_s.arg(hash).arg(i);
    return file;
}

std::expected<void, QString> PatchLibrary::save(const QString &name, const QString &text)
{
    const QString called = name.simplified();
    if (called.isEmpty())
        return std::unexpected(tr("Give the patch a name."));
    if (called.size() > maximumName)
        return std::unexpected(tr("The name is longer than %1 letters.").arg(maximumName));
    if (const auto parsed = PatchTemplate::parse(text); !parsed)
        return std::unexpected(parsed.error());
    if (text.toUtf8().size() > maximumBytes)
        return std::unexpected(tr("The patch is above 1 MB: export it as a file instead."));
    const qsizetype at = indexOf(called);
    const QString file = at < 0 ? freeFileName(called) : m_files.at(at);
    if (!m_folder.isEmpty()) {
        json::Writer writer(json::Style::Pretty);
        writer.beginObject().name("version").integer(version);
        writer.name("name").string(called.toStdString());
        writer.name("patch").raw(text.toStdString()).endObject();
        if (!QDir().mkpath(m_folder))
            return std::unexpected(tr("The folder %1 can't be made.").arg(m_folder));
        const QString error =
            writeWhole(QDir(m_folder).filePath(file), writer.take(), Readers::OwnerOnly);
        if (!error.isEmpty())
            return std::unexpected(tr("The patch could not be saved: %1.").arg(error));
    }
    if (at < 0) {
        m_patches.append({.name = called, .text = text});
        m_files.append(file);
        sort();
    } else {
        m_patches[at].text = text;
    }
    Q_EMIT changed();
    return {};
}

std::expected<void, QString> PatchLibrary::rename(const QString &from, const QString &to)
{
    const QString called = to.simplified();
    if (indexOf(from) < 0)
        return std::unexpected(tr("There is no saved patch named %1.").arg(from));
    if (called == from)
        return {};
    if (contains(called))
        return std::unexpected(tr("There is already a saved patch named %1.").arg(called));
    // Saved first: a disk that fails leaves the old one.
    if (const auto saved = save(called, text(from)); !saved)
        return saved;
    return remove(from);
}

std::expected<void, QString> PatchLibrary::remove(const QString &name)
{
    const qsizetype at = indexOf(name);
    if (at < 0)
        return std::unexpected(tr("There is no saved patch named %1.").arg(name));
    if (!m_folder.isEmpty()) {
        QFile file(QDir(m_folder).filePath(m_files.at(at)));
        if (!file.remove() && file.exists()) {
            return std::unexpected(
                tr("%1 could not be deleted: %2.").arg(name, file.errorString()));
        }
    }
    m_patches.removeAt(at);
    m_files.removeAt(at);
    Q_EMIT changed();
    return {};
}

QString PatchLibrary::notice() const
{
    load();
    if (m_skipped.isEmpty())
        return {};
    return tr("%n saved patch(es) in %1 could not be read and were left alone: damaged, or of a "
              "newer console.",
              nullptr, int(m_skipped.size()))
        .arg(QDir::toNativeSeparators(m_folder));
}

std::expected<QString, QString> PatchLibrary::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(tr("%1 can't be read: %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return std::unexpected(tr("%1 is above 10 MB, more than the platform takes.").arg(path));
    const QString text =
        QString::fromUtf8(bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes);
    if (const auto parsed = PatchTemplate::parse(text); !parsed)
        return std::unexpected(tr("%1 holds no patch. %2").arg(path, parsed.error()));
    return text;
}

std::expected<void, QString> PatchLibrary::writeFile(const QString &path, const QString &text)
{
    const QString error = writeWhole(path, text.toStdString() + '\n', Readers::OwnerOnly);
    if (!error.isEmpty())
        return std::unexpected(tr("%1 can't be written: %2.").arg(path, error));
    return {};
}

} // namespace models
