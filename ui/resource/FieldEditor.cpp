// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/FieldEditor.h"

#include "ui/resource/JsonEditor.h"
#include "ui/resource/ListEdit.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;
using Kind = models::FormField::Kind;

namespace {

bool isTechnical(const models::FormField &field)
{
    static const QStringList technical{u"phone"_s, u"id"_s, u"mac"_s, u"sip"_s};
    return technical.contains(field.renderer) || field.kind == Kind::Json;
}

// A wheel over a form scrolls the form; it changes no value on the way.
class CalmComboBox : public QComboBox
{
public:
    using QComboBox::QComboBox;

    std::function<void()> beforePopup;
    void showPopup() override
    {
        if (beforePopup)
            beforePopup();
        QComboBox::showPopup();
    }

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

} // namespace

FieldEditor::FieldEditor(const models::FormField &field, QWidget *parent)
    : QWidget(parent)
    , m_kind(field.kind)
    , m_name(field.label)
    , m_label(new Label({}, this))
    , m_revert(new QToolButton(this))
    , m_hintIcon(new QLabel(this))
    , m_hint(new Label({}, this))
{
    makeEditor(field);
    m_label->setBuddy(m_editor);
    m_hint->setWordWrap(true);
    m_revert->setIcon(icon(u"undo"_s, Colour::Warn));
    m_revert->setIconSize({14, 14});
    m_revert->setToolTip(tr("Undo the change of this field"));
    m_revert->setAccessibleName(tr("Undo the change of %1").arg(field.label));
    connect(m_revert, &QToolButton::clicked, this, &FieldEditor::revertWanted);

    auto *top = new QHBoxLayout;
    top->setSpacing(space::tight);
    // Its room is kept: a form whose rows move at the first key is hard to fill in.
    QSizePolicy keepsRoom = m_revert->sizePolicy();
    keepsRoom.setRetainSizeWhenHidden(true);
    m_revert->setSizePolicy(keepsRoom);
    top->addWidget(m_label);
    top->addWidget(m_revert);
    top->addStretch();
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(space::tight);
    bottom->addWidget(m_hintIcon, 0, Qt::AlignTop);
    bottom->addWidget(m_hint, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    column->addLayout(top);
    column->addWidget(m_editor);
    column->addLayout(bottom);
    m_editor->installEventFilter(this);
    setField(field);
}

void FieldEditor::makeEditor(const models::FormField &field)
{
    switch (field.kind) {
    case Kind::Choice:
    case Kind::Boolean:
        makeChoice(field);
        break;
    case Kind::LongText:
    case Kind::List:
    case Kind::Json:
        makeText(field);
        break;
    case Kind::Entries:
        makeAdder(field);
        break;
    case Kind::Text:
    case Kind::Secret:
    case Kind::Integer:
    case Kind::Number:
        makeLine(field);
        break;
    }
    if (Theme::instance() && isTechnical(field))
        m_editor->setFont(Theme::instance()->fixedFont());
}

bool FieldEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut)
        Q_EMIT left();
    return QWidget::eventFilter(watched, event);
}

void FieldEditor::makeLine(const models::FormField &field)
{
    m_line = new QLineEdit(this);
    if (field.kind == Kind::Secret) {
        m_line->setEchoMode(QLineEdit::Password);
        QAction *reveal =
            m_line->addAction(icon(u"eye"_s, Colour::Muted), QLineEdit::TrailingPosition);
        reveal->setCheckable(true);
        reveal->setToolTip(tr("Show what is entered"));
        connect(reveal, &QAction::toggled, this, [this, reveal](bool on) {
            m_line->setEchoMode(on ? QLineEdit::Normal : QLineEdit::Password);
            reveal->setIcon(icon(on ? u"eye-off"_s : u"eye"_s, Colour::Muted));
        });
    }
    connect(m_line, &QLineEdit::textEdited, this, &FieldEditor::edited);
    m_editor = m_line;
}

void FieldEditor::makeChoice(const models::FormField &field)
{
    auto *box = new CalmComboBox(this);
    box->beforePopup = [this] { offerSuggestions(); };
    m_choice = box;
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(12);
    if (field.kind == Kind::Boolean) {
        m_choice->addItem(tr("not set"), QString());
        m_choice->addItem(tr("yes"), u"true"_s);
        m_choice->addItem(tr("no"), u"false"_s);
    } else {
        if (field.choicesAreClosed)
            m_choice->addItem(tr("not set"), QString());
        for (const QString &choice : field.choices)
            m_choice->addItem(choice, choice);
        m_choice->setEditable(!field.choicesAreClosed);
        m_choice->setInsertPolicy(QComboBox::NoInsert);
    }
    if (m_choice->isEditable()) {
        connect(m_choice, &QComboBox::editTextChanged, this, [this](const QString &text) {
            if (!m_showing)
                Q_EMIT edited(text);
        });
    } else {
        connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
            if (m_showing)
                return;
            const QString value = m_choice->currentData().toString();
            if (value.isEmpty())
                Q_EMIT clearWanted();
            else
                Q_EMIT edited(value);
        });
    }
    m_editor = m_choice;
}

void FieldEditor::setSuggestions(std::function<QStringList()> suggestions)
{
    m_suggestions = std::move(suggestions);
}

void FieldEditor::offerSuggestions()
{
    if (!m_suggestions || !m_choice->isEditable())
        return;
    const QScopedValueRollback guard(m_showing, true);
    const QString typed = m_choice->currentText();
    const QStringList values = m_suggestions();
    m_choice->clear();
    m_choice->addItems(values);
    m_choice->setCurrentIndex(int(values.indexOf(typed))); // highlighted in the list
    m_choice->setEditText(typed);
}

void FieldEditor::makeText(const models::FormField &field)
{
    m_text = field.kind == Kind::List ? new ListEdit(this) : new QPlainTextEdit(this);
    m_text->setTabChangesFocus(true);
    const int lines = field.kind == Kind::LongText ? 3 : 4;
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * lines + 2 * space::inner);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_showing && !m_cut)
            Q_EMIT edited(m_text->toPlainText());
    });
    m_editor = m_text;
}

void FieldEditor::makeAdder(const models::FormField &field)
{
    m_adder = new QPushButton(icon(u"add"_s, Colour::Muted), tr("Add an entry"), this);
    m_adder->setToolTip(plainToolTip(tr("Add an entry to %1").arg(field.label)));
    m_adder->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_adder, &QPushButton::clicked, this, &FieldEditor::entryWanted);
    m_editor = m_adder;
}

void FieldEditor::setField(const models::FormField &field)
{
    const QScopedValueRollback guard(m_showing, true);
    QStringList marks;
    if (field.required)
        marks << tr("required");
    if (field.inferred)
        marks << tr("assumed");
    if (!field.known)
        marks << tr("not in the API description");
    if (field.isNull)
        marks << tr("null");
    if (field.kind == Kind::Entries)
        marks << tr("%n entries", nullptr, field.text.toInt());
    m_label->setText(marks.isEmpty() ? field.label
                                     : tr("%1 (%2)").arg(field.label, marks.join(u", "_s)));
    m_label->setToolTip(plainToolTip(
        field.inferred && !field.basis.isEmpty() ? tr("Assumed: %1").arg(field.basis) : QString()));
    m_revert->setVisible(field.changed);
    if (text() != field.text)
        setEditorText(field);
    setReadOnly(m_readOnly);
    showHint(field);
}

void FieldEditor::setEditorText(const models::FormField &field)
{
    if (m_adder) {
        m_value = field.text;
        return;
    }
    // A line of a length that nobody types would freeze the window at each key.
    const QString shown = m_choice ? field.text : JsonEditor::cut(field.text);
    m_cut = shown != field.text;
    m_value = m_cut ? field.text : QString();
    if (m_cut) {
        if (m_line)
            m_line->setText(shown);
        else
            m_text->setPlainText(shown);
    } else if (m_line) {
        m_line->setText(field.text);
        m_line->setCursorPosition(0);
    } else if (m_text) {
        m_text->setPlainText(field.text);
    } else if (m_choice->isEditable()) {
        m_choice->setEditText(field.text);
    } else {
        int at = m_choice->findData(field.text);
        if (at < 0) { // a closed list that the platform has outgrown
            m_choice->addItem(field.text, field.text);
            at = m_choice->count() - 1;
        }
        m_choice->setCurrentIndex(at);
    }
}

void FieldEditor::showHint(const models::FormField &field)
{
    const bool wrong = !field.error.isEmpty();
    QStringList sentences = wrong ? QStringList{field.error} : QStringList{field.hint, field.note};
    if (m_cut)
        sentences << tr("Too long to be edited here, and shown cut: use the JSON text.");
    sentences.removeAll(QString());
    const QString sentence = sentences.join(u' ');
    m_hint->setText(sentence);
    m_hint->setToolTip(plainToolTip(wrong ? field.errorDetails : QString()));
    m_hint->setVisible(!sentence.isEmpty());
    m_hintIcon->setVisible(wrong);
    if (wrong)
        m_hintIcon->setPixmap(iconPixmap(u"error"_s, Colour::Bad, 14, devicePixelRatioF()));
    Theme::setTone(m_hint, wrong ? Theme::Tone::Bad : Theme::Tone::Muted);

    m_editor->setAccessibleName(m_adder ? tr("Add an entry to %1").arg(m_name)
                                        : m_label->fullText());
    m_editor->setAccessibleDescription(sentence);
    if (m_editor->property("invalid").toBool() != wrong) {
        m_editor->setProperty("invalid", wrong);
        m_editor->style()->unpolish(m_editor);
        m_editor->style()->polish(m_editor);
    }
}

void FieldEditor::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    if (m_line)
        m_line->setReadOnly(readOnly || m_cut);
    if (m_text)
        m_text->setReadOnly(readOnly || m_cut);
    if (m_choice)
        m_choice->setEnabled(!readOnly);
    if (m_adder)
        m_adder->setEnabled(!readOnly);
    m_revert->setEnabled(!readOnly);
}

QString FieldEditor::text() const
{
    if (m_cut || m_adder)
        return m_value;
    if (m_line)
        return m_line->text();
    if (m_text)
        return m_text->toPlainText();
    return m_choice->isEditable() ? m_choice->currentText() : m_choice->currentData().toString();
}

} // namespace ui
