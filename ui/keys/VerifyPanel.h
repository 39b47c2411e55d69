// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyProbe.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class Label;
class PassphraseFields;

/// What the platform said to a token of a key pair: icon, words, details.
class VerifyPanel : public QWidget
{
    Q_OBJECT

public:
    explicit VerifyPanel(QWidget *parent = nullptr);

    void show(const models::KeyProbe &probe);
    using QWidget::show;
    /// Of a linked file, when it was asked for.
    QString passphrase() const;

private:
    QLabel *m_icon;
    Label *m_words;
    QPushButton *m_details;
    PassphraseFields *m_passphrase;
    std::optional<api::ApiError> m_error;
};

} // namespace ui
