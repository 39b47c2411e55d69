// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QByteArray svgOf(const QString &name)
{
    QFile file(u":/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        file.setFileName(u":/icons/resource.svg"_s);
        if (!file.open(QIODevice::ReadOnly))
            return {};
    }
    return file.readAll();
}

QPixmap rendered(const QString &name, const QColor &tint, const QSize &pixels)
{
    const QString key =
        u"icon-%1-%2-%3"_s.arg(name, tint.name(QColor::HexArgb)).arg(pixels.width());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray svg = svgOf(name);
    svg.replace("currentColor", tint.name().toLatin1());
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    QPainter painter(&pixmap);
    painter.setOpacity(tint.alphaF());
    renderer.render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class TintedEngine : public QIconEngine
{
public:
    TintedEngine(QString name, Colour tint)
        : m_name(std::move(name))
        , m_tint(tint)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State /*state*/,
                         qreal scale) override
    {
        QColor tint = ui::colour(m_tint);
        if (mode == QIcon::Disabled)
            tint.setAlphaF(0.45F);
        QPixmap pixmap = rendered(m_name, tint, size);
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QIconEngine *clone() const override { return new TintedEngine(m_name, m_tint); }

private:
    QString m_name;
    Colour m_tint;
};

} // namespace

QIcon icon(const QString &name, Colour tint)
{
    return QIcon(new TintedEngine(name, tint));
}

QPixmap iconPixmap(const QString &name, Colour tint, int size, qreal devicePixelRatio)
{
    const int pixels = qRound(size * devicePixelRatio);
    QPixmap pixmap = rendered(name, colour(tint), {pixels, pixels});
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace ui
