// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/FileTransfer.h"

#include <QElapsedTimer>
#include <QList>

namespace models {

/// The files of a page that are on their way, a few at once, and what there is to say of them.
class FileTransfers : public QObject
{
    Q_OBJECT

public:
    explicit FileTransfers(QObject *parent = nullptr);
    ~FileTransfers() override;

    /// Takes it over, and starts it when it is its turn. @p name is what people call it.
    void add(FileTransfer *transfer, const QString &name);
    void cancelAll();
    void resume(); ///< those that failed or were cancelled
    void clear();  ///< forgets all that are not running; what came of them in part is removed

    bool isEmpty() const { return m_items.isEmpty(); }
    bool isRunning() const;
    bool isUpload() const; ///< of the first one
    int count() const { return int(m_items.size()); }
    /// Whether @p file is what one writes that has not come to its end: two would mix their bytes.
    bool isTarget(const QString &file) const;
    int countOf(FileTransfer::State state) const;
    qint64 bytesDone() const;
    qint64 bytesTotal() const; ///< -1: of one at least it is not known
    /// Bytes in a second since the first one began; 0 while nothing is known.
    qint64 rate() const;
    /// -1: not known.
    int secondsLeft() const;

    /// "Downloading 3 of 12 files", "Sending welcome.wav"; what came of it when all is over.
    QString title() const;
    /// "34 MB of 120 MB, 4.2 MB/s, 20 s left"
    QString progressText() const;
    /// The first one that failed, with a line for each further one in evidence.
    std::optional<api::ApiError> error() const;

    static constexpr int atOnce = 2;

Q_SIGNALS:
    void changed();
    /// One has come to its end, well or not.
    void ended(models::FileTransfer *transfer, const QString &name);
    void allEnded();

private:
    struct Item
    {
        FileTransfer *transfer;
        QString name;
    };
    void startNext();
    void haveEnded(FileTransfer *transfer);

    QList<Item> m_items;
    QElapsedTimer m_clock;
    qint64 m_before = 0; // bytes that were there when the clock began
};

} // namespace models
