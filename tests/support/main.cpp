// SPDX-License-Identifier: GPL-3.0-or-later
// The main of every test program: an application object, QCA, and no trace of the user's own
// settings.

#include <QApplication>
#include <QStandardPaths>
#include <QtCrypto>

#include <gmock/gmock.h>

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QCA::Initializer qca;
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
