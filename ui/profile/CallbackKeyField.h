// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyChoices.h"

#include <QWidget>

class QComboBox;

namespace ui {

class Label;

/// The pair of a profile that the platform signs its callbacks with: one made for that, or none.
class CallbackKeyField : public QWidget
{
    Q_OBJECT

public:
    /// @p keys outlives it.
    CallbackKeyField(models::KeyChoices *keys, const QString &keyId, QWidget *parent = nullptr);

    QString keyId() const; ///< empty: none
    void setKeyId(const QString &id);
    QWidget *box() const; ///< what has the focus

private:
    void showHint();

    models::KeyChoices *m_keys;
    QComboBox *m_box;
    Label *m_hint;
};

} // namespace ui
