// SPDX-License-Identifier: GPL-3.0-or-later
// The main of every test program: an application object, QCA, and no trace of the user's own
// settings.

#include "tests/support/ThreadHandover.h"

#include <QApplication>
#include <QEvent>
#include <QStandardPaths>
#include <QtCrypto>

#include <gmock/gmock.h>

#if defined(CONSOLE_THREAD_SANITIZER)
namespace {

class TestApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const QEvent::Type type = event->type();
        const bool isCall = type == QEvent::MetaCall || type == QEvent::FutureCallOut ||
                            type == QEvent::DeferredDelete || type >= QEvent::User;
        if (isCall)
            handover::begin();
        const bool accepted = QApplication::notify(receiver, event);
        if (isCall)
            handover::end();
        return accepted;
    }
};

} // namespace
#else
using TestApplication = QApplication;
#endif

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    TestApplication application(argc, argv);
#if defined(CONSOLE_THREAD_SANITIZER)
    handover::watchSignals();
#endif
    QCA::Initializer qca;
    testing::InitGoogleMock(&argc, argv);
    return RUN_ALL_TESTS();
}
