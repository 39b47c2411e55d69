// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Schema.h"

#include <QCoreApplication>
#include <QObject>
#include <QString>

namespace models {

/// What is wrong with the JSON body of a request, by its syntax and its schema. A long one is
/// looked at in a worker; what it says of a body that is not the latest falls silently.
class BodyCheck : public QObject
{
    Q_OBJECT

public:
    struct Findings
    {
        int errorLine = 0; ///< of the first mistake, from 1; 0: none
        QString note;      ///< a sentence a line; empty: nothing is wrong
    };

    static constexpr qsizetype longestAtOnce = 16L * 1024; ///< well below a frame
    static constexpr qsizetype longest = 1'000'000;        ///< a longer one is only sent

    using QObject::QObject;

    /// @p schema null: only the syntax. @p partly: what is required may be missing.
    void check(const QByteArray &body, const api::SchemaPtr &schema, bool partly);
    void clear();
    const Findings &findings() const { return m_findings; }
    bool isChecking() const { return m_checking; }

Q_SIGNALS:
    void changed(); ///< by a worker; not by what check() itself has found

private:
    static Findings findingsOf(const QByteArray &body, const api::SchemaPtr &schema, bool partly);

    Findings m_findings;
    bool m_checking = false;
    quint64 m_generation = 0;
};

} // namespace models
