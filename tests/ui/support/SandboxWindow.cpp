// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/SandboxWindow.h"

#include "app/auth/RsaKeyPair.h"
#include "app/sandbox/Sandbox.h"
#include "ui/resource/DetailPanel.h"
#include "ui/resource/ResourcePage.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenu>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

void SandboxWindow::SetUp()
{
    ui::Theme::install(*qApp);
    ASSERT_TRUE(m_folder.isValid());
}

void SandboxWindow::TearDown()
{
    close();
}

void SandboxWindow::prepareSandbox()
{
    auto catalogue = api::Catalogue::shipped();
    ASSERT_TRUE(catalogue);
    sandbox::SandboxOptions options;
    options.dataFolder = folder();
    options.devices = devices;
    options.historyHours = 6;
    sandbox::Sandbox earlier(std::make_shared<const api::Catalogue>(std::move(*catalogue)),
                             options);
    const auto started = earlier.start();
    ASSERT_TRUE(started) << qPrintable(started.error());
}

void SandboxWindow::start()
{
    auto opened = models::Workspace::open(folder());
    ASSERT_TRUE(opened) << qPrintable(opened.error().message);
    m_workspace = std::move(*opened);
    m_window = std::make_unique<ui::MainWindow>(m_workspace.get());
    drive::show(m_window.get());
    m_window->start();
}

void SandboxWindow::open()
{
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_TRUE(drive::until([this] { return table() && table()->model()->rowCount() > 0; }));
}

void SandboxWindow::close()
{
    m_window.reset();
    m_workspace.reset();
}

QTableView *SandboxWindow::table() const
{
    return drive::named<QTableView>(m_window.get(), u"Devices"_s);
}

QTableView *SandboxWindow::requests() const
{
    return drive::named<QTableView>(m_window.get(), u"Requests"_s);
}

QWidget *SandboxWindow::detail() const
{
    return drive::seen<ui::DetailPanel>(m_window.get()).value(0);
}

void SandboxWindow::openDevice(int row)
{
    const QString id = m_window->currentPage()->controller().table().idAt(row);
    drive::clickRow(table(), row);
    ASSERT_TRUE(drive::until([&] { return title() == id; }));
}

void SandboxWindow::openTab(const QString &wanted)
{
    QTabBar *tabs = drive::seen<QTabBar>(detail()).value(0);
    ASSERT_NE(tabs, nullptr);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        if (tabs->tabText(tab) == wanted)
            QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
    }
    ASSERT_EQ(tabs->tabText(tabs->currentIndex()), wanted);
    if (wanted == QLatin1String("JSON"))
        showSecrets();
}

void SandboxWindow::showSecrets()
{
    if (QAbstractButton *reveal = drive::button(detail(), QStringLiteral("Show secrets")))
        drive::click(reveal);
}

QString SandboxWindow::title() const
{
    const QList<QLabel *> labels = drive::seen<QLabel>(detail());
    for (const QLabel *label : labels) {
        if (!label->text().isEmpty())
            return label->accessibleName().isEmpty() ? label->text() : label->accessibleName();
    }
    return {};
}

void SandboxWindow::put(const QString &path, const QJsonObject &body)
{
    api::Session *session = m_workspace->session();
    QNetworkRequest request(QUrl(session->profile().baseUrl.toString() + path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setRawHeader("Authorization", "Bearer " + session->token()->text);
    QNetworkAccessManager others;
    const std::unique_ptr<QNetworkReply> reply(others.put(request, QJsonDocument(body).toJson()));
    ASSERT_TRUE(drive::until([&] { return reply->isFinished(); }));
    ASSERT_EQ(reply->error(), QNetworkReply::NoError) << qPrintable(reply->errorString());
}

void SandboxWindow::setFaults(const QJsonObject &faults)
{
    put(u"/_sandbox/faults"_s, faults);
}

void SandboxWindow::putDevice(const QJsonObject &device)
{
    ASSERT_NO_FATAL_FAILURE(
        put(u"/provisioning/device/"_s + m_workspace->session()->profile().domain, device));
    const int before = table()->model()->rowCount();
    drive::click(drive::button(m_window.get(), u"Refresh"_s));
    ASSERT_TRUE(drive::until([&] { return table()->model()->rowCount() > before; }));
}

api::Profile SandboxWindow::ownProfile(const QString &name, quint16 port)
{
    const QString keyFile = m_folder.filePath(u"own.pem"_s);
    if (!QFile::exists(keyFile)) {
        const auto key = auth::RsaKeyPair::generate().result();
        EXPECT_TRUE(key && key->writePrivate(keyFile));
    }
    api::Profile profile;
    profile.name = name;
    profile.domain = u"customer47.prod-eu-north-1.iotcomms.io"_s;
    profile.baseUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    profile.keyFile = keyFile;
    return profile;
}

void SandboxWindow::chooseProfile(const QString &name)
{
    for (QToolButton *button : drive::seen<QToolButton>(m_window.get())) {
        if (!drive::nameOf(button).startsWith("Profile: "_L1))
            continue;
        for (QAction *action : button->menu()->actions()) {
            if (action->text().startsWith(name)) {
                action->trigger();
                return;
            }
        }
    }
    FAIL() << "no profile " << qPrintable(name);
}
