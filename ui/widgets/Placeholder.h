// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class Label;

/// What stands where content would be: an icon, a title, a sentence, and the one thing to do next.
class Placeholder : public QWidget
{
    Q_OBJECT

public:
    explicit Placeholder(QWidget *parent = nullptr);

    /// Empty @p action: no button.
    void setContent(const QString &iconName, const QString &title, const QString &sentence,
                    const QString &action = {});
    QString title() const;

Q_SIGNALS:
    void actionTriggered();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refreshIcon();

    QString m_iconName;
    QLabel *m_icon;
    Label *m_title;
    Label *m_sentence;
    QPushButton *m_action;
};

} // namespace ui
