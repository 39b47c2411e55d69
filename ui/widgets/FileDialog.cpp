// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FileDialog.h"

#include <QApplication>
#include <QCoreApplication>
#include <QFileIconProvider>
#include <QFileSystemModel>
#include <QPointer>
#include <QStyle>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct LastFolder
{
    QString path;
    QPointer<QSettings> kept;
};

LastFolder &lastFolder()
{
    static LastFolder folder;
    return folder;
}

/// A folder or a file, by what the folder's list says.
class PlainIcons : public QAbstractFileIconProvider
{
    Q_DECLARE_TR_FUNCTIONS(ui::FileDialog)

public:
    QIcon icon(IconType type) const override
    {
        return type == Folder || type == Drive || type == Computer ? m_folder : m_file;
    }
    QIcon icon(const QFileInfo &info) const override { return info.isDir() ? m_folder : m_file; }
    QString type(const QFileInfo &info) const override
    {
        if (info.isDir())
            return tr("Folder");
        const QString suffix = info.suffix();
        return suffix.isEmpty() ? tr("File") : tr("%1 file").arg(suffix);
    }

private:
    // Asked for in a worker, too: made where the style lives.
    const QIcon m_folder = QApplication::style()->standardIcon(QStyle::SP_DirIcon);
    const QIcon m_file = QApplication::style()->standardIcon(QStyle::SP_FileIcon);
};

/// Never destroyed: a worker may ask as long as there is a dialog.
PlainIcons *plainIcons()
{
    static auto *icons = new PlainIcons;
    return icons;
}

} // namespace

FileDialog::FileDialog(QWidget *parent, const QString &title, const QString &path,
                       const QString &filter)
    : QFileDialog(parent, title, {}, filter)
{
    // Before the first folder is read.
    setOption(DontUseCustomDirectoryIcons);
    setIconProvider(plainIcons());
    for (auto *model : findChildren<QFileSystemModel *>())
        model->setOption(QFileSystemModel::DontWatchForChanges);
    const QString last = lastFolder().path;
    const QDir begin(QFileInfo(last).isDir() ? last : QDir::homePath());
    const QFileInfo info(begin.filePath(path));
    setDirectory(info.isDir() ? info.filePath() : info.path());
    if (!info.isDir())
        selectFile(info.fileName());
    connect(this, &QFileDialog::filesSelected, this, [](const QStringList &files) {
        const QFileInfo chosen(files.value(0));
        lastFolder().path = chosen.isDir() ? chosen.filePath() : chosen.path();
        if (lastFolder().kept)
            lastFolder().kept->setValue("files/folder"_L1, lastFolder().path);
    });
}

void FileDialog::keepFolderIn(QSettings *settings)
{
    lastFolder() = {settings->value("files/folder"_L1).toString(), settings};
}

} // namespace ui
