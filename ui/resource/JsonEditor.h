// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

#include <memory>

namespace KSyntaxHighlighting {
class Repository;
class SyntaxHighlighter;
} // namespace KSyntaxHighlighting

namespace ui {

/// A text editor for JSON: highlighted in the scheme's colours, line numbers in the margin, one
/// line marked as wrong.
class JsonEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit JsonEditor(QWidget *parent = nullptr);
    ~JsonEditor() override;

    /// Replaces the text and keeps cursor and scroll position where that line still is; not
    /// undoable.
    void setDocumentText(const QString &text);
    /// Somebody has changed the text since setDocumentText(). Highlighting alone changes nothing,
    /// though Qt sends textChanged() for it, and late.
    bool isEdited() const;
    /// Marks a line (from 1) as wrong; 0: none.
    void setErrorLine(int line);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    friend class LineNumbers;
    int marginWidth() const;
    void layoutMargin();
    void paintMargin(const QRect &area);
    void refreshTheme();
    void refreshSelections();

    std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> m_highlighter;
    QWidget *m_margin;
    QString m_given;
    int m_errorLine = 0;
};

} // namespace ui
