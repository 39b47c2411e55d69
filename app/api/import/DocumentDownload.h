// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <string>

namespace api {

/// Fetches an API document when a person asks for it: no token, no cookie, no password goes along,
/// TLS is verified. At most 64 MB and five redirects, none of them to another scheme.
class DocumentDownload : public QObject
{
    Q_OBJECT

public:
    explicit DocumentDownload(QObject *parent = nullptr);
    ~DocumentDownload() override;

    /// Why @p url can't be fetched, as a sentence; empty: it can. HTTPS; HTTP only from loopback.
    static QString whyNot(const QUrl &url);
    /// What a person typed or pasted: https:// is added where no scheme is given.
    static QUrl urlFrom(const QString &typed);

    /// A running one is dropped without a signal.
    void start(const QUrl &url);
    void cancel(); ///< without a signal
    bool isRunning() const { return !m_reply.isNull(); }

Q_SIGNALS:
    void progress(qint64 received, qint64 total); ///< bytes; total -1: not known
    void finished(const std::string &text);
    void failed(const QString &sentence);

private:
    void send(const QUrl &url);
    void take();
    void end();
    void follow(const QUrl &target);
    void fail(const QString &sentence);

    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
    std::string m_text;
    int m_redirects = 0;
};

} // namespace api
