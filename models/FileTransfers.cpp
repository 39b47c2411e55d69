// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FileTransfers.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace models {

using State = FileTransfer::State;

FileTransfers::FileTransfers(QObject *parent)
    : QObject(parent)
{
}

FileTransfers::~FileTransfers()
{
    for (const Item &item : std::as_const(m_items))
        item.transfer->disconnect(this);
}

void FileTransfers::add(FileTransfer *transfer, const QString &name)
{
    // A new bunch begins where the old one is over and well.
    if (!isRunning() && countOf(State::Done) == count())
        clear();
    transfer->setParent(this);
    m_items.append({transfer, name});
    connect(transfer, &FileTransfer::progressed, this, &FileTransfers::changed);
    connect(transfer, &FileTransfer::ended, this, [this, transfer] { haveEnded(transfer); });
    startNext();
    Q_EMIT changed();
}

bool FileTransfers::isRunning() const
{
    return countOf(State::Running) > 0;
}

int FileTransfers::countOf(State state) const
{
    return int(std::ranges::count_if(
        m_items, [state](const Item &item) { return item.transfer->state() == state; }));
}

bool FileTransfers::isUpload() const
{
    return !m_items.isEmpty() && m_items.first().transfer->isUpload();
}

bool FileTransfers::isTarget(const QString &file) const
{
    const auto clean = [](const QString &path) {
        return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    };
    return std::ranges::any_of(m_items, [&clean, path = clean(file)](const Item &item) {
        return !item.transfer->isUpload() && item.transfer->state() != State::Done &&
               clean(item.transfer->file()) == path;
    });
}

void FileTransfers::startNext()
{
    if (!isRunning()) {
        m_clock.start();
        m_before = bytesDone();
    }
    int running = countOf(State::Running);
    for (const Item &item : std::as_const(m_items)) {
        if (running >= atOnce)
            return;
        if (item.transfer->state() == State::Waiting) {
            item.transfer->start();
            ++running;
        }
    }
}

void FileTransfers::haveEnded(FileTransfer *transfer)
{
    const auto item = std::ranges::find(m_items, transfer, &Item::transfer);
    if (item == m_items.end())
        return;
    const QString name = item->name;
    startNext();
    Q_EMIT changed();
    Q_EMIT ended(transfer, name);
    if (!isRunning())
        Q_EMIT allEnded();
}

void FileTransfers::cancelAll()
{
    const QList<Item> items = m_items;
    // Those that wait first, or they would take the place of those that end.
    for (const State state : {State::Waiting, State::Running}) {
        for (const Item &item : items) {
            if (item.transfer->state() == state)
                item.transfer->cancel();
        }
    }
}

void FileTransfers::resume()
{
    for (const Item &item : std::as_const(m_items))
        item.transfer->waitAgain();
    startNext();
    Q_EMIT changed();
}

void FileTransfers::clear()
{
    for (const Item &item : std::as_const(m_items)) {
        if (item.transfer->state() == State::Running)
            continue;
        item.transfer->discard();
        item.transfer->deleteLater();
    }
    m_items.removeIf([](const Item &item) { return item.transfer->state() != State::Running; });
    Q_EMIT changed();
}

qint64 FileTransfers::bytesDone() const
{
    qint64 bytes = 0;
    for (const Item &item : m_items)
        bytes += item.transfer->done();
    return bytes;
}

qint64 FileTransfers::bytesTotal() const
{
    qint64 bytes = 0;
    for (const Item &item : m_items) {
        if (item.transfer->total() < 0)
            return -1;
        bytes += item.transfer->total();
    }
    return bytes;
}

qint64 FileTransfers::rate() const
{
    if (!m_clock.isValid() || m_clock.elapsed() < 500)
        return 0;
    return std::max<qint64>(0, bytesDone() - m_before) * 1000 / m_clock.elapsed();
}

int FileTransfers::secondsLeft() const
{
    const qint64 speed = rate();
    const qint64 total = bytesTotal();
    return speed > 0 && total >= 0 ? int((total - bytesDone() + speed - 1) / speed) : -1;
}

QString FileTransfers::title() const
{
    if (m_items.isEmpty())
        return {};
    const bool up = isUpload();
    const int done = countOf(State::Done);
    if (isRunning() && count() == 1)
        return (up ? tr("Sending %1") : tr("Downloading %1")).arg(m_items.first().name);
    if (isRunning()) {
        return (up ? tr("Sending: %1 of %2 files") : tr("Downloading: %1 of %2 files"))
            .arg(done)
            .arg(count());
    }
    if (done == count() && count() == 1)
        return (up ? tr("%1 was sent") : tr("%1 was downloaded")).arg(m_items.first().name);
    if (done == count())
        return up ? tr("%n file(s) were sent", nullptr, done)
                  : tr("%n file(s) were downloaded", nullptr, done);
    if (countOf(State::Failed) == 0)
        return tr("Stopped: %1 of %2 files are complete").arg(done).arg(count());
    return tr("%1 of %2 files are complete, %3 failed")
        .arg(done)
        .arg(count())
        .arg(countOf(State::Failed));
}

QString FileTransfers::progressText() const
{
    const QLocale locale;
    const auto size = [&locale](qint64 bytes) {
        return locale.formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
    };
    const qint64 total = bytesTotal();
    QStringList parts{total < 0 ? size(bytesDone())
                                : tr("%1 of %2").arg(size(bytesDone()), size(total))};
    if (isRunning()) {
        if (const qint64 speed = rate(); speed > 0)
            parts << tr("%1/s").arg(size(speed));
        if (const int left = secondsLeft(); left >= 0)
            parts << tr("%1 s left").arg(left);
    }
    return parts.join(u", ");
}

std::optional<api::ApiError> FileTransfers::error() const
{
    std::optional<api::ApiError> first;
    for (const Item &item : m_items) {
        if (item.transfer->state() != State::Failed || !item.transfer->error())
            continue;
        if (!first)
            first = *item.transfer->error();
        else
            first->evidence << QStringLiteral("%1: %2").arg(item.name,
                                                            item.transfer->error()->what);
    }
    return first;
}

} // namespace models
