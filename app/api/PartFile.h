// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ReplySink.h"

#include <QFile>

#include <optional>

namespace api {

/// A download to a file: the bytes lie in "NAME.part" until all are there, and what made them
/// recognisable (ETag or Last-Modified, RFC 9110 13.1.5) in "NAME.part.info", so that a download
/// that was cut off goes on, in this run or a later one.
class PartFile : public ReplySink
{
public:
    using Headers = QList<QPair<QByteArray, QByteArray>>;

    /// Where the whole file shall lie. Nothing is touched before the first byte comes.
    /// @p source tells what it is downloaded from: the part of another file is not gone on with,
    /// whatever its validator. Only a hash of it is written.
    explicit PartFile(const QString &target, const QString &source = {});

    ~PartFile() override; ///< what has come stays
    PartFile(const PartFile &) = delete;
    PartFile &operator=(const PartFile &) = delete;

    Headers requestHeaders() override;
    std::expected<void, QString> begin(int status, const Headers &headers) override;
    std::expected<void, QString> take(std::string_view bytes) override;
    std::expected<void, QString> end() override; ///< moves the file to its place
    qint64 received() const override { return m_received; }
    qint64 total() const override { return m_total; }

    QString target() const { return m_target; }
    bool isFinished() const { return m_finished; }
    QByteArray mediaType() const { return m_mediaType; } ///< of the last reply
    /// Between two tries: closes the file and lets another download write to the same target. One
    /// that is going on is the only one.
    void pause();
    void discard(); ///< removes what has come; the next try begins anew

private:
    std::expected<void, QString> goOnAt(const Headers &headers);
    std::expected<void, QString> beginAnew(const Headers &headers);
    std::expected<void, QString> open(qint64 at);
    std::optional<QString> refusalInstead();
    QString infoName() const;
    void readInfo();

    const QString m_target;
    const QByteArray m_source;
    QFile m_file;
    QByteArray m_validator; // for If-Range; empty: the server gives none
    QByteArray m_mediaType;
    qint64 m_received = 0;
    qint64 m_total = -1;
    bool m_finished = false;
    bool m_holds = false; // the target is ours
};

} // namespace api
