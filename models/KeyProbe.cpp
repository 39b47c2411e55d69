// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyProbe.h"

#include "models/KeyTask.h"
#include "models/KnownLists.h"

#include <QFutureWatcher>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr qint64 clockTolerance = 30'000; // ms
constexpr int patience = 20'000;          // ms without a byte

/// Before the request ids of probes, also in the history file.
const QString idPrefix = u"verify-"_s;

/// The paths of the lists that a token of ours can ask for.
QStringList listsToAskFor(const api::Catalogue &catalogue, const QString &domain)
{
    QStringList paths;
    for (const api::ResourceType *type : knownLists(catalogue)) {
        const QString path = api::expandPath(type->collectionPath, {{u"domain"_s, domain}});
        if (!path.contains(u'{'))
            paths << path;
    }
    return paths;
}

} // namespace

bool KeyProbe::isOfProbe(const QString &requestId)
{
    return requestId.startsWith(idPrefix);
}

KeyProbe::KeyProbe(const KeyContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

KeyProbe::~KeyProbe() = default;

void KeyProbe::start(const QString &keyId, const QString &profileId, const QString &opens)
{
    cancel();
    forget();
    m_again = false;
    m_running = true;
    const auto entry = m_context.store->entry(keyId);
    m_keyName = entry ? entry->name : QString();
    using Opened = auth::KeyResult<auth::RsaKeyPair>;
    auto *watcher = new QFutureWatcher<Opened>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, profileId, generation = m_generation] {
                watcher->deleteLater();
                if (generation != m_generation)
                    return;
                if (watcher->future().resultCount() == 0)
                    return end(Verdict::NotSent, tr("The console is closing."));
                const Opened opened = watcher->future().result();
                if (!opened) {
                    m_wantsPassphrase = KeyTask::wantsFilePassphrase(opened.error());
                    return end(Verdict::NotSent, opened.error().message);
                }
                const auto profile = m_context.reachable(profileId);
                if (!profile)
                    return end(Verdict::NotSent,
                               tr("The sandbox is not running. Choose its profile first."));
                send(*profile, *opened);
            });
    watcher->setFuture(m_context.store->apiKey(keyId, QCA::SecureArray(opens.toUtf8())));
}

void KeyProbe::cancel()
{
    ++m_generation;
    m_running = false;
    if (m_client) { // it may be the one that is telling us something
        m_client->disconnect(this);
        m_client.release()->deleteLater();
    }
}

void KeyProbe::forget()
{
    m_verdict = Verdict::None;
    m_sentence.clear();
    m_details.reset();
    m_wantsPassphrase = false;
}

void KeyProbe::send(const api::Profile &profile, const auth::RsaKeyPair &pair)
{
    m_lists = listsToAskFor(*m_context.catalogue, profile.domain);
    if (m_lists.isEmpty())
        return end(Verdict::NotSent, tr("The description of the API has no list to ask for."));
    m_request = {};
    m_request.path = m_lists.takeFirst();
    m_request.inactivityTimeout = patience;
    m_client = std::make_unique<api::ApiClient>(
        profile, std::make_shared<auth::TokenSource>(pair, profile.domain), m_context.history);
    connect(m_client.get(), &api::ApiClient::attemptFinished, this,
            [this](quint64 /*key*/, const api::Result &result) { judge(result); });
    attempt();
}

void KeyProbe::attempt()
{
    m_client->attempt(api::ApiClient::nextKey(),
                      idPrefix + QUuid::createUuid().toString(QUuid::WithoutBraces), m_request,
                      m_again ? 2 : 1);
}

void KeyProbe::judge(const api::Result &result)
{
    if (result)
        return end(Verdict::Accepted,
                   tr("The platform accepts tokens signed with %1.").arg(m_keyName));
    const api::ApiError &error = result.error();
    if (error.httpStatus >= 200 && error.httpStatus < 300) // the body is not what this is about
        return end(Verdict::Accepted,
                   tr("The platform accepts tokens signed with %1.").arg(m_keyName));
    if (error.code == api::ApiError::Code::Unauthorized) {
        const qint64 offset = m_client->clockOffset();
        if (!m_again && m_client->profile().allowClockOffset && std::abs(offset) > clockTolerance) {
            m_again = true;
            m_client->tokens()->setClockOffset(offset);
            attempt();
            return;
        }
        if (std::abs(offset) > clockTolerance)
            return end(Verdict::Refused,
                       tr("The platform refused the token, and its clock differs from this "
                          "computer's by %n second(s). Set the clock, or sign by the server's.",
                          nullptr, int(std::abs(offset) / 1000)),
                       error);
        return end(Verdict::Refused,
                   tr("The platform refused a token signed with %1: it does not know this public "
                      "key for %2 yet, or knows another one. Upload the key that is shown here, "
                      "and verify again.")
                       .arg(m_keyName, m_client->profile().domain),
                   error);
    }
    // Where one list is not for this tenant, another may be.
    if ((error.httpStatus == 403 || error.httpStatus == 404) && !m_lists.isEmpty()) {
        m_request.path = m_lists.takeFirst();
        return attempt();
    }
    if (error.code == api::ApiError::Code::Forbidden)
        return end(Verdict::Unclear,
                   tr("The platform answered 403: the token was read, but %1 is not permitted "
                      "here. Look at the domain of the profile, and whether the key was uploaded "
                      "for it.")
                       .arg(m_client->profile().domain),
                   error);
    end(Verdict::Unclear,
        tr("This says nothing about the key: %1 %2").arg(error.what, error.advice), error);
}

void KeyProbe::end(Verdict verdict, const QString &sentence,
                   const std::optional<api::ApiError> &details)
{
    m_running = false;
    m_verdict = verdict;
    m_sentence = sentence;
    m_details = details;
    Q_EMIT finished();
}

} // namespace models
