// SPDX-License-Identifier: GPL-3.0-or-later
#include "CountingPlatform.h"

#include "app/json/Patch.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace e2e {

CountingPlatform::CountingPlatform(int devices)
{
    for (int i = 0; i < devices; ++i) {
        const QString id = u"d%1"_s.arg(i, 5, 10, u'0');
        m_devices.insert(
            id, json::Document::parse(R"({"deviceId":")" + id.toStdString() + R"(","applied":[]})")
                    .value());
        m_applied.insert(id, 0);
    }
    m_server = std::make_unique<RawServer>(
        [this](QTcpSocket *peer, const RawRequest &request) { serve(peer, request); });
}

void CountingPlatform::serve(QTcpSocket *peer, const RawRequest &request)
{
    const QByteArray answer = answerTo(request);
    const int wait = delay ? delay() : 0;
    if (wait == 0)
        peer->write(answer);
    else
        QTimer::singleShot(wait, peer, [peer, answer] { peer->write(answer); });
    if (onRequest)
        onRequest();
}

QByteArray CountingPlatform::answerTo(const RawRequest &request)
{
    const QString id = QString::fromUtf8(request.target().split('/').last());
    if (!m_devices.contains(id))
        return httpReply(200, list());
    json::Document &device = m_devices[id];
    if (request.method() == "GET") {
        ++m_reads;
    } else if (request.method() == "PATCH") {
        const auto patch = json::Patch::parse(request.body.toStdString());
        const auto after = patch ? patch->apply(device) : std::unexpected(json::PatchError{});
        if (!after)
            return httpReply(400, R"({"message":"that patch does not apply"})");
        device = *after;
        ++m_applied[id];
    }
    return httpReply(200, R"({"success":true,"device":)" +
                              QByteArray::fromStdString(device.serialize()) + "}");
}

QByteArray CountingPlatform::list() const
{
    QByteArray text = R"({"success":true,"devices":[)";
    bool first = true;
    for (const json::Document &device : m_devices) {
        if (!std::exchange(first, false))
            text += ',';
        text += QByteArray::fromStdString(device.serialize());
    }
    return text + "]}";
}

} // namespace e2e
