// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenInspection.h"
#include "models/TokenPartsModel.h"

#include <QWidget>

class QSplitter;
class QTreeView;

namespace ui {

class Label;
class TokenEdit;
class VerdictView;

/// The bench: the raw token and what it is made of on the left, what the platform would say to it
/// on the right.
class InspectView : public QWidget
{
    Q_OBJECT

public:
    explicit InspectView(models::TokenInspection *inspection, QWidget *parent = nullptr);

    void focusToken(); ///< all of it chosen, ready to be replaced
    void focusMembers();

Q_SIGNALS:
    void said(const QString &sentence);

private:
    QWidget *makeAnatomy();
    void showToken();
    void showCurrent();
    void refreshStanding();

    models::TokenInspection *m_inspection;
    models::TokenPartsModel m_parts;
    TokenEdit *m_edit;
    Label *m_cleanings;
    Label *m_heading;
    QTreeView *m_tree;
    Label *m_explanation;
    VerdictView *m_verdict;
    bool m_pointing = false;
};

} // namespace ui
