// SPDX-License-Identifier: GPL-3.0-or-later
// A run of the window leaves no token, no private key and no sent password behind, but in the
// files that are made to hold them: the sandbox's data and its key.
#include "tests/ui/support/SandboxWindow.h"
#include "ui/resource/ResourcePage.h"

#include <QDirIterator>
#include <QFile>
#include <QLineEdit>
#include <QMutex>
#include <QStringEncoder>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using testing::IsEmpty;

namespace {

const QByteArray password = "wAllAby-83-secret";

class Log
{
public:
    Log()
    {
        text().clear();
        m_before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &message) {
                const QMutexLocker locked(&mutex());
                text() += message.toUtf8() + '\n';
            });
    }
    ~Log() { qInstallMessageHandler(m_before); }
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;

    static QByteArray taken()
    {
        const QMutexLocker locked(&mutex());
        return text();
    }

private:
    static QByteArray &text()
    {
        static QByteArray all;
        return all;
    }
    static QMutex &mutex()
    {
        static QMutex one;
        return one;
    }
    QtMessageHandler m_before;
};

class WindowSecrets : public SandboxWindow
{
protected:
    void SetUp() override
    {
        SandboxWindow::SetUp();
        ASSERT_NO_FATAL_FAILURE(prepareSandbox());
        ASSERT_NO_FATAL_FAILURE(open());
    }
    void rememberToken()
    {
        const auto token = workspace().session()->token();
        ASSERT_TRUE(token);
        const QByteArrayList parts = token->text.split('.');
        m_secrets << parts.at(1) << parts.at(2).first(40);
    }
    QStringList foundIn(const QByteArray &bytes, const QString &where) const
    {
        QStringList found;
        for (const QByteArray &secret : m_secrets) {
            const QByteArray wide =
                QStringEncoder(QStringEncoder::Utf16LE).encode(QString::fromLatin1(secret));
            for (const QByteArray &form : {secret, secret.toBase64(), wide}) {
                if (bytes.contains(form))
                    found << where + u": "_s + QString::fromLatin1(secret);
            }
        }
        return found;
    }
    QStringList foundInFiles() const
    {
        QStringList found;
        QDirIterator files(folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (files.fileName().startsWith("sandbox"_L1))
                continue;
            const bool isChangeLog = files.fileName().startsWith("changes.sqlite"_L1);
            if (isChangeLog) {
                // What a resource held before is there to be put back; for its owner alone.
                const auto others = file.permissions() & (QFile::ReadGroup | QFile::ReadOther);
                EXPECT_FALSE(others) << qPrintable(files.fileName());
            }
            if (!file.open(QIODevice::ReadOnly))
                continue;
            QStringList inFile = foundIn(file.readAll(), files.fileName());
            if (isChangeLog)
                inFile.removeIf([](const QString &each) {
                    return each.endsWith(QString::fromLatin1(password));
                });
            found << inFile;
        }
        return found;
    }
    void changePassword()
    {
        models::ResourceDraft &draft = window().currentPage()->controller().draft();
        ASSERT_TRUE(draft.setValue(json::Pointer().child("credentials").child("password"),
                                   u"\"%1\""_s.arg(QString::fromLatin1(password))));
        drive::press(&window(), Qt::Key_Return, Qt::ControlModifier);
        ASSERT_TRUE(drive::until([&] {
            return drive::rowWith(requests(), u"Method"_s, u"PATCH"_s) >= 0 && !draft.isChanged();
        }));
    }

    QByteArrayList m_secrets{password};
};

TEST_F(WindowSecrets, AreNowhereAfterARun)
{
    const Log log;
    ASSERT_NO_FATAL_FAILURE(rememberToken());
    {
        QFile key(folder() + u"/sandbox-key.pem"_s);
        ASSERT_TRUE(key.open(QIODevice::ReadOnly));
        for (const QByteArray &line : key.readAll().split('\n')) {
            if (line.size() >= 32 && !line.startsWith("-----"))
                m_secrets << line;
        }
        ASSERT_GT(m_secrets.size(), 10);
    }

    // Given a run in which a password is changed, a request fails, and tokens are looked at and
    // made
    ASSERT_NO_FATAL_FAILURE(openDevice(1));
    ASSERT_NO_FATAL_FAILURE(changePassword());
    ASSERT_NO_FATAL_FAILURE(setFaults({{u"serverErrors"_s, 1.0}}));
    drive::click(drive::button(&window(), u"Refresh"_s));
    window().showPage(u"page/tokens"_s);
    drive::click(drive::button(&window(), u"Inspect the profile's token"_s));
    ASSERT_TRUE(drive::until([&] { return drive::says(&window(), u"200"_s); }));

    // When it ends
    close();

    // Then nothing of it is kept
    EXPECT_THAT(foundInFiles(), IsEmpty());
    EXPECT_THAT(foundIn(Log::taken(), u"the log"_s), IsEmpty());
}

TEST_F(WindowSecrets, AreFoundWhereTheyAre)
{
    // That the search finds something, if there is something
    ASSERT_NO_FATAL_FAILURE(rememberToken());
    QFile file(folder() + u"/notes.txt"_s);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("x" + m_secrets.last() + "x");
    file.close();
    EXPECT_EQ(foundInFiles().size(), 1);
}

} // namespace
