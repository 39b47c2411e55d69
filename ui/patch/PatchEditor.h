// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/PatchEntriesModel.h"
#include "models/ResourceDraft.h"

#include <QList>
#include <QWidget>

class QAction;

namespace models {
class PatchLibrary;
}

namespace ui {

/// The operations of a change set, to look at and to edit: as a list, as text, and the document
/// after each. Works on any ResourceDraft; for a patch that is not for one resource, give that a
/// sample (setBase()) and setTemplate(true), and take its patchText().
class PatchEditor : public QWidget
{
    Q_OBJECT

public:
    /// @p draft has to outlive it.
    explicit PatchEditor(models::ResourceDraft *draft, QWidget *parent = nullptr);
    ~PatchEditor() override; ///< takeTyped()

    /// Patches that were saved under a name; null: none are offered. Has to outlive it.
    void setLibrary(models::PatchLibrary *library);
    void setReadOnly(bool readOnly);
    /// Hands what was typed into the text just now to the draft, finished or not.
    void takeTyped();

    /// For the command palette.
    QList<QAction *> commands() const;
};

} // namespace ui
