// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ReplyContent.h"

#include "app/api/ErrorTable.h"
#include "models/HistoryModel.h"
#include "models/WholeFile.h"

#include <QFutureWatcher>
#include <QLocale>
#include <QUrl>
#include <QtConcurrentRun>

#include <array>

using namespace Qt::StringLiterals;

namespace models {

namespace {

// Done at once: shorter than a frame.
constexpr qint64 smallBody = 64LL * 1024;

bool startsWith(std::string_view body, std::string_view magic)
{
    return body.substr(0, magic.size()) == magic;
}

/// By the media type, and by the first bytes where that says nothing.
ReplyContent::Kind kindOf(const QByteArray &type, std::string_view body)
{
    using enum ReplyContent::Kind;
    if (body.empty())
        return Empty;
    if (type.startsWith("image/") && type != "image/svg+xml")
        return Image;
    if (type.startsWith("audio/"))
        return Audio;
    if (type == "application/json" || type.endsWith("+json"))
        return Json;
    const bool unknown = type.isEmpty() || type == "application/octet-stream";
    if (unknown && (startsWith(body, "\x89PNG") || startsWith(body, "\xff\xd8\xff") ||
                    startsWith(body, "GIF8")))
        return Image;
    if (unknown && ((startsWith(body, "RIFF") && body.substr(0, 12).ends_with("WAVE")) ||
                    startsWith(body, "OggS") || startsWith(body, "ID3")))
        return Audio;
    const std::string_view start = body.substr(0, 4096);
    const bool text = start.find('\0') == std::string_view::npos;
    if (text && (startsWith(body, "{") || startsWith(body, "[")))
        return Json;
    return text ? Text : Binary;
}

QString suffixOf(const QByteArray &type, ReplyContent::Kind kind)
{
    struct Suffix
    {
        const char *type;
        const char16_t *suffix;
    };
    constexpr std::array known{Suffix{"audio/mpeg", u"mp3"},     Suffix{"audio/wav", u"wav"},
                               Suffix{"audio/x-wav", u"wav"},    Suffix{"audio/ogg", u"ogg"},
                               Suffix{"image/png", u"png"},      Suffix{"image/jpeg", u"jpg"},
                               Suffix{"text/csv", u"csv"},       Suffix{"text/html", u"html"},
                               Suffix{"application/pdf", u"pdf"}};
    for (const Suffix &each : known) {
        if (type == each.type)
            return QString::fromUtf16(each.suffix);
    }
    if (kind == ReplyContent::Kind::Json)
        return u"json"_s;
    return kind == ReplyContent::Kind::Text ? u"txt"_s : u"bin"_s;
}

} // namespace

struct ReplyContent::Prepared
{
    QString raw;
    QString pretty;
    json::Document document;
};

ReplyContent::ReplyContent(QObject *parent)
    : QObject(parent)
{
}

ReplyContent::~ReplyContent() = default;

void ReplyContent::clear()
{
    m_error.reset();
    begin({});
}

void ReplyContent::setReply(const std::shared_ptr<const api::Reply> &reply)
{
    m_error.reset();
    begin(reply);
}

void ReplyContent::setError(const api::ApiError &error)
{
    m_error = error;
    begin(error.reply);
}

void ReplyContent::setHistory(const api::HistoryEntry &entry)
{
    m_error.reset();
    if (!entry.error.isEmpty()) {
        m_error = api::ApiError();
        m_error->what = entry.error;
        m_error->httpStatus = entry.status;
        m_error->requestId = entry.requestId;
    }
    if (entry.status == 0)
        return begin({});
    auto reply = std::make_shared<api::Reply>();
    reply->requestId = entry.requestId;
    reply->status = entry.status;
    reply->headers = entry.replyHeaders;
    reply->body = entry.replyBody.toStdString();
    reply->replyBytes = entry.replyBytes;
    reply->durationMs = entry.durationMs;
    reply->tries = entry.attempt;
    begin(reply);
}

void ReplyContent::begin(const std::shared_ptr<const api::Reply> &reply)
{
    ++m_generation;
    m_reply = reply;
    m_part = false;
    m_preparing = false;
    m_pretty.clear();
    m_raw.clear();
    m_tree.setDocument({});
    m_kind = reply ? kindOf(mediaType(), reply->body) : Kind::Nothing;
    const bool text = m_kind == Kind::Json || m_kind == Kind::Text;
    if (text && !isLarge())
        prepare(qint64(reply->body.size()));
    Q_EMIT changed();
}

bool ReplyContent::isLarge() const
{
    return m_reply && qint64(m_reply->body.size()) > largestShown;
}

void ReplyContent::showFirstPart()
{
    if (!m_reply || m_part)
        return;
    m_part = true;
    prepare(firstPart);
    Q_EMIT changed();
}

void ReplyContent::prepare(qint64 bytes)
{
    const bool json = m_kind == Kind::Json && !m_part;
    const auto work = [reply = m_reply, bytes, json] {
        Prepared prepared;
        const std::string_view body(reply->body.data(),
                                    std::min(std::size_t(bytes), reply->body.size()));
        prepared.raw = QString::fromUtf8(body);
        if (json) {
            if (auto parsed = json::Document::parse(body)) {
                prepared.document = std::move(*parsed);
                prepared.pretty =
                    QString::fromStdString(prepared.document.serialize(json::Style::Pretty));
            }
        }
        return prepared;
    };
    if (bytes <= smallBody)
        return take(work());
    m_preparing = true;
    auto *watcher = new QFutureWatcher<Prepared>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, generation = m_generation] {
                watcher->deleteLater();
                if (generation != m_generation)
                    return;
                take(watcher->result());
                Q_EMIT changed();
            });
    watcher->setFuture(QtConcurrent::run(work));
}

void ReplyContent::take(const Prepared &prepared)
{
    m_preparing = false;
    m_raw = prepared.raw;
    m_pretty = prepared.pretty;
    m_tree.setDocument(prepared.document);
    if (m_kind == Kind::Json && !prepared.document && !m_part)
        m_kind = Kind::Text; // whatever it called itself
    // A failure in the clothes of success; asked for raw, the client has not looked.
    if (!m_error && m_reply && prepared.document.root()["success"].boolean() == false) {
        api::ErrorFacts facts;
        facts.status = m_reply->status;
        m_error = api::describe(api::ApiError::Code::SuccessFalse, facts);
        m_error->requestId = m_reply->requestId;
        m_error->serverText = api::errorText(m_reply->body);
    }
}

int ReplyContent::status() const
{
    return m_reply ? m_reply->status : 0;
}

QString ReplyContent::statusText() const
{
    api::HistoryEntry entry;
    entry.status = status();
    return HistoryModel::outcomeText(entry);
}

QString ReplyContent::facts() const
{
    if (!m_reply)
        return {};
    QStringList facts{
        tr("%1 ms").arg(QLocale().toString(m_reply->durationMs)),
        QLocale().formattedDataSize(qint64(m_reply->body.size()), 1, QLocale::DataSizeSIFormat)};
    if (m_reply->replyBytes > qint64(m_reply->body.size())) {
        facts.last() =
            tr("%1 of %2 kept", "sizes")
                .arg(facts.last(), QLocale().formattedDataSize(m_reply->replyBytes, 1,
                                                               QLocale::DataSizeSIFormat));
    }
    if (!mediaType().isEmpty())
        facts << QString::fromLatin1(mediaType());
    if (m_reply->tries > 1)
        facts << tr("%n tries", nullptr, m_reply->tries);
    return facts.join(u", "_s);
}

QString ReplyContent::headers() const
{
    QString text;
    if (!m_reply)
        return text;
    for (const auto &[name, value] : m_reply->headers)
        text += u"%1: %2\n"_s.arg(QString::fromUtf8(name), QString::fromUtf8(value));
    return text;
}

QByteArray ReplyContent::mediaType() const
{
    if (!m_reply)
        return {};
    return m_reply->header("Content-Type").split(';').first().trimmed().toLower();
}

QByteArray ReplyContent::bytes() const
{
    if (!m_reply)
        return {};
    return QByteArray::fromRawData(m_reply->body.data(), qsizetype(m_reply->body.size()));
}

std::shared_ptr<const std::string> ReplyContent::body() const
{
    if (!m_reply)
        return {};
    return {m_reply, &m_reply->body};
}

QString ReplyContent::suggestedFileName() const
{
    return u"reply-%1.%2"_s.arg(m_reply ? m_reply->requestId.left(8) : QString(),
                                suffixOf(mediaType(), m_kind));
}

void ReplyContent::save(const QString &path, const std::shared_ptr<const std::string> &body)
{
    if (!body)
        return;
    auto *watcher = new QFutureWatcher<QString>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path] {
        watcher->deleteLater();
        Q_EMIT saved(path, watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([body, path]() -> QString {
        const QString error = writeWhole(path, *body);
        return error.isEmpty() ? QString() : tr("%1 could not be written: %2.").arg(path, error);
    }));
}

} // namespace models
