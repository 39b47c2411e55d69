// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/Drive.h"
#include "tests/ui/support/SandboxWindow.h"
#include "ui/shell/MainWindow.h"
#include "ui/widgets/Question.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

class TenantCommandsUi : public SandboxWindow
{
protected:
    QAction *action(const QString &text)
    {
        for (QAction *each : window().findChildren<QAction *>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
    QString file() const { return folder() + u"/tenant.json"_s; }
    void exportTenant()
    {
        QAction *start = action(u"Export tenant..."_s);
        ASSERT_NE(start, nullptr);
        start->trigger();
        auto *dialog = drive::dialog<QFileDialog>(&window());
        ASSERT_NE(dialog, nullptr);
        Q_EMIT dialog->fileSelected(file());
        dialog->reject();
    }
};

TEST_F(TenantCommandsUi, AnExportIsWrittenAndItsCommandComesBack)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_NO_FATAL_FAILURE(exportTenant());
    ASSERT_TRUE(drive::until([this] { return QFile::exists(file()); }));
    ASSERT_TRUE(drive::until([this] { return action(u"Export tenant..."_s) != nullptr; }));
    EXPECT_EQ(action(u"Stop the tenant export"_s), nullptr);
}

TEST_F(TenantCommandsUi, GivenARunningExport_WhenTheWindowIsClosed_ThenItAsksAndItCanBeStopped)
{
    ASSERT_NO_FATAL_FAILURE(prepareSandbox());
    ASSERT_NO_FATAL_FAILURE(open());
    setFaults({{u"latencyMs"_s, 2000}});
    ASSERT_NO_FATAL_FAILURE(exportTenant());
    QAction *stop = action(u"Stop the tenant export"_s);
    ASSERT_NE(stop, nullptr);

    window().close();
    auto *question = drive::dialog<ui::Question>(&window());
    ASSERT_NE(question, nullptr);
    EXPECT_TRUE(drive::says(question, u"A tenant is being exported."_s));
    drive::click(drive::button(question, u"Keep going"_s));
    EXPECT_TRUE(window().isVisible());

    stop->trigger();
    EXPECT_EQ(stop->text(), u"Export tenant..."_s);
    EXPECT_FALSE(QFile::exists(file()));
}

} // namespace
