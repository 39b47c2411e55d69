// SPDX-License-Identifier: GPL-3.0-or-later
// iotcomms-console: the window.

#include "models/Workspace.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/OpenFailure.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QtCrypto>

#include <memory>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace {

// A crash must not leave a private key on the disk, and what is written is nobody else's to read.
void keepToOurselves()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    umask(S_IRWXG | S_IRWXO);
#endif
}

std::unique_ptr<models::Workspace> openWorkspace(QString folder)
{
    auto access = models::Workspace::Access::ReadWrite;
    while (true) {
        auto workspace = models::Workspace::open(folder, access);
        if (workspace)
            return std::move(*workspace);
        const ui::OpenFailure::Answer answer = ui::OpenFailure::ask(workspace.error(), folder);
        switch (answer.choice) {
        case ui::OpenFailure::Choice::ReadOnly:
            access = models::Workspace::Access::ReadOnly;
            break;
        case ui::OpenFailure::Choice::OtherFolder:
            folder = answer.folder;
            break;
        case ui::OpenFailure::Choice::TryAgain:
            break;
        case ui::OpenFailure::Choice::Quit:
            return nullptr;
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    keepToOurselves();
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"iotcomms-console"_s);
    QApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
    QApplication::setWindowIcon(QIcon(u":/icons/app.svg"_s));
    QCA::Initializer qca;

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Desktop console for the iotcomms.io platform"));
    const QCommandLineOption data(
        u"data"_s, QCoreApplication::translate("main", "Keep the data in this folder."),
        QCoreApplication::translate("main", "folder"));
    parser.addOption(data);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    ui::Theme::install(application);
    const QString folder =
        parser.isSet(data) ? parser.value(data) : models::Workspace::defaultFolder();
    const std::unique_ptr<models::Workspace> workspace = openWorkspace(folder);
    if (!workspace)
        return 1;
    ui::MainWindow window(workspace.get());
    window.show();
    window.start();
    return QApplication::exec();
}
