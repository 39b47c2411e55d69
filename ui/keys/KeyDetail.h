// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyContext.h"

#include <QHash>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class Banner;
class Label;

/// All that is known of one key pair, its public part, and what keeps it from being used.
class KeyDetail : public QWidget
{
    Q_OBJECT

public:
    explicit KeyDetail(const models::KeyContext &context, QWidget *parent = nullptr);

    /// Nothing: no pair is chosen.
    void show(const std::optional<auth::KeyEntry> &entry);
    using QWidget::show;

Q_SIGNALS:
    void actionWanted(models::KeyAction action);
    void said(const QString &sentence);

private:
    QWidget *makeFacts();
    QWidget *makePublic();
    void addFact(QGridLayout *grid, const QString &key, const QString &caption);
    void setFact(const QString &key, const QString &text);
    void setButton(QPushButton *button, models::KeyAction action);
    void showState();
    void showProblem();
    void showNotice();

    const models::KeyContext m_context;
    std::optional<auth::KeyEntry> m_entry;
    QWidget *m_content;
    Label *m_nothing;
    Label *m_title;
    QLabel *m_stateIcon;
    Label *m_state;
    Banner *m_problem;
    Banner *m_notice;
    QWidget *m_ways; ///< back in, where something is in the way
    QPushButton *m_open;
    QPushButton *m_import;
    QHash<QString, Label *> m_facts;
    QPlainTextEdit *m_pem = nullptr;
    QPushButton *m_upload;
    QPushButton *m_rotate;
    QPushButton *m_copyThumbprint = nullptr;
};

} // namespace ui
