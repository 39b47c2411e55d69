// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>
#include <QSettings>

namespace ui {

/// Where a file is chosen. Where the system has no such dialog of its own, Qt's is shown, which
/// opens every file that it lists to find out its kind: a worker of it then waits for ever at files
/// like /proc/kmsg, and closing the dialog waits for that worker. This one goes by names alone, and
/// does not watch the folder. It begins in the folder where a file was last chosen.
class FileDialog : public QFileDialog
{
    Q_OBJECT

public:
    /// @p path: a file name to propose, or where to begin at any rate, when it is absolute.
    explicit FileDialog(QWidget *parent, const QString &title = {}, const QString &path = {},
                        const QString &filter = {});

    /// The last folder is kept there from now on, over the end of the program.
    static void keepFolderIn(QSettings *settings);
};

} // namespace ui
