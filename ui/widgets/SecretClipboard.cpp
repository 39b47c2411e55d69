// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SecretClipboard.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QMimeData>

#include <memory>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

QByteArray digestOf(const QString &text)
{
    return QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
}

/// What each system's clipboard history takes as "do not keep this".
void markSecret(QMimeData *data)
{
    data->setData(u"x-kde-passwordManagerHint"_s, "secret"_ba);
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

void SecretClipboard::copy(const QString &secret)
{
    auto data = std::make_unique<QMimeData>();
    data->setText(secret);
    markSecret(data.get());
    QGuiApplication::clipboard()->setMimeData(data.release());
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
