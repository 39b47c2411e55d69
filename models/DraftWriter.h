// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace models {

/// Writes and removes the files of one folder on a thread of its own, in the order they were asked
/// for; what is asked for one file replaces what still waits for it. Files are for the owner only,
/// and whole or not there.
class DraftWriter : public QObject
{
    Q_OBJECT

public:
    /// The folder is made when the first file is written.
    explicit DraftWriter(const QString &folder, QObject *parent = nullptr);
    /// Waits for what is left, as long as flush() does by default. A disk that hangs longer keeps
    /// the thread, not us.
    ~DraftWriter() override;

    /// @p text is called on the worker's thread.
    void write(const QString &file, std::function<std::string()> text);
    void remove(const QString &file);
    /// Waits until nothing is left to do, and sends the signals; false when that took longer.
    bool flush(std::chrono::milliseconds patience = std::chrono::seconds(5));

Q_SIGNALS:
    /// @p error: why it failed, in the system's words; empty when it went well.
    void written(const QString &file, const QString &error);
    void removed(const QString &file, const QString &error);

private:
    struct Job;
    struct State;
    void add(Job job);
    void deliver();
    static void work(const std::shared_ptr<State> &state);

    std::shared_ptr<State> m_state;
    std::thread m_thread;
};

} // namespace models
