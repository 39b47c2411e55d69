// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PatchEntriesModel.h"

#include <QWidget>

class QAction;

namespace ui {

class JsonEditor;
class Label;

/// The document as it is when the first operations of a patch are applied, and steps back and
/// forward through them. Made only while it can be seen: it may be long.
class StepView : public QWidget
{
    Q_OBJECT

public:
    /// @p back and @p forward: what the buttons do.
    StepView(models::PatchEntriesModel *model, QAction *back, QAction *forward,
             QWidget *parent = nullptr);

    QString heading() const;

Q_SIGNALS:
    void headingChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void refresh();

    models::PatchEntriesModel *m_model;
    JsonEditor *m_text;
    Label *m_heading;
    bool m_isStale = true;
};

} // namespace ui
