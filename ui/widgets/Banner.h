// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ApiError.h"

#include <QFrame>
#include <QString>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class Label;

/// A strip inside a page that says what happened, what it means and what to do: icon, words, at
/// most two actions, "Details", and a way to put it aside. Hidden until shown.
class Banner : public QFrame
{
    Q_OBJECT

public:
    enum class Level { Info, Ok, Warn, Bad };

    explicit Banner(QWidget *parent = nullptr);

    void showMessage(Level level, const QString &text);
    /// @p doing: what was attempted, "Changing +46701740605"; empty: left out.
    void showError(const QString &doing, const api::ApiError &error);
    /// A button; its text is a verb. Cleared by the next message.
    QPushButton *addAction(const QString &text);
    void dismiss();
    QString text() const;
    Level level() const { return m_level; }
    /// It belongs to its place: there is nothing to put it aside with.
    void setLasting(bool lasting);

Q_SIGNALS:
    void dismissed(); ///< a person has put it aside

private:
    void refreshColours();
    void clearActions();
    void showDetails();

    Level m_level = Level::Info;
    api::ApiError m_error;
    QLabel *m_icon;
    Label *m_text;
    QHBoxLayout *m_actions;
    QPushButton *m_details;
    QToolButton *m_close;
};

} // namespace ui
