// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SecretClipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

const QString hint = u"x-kde-passwordManagerHint"_s;

/// Of what an editor of ours has last given out as a secret: others mark theirs the same way.
QByteArray &offered()
{
    static QByteArray digest;
    return digest;
}

QByteArray digestOf(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

/// What each system's clipboard history takes as "do not keep this".
void markSecret(QMimeData *data)
{
    data->setData(hint, "secret"_ba);
#if defined(Q_OS_MACOS)
    data->setData(u"application/x-nspasteboard-concealed-type"_s, data->text().toUtf8());
#elif defined(Q_OS_WIN)
    const auto format = [](const QString &name) {
        return u"application/x-qt-windows-mime;value=\"%1\""_s.arg(name);
    };
    data->setData(format(u"ExcludeClipboardContentFromMonitorProcessing"_s), "1"_ba);
    data->setData(format(u"CanIncludeInClipboardHistory"_s), QByteArray(4, '\0'));
    data->setData(format(u"CanUploadToCloudClipboard"_s), QByteArray(4, '\0'));
#endif
}

} // namespace

SecretClipboard::SecretClipboard(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(lifetime);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const bool there = isStillThere();
        clear();
        if (there)
            Q_EMIT said(tr("The secret was taken out of the clipboard."));
    });
    connect(qGuiApp, &QCoreApplication::aboutToQuit, this, &SecretClipboard::clear);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, &SecretClipboard::follow);
}

SecretClipboard *SecretClipboard::instance()
{
    static SecretClipboard *const only = new SecretClipboard(qGuiApp);
    return only;
}

void SecretClipboard::copySecret(const QString &secret)
{
    instance()->copy(secret);
}

std::unique_ptr<QMimeData> SecretClipboard::secretData(const QString &text)
{
    instance(); // sees it come
    auto data = std::make_unique<QMimeData>();
    data->setText(text);
    markSecret(data.get());
    offered() = digestOf(text);
    return data;
}

void SecretClipboard::copy(const QString &secret)
{
    QGuiApplication::clipboard()->setMimeData(secretData(secret).release());
    if (m_digest != digestOf(secret) || !m_timer.isActive())
        adopt(secret); // where the system has not told yet
}

// What an editor copies by itself is noticed when it is there.
void SecretClipboard::follow()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (data && data->hasFormat(hint) && digestOf(data->text()) == offered())
        adopt(data->text());
}

void SecretClipboard::adopt(const QString &secret)
{
    m_digest = digestOf(secret);
    m_timer.start();
    Q_EMIT said(tr("Copied, and marked as secret. It leaves the clipboard in %n second(s).",
                   nullptr, int(m_timer.intervalAsDuration() / std::chrono::seconds(1))));
}

bool SecretClipboard::isStillThere() const
{
    return !m_digest.isEmpty() && digestOf(QGuiApplication::clipboard()->text()) == m_digest;
}

void SecretClipboard::clear()
{
    m_timer.stop();
    if (isStillThere())
        QGuiApplication::clipboard()->clear();
    m_digest.clear();
}

} // namespace ui
