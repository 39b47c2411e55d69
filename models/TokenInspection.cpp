// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TokenInspection.h"

#include "app/auth/TokenKeySearch.h"
#include "app/auth/TokenText.h"

#include <QDateTime>
#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <algorithm>
#include <chrono>

namespace models {

using namespace std::chrono_literals;

namespace {

double systemSeconds()
{
    return double(QDateTime::currentMSecsSinceEpoch()) / 1000;
}

} // namespace

TokenInspection::TokenInspection(QObject *parent, std::function<double()> clock)
    : QObject(parent)
    , m_clock(clock ? std::move(clock) : systemSeconds)
{
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &TokenInspection::judge);
}

TokenInspection::~TokenInspection() = default;

void TokenInspection::setText(const QByteArray &text)
{
    auth::CleanedToken cleaned = auth::TokenText::clean(text);
    // The cleaned text comes back from where it is shown: what was taken off stays told.
    const bool isEcho = cleaned.cleanings.empty() && cleaned.token == token();
    if (isEcho)
        return;
    m_isPrivateKey = text.contains("PRIVATE KEY-----");
    m_cleanings = std::move(cleaned.cleanings);
    m_anatomy = auth::TokenAnatomy::of(cleaned.token);
    if (isEmpty())
        m_tick.stop();
    else if (isNow())
        m_tick.start();
    Q_EMIT tokenChanged();
    judge();
}

void TokenInspection::setCandidates(std::vector<auth::TokenCandidate> candidates)
{
    const bool had = m_key >= 0;
    const auth::TokenCandidate old =
        had ? m_candidates[std::size_t(m_key)] : auth::TokenCandidate();
    m_candidates = std::move(candidates);
    ++m_generation;
    const auto same = std::ranges::find_if(m_candidates, [&](const auto &candidate) {
        return candidate.name == old.name && candidate.keyName == old.keyName;
    });
    if (had && same != m_candidates.end())
        m_key = int(same - m_candidates.begin());
    else
        m_key = m_candidates.empty() ? -1 : 0;
    if (!m_ownDomain)
        m_domain = m_key < 0 ? QString() : m_candidates[std::size_t(m_key)].domain;
    Q_EMIT candidatesChanged();
    judge();
}

void TokenInspection::chooseKey(int candidate)
{
    const bool inRange = candidate >= 0 && candidate < int(m_candidates.size());
    m_key = inRange ? candidate : -1;
    if (inRange && !m_candidates[std::size_t(candidate)].domain.isEmpty()) {
        m_domain = m_candidates[std::size_t(candidate)].domain;
        m_ownDomain = false;
    }
    Q_EMIT candidatesChanged();
    judge();
}

void TokenInspection::setDomain(const QString &domain)
{
    if (domain == m_domain)
        return;
    m_domain = domain;
    m_ownDomain = m_key < 0 || domain != m_candidates[std::size_t(m_key)].domain;
    judge();
}

void TokenInspection::tryEveryKey()
{
    if (m_trying)
        return;
    m_trying = true;
    using Watcher = QFutureWatcher<auth::KeySearch>;
    auto *watcher = new Watcher(this);
    const auto done = [this, watcher, tried = token(), generation = m_generation] {
        watcher->deleteLater();
        m_trying = false;
        if (generation != m_generation) // the answer is a place in a list that is gone
            return tryEveryKey();
        const auth::KeySearch search = watcher->result();
        if (tried == token() && search.best >= 0)
            chooseKey(search.best);
        Q_EMIT keysTried(search.sentence);
    };
    connect(watcher, &Watcher::finished, this, done);
    watcher->setFuture(QtConcurrent::run([token = token(), candidates = m_candidates] {
        return auth::tryEveryKey(token, candidates);
    }));
}

void TokenInspection::setClockOffset(qint64 milliseconds)
{
    if (milliseconds == m_clockOffset)
        return;
    m_clockOffset = milliseconds;
    judge();
}

void TokenInspection::setMoment(std::optional<double> moment)
{
    if (moment == m_moment)
        return;
    m_moment = moment;
    if (moment || isEmpty())
        m_tick.stop();
    else
        m_tick.start();
    judge();
}

bool TokenInspection::hasVerdict() const
{
    return !isEmpty() && m_key >= 0 && !m_candidates[std::size_t(m_key)].thumbprint().isEmpty() &&
           m_diagnosis.status != 0;
}

double TokenInspection::serverNow() const
{
    return m_clock() + double(m_clockOffset) / 1000;
}

double TokenInspection::moment() const
{
    return m_moment.value_or(serverNow());
}

void TokenInspection::judge()
{
    const double at = moment();
    std::vector<auth::TokenCandidate> candidates = m_candidates;
    // The chosen key with the chosen domain, which need not be its own.
    auth::TokenCandidate chosen =
        m_key < 0 ? auth::TokenCandidate() : m_candidates[std::size_t(m_key)];
    int choice = m_key;
    if (m_key < 0 || chosen.domain != m_domain) {
        chosen.domain = m_domain;
        choice = int(candidates.size());
        candidates.push_back(std::move(chosen));
    }
    auth::DiagnosisOptions options;
    options.now = at;
    options.clockOffset = m_clockOffset;
    options.cleanings = m_cleanings;
    m_diagnosis = auth::TokenDiagnosis::of(token(), candidates, choice, options);
    m_explanation = auth::TokenExplanation::of(m_anatomy, at);
    auth::TokenTimeline::Clock clock;
    clock.now = m_clock();
    clock.offset = double(m_clockOffset) / 1000;
    const std::optional<auth::Jwt> &decoded = m_diagnosis.verdict.token;
    m_timeline =
        decoded ? auth::TokenTimeline::of(decoded->payload(), clock) : auth::TokenTimeline();
    Q_EMIT judged();
}

} // namespace models
