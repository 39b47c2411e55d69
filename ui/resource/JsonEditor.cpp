// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/JsonEditor.h"

#include "ui/theme/Theme.h"

#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTextBlock>

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

// Highlighting walks every block: a text this long is shown plain.
constexpr qsizetype maximumHighlighted = 1'000'000;

KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository
        instance; // reading the definitions takes some 20 ms: once
    return instance;
}

} // namespace

class LineNumbers : public QWidget
{
public:
    explicit LineNumbers(JsonEditor *editor)
        : QWidget(editor)
        , m_editor(editor)
    {
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override { m_editor->paintMargin(rect()); }

private:
    JsonEditor *m_editor;
};

JsonEditor::JsonEditor(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(std::make_unique<KSyntaxHighlighting::SyntaxHighlighter>(document()))
    , m_margin(new LineNumbers(this))
{
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setProperty("flat", true); // fills its panel: no border of its own
    setAccessibleName(tr("JSON text"));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonEditor::layoutMargin);
    connect(this, &QPlainTextEdit::updateRequest, m_margin,
            [this](const QRect &, int) { m_margin->update(); });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] { m_margin->update(); });
    if (Theme::instance()) {
        setFont(Theme::instance()->fixedFont());
        connect(Theme::instance(), &Theme::changed, this, &JsonEditor::refreshTheme);
    }
    setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * 2);
    refreshTheme();
    layoutMargin();
}

JsonEditor::~JsonEditor()
{
    const QSignalBlocker quiet(
        this); // the highlighter takes its formats away, and nobody wants to hear
    m_highlighter.reset();
}

bool JsonEditor::isEdited() const
{
    return toPlainText() != m_given;
}

void JsonEditor::setDocumentText(const QString &text)
{
    m_given = text;
    if (text == toPlainText())
        return;
    const int line = textCursor().blockNumber();
    const int column = textCursor().positionInBlock();
    const int scroll = verticalScrollBar()->value();
    const bool highlight = text.size() <= maximumHighlighted;
    m_highlighter->setDocument(highlight ? document() : nullptr);
    setPlainText(text);
    const QTextBlock block = document()->findBlockByNumber(line);
    if (block.isValid()) {
        QTextCursor cursor(block);
        cursor.setPosition(block.position() + qMin(column, block.length() - 1));
        setTextCursor(cursor);
        verticalScrollBar()->setValue(scroll);
    }
}

void JsonEditor::setErrorLine(int line)
{
    if (m_errorLine == line)
        return;
    m_errorLine = line;
    refreshSelections();
    m_margin->update();
}

void JsonEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layoutMargin();
}

void JsonEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_margin)
        layoutMargin();
}

int JsonEditor::marginWidth() const
{
    int digits = 2;
    for (int lines = blockCount(); lines >= 100; lines /= 10)
        ++digits;
    return fontMetrics().horizontalAdvance(u'9') * digits + 2 * space::inner;
}

void JsonEditor::layoutMargin()
{
    setViewportMargins(marginWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), marginWidth(), inside.height());
}

void JsonEditor::paintMargin(const QRect &area)
{
    QPainter painter(m_margin);
    painter.fillRect(area, colour(Colour::Surface));
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= area.bottom()) {
        const int number = block.blockNumber() + 1;
        const qreal height = blockBoundingRect(block).height();
        const bool current = block == textCursor().block();
        painter.setPen(colour(number == m_errorLine ? Colour::Bad
                              : current             ? Colour::Text
                                                    : Colour::Muted));
        painter.drawText(QRectF(0, top, area.width() - space::inner, height),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
        top += height;
        block = block.next();
    }
}

void JsonEditor::refreshTheme()
{
    const bool dark = Theme::instance() && Theme::instance()->isDark();
    m_highlighter->setDefinition(repository().definitionForName(u"JSON"_s));
    m_highlighter->setTheme(
        repository().defaultTheme(dark ? KSyntaxHighlighting::Repository::DarkTheme
                                       : KSyntaxHighlighting::Repository::LightTheme));
    m_highlighter->rehighlight();
    refreshSelections();
}

void JsonEditor::refreshSelections()
{
    QList<QTextEdit::ExtraSelection> selections;
    const QTextBlock block = document()->findBlockByNumber(m_errorLine - 1);
    if (m_errorLine > 0 && block.isValid()) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.format.setBackground(colour(Colour::BadSoft));
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections << selection;
    }
    setExtraSelections(selections);
}

} // namespace ui
