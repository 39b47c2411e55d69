// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Label.h"

#include "ui/theme/Theme.h"

#include <QFontMetrics>
#include <QResizeEvent>

namespace ui {

using namespace Qt::StringLiterals;

Label::Label(const QString &text, QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
}

Label *Label::section(const QString &text, QWidget *parent)
{
    auto *label = new Label(text, parent);
    if (Theme::instance())
        label->setFont(Theme::instance()->sectionFont());
    return label;
}

void Label::setElided(Qt::TextElideMode mode)
{
    m_mode = mode;
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    elide();
}

void Label::reserveLines(int lines)
{
    setMinimumHeight(lines * fontMetrics().lineSpacing());
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void Label::setText(const QString &text)
{
    m_text = text;
    elide();
}

QSize Label::minimumSizeHint() const
{
    QSize size = QLabel::minimumSizeHint();
    if (m_mode != Qt::ElideNone)
        size.setWidth(0);
    return size;
}

void Label::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        elide();
}

void Label::elide()
{
    if (m_mode == Qt::ElideNone) {
        QLabel::setText(m_text);
        return;
    }
    QString line = m_text;
    line.replace(u'\n', u' ');
    const QString shown = fontMetrics().elidedText(line, m_mode, contentsRect().width());
    QLabel::setText(shown);
    setToolTip(shown == m_text ? QString() : plainToolTip(m_text));
    setAccessibleName(m_text);
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<qt>"_s + text.toHtmlEscaped().replace(u'\n', "<br>"_L1) + u"</qt>"_s;
}

} // namespace ui
