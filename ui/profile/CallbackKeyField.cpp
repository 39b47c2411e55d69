// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/CallbackKeyField.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Label.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace ui {

CallbackKeyField::CallbackKeyField(models::KeyChoices *keys, const QString &keyId, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
    , m_box(new QComboBox(this))
    , m_hint(new Label({}, this))
{
    const QString name = tr("Callback key pair (optional)");
    auto *caption = new Label(name, this);
    caption->setBuddy(m_box);
    m_box->setAccessibleName(name);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(24);
    m_hint->setWordWrap(true);
    setFocusProxy(m_box);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tight);
    column->addWidget(caption);
    column->addWidget(m_box);
    column->addWidget(m_hint);
    connect(m_box, &QComboBox::currentIndexChanged, this, &CallbackKeyField::showHint);
    connect(keys, &models::KeyChoices::changed, this, [this] { setKeyId(this->keyId()); });
    setKeyId(keyId);
}

QString CallbackKeyField::keyId() const
{
    return m_box->currentData().toString();
}

void CallbackKeyField::setKeyId(const QString &id)
{
    {
        const QSignalBlocker blocker(m_box);
        m_box->clear();
        m_box->addItem(tr("None"), QString());
        for (const models::KeyChoice &choice : m_keys->list(models::KeyChoices::For::Callbacks))
            m_box->addItem(choice.name, choice.id);
        if (m_box->findData(id) < 0) // retired, or gone
            m_box->addItem(m_keys->choice(id, models::KeyChoices::For::Callbacks).name, id);
        m_box->setCurrentIndex(m_box->findData(id));
    }
    showHint();
}

QWidget *CallbackKeyField::box() const
{
    return m_box;
}

void CallbackKeyField::showHint()
{
    const QString id = keyId();
    const models::KeyChoice choice =
        id.isEmpty() ? models::KeyChoice() : m_keys->choice(id, models::KeyChoices::For::Callbacks);
    m_hint->setText(id.isEmpty() ? tr("The platform signs its callbacks with it; it never signs "
                                      "a request. Make one under Keys, for callbacks.")
                                 : choice.details);
    m_box->setAccessibleDescription(m_hint->fullText());
    Theme::setTone(m_hint, choice.usable ? Theme::Tone::Muted : Theme::Tone::Bad);
}

} // namespace ui
