// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FileTransfer.h"

#include <QFileInfo>

#include <utility>

namespace models {

FileTransfer::FileTransfer(api::RequestQueue *queue, api::Request request, QObject *parent)
    : QObject(parent)
    , m_queue(queue)
    , m_request(std::move(request))
{
}

FileTransfer *FileTransfer::download(api::RequestQueue *queue, api::Request request,
                                     const QString &target, qint64 expected, QObject *parent)
{
    auto *transfer = new FileTransfer(queue, std::move(request), parent);
    transfer->m_part = std::make_shared<api::PartFile>(target, transfer->m_request.path);
    transfer->m_request.sink = transfer->m_part;
    transfer->m_request.expectJson = false;
    transfer->m_total = expected;
    return transfer;
}

FileTransfer *FileTransfer::upload(api::RequestQueue *queue, api::Request request, QObject *parent)
{
    auto *transfer = new FileTransfer(queue, std::move(request), parent);
    transfer->m_total = QFileInfo(transfer->m_request.bodyFile).size();
    return transfer;
}

FileTransfer::~FileTransfer()
{
    if (m_call) {
        m_call->disconnect(this);
        m_call->cancel();
    }
}

void FileTransfer::start()
{
    if (m_state == State::Running || !m_queue)
        return;
    m_error.reset();
    m_begunAnew = false;
    m_sent = 0;
    m_state = State::Running;
    send();
}

void FileTransfer::send()
{
    m_call =
        m_queue->send(m_request, this, [this](const api::Result &result) { haveResult(result); });
    connect(m_call, &api::Call::progress, this, [this](qint64, qint64 total) {
        if (m_part && total >= 0)
            m_total = total;
        Q_EMIT progressed();
    });
    connect(m_call, &api::Call::uploaded, this, [this](qint64 sent, qint64) {
        m_sent = sent;
        Q_EMIT progressed();
    });
}

void FileTransfer::cancel()
{
    if (m_call)
        m_call->cancel();
    else if (m_state == State::Waiting)
        end(State::Cancelled);
}

void FileTransfer::waitAgain()
{
    if (m_state == State::Failed || m_state == State::Cancelled)
        m_state = State::Waiting;
}

void FileTransfer::discard()
{
    if (m_part && m_state != State::Running && m_state != State::Done)
        m_part->discard();
}

QString FileTransfer::file() const
{
    return m_part ? m_part->target() : m_request.bodyFile;
}

qint64 FileTransfer::done() const
{
    return m_part ? m_part->received() : m_sent;
}

qint64 FileTransfer::total() const
{
    return m_part && m_part->total() >= 0 ? m_part->total() : m_total;
}

void FileTransfer::haveResult(const api::Result &result)
{
    m_call.clear();
    if (result) {
        m_sent = isUpload() ? m_total : m_sent;
        return end(State::Done);
    }
    // What lies here is longer than the file there, or is it: only a new beginning tells.
    constexpr int rangeNotSatisfiable = 416;
    if (m_part && result.error().httpStatus == rangeNotSatisfiable &&
        !std::exchange(m_begunAnew, true)) {
        m_part->discard();
        return send();
    }
    m_error = result.error();
    end(m_error->code == api::ApiError::Code::Cancelled ? State::Cancelled : State::Failed);
}

void FileTransfer::end(State state)
{
    m_state = state;
    if (m_part)
        m_part->pause();
    Q_EMIT ended();
}

} // namespace models
