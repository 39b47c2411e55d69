// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/TenantWriter.h"

#include "app/json/Writer.h"
#include "models/TableCopy.h"

#include <QDir>

namespace models {

namespace {

constexpr std::size_t chunk = 256 * 1024;

} // namespace

TenantWriter::TenantWriter(const QString &path, const QString &domain, const QDateTime &at)
    : m_file(path)
    , m_good(m_file.open(QIODevice::WriteOnly))
{
    if (m_good)
        m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    json::Writer head;
    head.beginObject();
    head.name("format").string("iotcomms-console tenant");
    head.name("version").integer(Tenant::version);
    head.name("domain").string(domain.toStdString());
    head.name("exportedAt").string(at.toUTC().toString(Qt::ISODate).toStdString());
    head.endObject();
    std::string text = head.take();
    text.pop_back(); // goes on with the types
    put(text);
    put(",\"types\":[");
}

void TenantWriter::put(std::string_view text)
{
    m_good = m_good && m_file.write(text.data(), qint64(text.size())) == qint64(text.size());
}

void TenantWriter::write(const TenantPart &part, const api::SchemaPtr &schema)
{
    std::string text = std::exchange(m_some, true) ? ",\n" : "\n";
    text += "{\"type\":" + json::quoted(part.key.toStdString()) +
            ",\"id\":" + json::quoted(part.idProperty.toStdString()) + ",\"rows\":[";
    bool first = true;
    for (const json::Value row : part.rows) {
        text += std::exchange(first, false) ? "\n" : ",\n";
        json::Writer out;
        writeOpen(out, row, schema);
        text += out.take();
        if (text.size() > chunk) {
            put(text);
            text.clear();
        }
    }
    text += "]}";
    put(text);
}

std::expected<void, QString> TenantWriter::commit()
{
    put("]}\n");
    if (m_good && m_file.commit())
        return {};
    const QString error = m_file.errorString();
    m_file.cancelWriting();
    return std::unexpected(tr("%1 could not be written: %2. Choose another place, or make room "
                              "there.")
                               .arg(QDir::toNativeSeparators(m_file.fileName()), error));
}

} // namespace models
