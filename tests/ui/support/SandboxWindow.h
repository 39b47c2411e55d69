// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/Workspace.h"
#include "tests/ui/support/Drive.h"
#include "ui/shell/MainWindow.h"

#include <QJsonObject>
#include <QTableView>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <memory>

/// The window on its embedded sandbox, in a data folder that goes with the test.
class SandboxWindow : public testing::Test
{
protected:
    /// Devices that the sandbox has before it is first opened.
    static constexpr int devices = 40;

    void SetUp() override;
    void TearDown() override;

    /// Fills the sandbox's storage as an earlier run would have; before open().
    void prepareSandbox();
    /// Opens folder and window, and waits for the devices.
    void open();
    void start(); ///< open() without waiting for anything
    void close();

    QTableView *table() const;          ///< the devices; null while the page shows something else
    QTableView *requests() const;       ///< the request panel
    QWidget *detail() const;            ///< the detail panel
    void openDevice(int row);           ///< by a click, and waits for it
    void openTab(const QString &title); ///< of JSON: with its secrets shown
    void showSecrets();                 ///< what is masked can't be edited
    QString title() const;              ///< of the detail panel: the id that is open
    /// Adds a device behind the console's back and reads the list again.
    void putDevice(const QJsonObject &device);
    /// PUT behind the console's back; it is not told.
    void put(const QString &path, const QJsonObject &body);
    /// Makes the sandbox misbehave (the members of sandbox::Faults); those left out get their
    /// default.
    void setFaults(const QJsonObject &faults);
    /// A usable profile of somebody's own; the key file lies in the data folder.
    api::Profile ownProfile(const QString &name, quint16 port);
    /// Chooses a profile in the menu of the top bar.
    void chooseProfile(const QString &name);

    models::Workspace &workspace() { return *m_workspace; }
    ui::MainWindow &window() { return *m_window; }
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<models::Workspace> m_workspace;
    std::unique_ptr<ui::MainWindow> m_window;
};
