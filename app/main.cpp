// SPDX-License-Identifier: GPL-3.0-or-later
// iotcomms-console: the window.

#include "app/auth/CoreDumps.h"
#include "models/Workspace.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/OpenFailure.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <QtCrypto>

#include <memory>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace {

// What is written is nobody else's to read.
void keepToOurselves()
{
    auth::forbidCoreDumps();
#ifdef Q_OS_UNIX
    umask(S_IRWXG | S_IRWXO);
#endif
}

/// The system's language, else English, whose plurals are a translation too. Qt's own words follow
/// ours and not the system: two languages in one window are worse than one.
void installTranslations(QCoreApplication &application)
{
    auto *ours = new QTranslator(&application);
    if (!ours->load(QLocale::system(), u"console"_s, u"_"_s, u":/i18n"_s) &&
        !ours->load(u":/i18n/console_en.qm"_s))
        return;
    QCoreApplication::installTranslator(ours);
    auto *qts = new QTranslator(&application);
    if (qts->load(QLocale(ours->language()), u"qtbase"_s, u"_"_s,
                  QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qts);
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
    installTranslations(application);

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
