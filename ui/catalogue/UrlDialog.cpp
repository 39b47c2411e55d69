// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/UrlDialog.h"

#include "models/ImportReview.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogButtons.h"
#include "ui/widgets/Label.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

UrlDialog::UrlDialog(QWidget *parent)
    : QDialog(parent)
    , m_url(new QLineEdit(this))
{
    setWindowTitle(tr("Import from URL"));
    setMinimumWidth(520);
    auto *caption = new Label(tr("Address of the document"), this);
    caption->setBuddy(m_url);
    m_url->setAccessibleName(caption->text());
    m_url->setPlaceholderText(u"https://example.com/openapi.json"_s);
    auto *hint = new Label({}, this);
    hint->setWordWrap(true);
    auto *buttons = new DialogButtons(this);
    buttons->addReject(tr("Cancel"));
    QPushButton *fetch = buttons->addAccept(tr("Fetch"));
    buttons->setDefault(fetch);
    auto *unit = new QVBoxLayout;
    unit->setSpacing(space::tight);
    unit->addWidget(caption);
    unit->addWidget(m_url);
    unit->addWidget(hint);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::panel, space::panel, space::panel, space::panel);
    column->setSpacing(space::field);
    column->addLayout(unit);
    column->addStretch();
    column->addWidget(buttons);
    const auto refresh = [this, hint, fetch] {
        const QString typed = m_url->text().trimmed();
        const QString why = typed.isEmpty() ? QString() : models::ImportReview::whyNotUrl(typed);
        hint->setText(why.isEmpty() ? tr("It is fetched without your token or any password.")
                                    : why);
        Theme::setTone(hint, why.isEmpty() ? Theme::Tone::Muted : Theme::Tone::Bad);
        m_url->setAccessibleDescription(hint->fullText());
        fetch->setEnabled(!typed.isEmpty() && why.isEmpty());
    };
    connect(m_url, &QLineEdit::textChanged, this, refresh);
    refresh();
    m_url->setFocus();
}

QString UrlDialog::url() const
{
    return m_url->text().trimmed();
}

} // namespace ui
