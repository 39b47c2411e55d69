// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/AllowedMethods.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace models {

AllowedMethods *AllowedMethods::of(api::Session *session)
{
    auto *known = session->findChild<AllowedMethods *>(Qt::FindDirectChildrenOnly);
    return known ? known : new AllowedMethods(session);
}

AllowedMethods::AllowedMethods(api::Session *session)
    : QObject(session)
    , m_session(session)
{
    connect(session, &api::Session::keyStateChanged, this, &AllowedMethods::sendWaiting);
}

void AllowedMethods::rememberIn(QSettings *settings)
{
    if (!settings || m_settings == settings)
        return;
    m_settings = settings;
    const QStringList aside = settings->value(settingsKey()).toStringList();
    m_aside.unite(QSet<QString>(aside.cbegin(), aside.cend()));
}

void AllowedMethods::ask(const QString &pathTemplate, const QString &path)
{
    if (!m_asked.contains(pathTemplate))
        askAgain(pathTemplate, path);
}

void AllowedMethods::askAgain(const QString &pathTemplate, const QString &path)
{
    // A parameter without a value: there is no path to ask about.
    if (pathTemplate.isEmpty() || path.contains(u'{') || m_asking.contains(pathTemplate))
        return;
    m_asked.insert(pathTemplate);
    if (m_session->keyState() == api::Session::KeyState::Ready)
        send(pathTemplate, path);
    else
        m_waiting.insert(pathTemplate, path);
}

void AllowedMethods::sendWaiting()
{
    if (m_session->keyState() != api::Session::KeyState::Ready)
        return;
    for (const auto &[pathTemplate, path] : std::exchange(m_waiting, {}).asKeyValueRange())
        send(pathTemplate, path);
}

void AllowedMethods::send(const QString &pathTemplate, const QString &path)
{
    m_asking.insert(pathTemplate);
    api::Request request;
    request.method = api::Method::Options;
    request.path = path;
    request.priority = api::Priority::Background;
    request.expectJson = false;
    m_session->queue().send(request, this, [this, pathTemplate](const api::Result &result) {
        m_asking.remove(pathTemplate);
        // No answer is none: everything that the catalogue says can be tried.
        m_answers.insert(pathTemplate, result ? methodsIn(result->headers) : std::nullopt);
        Q_EMIT changed(pathTemplate);
    });
    Q_EMIT changed(pathTemplate);
}

bool AllowedMethods::isAsking(const QString &pathTemplate) const
{
    return m_asking.contains(pathTemplate);
}

Allowed AllowedMethods::allowed(const QString &pathTemplate) const
{
    return isSetAside(pathTemplate) ? std::nullopt : answer(pathTemplate);
}

bool AllowedMethods::isSetAside(const QString &pathTemplate) const
{
    return m_aside.contains(pathTemplate);
}

void AllowedMethods::setAside(const QString &pathTemplate, bool aside)
{
    if (pathTemplate.isEmpty() || isSetAside(pathTemplate) == aside)
        return;
    if (aside)
        m_aside.insert(pathTemplate);
    else
        m_aside.remove(pathTemplate);
    if (m_settings) {
        QStringList paths = m_aside.values();
        paths.sort();
        m_settings->setValue(settingsKey(), paths);
    }
    Q_EMIT changed(pathTemplate);
}

QString AllowedMethods::settingsKey() const
{
    return u"methodsSetAside/"_s + m_session->profile().id;
}

Allowed AllowedMethods::methodsIn(const api::Headers &headers)
{
    QList<api::Method> methods;
    for (const char *name : {"Allow", "Access-Control-Allow-Methods"}) {
        const QList<QByteArray> parts = api::headerValue(headers, name).split(',');
        for (const QByteArray &part : parts) {
            const QByteArray word = part.trimmed().toUpper();
            if (word == "*")
                return std::nullopt; // whatever there is
            const auto method = api::methodFromName(word);
            if (method && !methods.contains(*method))
                methods.append(*method);
        }
    }
    return methods.isEmpty() ? Allowed() : Allowed(methods);
}

} // namespace models
