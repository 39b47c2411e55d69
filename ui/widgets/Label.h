// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace ui {

/// A label that shows its text as it is: QLabel guesses rich text, and text here may come from a
/// server.
class Label : public QLabel
{
    Q_OBJECT

public:
    explicit Label(const QString &text = {}, QWidget *parent = nullptr);
    /// The head of a section.
    static Label *section(const QString &text, QWidget *parent);

    /// One line, cut at @p mode where there is no room; the tool tip has it in full.
    void setElided(Qt::TextElideMode mode);
    /// Keeps room for so many lines, whatever the text is: what stands below does not move.
    void reserveLines(int lines);
    void setText(const QString &text);
    QString fullText() const { return m_text; }

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void elide();

    QString m_text;
    Qt::TextElideMode m_mode = Qt::ElideNone;
};

/// @p text as tool-tip text that is shown literally, wrapped at a readable width.
QString plainToolTip(const QString &text);

} // namespace ui
