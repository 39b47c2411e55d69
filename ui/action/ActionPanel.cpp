// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/action/ActionPanel.h"

#include "models/Actions.h"
#include "models/AssumedPath.h"
#include "ui/resource/DetailsForm.h"
#include "ui/resource/JsonEditor.h"
#include "ui/resource/ReviewDialog.h"
#include "ui/theme/Icons.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Question.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int widestDeed = 260; // px, of the button: whom it is done to may have a long name

} // namespace

ActionPanel::ActionPanel(api::Session *session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("Command"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    makeHeader(column);
    m_banner = new Banner(this);
    column->addWidget(m_banner);
    m_fieldsPlace = new QVBoxLayout;
    column->addLayout(m_fieldsPlace, 1);
    makePaste(column);
    m_reply = new JsonEditor(this);
    m_reply->setReadOnly(true);
    m_reply->setMaximumHeight(120);
    m_reply->setAccessibleName(tr("Reply of the platform"));
    m_reply->hide();
    column->addWidget(m_reply);
    makeFooter(column);
    connect(session, &api::Session::keyStateChanged, this, &ActionPanel::refresh);
}

ActionPanel::~ActionPanel()
{
    delete m_fields; // looks at the form's model
}

void ActionPanel::refreshIcon()
{
    if (!m_form)
        return;
    const QString name = operation().action ? operation().action->icon : QString();
    m_icon->setPixmap(
        iconPixmap(name.isEmpty() ? u"action"_s : name, Colour::Text, 22, devicePixelRatioF()));
}

void ActionPanel::makeHeader(QVBoxLayout *column)
{
    auto *header = new QWidget(this);
    m_icon = new QLabel(header);
    m_title = new Label({}, header);
    m_subtitle = new Label({}, header);
    m_about = new Label({}, header);
    m_subject = new Label({}, header);
    if (Theme::instance()) {
        m_title->setFont(Theme::instance()->titleFont());
        connect(Theme::instance(), &Theme::changed, this, &ActionPanel::refreshIcon);
    }
    m_title->setElided(Qt::ElideRight);
    m_subtitle->setElided(Qt::ElideMiddle);
    Theme::setMuted(m_subtitle);
    Theme::setMuted(m_about);
    m_about->setWordWrap(true);
    m_subject->setWordWrap(true);
    m_rows = new QPushButton(header);
    m_rows->setProperty("kind", u"quiet"_s);
    m_rows->hide();
    connect(m_rows, &QPushButton::clicked, this, &ActionPanel::rowsWanted);
    auto *close = new QToolButton(header);
    close->setIcon(icon(u"close"_s, Colour::Muted));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close this command"));
    connect(close, &QToolButton::clicked, this, &ActionPanel::closeWanted);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_subtitle);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::inner);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    auto *all = new QVBoxLayout(header);
    all->setContentsMargins(space::panel, space::field, space::inner, space::inner);
    all->setSpacing(space::inner);
    all->addLayout(row);
    all->addWidget(m_about);
    all->addWidget(m_subject);
    all->addWidget(m_rows, 0, Qt::AlignLeft);
    column->addWidget(header);
}

void ActionPanel::makePaste(QVBoxLayout *column)
{
    auto *place = new QWidget(this);
    auto *rows = new QVBoxLayout(place);
    rows->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    rows->setSpacing(space::tight);
    auto *open = new QPushButton(tr("Fill in from a callback..."), place);
    open->setProperty("kind", u"quiet"_s);
    open->setCheckable(true);
    m_paste = new QPlainTextEdit(place);
    m_paste->setPlaceholderText(
        tr("Paste the JSON of a callback: its replyId, sessionId and other ids are taken over."));
    m_paste->setAccessibleName(tr("JSON of a callback"));
    m_paste->setTabChangesFocus(true);
    m_paste->setMaximumHeight(80);
    if (Theme::instance())
        m_paste->setFont(Theme::instance()->fixedFont());
    m_pasted = new Label({}, place);
    m_pasted->setWordWrap(true);
    Theme::setMuted(m_pasted);
    m_paste->hide();
    m_pasted->hide();
    rows->addWidget(open, 0, Qt::AlignLeft);
    rows->addWidget(m_paste);
    rows->addWidget(m_pasted);
    column->addWidget(place);
    connect(open, &QPushButton::toggled, this, [this](bool shown) {
        m_paste->setVisible(shown);
        m_pasted->setVisible(shown && !m_pasted->fullText().isEmpty());
        if (shown)
            m_paste->setFocus();
    });
    connect(m_paste, &QPlainTextEdit::textChanged, this, &ActionPanel::takePasted);
}

void ActionPanel::makeFooter(QVBoxLayout *column)
{
    auto *footer = new QWidget(this);
    footer->setBackgroundRole(QPalette::Button);
    footer->setAutoFillBackground(true);
    m_problem = new Label({}, footer);
    m_problem->setWordWrap(true);
    Theme::setTone(m_problem, Theme::Tone::Warn);
    m_send = new QPushButton(tr("Send"), footer);
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (m_form && m_form->isSending())
            m_form->cancel();
        else
            send();
    });
    auto *row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(m_send);
    auto *rows = new QVBoxLayout(footer);
    rows->setContentsMargins(space::panel, space::inner, space::panel, space::inner);
    rows->setSpacing(space::tight);
    rows->addWidget(m_problem);
    rows->addLayout(row);
    column->addWidget(footer);
}

bool ActionPanel::open(const api::Operation &operation, const QString &member, const QString &value)
{
    if (m_form && (m_form->isSending() || m_isAsking)) {
        Q_EMIT said(tr("%1 is on its way: wait for its answer, or cancel it.").arg(m_form->deed()));
        return false;
    }
    delete m_fields;
    m_model.reset();
    m_form = std::make_unique<models::ActionForm>(m_session, operation);
    if (!member.isEmpty())
        m_form->set(member, value);
    m_model = std::make_unique<models::FormModel>(&m_form->draft());
    m_fields = new DetailsForm(m_model.get(), this);
    m_fieldsPlace->addWidget(m_fields);
    m_banner->dismiss();
    m_reply->hide();
    refreshIcon();
    m_title->setText(m_form->title());
    m_subtitle->setText(
        u"%1 %2"_s.arg(QString::fromLatin1(api::toByteArray(operation.method)), operation.path));
    QString about = operation.description.isEmpty() ? operation.summary : operation.description;
    if (operation.source == api::Source::Inferred)
        about += u' ' + tr("(Assumed: no public page describes this command in detail.)");
    m_about->setText(about);
    m_about->setVisible(!about.isEmpty());
    showSubject({}, false);
    offerRows({});

    connect(m_form.get(), &models::ActionForm::sendingChanged, this, &ActionPanel::refresh);
    connect(m_form.get(), &models::ActionForm::failed, this, &ActionPanel::showFailure);
    connect(m_form.get(), &models::ActionForm::sent, this, [this](const QString &sentence) {
        m_banner->showMessage(Banner::Level::Ok, sentence);
        m_reply->setVisible(!m_form->replyText().isEmpty());
        m_reply->setDocumentText(m_form->replyText());
        Q_EMIT said(sentence);
    });
    connect(&m_form->draft(), &models::ResourceDraft::changed, this, &ActionPanel::refresh);
    connect(m_model.get(), &models::FormModel::fieldChanged, this, &ActionPanel::refresh);
    refresh();
    return true;
}

void ActionPanel::followCatalogue(const api::Catalogue &catalogue)
{
    if (!m_form || m_isAsking || m_form->isSending())
        return;
    const api::Operation *found = models::sameOperation(catalogue, operation());
    if (!found || found->path == operation().path)
        return;
    const QString filledIn = m_form->draft().text();
    open(*found);
    (void)m_form->draft().setText(filledIn);
}

void ActionPanel::setRow(const QString &name, const QString &id, json::Value row,
                         const QString &whyNot)
{
    if (!m_form || m_isAsking || m_form->isSending())
        return; // what was reviewed is what is sent, whatever a refresh does to the list
    const bool named = !name.isEmpty() && name != id;
    const QString whole = named ? tr("%1 (%2)", "name, id").arg(name, id) : id;
    if (!whyNot.isEmpty()) {
        showSubject(u"%1: %2"_s.arg(whole, whyNot), true);
        return;
    }
    m_form->fillFromRow(row, named ? name : id);
    showSubject(tr("Filled in from %1").arg(whole), false);
    refresh();
}

void ActionPanel::setNoRow(const QString &sentence)
{
    showSubject(sentence, false);
}

void ActionPanel::offerRows(const QString &plural)
{
    m_rows->setText(tr("Choose in the list: %1", "name of a list, such as Calls").arg(plural));
    m_rows->setVisible(!plural.isEmpty());
}

void ActionPanel::showSubject(const QString &text, bool warns)
{
    m_subject->setText(text);
    m_subject->setVisible(!text.isEmpty());
    Theme::setTone(m_subject, warns ? Theme::Tone::Warn : Theme::Tone::Plain);
}

void ActionPanel::takePasted()
{
    if (!m_form || m_paste->toPlainText().trimmed().isEmpty()) {
        m_pasted->hide();
        return;
    }
    const auto filled = m_form->fillFromText(m_paste->toPlainText());
    m_pasted->setText(filled ? tr("Filled in: %1").arg(filled->join(u", "_s)) : filled.error());
    Theme::setTone(m_pasted, filled ? Theme::Tone::Ok : Theme::Tone::Warn);
    m_pasted->show();
}

void ActionPanel::focusForm()
{
    if (m_fields)
        m_fields->focusFirst();
}

void ActionPanel::refresh()
{
    if (!m_form)
        return;
    const bool sending = m_form->isSending();
    const QString whyNot = m_form->whyNotSend();
    const QString deed = m_form->deed();
    m_fields->setReadOnly(sending || !operation().isCallable());
    m_problem->setText(m_model->hasErrors() ? tr("A field has an error: correct it first.")
                                            : whyNot);
    m_problem->setVisible(!sending && (m_model->hasErrors() || !whyNot.isEmpty()));
    const QString shown = fontMetrics().elidedText(deed, Qt::ElideMiddle, widestDeed);
    m_send->setText(sending                 ? tr("Cancel")
                    : m_form->needsReview() ? tr("%1...").arg(shown)
                                            : shown);
    m_send->setToolTip(shown == deed || sending ? QString() : plainToolTip(deed));
    m_send->setAccessibleName(sending ? QString() : deed);
    m_send->setEnabled(sending || (whyNot.isEmpty() && !m_model->hasErrors()));
    const QString kind = sending                   ? QString()
                         : m_form->isDestructive() ? u"destructive"_s
                                                   : u"primary"_s;
    if (m_send->property("kind").toString() != kind) {
        m_send->setProperty("kind", kind);
        m_send->style()->unpolish(m_send);
        m_send->style()->polish(m_send);
    }
}

void ActionPanel::send()
{
    if (!m_form)
        return;
    m_model->checkAll();
    if (m_model->hasErrors()) {
        m_fields->focusFirstError();
        return;
    }
    if (!m_form->whyNotSend().isEmpty())
        return;
    QDialog *dialog = nullptr;
    const QString deed = m_form->deed();
    if (m_form->needsReview())
        dialog = new ReviewDialog(deed, m_session->profile(), m_form->preview(), deed,
                                  m_form->isDestructive() ? DialogButtons::Kind::Destructive
                                                          : DialogButtons::Kind::Primary,
                                  window());
    else if (m_form->isDestructive())
        dialog = new Question({m_form->title(),
                               tr("This is done at once and can't be undone: %1").arg(deed), deed,
                               tr("Leave it")},
                              window());
    if (!dialog)
        return reallySend();
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_isAsking = true;
    connect(dialog, &QDialog::finished, this, [this] { m_isAsking = false; });
    connect(dialog, &QDialog::accepted, this, &ActionPanel::reallySend);
    dialog->open();
}

void ActionPanel::reallySend()
{
    if (!m_form)
        return;
    m_banner->dismiss();
    m_reply->hide();
    m_form->send();
}

void ActionPanel::showFailure(const api::ApiError &error)
{
    const api::Source source = operation().source;
    m_banner->showError(m_form->deed(), models::withAssumption(error, source));
    if (!models::blamesAssumption(error, source))
        return;
    const api::Method method = operation().method;
    const QString path = operation().path;
    connect(m_banner->addAction(tr("Change the path...")), &QPushButton::clicked, this,
            [this, method, path] { Q_EMIT editPathWanted(method, path); });
    connect(m_banner->addAction(tr("Import...")), &QPushButton::clicked, this,
            &ActionPanel::importWanted);
}

} // namespace ui
