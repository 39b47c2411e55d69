// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox in a process of its own, and a profile for it.
#pragma once

#include "app/api/Profile.h"

#include <QProcess>
#include <QTemporaryDir>

namespace bench {

/// Ends the program with a word on standard error.
void require(bool worked, const char *what);

class Platform
{
public:
    explicit Platform(int devices);
    ~Platform();

    api::Profile profile() const;
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    QProcess m_sandbox;
    QString m_baseUrl;
    QString m_domain;
};

} // namespace bench
