// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyContext.h"

#include <QSettings>
#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class Label;

/// The way of a public key to the platform: its text, the portal, and where to go there; on the
/// embedded sandbox one button.
class UploadPanel : public QWidget
{
    Q_OBJECT

public:
    /// @p settings keeps the portal's address that a person typed; may be null.
    UploadPanel(const models::KeyContext &context, QSettings *settings, QWidget *parent = nullptr);

    void show(const QString &keyId, const QString &profileId);
    using QWidget::show;
    bool isSandbox() const { return m_sandbox; }

Q_SIGNALS:
    void said(const QString &sentence);

private:
    void makePortal(QVBoxLayout *column);
    void openPortal();
    QString settingOf() const;
    void showHint();

    const models::KeyContext m_context;
    QSettings *m_settings;
    QString m_profileId;
    bool m_sandbox = false;
    Label *m_sentence;
    QPlainTextEdit *m_pem;
    QPushButton *m_copy;
    QWidget *m_portal;
    QLineEdit *m_address = nullptr;
    Label *m_hint = nullptr;
};

} // namespace ui
