// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace ui {

/// A question with two verbs for answers: accepted means the first, closing the dialog the second.
class Question : public QDialog
{
    Q_OBJECT

public:
    struct Words
    {
        QString title;
        QString sentence;
        QString yes; ///< "Stop and close"
        QString no;  ///< "Keep going"; what Return does
    };
    explicit Question(const Words &words, QWidget *parent = nullptr);
};

} // namespace ui
