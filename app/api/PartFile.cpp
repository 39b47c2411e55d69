// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/PartFile.h"

#include "app/api/Redaction.h"
#include "app/api/Request.h"
#include "app/json/Document.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QMutex>
#include <QSet>

#include <algorithm>
#include <filesystem>
#include <utility>

using namespace Qt::StringLiterals;

namespace api {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("api::PartFile", text);
}

std::unexpected<QString> cannotWrite(const QString &name, const QString &why)
{
    return std::unexpected(translated("%1 can't be written: %2").arg(name, why));
}

/// "bytes 10-19/20" or "bytes 10-19/*", RFC 9110 14.4.
struct ContentRange
{
    qint64 first = -1;
    qint64 total = -1;
};

ContentRange contentRange(const QByteArray &text)
{
    const QByteArray range = text.simplified();
    const qsizetype dash = range.indexOf('-');
    const qsizetype slash = range.indexOf('/', dash);
    if (!range.startsWith("bytes ") || dash < 0 || slash < 0)
        return {};
    bool good = false;
    ContentRange found;
    found.first = range.sliced(6, dash - 6).trimmed().toLongLong(&good);
    if (!good || found.first < 0)
        return {};
    const qint64 total = range.sliced(slash + 1).trimmed().toLongLong(&good);
    found.total = good && total >= 0 ? total : -1;
    return found;
}

/// A weak ETag says nothing about single bytes.
QByteArray validatorOf(const PartFile::Headers &headers)
{
    const QByteArray tag = headerValue(headers, "ETag").trimmed();
    if (tag.startsWith('"'))
        return tag;
    return headerValue(headers, "Last-Modified").trimmed();
}

/// The targets that somebody in this process writes to.
class Targets
{
public:
    static Targets &all()
    {
        static Targets targets;
        return targets;
    }
    bool take(const QString &target)
    {
        const QMutexLocker lock(&m_mutex);
        const qsizetype before = m_taken.size();
        m_taken.insert(target);
        return m_taken.size() > before;
    }
    void giveBack(const QString &target)
    {
        const QMutexLocker lock(&m_mutex);
        m_taken.remove(target);
    }

private:
    QMutex m_mutex;
    QSet<QString> m_taken;
};

} // namespace

PartFile::PartFile(const QString &target, const QString &source)
    : m_target(QFileInfo(target).absoluteFilePath())
    , m_source(QCryptographicHash::hash(source.toUtf8(), QCryptographicHash::Sha256).toHex())
    , m_file(m_target + ".part"_L1)
{
    readInfo();
}

PartFile::~PartFile()
{
    pause();
}

void PartFile::pause()
{
    m_file.close();
    if (std::exchange(m_holds, false))
        Targets::all().giveBack(m_target);
}

QString PartFile::infoName() const
{
    return m_target + ".part.info"_L1;
}

// What an earlier run has left, as long as it is known what it is a part of.
void PartFile::readInfo()
{
    QFile info(infoName());
    if (!info.open(QIODevice::ReadOnly))
        return;
    const QList<QByteArray> lines = info.read(4096).split('\n');
    const qint64 size = QFileInfo(m_file.fileName()).size();
    if (lines.size() < 3 || lines.first().isEmpty() || lines.at(2) != m_source || size <= 0)
        return;
    m_validator = lines.first();
    m_total = lines.at(1).toLongLong();
    m_received = size;
}

PartFile::Headers PartFile::requestHeaders()
{
    if (m_file.isOpen())
        m_file.close();
    // Somebody may have cleaned up between two tries.
    m_received = std::min(m_received, QFileInfo(m_file.fileName()).size());
    // Without a validator only this run knows that it is the same file, by its length.
    if (m_received <= 0 || (m_validator.isEmpty() && m_total < 0))
        return {};
    Headers headers{{"Range", "bytes=" + QByteArray::number(m_received) + '-'}};
    if (!m_validator.isEmpty())
        headers.emplaceBack("If-Range", m_validator);
    return headers;
}

std::expected<void, QString> PartFile::begin(int status, const Headers &headers)
{
    if (!m_holds && !Targets::all().take(m_target))
        return std::unexpected(
            translated("another download to %1 is going on").arg(QFileInfo(m_target).fileName()));
    m_holds = true;
    m_mediaType = headerValue(headers, "Content-Type").trimmed();
    return status == 206 ? goOnAt(headers) : beginAnew(headers);
}

std::expected<void, QString> PartFile::goOnAt(const Headers &headers)
{
    const ContentRange range = contentRange(headerValue(headers, "Content-Range"));
    if (range.first < 0 || range.first > m_received)
        return std::unexpected(
            translated("the platform sent another part of the file than the one that is missing"));
    if (m_total >= 0 && range.total >= 0 && range.total != m_total) {
        discard();
        return std::unexpected(translated("the file on the platform is another one by now"));
    }
    // If-Range should have seen to it, but not every server knows that header.
    const QByteArray validator = validatorOf(headers);
    const bool isComparable = validator.startsWith('"') == m_validator.startsWith('"');
    if (!m_validator.isEmpty() && !validator.isEmpty() && isComparable &&
        validator != m_validator) {
        discard();
        return std::unexpected(translated("the file on the platform is another one by now"));
    }
    if (range.total >= 0)
        m_total = range.total;
    return open(range.first);
}

std::expected<void, QString> PartFile::beginAnew(const Headers &headers)
{
    bool known = false;
    const qint64 length = headerValue(headers, "Content-Length").toLongLong(&known);
    m_total = known && length >= 0 ? length : -1;
    m_validator = validatorOf(headers);
    if (auto opened = open(0); !opened)
        return opened;
    QFile info(infoName());
    if (m_validator.isEmpty() || !info.open(QIODevice::WriteOnly))
        QFile::remove(infoName()); // it can't go on in a later run
    else
        info.write(m_validator + '\n' + QByteArray::number(m_total) + '\n' + m_source + '\n');
    return {};
}

std::expected<void, QString> PartFile::open(qint64 at)
{
    if (m_file.isOpen())
        m_file.close();
    if (!m_file.open(QIODevice::ReadWrite))
        return cannotWrite(m_file.fileName(), m_file.errorString());
    if (m_file.size() < at) // resize() would fill the gap with zeros
        return cannotWrite(m_file.fileName(), translated("its beginning is gone"));
    if (!m_file.resize(at) || !m_file.seek(at))
        return cannotWrite(m_file.fileName(), m_file.errorString());
    m_received = at;
    return {};
}

std::expected<void, QString> PartFile::take(std::string_view bytes)
{
    const auto size = static_cast<qint64>(bytes.size());
    if (m_file.write(bytes.data(), size) != size)
        return cannotWrite(m_file.fileName(), m_file.errorString());
    m_received += size;
    return {};
}

std::expected<void, QString> PartFile::end()
{
    const bool flushed = m_file.flush();
    const QString why = m_file.errorString();
    m_file.close();
    if (!flushed)
        return cannotWrite(m_file.fileName(), why);
    if (m_total >= 0 && m_received != m_total)
        return std::unexpected(
            translated("only %1 of %2 bytes of the file came").arg(m_received).arg(m_total));
    if (const auto refusal = refusalInstead()) {
        discard();
        return std::unexpected(
            translated("instead of the file the platform answered: %1").arg(*refusal));
    }
    // In one step: a file that is there already stays when this fails.
    std::error_code failed;
    std::filesystem::rename(m_file.filesystemFileName(), QFile(m_target).filesystemFileName(),
                            failed);
    if (failed)
        return cannotWrite(m_target, QString::fromLocal8Bit(failed.message().c_str()));
    QFile::remove(infoName());
    m_finished = true;
    pause();
    return {};
}

/// success:false in a 200 is a failure here, too, and no recording.
std::optional<QString> PartFile::refusalInstead()
{
    constexpr qint64 longest = 64 * 1024;
    QFile file(m_file.fileName());
    if (!m_mediaType.toLower().contains("json") || m_received > longest ||
        !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const std::string body = file.read(longest).toStdString();
    const auto document = json::Document::parse(body);
    if (!document || document->root()["success"].boolean() != false)
        return std::nullopt;
    return redacted(errorText(body));
}

void PartFile::discard()
{
    if (m_holds || Targets::all().take(m_target)) { // else it is somebody else's
        m_holds = true;
        m_file.close();
        m_file.remove();
        QFile::remove(infoName());
        pause();
    }
    m_received = 0;
    m_total = -1;
    m_validator.clear();
}

} // namespace api
