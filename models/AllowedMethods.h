// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "models/Abilities.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QSettings>

namespace models {

/// What the platform answers to OPTIONS, asked once a path and session: the union of Allow and
/// Access-Control-Allow-Methods. A person can set an answer aside for a path, which is remembered a
/// profile. Paths are named by their templates: what holds for one item holds for all.
class AllowedMethods : public QObject
{
    Q_OBJECT

public:
    /// The one of a session; it goes with it.
    static AllowedMethods *of(api::Session *session);

    /// Where it is remembered which answers were set aside; may be null.
    void rememberIn(QSettings *settings);

    /// Sends OPTIONS to @p path, once its key can sign, unless @p pathTemplate has been asked.
    void ask(const QString &pathTemplate, const QString &path);
    void askAgain(const QString &pathTemplate, const QString &path);
    bool isAsking(const QString &pathTemplate) const;

    /// Nothing: not asked, no usable answer, or set aside.
    Allowed allowed(const QString &pathTemplate) const;
    /// As allowed(), also when it is set aside.
    Allowed answer(const QString &pathTemplate) const { return m_answers.value(pathTemplate); }
    bool isSetAside(const QString &pathTemplate) const;
    void setAside(const QString &pathTemplate, bool aside);

    /// Out of the headers of a reply to OPTIONS; nothing when they name no method.
    static Allowed methodsIn(const api::Headers &headers);

Q_SIGNALS:
    void changed(const QString &pathTemplate);

private:
    explicit AllowedMethods(api::Session *session);
    void send(const QString &pathTemplate, const QString &path);
    void sendWaiting();
    QString settingsKey() const;

    api::Session *m_session;
    QPointer<QSettings> m_settings;
    QSet<QString> m_asked;
    QSet<QString> m_asking;
    QHash<QString, QString> m_waiting; // template -> path, until there is a key
    QHash<QString, Allowed> m_answers;
    QSet<QString> m_aside;
};

} // namespace models
