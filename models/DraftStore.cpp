// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/DraftStore.h"

#include "app/json/Writer.h"
#include "models/DraftWriter.h"
#include "models/Merge.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

// Four documents of the largest size the console edits, a text, and some room.
constexpr qint64 maximumFileBytes = 96LL * 1024 * 1024;
// A document of the greatest depth that is parsed elsewhere, inside the file's own object.
constexpr std::size_t maximumDepth = 1010;

QString keyOf(const QString &profileId, const QString &resource, const QString &id)
{
    return profileId + QChar(u'\0') + resource + QChar(u'\0') + id;
}

QString keyOf(const StoredDraft &draft)
{
    return keyOf(draft.profileId, draft.resource, draft.id);
}

// Paths and values are texts here: they may be half typed.
void writeOperations(json::Writer &writer, const StagedOperations &operations)
{
    if (operations.text)
        writer.name("patchText").string(operations.text->toStdString());
    writer.name("operations").beginArray();
    for (const PatchEntry &entry : operations.entries) {
        writer.beginObject().name("op").string(json::name(entry.kind));
        writer.name("path").string(entry.path.toStdString());
        writer.name("from").string(entry.from.toStdString());
        writer.name("value").string(entry.value.toStdString());
        writer.name("enabled").boolean(entry.enabled);
        writer.name("derived").boolean(entry.derived).endObject();
    }
    writer.endArray();
}

std::string serialized(const StoredDraft &draft)
{
    json::Writer writer;
    writer.beginObject();
    const StagedOperations &operations = draft.operations;
    const bool hasOperations = !operations.entries.isEmpty() || operations.text;
    writer.name("version").integer(hasOperations ? DraftStore::operationsVersion
                                                 : DraftStore::schemaVersion);
    writer.name("profile").string(draft.profileId.toStdString());
    writer.name("resource").string(draft.resource.toStdString());
    writer.name("id").string(draft.id.toStdString());
    writer.name("isNew").boolean(draft.isNew);
    writer.name("savedAt").string(draft.savedAt.toString(Qt::ISODateWithMs).toStdString());
    writer.name("base").value(draft.base.root());
    writer.name("edited").value(draft.edited.root());
    if (draft.unfinished) {
        const TextOrigin &origin = draft.unfinished->origin;
        writer.name("text").string(draft.unfinished->text.toStdString());
        if (origin.base)
            writer.name("textBase").value(origin.base.root());
        if (origin.edited)
            writer.name("textEdited").value(origin.edited.root());
    }
    if (!draft.unfinishedFields.isEmpty()) {
        writer.name("fields").beginObject();
        for (const auto &[pointer, text] : draft.unfinishedFields.asKeyValueRange())
            writer.name(pointer.toStdString()).string(text.toStdString());
        writer.endObject();
    }
    if (hasOperations)
        writeOperations(writer, operations);
    writer.endObject();
    return writer.take();
}

QString textOf(json::Value value)
{
    return QString::fromUtf8(value.text());
}

std::optional<UnfinishedText> unfinishedOf(json::Value root)
{
    if (!root["text"].isString())
        return std::nullopt;
    UnfinishedText unfinished{
        .text = textOf(root["text"]),
        .origin = {.base = documentOf(root["textBase"]), .edited = documentOf(root["textEdited"])}};
    return unfinished;
}

UnfinishedFields unfinishedFieldsOf(json::Value root)
{
    UnfinishedFields fields;
    for (const auto [pointer, text] : root["fields"].members()) {
        if (text.isString())
            fields.insert(QString::fromUtf8(pointer), textOf(text));
    }
    return fields;
}

/// Nothing when one of them is of a kind that we do not know.
std::optional<StagedOperations> operationsOf(json::Value root)
{
    StagedOperations operations;
    if (root["patchText"].isString())
        operations.text = textOf(root["patchText"]);
    for (const json::Value value : root["operations"].elements()) {
        const auto kind = json::patchOpNamed(value["op"].text());
        if (!kind)
            return std::nullopt;
        operations.entries.append({.kind = *kind,
                                   .path = textOf(value["path"]),
                                   .from = textOf(value["from"]),
                                   .value = textOf(value["value"]),
                                   .enabled = value["enabled"].boolean().value_or(true),
                                   .derived = value["derived"].boolean().value_or(false)});
    }
    return operations;
}

/// Nothing when the file is damaged, too big, or of a version that is not ours.
std::optional<StoredDraft> readDraft(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maximumFileBytes)
        return std::nullopt;
    const auto document =
        json::Document::parseInPlace(file.readAll().toStdString(), {.maxDepth = maximumDepth});
    if (!document)
        return std::nullopt;
    const json::Value root = document->root();
    const auto operations = operationsOf(root);
    const auto version = root["version"].integer();
    StoredDraft draft{
        .profileId = textOf(root["profile"]),
        .resource = textOf(root["resource"]),
        .id = textOf(root["id"]),
        .isNew = root["isNew"].boolean().value_or(false),
        .base = documentOf(root["base"]),
        .edited = documentOf(root["edited"]),
        .savedAt = QDateTime::fromString(textOf(root["savedAt"]), Qt::ISODateWithMs),
        .unfinished = unfinishedOf(root),
        .unfinishedFields = unfinishedFieldsOf(root),
        .operations = operations.value_or(StagedOperations()),
    };
    const bool usable =
        operations &&
        (version == DraftStore::schemaVersion || version == DraftStore::operationsVersion) &&
        root["profile"].isString() && !draft.resource.isEmpty() && !draft.id.isEmpty() &&
        draft.base.root().isObject() && draft.edited.root().isObject();
    return usable ? std::optional(draft) : std::nullopt;
}

} // namespace

DraftStore::DraftStore(const QString &folder, QObject *parent)
    : QObject(parent)
{
    if (folder.isEmpty())
        return;
    m_folder = QDir(folder).filePath(u"drafts"_s);
    m_writer = std::make_unique<DraftWriter>(m_folder);
    connect(m_writer.get(), &DraftWriter::written, this, &DraftStore::haveWritten);
    connect(m_writer.get(), &DraftWriter::removed, this, &DraftStore::haveRemoved);
    load();
}

DraftStore::~DraftStore()
{
    flush();
}

void DraftStore::load()
{
    const QDir folder(m_folder);
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        const auto draft = readDraft(folder.filePath(name));
        if (!draft) {
            m_skipped.insert(name);
            continue;
        }
        // Two files of one draft can only come from a copied folder; the newer one counts.
        const QString key = keyOf(*draft);
        const auto other = m_drafts.constFind(key);
        if (other == m_drafts.constEnd() || other->draft.savedAt < draft->savedAt)
            m_drafts.insert(key, {.draft = *draft, .file = name});
    }
}

void DraftStore::save(const StoredDraft &draft)
{
    put(draft);
    Q_EMIT changed();
}

void DraftStore::saveAll(const QList<StoredDraft> &drafts)
{
    if (drafts.isEmpty())
        return;
    for (const StoredDraft &draft : drafts)
        put(draft);
    Q_EMIT changed();
}

void DraftStore::put(const StoredDraft &draft)
{
    Entry &entry = m_drafts[keyOf(draft)];
    entry.draft = draft;
    entry.draft.savedAt = QDateTime::currentDateTimeUtc();
    if (m_writer)
        write(entry);
}

void DraftStore::write(Entry &entry)
{
    if (entry.file.isEmpty())
        entry.file = freeFileName(keyOf(entry.draft));
    m_owners.insert(entry.file, {.profileId = entry.draft.profileId,
                                 .resource = entry.draft.resource,
                                 .id = entry.draft.id});
    // Documents are immutable and shared: making the text of them is the worker's, too.
    m_writer->write(entry.file, [draft = entry.draft] { return serialized(draft); });
}

void DraftStore::haveWritten(const QString &file, const QString &error)
{
    const Owner owner = m_owners.value(file);
    const QString key = keyOf(owner.profileId, owner.resource, owner.id);
    const QString page = owner.profileId + QChar(u'\0') + owner.resource;
    if (error.isEmpty()) {
        m_unwritten.remove(key);
        m_told.remove(page);
        return;
    }
    if (!m_drafts.contains(key))
        return;
    m_unwritten.insert(key);
    if (m_told.contains(page))
        return;
    m_told.insert(page);
    Q_EMIT failed(owner.profileId, owner.resource,
                  tr("The staged edit could not be written to %1 (%2). It is kept until the "
                     "console is closed: make room there or make the folder writable, or send the "
                     "edit now.")
                      .arg(QDir::toNativeSeparators(m_folder), error));
}

void DraftStore::removeFile(const Entry &entry)
{
    if (entry.file.isEmpty())
        return;
    m_owners.insert(entry.file, {.profileId = entry.draft.profileId,
                                 .resource = entry.draft.resource,
                                 .id = entry.draft.id});
    m_writer->remove(entry.file);
}

void DraftStore::haveRemoved(const QString &file, const QString &error)
{
    const Owner owner = m_owners.value(file);
    // Saved anew meanwhile: the file is somebody's, and what comes of writing it is still to come.
    if (m_drafts.contains(keyOf(owner.profileId, owner.resource, owner.id)))
        return;
    m_owners.remove(file);
    if (error.isEmpty())
        return;
    Q_EMIT failed(
        owner.profileId, owner.resource,
        tr("The edit of %1 is settled, but its file could not be removed (%2): it would "
           "come back at the next start. Delete %3.")
            .arg(owner.id, error, QDir::toNativeSeparators(QDir(m_folder).filePath(file))));
}

bool DraftStore::flush()
{
    if (!m_writer)
        return true;
    if (!m_writer->flush())
        return false;
    const QSet<QString> again = m_unwritten;
    for (const QString &key : again) {
        if (const auto found = m_drafts.find(key); found != m_drafts.end())
            write(*found);
    }
    return m_writer->flush() && m_unwritten.isEmpty();
}

QString DraftStore::freeFileName(const QString &key) const
{
    const QString hash = QString::fromLatin1(
        QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex());
    QString name = hash + u".json"_s;
    // A skipped file may be a newer console's draft of the same resource: never written over.
    for (int i = 2; m_skipped.contains(name); ++i)
        name = u"%1-%2.json"_s.arg(hash).arg(i);
    return name;
}

void DraftStore::remove(const QString &profileId, const QString &resource, const QString &id)
{
    const auto found = m_drafts.constFind(keyOf(profileId, resource, id));
    if (found == m_drafts.constEnd())
        return;
    removeFile(*found);
    m_unwritten.remove(found.key());
    m_drafts.erase(found);
    Q_EMIT changed();
}

void DraftStore::removeProfile(const QString &profileId)
{
    const auto removed = m_drafts.removeIf([&](const auto &entry) {
        if (entry.value().draft.profileId != profileId)
            return false;
        removeFile(entry.value());
        m_unwritten.remove(entry.key());
        return true;
    });
    if (removed > 0)
        Q_EMIT changed();
}

std::optional<StoredDraft> DraftStore::draft(const QString &profileId, const QString &resource,
                                             const QString &id) const
{
    const auto found = m_drafts.constFind(keyOf(profileId, resource, id));
    return found == m_drafts.constEnd() ? std::nullopt : std::optional(found->draft);
}

QSet<QString> DraftStore::ids(const QString &profileId, const QString &resource) const
{
    QSet<QString> ids;
    for (const auto &[draft, file] : m_drafts) {
        if (draft.profileId == profileId && draft.resource == resource && !draft.isNew)
            ids.insert(draft.id);
    }
    return ids;
}

QList<StoredDraft> DraftStore::newDrafts(const QString &profileId, const QString &resource) const
{
    QList<StoredDraft> drafts;
    for (const auto &[draft, file] : m_drafts) {
        if (draft.profileId == profileId && draft.resource == resource && draft.isNew)
            drafts.append(draft);
    }
    std::ranges::sort(drafts, [](const StoredDraft &a, const StoredDraft &b) {
        return a.savedAt != b.savedAt ? a.savedAt > b.savedAt : a.id < b.id;
    });
    return drafts;
}

QList<StoredDraft> DraftStore::drafts(const QString &profileId) const
{
    QList<StoredDraft> drafts;
    for (const auto &[draft, file] : m_drafts) {
        if (draft.profileId == profileId)
            drafts.append(draft);
    }
    std::ranges::sort(drafts, [](const StoredDraft &a, const StoredDraft &b) {
        return a.savedAt != b.savedAt ? a.savedAt > b.savedAt : a.id < b.id;
    });
    return drafts;
}

void DraftStore::settle(const StoredDraft &draft, const QString &id, const json::Document &now)
{
    remove(draft.profileId, draft.resource, draft.id);
    Q_EMIT settled(draft, id, now);
}

int DraftStore::count(const QString &profileId) const
{
    return int(std::ranges::count(m_drafts, profileId,
                                  [](const Entry &entry) { return entry.draft.profileId; }));
}

QString DraftStore::notice() const
{
    if (m_skipped.isEmpty())
        return {};
    return tr("%n staged edit(s) in %1 could not be read and were left alone: damaged, or of a "
              "newer console.",
              nullptr, int(m_skipped.size()))
        .arg(QDir::toNativeSeparators(m_folder));
}

QStringList DraftStore::skippedFiles() const
{
    QStringList names(m_skipped.cbegin(), m_skipped.cend());
    names.sort();
    return names;
}

} // namespace models
