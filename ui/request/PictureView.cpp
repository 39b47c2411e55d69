// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/PictureView.h"

#include <QBuffer>
#include <QFutureWatcher>
#include <QImageReader>
#include <QtConcurrentRun>

namespace ui {

namespace {

constexpr QSize largest(4000, 4000);

/// Null when it can't be shown.
QImage unpacked(const std::string &bytes)
{
    QByteArray raw = QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size()));
    QBuffer buffer(&raw);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    // Whatever the server calls it: a drawing (SVG) is a program for a renderer, and no picture.
    static const QList<QByteArray> formats{"png", "jpeg", "jpg", "gif", "bmp", "webp", "ico"};
    const QSize size = formats.contains(reader.format()) ? reader.size() : QSize();
    // Before anything is unpacked.
    if (!size.isValid() || size.width() > largest.width() || size.height() > largest.height())
        return {};
    const QImage image = reader.read();
    // As it is painted, so that nothing is left to do on the thread that paints.
    return image.isNull()
               ? image
               : image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied
                                                               : QImage::Format_RGB32);
}

} // namespace

PictureView::PictureView(QWidget *parent)
    : QLabel(parent)
{
    setAlignment(Qt::AlignCenter);
    setTextFormat(Qt::PlainText);
    setAccessibleName(tr("Picture in the reply"));
}

void PictureView::setBytes(const std::shared_ptr<const std::string> &bytes)
{
    ++m_generation;
    clear();
    if (!bytes)
        return;
    auto *watcher = new QFutureWatcher<QImage>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, generation = m_generation] {
                watcher->deleteLater();
                if (generation == m_generation)
                    take(watcher->result());
            });
    watcher->setFuture(QtConcurrent::run([bytes] { return unpacked(*bytes); }));
}

void PictureView::take(const QImage &image)
{
    if (image.isNull())
        setText(tr("This picture can't be shown here. Save it as a file."));
    else
        setPixmap(QPixmap::fromImage(image));
}

} // namespace ui
