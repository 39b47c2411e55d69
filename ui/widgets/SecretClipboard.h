// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

class QMimeData;

namespace ui {

/// Copies of secrets: marked as such for clipboard managers, and taken out of the clipboard after
/// 30 s and at exit, unless something else was copied meanwhile.
class SecretClipboard : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds lifetime{30'000};

    /// One for the program, made on first use; needs an application object.
    static SecretClipboard *instance();
    static void copySecret(const QString &secret);
    /// For an editor whose text is secret: @p text as what is copied or dragged from it, marked.
    /// Once it is in the clipboard it leaves that like any other secret.
    static std::unique_ptr<QMimeData> secretData(const QString &text);

    /// For tests: how long the next secret stays.
    void setLifetime(std::chrono::milliseconds time) { m_timer.setInterval(time); }
    /// Takes out what is still there of ours; nothing otherwise.
    void clear();

Q_SIGNALS:
    /// "Copied, and marked secret...", "The secret was taken out...": for the status line.
    void said(const QString &sentence);

private:
    explicit SecretClipboard(QObject *parent);
    void copy(const QString &secret);
    void follow();
    void adopt(const QString &secret);
    bool isStillThere() const;

    QTimer m_timer;
    QByteArray m_digest; // of what was copied; empty: nothing of ours is there
};

} // namespace ui
