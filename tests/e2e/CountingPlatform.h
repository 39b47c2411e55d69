// SPDX-License-Identifier: GPL-3.0-or-later
// A platform that keeps devices with a list of what was applied to each: it counts by itself.
#pragma once

#include "app/json/Document.h"
#include "tests/support/RawServer.h"

#include <QMap>
#include <QString>

#include <functional>
#include <memory>

namespace e2e {

class CountingPlatform
{
public:
    explicit CountingPlatform(int devices);

    QUrl url() const { return m_server->url(); }
    /// How often a patch was applied to each.
    const QMap<QString, int> &applied() const { return m_applied; }
    int reads() const { return m_reads; }
    /// Called when a request has arrived, and, if it is a PATCH, was applied, before the answer.
    std::function<void()> onRequest;
    /// ms until the answer, of the next one.
    std::function<int()> delay;

private:
    void serve(QTcpSocket *peer, const RawRequest &request);
    QByteArray answerTo(const RawRequest &request);
    QByteArray list() const;

    std::unique_ptr<RawServer> m_server;
    QMap<QString, json::Document> m_devices;
    QMap<QString, int> m_applied;
    int m_reads = 0;
};

} // namespace e2e
