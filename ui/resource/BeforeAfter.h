// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/LineDifference.h"
#include "models/ResourceDraft.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QSplitter;
class QPushButton;

namespace ui {

class JsonEditor;
class Label;

/// The JSON text of a draft, and on demand what it was, beside or above it: changed lines are
/// marked in the margins, and the two scroll together.
class BeforeAfter : public QWidget
{
    Q_OBJECT

public:
    /// @p after becomes a part of this. @p masks: secrets are not shown now.
    BeforeAfter(models::ResourceDraft *draft, JsonEditor *after, std::function<bool()> masks,
                QWidget *parent = nullptr);

    bool isComparing() const;
    void setComparing(bool comparing);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void compare();
    void mark(const models::LineDifference &difference, quint64 generation);
    void scrollWith(JsonEditor *leader);

    models::ResourceDraft *m_draft;
    JsonEditor *m_after;
    JsonEditor *m_before;
    std::function<bool()> m_masks;
    QWidget *m_beforeSide;
    Label *m_afterTitle;
    QSplitter *m_split;
    QPushButton *m_toggle;
    Label *m_count;
    json::Document m_shown; // what stands on the left
    bool m_shownMasked = false;
    models::LineDifference m_difference;
    QTimer m_compareSoon;
    quint64 m_generation = 0;
    bool m_scrolling = false;
};

} // namespace ui
