// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/JsonEditor.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/SecretClipboard.h"

#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QTextDocumentFragment>

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

// Highlighting walks every block: a text this long is shown plain.
constexpr qsizetype maximumHighlighted = 1'000'000;

qsizetype longestLine(QStringView text)
{
    qsizetype longest = 0;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = text.indexOf(u'\n', at);
        end = end < 0 ? text.size() : end;
        longest = std::max(longest, end - at);
        at = end + 1;
    }
    return longest;
}

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
    setWordWrapMode(QTextOption::WrapAnywhere);
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

QString JsonEditor::toPlainText() const
{
    constexpr char16_t beginOfFrame = 0xfdd0; // as QTextDocument has them
    constexpr char16_t endOfFrame = 0xfdd1;
    QString text = document()->toRawText();
    for (QChar &letter : text) {
        if (letter == QChar::ParagraphSeparator || letter == QChar::LineSeparator ||
            letter == beginOfFrame || letter == endOfFrame)
            letter = u'\n';
    }
    return text;
}

bool JsonEditor::isEdited() const
{
    return !m_cut && toPlainText() != m_given;
}

QString JsonEditor::cut(const QString &text)
{
    if (longestLine(text) <= maximumLine)
        return text;
    QStringList lines;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        const qsizetype missing = line.size() - maximumLine;
        lines << (missing <= 0 ? line.toString()
                               : line.first(maximumLine).toString() +
                                     tr("... %1 more characters").arg(QLocale().toString(missing)));
    }
    return lines.join(u'\n');
}

QMimeData *JsonEditor::createMimeDataFromSelection() const
{
    if (!m_secret)
        return QPlainTextEdit::createMimeDataFromSelection();
    return SecretClipboard::secretData(textCursor().selection().toPlainText()).release();
}

void JsonEditor::setWhole(bool whole)
{
    if (m_whole == whole)
        return;
    m_whole = whole;
    setDocumentText(QString(m_given));
}

void JsonEditor::setDocumentText(const QString &given)
{
    m_given = given;
    const bool isLong = longestLine(given) > maximumLine;
    m_cut = isLong && !m_whole;
    const QString text = m_cut ? cut(given) : given;
    if (text == toPlainText())
        return;
    // Of the two, wrapping costs less where a line is very long.
    setLineWrapMode(isLong && m_whole ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    const int line = textCursor().blockNumber();
    const int column = textCursor().positionInBlock();
    const int scroll = verticalScrollBar()->value();
    const bool highlight = text.size() <= maximumHighlighted && !(isLong && m_whole);
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

void JsonEditor::setChangedLines(const QList<int> &lines, QChar sign)
{
    if (m_changedLines == lines && m_changeSign == sign)
        return;
    m_changedLines = lines;
    m_changeSign = sign;
    layoutMargin();
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
    const int sign = m_changeSign.isNull() ? 0 : fontMetrics().horizontalAdvance(m_changeSign);
    return fontMetrics().horizontalAdvance(u'9') * digits + 2 * space::inner + sign;
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
        if (std::ranges::binary_search(m_changedLines, number)) {
            const bool isNew = m_changeSign == u'+';
            painter.fillRect(QRectF(0, top, area.width(), height),
                             colour(isNew ? Colour::OkSoft : Colour::BadSoft));
            painter.setPen(colour(isNew ? Colour::Ok : Colour::Bad));
            painter.drawText(QRectF(space::tight, top, area.width(), height),
                             Qt::AlignLeft | Qt::AlignVCenter, QString(m_changeSign));
        }
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
