// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchEntry.h"

#include "app/json/Writer.h"
#include "models/PatchTemplate.h"

#include <QCoreApplication>

#include <optional>

using namespace Qt::StringLiterals;

namespace models {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("models::PatchEntry", text);
}

QString nameOf(const PatchEntry &entry)
{
    const QString kind = QString::fromUtf8(json::name(entry.kind));
    const QString path = entry.path.isEmpty() ? u"\"\""_s : entry.path;
    return json::needsFrom(entry.kind) ? tr("%1 %2 to %3").arg(kind, entry.from, path)
                                       : kind + u' ' + path;
}

PatchFault fault(const QList<PatchEntry> &entries, int row, const QString &pointer,
                 const QString &cause)
{
    return {.row = row,
            .operation = row < 0 ? QString() : nameOf(entries.at(row)),
            .pointer = pointer,
            .cause = cause};
}

/// Rows of the enabled entries, in order.
int rowOf(const QList<PatchEntry> &entries, int operation)
{
    for (int row = 0; row < entries.size(); ++row) {
        if (entries.at(row).enabled && operation-- == 0)
            return row;
    }
    return -1;
}

void write(json::Writer &writer, const PatchEntry &entry,
           const std::optional<json::Document> &value)
{
    writer.beginObject().name("op").string(json::name(entry.kind));
    if (json::needsFrom(entry.kind))
        writer.name("from").string(entry.from.toStdString());
    writer.name("path").string(entry.path.toStdString());
    if (json::needsValue(entry.kind)) {
        writer.name("value");
        if (value)
            writer.value(value->root());
        else
            writer.raw(entry.value.toStdString());
    }
    writer.endObject();
}

std::optional<json::Document> valueOf(const PatchEntry &entry)
{
    if (!json::needsValue(entry.kind))
        return std::nullopt;
    const auto value = json::Document::parse(entry.value.toStdString());
    return value ? std::optional(*value) : std::nullopt;
}

/// The first value that is not JSON, or names a member twice.
std::optional<PatchFault> valueFault(const QList<PatchEntry> &entries)
{
    for (int row = 0; row < entries.size(); ++row) {
        const PatchEntry &entry = entries.at(row);
        if (!entry.enabled || !json::needsValue(entry.kind))
            continue;
        const auto value =
            json::Document::parse(entry.value.toStdString(), {.refuseDuplicateNames = true});
        if (value)
            continue;
        const QString why = QString::fromStdString(value.error().message);
        return fault(entries, row, entry.path,
                     entry.value.trimmed().isEmpty()
                         ? tr("it has no value; write JSON: a text stands in quotes")
                         : tr("the value is not JSON: %1; a text stands in quotes").arg(why));
    }
    return std::nullopt;
}

bool sameOperation(const PatchEntry &a, const PatchEntry &b)
{
    return a.kind == b.kind && a.path == b.path && a.from == b.from && a.value == b.value;
}

} // namespace

QString PatchFault::sentence() const
{
    return row < 0 ? cause : tr("Operation %1 (%2): %3").arg(row + 1).arg(operation, cause);
}

QList<PatchEntry> entriesOf(const json::Patch &patch, bool derived)
{
    QList<PatchEntry> entries;
    entries.reserve(qsizetype(patch.operations().size()));
    for (const json::Operation &operation : patch.operations()) {
        entries.append({.kind = operation.op,
                        .path = QString::fromStdString(operation.path.toString()),
                        .from = QString::fromStdString(operation.from.toString()),
                        .value = operation.value
                                     ? QString::fromStdString(operation.value.serialize())
                                     : QString(),
                        .derived = derived});
    }
    return entries;
}

std::expected<json::Patch, PatchFault> patchOf(const QList<PatchEntry> &entries,
                                               json::Value resource)
{
    if (const auto wrong = valueFault(entries))
        return std::unexpected(*wrong);
    json::Writer writer;
    writer.beginArray();
    for (const PatchEntry &entry : entries) {
        if (entry.enabled)
            write(writer, entry, std::nullopt);
    }
    const std::string text = writer.endArray().take();
    if (!resource) {
        return json::Patch::parse(text).transform_error(
            [&](const json::PatchError &error) { return faultOf(error, entries); });
    }
    const auto parsed = PatchTemplate::parse(QString::fromStdString(text));
    if (!parsed) {
        // The same without placeholders says which one it is.
        const auto plain = json::Patch::parse(text);
        return std::unexpected(plain ? fault(entries, -1, {}, parsed.error())
                                     : faultOf(plain.error(), entries));
    }
    return parsed->expandFor(resource).transform_error([&](const PatchTemplate::Fault &wrong) {
        return fault(entries, rowOf(entries, wrong.operation), {}, wrong.cause);
    });
}

QString textOf(const QList<PatchEntry> &entries)
{
    json::Writer writer(json::Style::Pretty);
    writer.beginArray();
    for (const PatchEntry &entry : entries) {
        if (entry.enabled)
            write(writer, entry, valueOf(entry));
    }
    return QString::fromStdString(writer.endArray().take());
}

PatchFault faultOf(const json::PatchError &error, const QList<PatchEntry> &entries)
{
    const int row = error.operation < 0 ? -1 : rowOf(entries, error.operation);
    return fault(entries, row, QString::fromStdString(error.pointer),
                 QString::fromStdString(error.cause.empty() ? error.message : error.cause));
}

QList<PatchEntry> takenInto(const QList<PatchEntry> &before, const QList<PatchEntry> &now)
{
    QList<int> rows; // of the enabled ones
    for (int row = 0; row < before.size(); ++row) {
        if (before.at(row).enabled)
            rows.append(row);
    }
    const qsizetype common = std::min(rows.size(), now.size());
    qsizetype head = 0;
    while (head < common && sameOperation(before.at(rows.at(head)), now.at(head)))
        ++head;
    qsizetype tail = 0;
    while (tail < common - head &&
           sameOperation(before.at(rows.at(rows.size() - 1 - tail)), now.at(now.size() - 1 - tail)))
        ++tail;

    QList<PatchEntry> result;
    qsizetype enabled = 0;
    const auto putNew = [&] { result += now.mid(head, now.size() - head - tail); };
    bool done = false;
    for (const PatchEntry &entry : before) {
        const bool changes = entry.enabled && enabled >= head && enabled < rows.size() - tail;
        if (!done && entry.enabled && enabled >= head) {
            putNew();
            done = true;
        }
        if (!changes)
            result.append(entry);
        enabled += entry.enabled ? 1 : 0;
    }
    if (!done)
        putNew();
    return result;
}

} // namespace models
