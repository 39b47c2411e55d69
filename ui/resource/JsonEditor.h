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
/// line marked as wrong. Lines of a length that would freeze the window at each key are shown cut.
class JsonEditor : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit JsonEditor(QWidget *parent = nullptr);
    ~JsonEditor() override;

    /// Replaces the text and keeps cursor and scroll position where that line still is; not
    /// undoable.
    void setDocumentText(const QString &text);
    /// As Qt's, but a no-break space stays one: it is a character of a value.
    QString toPlainText() const;
    /// Somebody has changed the text since setDocumentText(). Highlighting alone changes nothing,
    /// though Qt sends textChanged() for it, and late.
    bool isEdited() const;
    /// Some line is shown cut: what stands here is not the text, and not to be edited.
    bool isCut() const { return m_cut; }
    /// Shows long lines whole from now on (they are wrapped, and slow), or cut.
    void setWhole(bool whole);
    /// @p text with each line cut at maximumLine, where it says how much is missing.
    static QString cut(const QString &text);
    static constexpr qsizetype maximumLine = 20'000;
    /// What is copied from here is marked as secret from now on, or no more.
    void setSecret(bool secret) { m_secret = secret; }
    /// Marks a line (from 1) as wrong; 0: none.
    void setErrorLine(int line);
    /// Marks lines (from 1, rising) as changed: by @p sign in the margin and a tint.
    void setChangedLines(const QList<int> &lines, QChar sign);

protected:
    QMimeData *createMimeDataFromSelection() const override;
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
    bool m_cut = false;
    bool m_whole = false;
    bool m_secret = false;
    int m_errorLine = 0;
    QList<int> m_changedLines;
    QChar m_changeSign;
};

} // namespace ui
