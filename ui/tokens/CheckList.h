// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenInspection.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace ui {

class Label;

/// The named checks of a token, each with icon, name and evidence.
class CheckList : public QWidget
{
    Q_OBJECT

public:
    explicit CheckList(QWidget *parent = nullptr);

    void showChecks(const std::vector<auth::TokenCheck> &checks);

private:
    struct Row
    {
        QLabel *icon;
        Label *name;
        Label *detail;
    };
    Row &rowAt(std::size_t place);
    void refreshIcons();

    QGridLayout *m_grid;
    std::vector<Row> m_rows;
    std::vector<auth::TokenCheck> m_checks;
};

} // namespace ui
