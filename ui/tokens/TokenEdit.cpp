// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/TokenEdit.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/SecretClipboard.h"

#include <QFile>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QTextDocumentFragment>
#include <QUrl>

namespace ui {

using auth::TextRange;
using auth::TokenAnatomy;

namespace {

constexpr qint64 largestFile = 1024 * 1024;

} // namespace

TokenEdit::TokenEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setWordWrapMode(QTextOption::WrapAnywhere);
    setTabChangesFocus(true);
    setPlaceholderText(tr("Paste or drop a token here"));
    setAccessibleName(tr("Token"));
    if (Theme *theme = Theme::instance()) {
        setFont(theme->fixedFont());
        connect(theme, &Theme::changed, this, [this, theme] {
            setFont(theme->fixedFont());
            colourParts();
        });
    }
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing)
            Q_EMIT edited(toPlainText().toUtf8());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (!m_showing)
            Q_EMIT pointedAt(
                QStringView(toPlainText()).first(textCursor().position()).toUtf8().size());
    });
}

void TokenEdit::showToken(const TokenAnatomy &anatomy)
{
    const QScopedValueRollback guard(m_showing, true);
    m_anatomy = anatomy;
    m_marked = {};
    const QString text = QString::fromUtf8(anatomy.text());
    if (text != toPlainText()) {
        QTextCursor cursor(document());
        cursor.beginEditBlock();
        cursor.select(QTextCursor::Document);
        cursor.insertText(text);
        cursor.endEditBlock();
    }
    colourParts();
}

void TokenEdit::mark(TextRange range)
{
    if (m_marked == range)
        return;
    m_marked = range;
    colourParts();
}

int TokenEdit::positionOf(qsizetype byte) const
{
    // While somebody types the text is ahead of what is known of it.
    const qsizetype position =
        QString::fromUtf8(QByteArrayView(m_anatomy.text()).first(byte)).size();
    return int(qMin(position, qsizetype(document()->characterCount() - 1)));
}

void TokenEdit::colourParts()
{
    QList<QTextEdit::ExtraSelection> selections;
    const auto add = [&](TextRange range, const QTextCharFormat &format) {
        if (range.isEmpty())
            return;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(positionOf(range.start));
        selection.cursor.setPosition(positionOf(range.end()), QTextCursor::KeepAnchor);
        selection.format = format;
        selections << selection;
    };
    const std::pair<TokenAnatomy::PartIndex, Colour> parts[] = {
        {TokenAnatomy::Header, Colour::JwtHeader},
        {TokenAnatomy::Payload, Colour::JwtPayload},
        {TokenAnatomy::Signature, Colour::JwtSignature},
    };
    for (const auto &[part, tint] : parts) {
        QTextCharFormat format;
        format.setForeground(colour(tint));
        add(m_anatomy.part(part).inToken, format);
        QTextCharFormat trouble;
        trouble.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        trouble.setUnderlineColor(colour(Colour::Bad));
        add(m_anatomy.part(part).trouble, trouble);
    }
    QTextCharFormat rest;
    rest.setForeground(colour(Colour::Bad));
    add(m_anatomy.rest(), rest);
    QTextCharFormat marked;
    marked.setBackground(colour(Colour::Selection));
    marked.setFontUnderline(true);
    add(m_marked, marked);
    setExtraSelections(selections);
}

QMimeData *TokenEdit::createMimeDataFromSelection() const
{
    return SecretClipboard::secretData(textCursor().selection().toPlainText()).release();
}

bool TokenEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return !isReadOnly() && (source->hasUrls() || source->hasText());
}

// What is pasted or dropped takes the place of what is there: two tokens in one make none. The
// token inside it comes back through showToken().
void TokenEdit::insertFromMimeData(const QMimeData *source)
{
    if (isReadOnly())
        return;
    QString text = source->text();
    if (source->hasUrls() && source->urls().first().isLocalFile()) {
        QFile file(source->urls().first().toLocalFile());
        if (!file.open(QIODevice::ReadOnly)) {
            Q_EMIT dropFailed(tr("The file %1 can't be read: %2. Choose another one, or change "
                                 "its permissions.")
                                  .arg(file.fileName(), file.errorString()));
            return;
        }
        text = QString::fromUtf8(file.read(largestFile));
    }
    Q_EMIT edited(text.toUtf8());
}

} // namespace ui
