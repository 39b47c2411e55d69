// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;

namespace ui {

/// Asks for the address of an API document.
class UrlDialog : public QDialog
{
    Q_OBJECT

public:
    explicit UrlDialog(QWidget *parent = nullptr);

    QString url() const;

private:
    QLineEdit *m_url;
};

} // namespace ui
