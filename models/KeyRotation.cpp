// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyRotation.h"

#include "models/KeyUpload.h"
#include "models/KeyWords.h"

#include <QDate>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace models {

using auth::KeyState;

KeyRotation::KeyRotation(const KeyContext &context, const QString &profileId, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_notes(context.folder)
    , m_task(context.store)
    , m_probe(context)
{
    if (const auto begun = m_notes.ofProfile(profileId))
        m_rotation = *begun;
    const auto profile = context.profiles->profile(profileId);
    // The next pair may have been removed meanwhile, and the profile given another one; or the old
    // one was retired on the page.
    if (isOver())
        settle();
    if ((!nextKey() || isOver()) && profile)
        m_rotation = {profileId, profile->keyId, {}, false, false};
    m_rotation.profileId = profileId;
    connect(&m_task, &KeyTask::finished, this, &KeyRotation::haveFinished);
    connect(&m_task, &KeyTask::cancelled, this, [this] {
        m_work = Work::None;
        Q_EMIT changed();
    });
    connect(&m_probe, &KeyProbe::finished, this, [this] {
        if (m_probe.verdict() == KeyProbe::Verdict::Accepted) {
            m_rotation.accepted = true;
            note();
        }
        Q_EMIT changed();
    });
    const auto follow = [this] {
        if (isOver())
            settle();
        Q_EMIT changed();
    };
    connect(context.store, &auth::KeyStore::changed, this, follow);
    connect(context.profiles, &api::ProfileStore::changed, this, follow);
}

std::optional<api::Profile> KeyRotation::profile() const
{
    return m_context.profiles->profile(m_rotation.profileId);
}

std::optional<auth::KeyEntry> KeyRotation::oldKey() const
{
    return m_context.store->entry(m_rotation.oldId);
}

std::optional<auth::KeyEntry> KeyRotation::nextKey() const
{
    const auto entry = m_context.store->entry(m_rotation.nextId);
    return entry && entry->state != KeyState::Compromised ? entry : std::nullopt;
}

bool KeyRotation::oldIsDisabled() const
{
    const auto old = oldKey();
    return old && old->state == KeyState::Compromised;
}

bool KeyRotation::canGoOnAnyway() const
{
    return step() == Step::Verify && !isBusy() && m_probe.verdict() == KeyProbe::Verdict::Unclear;
}

bool KeyRotation::isOver() const
{
    return step() == Step::Done;
}

KeyRotation::Step KeyRotation::step() const
{
    if (m_over)
        return Step::Done;
    const auto next = nextKey();
    if (!next)
        return Step::Generate;
    const auto signing = profile();
    if (signing && signing->keyId == next->id) {
        const auto old = oldKey();
        const bool oldIsInUse = old && old->id != next->id && old->state == KeyState::Active;
        return oldIsInUse ? Step::Retire : Step::Done;
    }
    if (!m_rotation.uploaded)
        return Step::Upload;
    return m_rotation.accepted ? Step::Switch : Step::Verify;
}

QString KeyRotation::suggestedName() const
{
    static const QRegularExpression date(u" \\d{4}-\\d{2}-\\d{2}( \\(\\d+\\))?$"_s);
    const auto old = oldKey();
    const auto signing = profile();
    QString base = old ? old->name : signing ? signing->name : tr("API key");
    base.remove(date);
    const QString today = u"%1 %2"_s.arg(base, QDate::currentDate().toString(Qt::ISODate));
    const QList<auth::KeyEntry> entries = m_context.store->entries();
    const auto isTaken = [&](const QString &name) {
        return std::ranges::contains(entries, name, &auth::KeyEntry::name);
    };
    QString name = today;
    for (int number = 2; isTaken(name); ++number)
        name = u"%1 (%2)"_s.arg(today).arg(number);
    return name;
}

QList<api::Profile> KeyRotation::othersWithOld() const
{
    QList<api::Profile> others = KeyWords::users(m_context.profiles->profiles(), m_rotation.oldId);
    others.removeIf([this](const api::Profile &each) { return each.id == m_rotation.profileId; });
    return others;
}

void KeyRotation::generate(const QString &name, int bits, const QString &storePassphrase)
{
    if (step() != Step::Generate || isBusy())
        return;
    m_problem.clear();
    m_work = Work::Generate;
    m_task.setStorePassphrase(storePassphrase);
    m_task.generate({name, auth::KeyUse::ApiAccess, bits, KeyState::Next});
    Q_EMIT changed();
}

void KeyRotation::haveFinished(const KeyOutcome &outcome)
{
    const Work work = std::exchange(m_work, Work::None);
    if (work == Work::Generate)
        return haveGenerated(outcome);
    if (!outcome)
        return fail(outcome.error().message);
    if (work == Work::Activate)
        return useNext();
    m_problem.clear();
    if (isOver())
        settle();
    Q_EMIT changed();
}

// Once a rotation is over, however that came, nothing of it may be found again.
void KeyRotation::settle()
{
    if (m_context.readOnly || !m_notes.ofProfile(m_rotation.profileId))
        return;
    watch(m_notes.remove(m_rotation.profileId));
}

void KeyRotation::haveGenerated(const KeyOutcome &outcome)
{
    if (!outcome)
        return fail(outcome.error().message);
    m_rotation.nextId = *outcome;
    m_rotation.uploaded = false;
    m_rotation.accepted = false;
    note();
    Q_EMIT changed();
}

void KeyRotation::cancel()
{
    m_task.cancel();
    m_probe.cancel();
    Q_EMIT changed();
}

void KeyRotation::uploadToSandbox()
{
    if (step() != Step::Upload && step() != Step::Verify)
        return;
    m_problem.clear();
    if (const auto uploaded = keyupload::toSandbox(m_context, m_rotation.nextId); !uploaded)
        return fail(uploaded.error());
    setUploaded();
}

void KeyRotation::setUploaded()
{
    if (step() == Step::Upload) {
        m_problem.clear();
        m_rotation.uploaded = true;
        note();
    }
    Q_EMIT changed();
}

void KeyRotation::verify(const QString &opens)
{
    if (step() != Step::Verify || isBusy())
        return;
    m_problem.clear();
    m_probe.start(m_rotation.nextId, m_rotation.profileId, opens);
    Q_EMIT changed();
}

void KeyRotation::goOnAnyway()
{
    if (!canGoOnAnyway())
        return;
    m_rotation.accepted = true;
    note();
    Q_EMIT changed();
}

void KeyRotation::switchProfile()
{
    if (step() != Step::Switch || isBusy())
        return;
    m_problem.clear();
    if (nextKey()->state == KeyState::Active)
        return useNext();
    m_work = Work::Activate;
    m_task.setState(m_rotation.nextId, KeyState::Active);
    Q_EMIT changed();
}

void KeyRotation::useNext()
{
    const auto used = keyupload::useInProfile(m_context, m_rotation.nextId, m_rotation.profileId);
    if (!used)
        return fail(used.error());
    if (isOver())
        settle();
    Q_EMIT changed();
}

void KeyRotation::retireOld()
{
    if (step() != Step::Retire || isBusy())
        return;
    m_problem.clear();
    if (othersWithOld().isEmpty()) {
        m_work = Work::Other;
        m_task.setState(m_rotation.oldId, KeyState::Retired);
    } else {
        m_over = true;
        settle();
    }
    Q_EMIT changed();
}

void KeyRotation::disableOld()
{
    if (!oldKey() || oldIsDisabled() || isBusy())
        return;
    m_problem.clear();
    m_work = Work::Other;
    m_task.setState(m_rotation.oldId, KeyState::Compromised);
    Q_EMIT changed();
}

void KeyRotation::abandon()
{
    m_problem.clear();
    watch(m_notes.remove(m_rotation.profileId));
    m_rotation.nextId.clear();
    Q_EMIT changed();
}

void KeyRotation::note()
{
    m_problem.clear();
    watch(m_notes.put(m_rotation));
}

void KeyRotation::watch(QFuture<RotationNotes::Written> writing)
{
    writing.then(this, [this](const RotationNotes::Written &written) {
        if (!written)
            fail(written.error());
    });
}

void KeyRotation::fail(const QString &sentence)
{
    m_problem = sentence;
    Q_EMIT changed();
}

QString KeyRotation::profileOf(const KeyContext &context, const QString &keyId)
{
    const auto begun = RotationNotes(context.folder).withKey(keyId);
    if (begun && context.profiles->profile(begun->profileId))
        return begun->profileId;
    for (const api::Profile &profile : context.profiles->profiles()) {
        if (!keyId.isEmpty() && profile.keyId == keyId)
            return profile.id;
    }
    return {};
}

QString rotationNotice(const KeyContext &context, const QString &keyId)
{
    const auto begun = RotationNotes(context.folder).withKey(keyId);
    if (!begun)
        return {};
    const KeyRotation rotation(context, begun->profileId);
    const auto profile = rotation.profile();
    if (!profile)
        return {};
    switch (rotation.step()) {
    case KeyRotation::Step::Upload:
        return KeyRotation::tr("A rotation for %1 was begun: upload the next key pair.")
            .arg(profile->name);
    case KeyRotation::Step::Verify:
        return KeyRotation::tr("A rotation for %1 was begun: verify that the platform takes the "
                               "next key pair.")
            .arg(profile->name);
    case KeyRotation::Step::Switch:
        return KeyRotation::tr("A rotation for %1 was begun: let the profile sign with the next "
                               "key pair.")
            .arg(profile->name);
    case KeyRotation::Step::Retire:
        return KeyRotation::tr("A rotation for %1 is nearly done: retire the old key pair.")
            .arg(profile->name);
    case KeyRotation::Step::Generate:
    case KeyRotation::Step::Done:
        break;
    }
    return {};
}

} // namespace models
