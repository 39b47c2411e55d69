// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ActionForm.h"
#include "models/FormModel.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class Banner;
class DetailsForm;
class JsonEditor;
class Label;

/// A command as a small form: what it is sent to, its fields, a place to paste the callback that
/// its ids come from, and what came of it.
class ActionPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ActionPanel(api::Session *session, QWidget *parent = nullptr);
    ~ActionPanel() override;

    /// Another command, with @p member (dotted) set to @p value. False while one is on its way:
    /// that one stays, and it is said.
    bool open(const api::Operation &operation, const QString &member = {},
              const QString &value = {});
    bool isOpen() const { return m_form != nullptr; }
    const api::Operation &operation() const { return m_form->operation(); }
    models::ActionForm *form() const { return m_form.get(); } ///< null: none is open
    /// Fills in the ids of a row that people call @p name. @p whyNot: why the command is not for
    /// it; it is not filled then.
    void setRow(const QString &name, const QString &id, json::Value row, const QString &whyNot);
    /// What to do while no row is chosen; empty: rows have nothing to do with it.
    void setNoRow(const QString &sentence);
    /// A way to the rows that it applies to: "Calls"; empty: there is none.
    void offerRows(const QString &plural);
    /// The open command is where @p catalogue has it now; what is filled in stays.
    void followCatalogue(const api::Catalogue &catalogue);
    void focusForm();
    void send(); ///< asks first where it destroys something, or the profile wants a review

Q_SIGNALS:
    void closeWanted();
    void rowsWanted(); ///< see offerRows()
    void said(const QString &sentence);
    void editPathWanted(api::Method method, const QString &path);
    void importWanted();

private:
    void makeHeader(QVBoxLayout *column);
    void refreshIcon();
    void makePaste(QVBoxLayout *column);
    void makeFooter(QVBoxLayout *column);
    void takePasted();
    void showSubject(const QString &text, bool warns);
    void refresh();
    void reallySend();
    void showFailure(const api::ApiError &error);

    api::Session *m_session;
    std::unique_ptr<models::ActionForm> m_form;
    std::unique_ptr<models::FormModel> m_model;
    DetailsForm *m_fields = nullptr;
    QVBoxLayout *m_fieldsPlace = nullptr;
    QLabel *m_icon = nullptr;
    Label *m_title = nullptr;
    Label *m_subtitle = nullptr;
    Label *m_about = nullptr;
    Label *m_subject = nullptr;
    QPushButton *m_rows = nullptr;
    Banner *m_banner = nullptr;
    QPlainTextEdit *m_paste = nullptr;
    Label *m_pasted = nullptr;
    JsonEditor *m_reply = nullptr;
    Label *m_problem = nullptr;
    QPushButton *m_send = nullptr;
    bool m_isAsking = false; // whether it is to be sent
};

} // namespace ui
