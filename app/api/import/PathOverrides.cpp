// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/PathOverrides.h"

#include "app/api/OpenApiDocument.h"
#include "app/api/PathIndex.h"
#include "app/auth/PrivateFile.h"
#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr qint64 maxFile = 1024 * 1024;
constexpr std::int64_t schemaVersion = 1;

QString translated(const char *text)
{
    return QCoreApplication::translate("api::PathOverrides", text);
}

QStringList parametersOf(const QString &path)
{
    QStringList names;
    for (const PathSegment &segment : pathSegments(path).value_or(QList<PathSegment>())) {
        if (!segment.isLiteral())
            names.append(segment.parameter);
    }
    names.sort();
    return names;
}

std::optional<PathOverride> readOverride(json::Value value)
{
    PathOverride override;
    override.from = plainText(value["from"]);
    override.to = plainText(value["to"]);
    if (const json::Value method = value["method"]; method.isString()) {
        const std::string_view name = method.text();
        override.method = methodFromName(QByteArrayView(name.data(), qsizetype(name.size())));
        if (!override.method)
            return std::nullopt;
    }
    if (!PathOverrides::whyNot(override.from, override.to).isEmpty())
        return std::nullopt;
    return override;
}

} // namespace

PathOverrides::PathOverrides(const QString &folder, bool readOnly)
    : m_file(QDir(folder).filePath(u"paths.json"_s))
    , m_writes(!readOnly)
{
}

std::expected<void, QString> PathOverrides::load()
{
    m_all.clear();
    QFile file(m_file);
    if (!file.exists())
        return {};
    const auto document = file.open(QIODevice::ReadOnly) && file.size() <= maxFile
                              ? json::Document::parse(file.readAll().toStdString())
                              : std::unexpected(json::ParseError());
    if (!document || document->root()["version"].integer() != schemaVersion) {
        m_writes = false;
        return std::unexpected(
            translated(QT_TRANSLATE_NOOP("api::PathOverrides",
                                         "The changed paths in %1 can't be read; the console's own "
                                         "are used."))
                .arg(QDir::toNativeSeparators(m_file)));
    }
    for (const json::Value each : document->root()["paths"].elements()) {
        if (const auto override = readOverride(each))
            m_all.append(*override);
    }
    return {};
}

std::optional<PathOverride> PathOverrides::find(std::optional<Method> method,
                                                const QString &from) const
{
    const auto found = std::ranges::find_if(m_all, [&](const PathOverride &each) {
        return each.method == method && each.from == from;
    });
    return found == m_all.cend() ? std::nullopt : std::optional(*found);
}

std::expected<void, QString> PathOverrides::set(const PathOverride &override)
{
    if (const QString why = whyNot(override.from, override.to); !why.isEmpty())
        return std::unexpected(why);
    QList<PathOverride> all = m_all;
    all.removeIf([&](const PathOverride &each) {
        return each.method == override.method && each.from == override.from;
    });
    if (override.from != override.to)
        all.append(override);
    if (const auto saved = save(all); !saved)
        return saved;
    m_all = all;
    return {};
}

std::expected<void, QString> PathOverrides::save(const QList<PathOverride> &all) const
{
    if (!m_writes)
        return {};
    json::Writer out(json::Style::Pretty);
    out.beginObject().name("version").integer(schemaVersion).name("paths").beginArray();
    for (const PathOverride &override : all) {
        out.beginObject();
        if (override.method)
            out.name("method").string(toByteArray(*override.method).toStdString());
        out.name("from").string(override.from.toStdString());
        out.name("to").string(override.to.toStdString()).endObject();
    }
    out.endArray().endObject();
    const std::string text = out.take();
    const auto written = auth::writePrivateFile(m_file, QByteArrayView(text.data(), text.size()));
    if (written)
        return {};
    return std::unexpected(
        translated(QT_TRANSLATE_NOOP("api::PathOverrides", "%1 can't be written: %2"))
            .arg(QDir::toNativeSeparators(m_file), written.error()));
}

/// That of the operation itself first, then the longest one that it lies on or below.
QString PathOverrides::moved(std::optional<Method> method, const QString &path) const
{
    const PathOverride *best = nullptr;
    for (const PathOverride &each : m_all) {
        if (each.method) {
            if (each.method == method && each.from == path)
                return each.to;
            continue;
        }
        const bool covers = path == each.from || path.startsWith(each.from + u'/');
        if (covers && (!best || each.from.size() > best->from.size()))
            best = &each;
    }
    return best ? best->to + path.sliced(best->from.size()) : path;
}

void PathOverrides::applyTo(Catalogue &catalogue) const
{
    if (m_all.isEmpty())
        return;
    catalogue.movePaths(
        [this](std::optional<Method> method, const QString &path) { return moved(method, path); });
}

QString PathOverrides::original(std::optional<Method> method, const QString &path) const
{
    for (const PathOverride &each : m_all) {
        if (each.method && each.method == method && each.to == path)
            return each.from;
    }
    for (const PathOverride &each : m_all) {
        if (!each.method && (path == each.to || path.startsWith(each.to + u'/')))
            return each.from + path.sliced(each.to.size());
    }
    return path;
}

QString PathOverrides::whyNot(const QString &from, const QString &to)
{
    if (pathShape(to).isEmpty() || to == "/"_L1) {
        return translated(QT_TRANSLATE_NOOP(
            "api::PathOverrides",
            "A path begins with a slash; a parameter stands in braces, one in a segment."));
    }
    if (to.contains(u'?') || to.contains(u'#') || to.contains(u' ') || to.endsWith(u'/')) {
        return translated(QT_TRANSLATE_NOOP(
            "api::PathOverrides", "A path has no spaces, no “?” or “#”, and no slash at its end."));
    }
    const QStringList wanted = parametersOf(from);
    if (parametersOf(to) == wanted)
        return {};
    if (wanted.isEmpty())
        return translated(QT_TRANSLATE_NOOP("api::PathOverrides", "This path has no parameters."));
    return translated(QT_TRANSLATE_NOOP("api::PathOverrides",
                                        "The path needs these parameters, each once: %1."))
        .arg(u'{' + wanted.join("}, {"_L1) + u'}');
}

} // namespace api
