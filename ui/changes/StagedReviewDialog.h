// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/StagedReview.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class DialogButtons;
class JsonEditor;
class Label;
class SnippetMenu;
class TableView;

/// The exact requests that several staged changes come to, each with a check box; sends those that
/// are checked one after the other, and says in each row what came of it. Can be left while they
/// are being sent: what was not sent stays staged.
class StagedReviewDialog : public QDialog
{
    Q_OBJECT

public:
    StagedReviewDialog(api::Session *session, models::DraftStore *store,
                       const QList<models::StoredDraft> &drafts, QWidget *parent = nullptr);
    ~StagedReviewDialog() override;

    models::StagedReview &review() { return m_review; }

Q_SIGNALS:
    /// A row collides with what others did: a person wants to see both.
    void compareWanted(const QString &resource, const QString &id);
    void said(const QString &sentence);

private:
    void makeTable(QVBoxLayout *column);
    void makeRequest(QVBoxLayout *column);
    void makeButtons(QVBoxLayout *column);
    void showRow();
    void showState();
    void go();
    void copyAs(const QString &language);
    void compare();
    int currentRow() const;

    models::StagedReview m_review;
    TableView *m_table;
    Label *m_summary;
    Label *m_note;
    QLineEdit *m_line;
    JsonEditor *m_body;
    TableView *m_differences;
    DialogButtons *m_buttons;
    QPushButton *m_send;
    QPushButton *m_leave;
    QPushButton *m_copy;
    QPushButton *m_compare;
    bool m_production;
};

} // namespace ui
