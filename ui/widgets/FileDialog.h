// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>

namespace ui {

/// Where a file is chosen. Where the system has no such dialog of its own, Qt's is shown, which
/// opens every file that it lists to find out its kind: a worker of it then waits for ever at files
/// like /proc/kmsg, and closing the dialog waits for that worker. This one goes by names alone, and
/// does not watch the folder.
class FileDialog : public QFileDialog
{
    Q_OBJECT

public:
    explicit FileDialog(QWidget *parent, const QString &title = {}, const QString &path = {},
                        const QString &filter = {});
};

} // namespace ui
