// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenMaker.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace ui {

class JsonEditor;
class Label;
class TokenEdit;

/// Makes a token with the profile's key, and shows how others would make the same.
class MakeView : public QWidget
{
    Q_OBJECT

public:
    explicit MakeView(api::Session *session, QWidget *parent = nullptr);

    void make();

Q_SIGNALS:
    void inspectWanted(const QByteArray &token);
    /// A text that is a secret for as long as it holds is to be copied.
    void copySecretWanted(const QString &text);

private:
    QWidget *makeOrder();
    QWidget *makeResult();
    QPlainTextEdit *makeText(const QString &title);
    void refreshKey();
    void showResult();

    models::TokenMaker m_maker;
    std::optional<auth::TokenRecipe> m_recipe;
    Label *m_key;
    QComboBox *m_lifetime;
    JsonEditor *m_claims;
    QPushButton *m_make;
    Label *m_problem;
    Label *m_remarks;
    TokenEdit *m_token;
    QTabWidget *m_ways;
    QPlainTextEdit *m_parts = nullptr;
    QPlainTextEdit *m_curl = nullptr;
    QPlainTextEdit *m_node = nullptr;
    QPushButton *m_copy;
    QPushButton *m_copyWay;
    QPushButton *m_inspect;
};

} // namespace ui
