// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyProbe.h"
#include "models/KeyTask.h"
#include "models/RotationNotes.h"

#include <QObject>

namespace models {

/// Gives a profile another key pair, step by step, each of which can be left and resumed in another
/// run: make the next pair, upload it, see that the platform takes it, let the profile sign with
/// it, retire the old one. The old pair is kept, and used, until the next one was accepted; one
/// that was compromised is disabled already, and the last step falls away.
class KeyRotation : public QObject
{
    Q_OBJECT

public:
    enum class Step { Generate, Upload, Verify, Switch, Retire, Done };
    Q_ENUM(Step)

    /// Resumes what was begun for the profile; what has come to its end otherwise is forgotten, and
    /// another one begins. No key pair is changed before the first step is taken.
    KeyRotation(const KeyContext &context, const QString &profileId, QObject *parent = nullptr);

    Step step() const;
    bool isBusy() const { return m_task.isRunning() || m_probe.isRunning(); }
    /// What kept the last step from being taken, as a sentence; empty: nothing.
    QString problem() const { return m_problem; }
    /// The last verdict of the platform.
    const KeyProbe &probe() const { return m_probe; }

    std::optional<api::Profile> profile() const;
    std::optional<auth::KeyEntry> oldKey() const;
    std::optional<auth::KeyEntry> nextKey() const;
    bool oldIsDisabled() const; ///< compromised
    /// At Verify: the platform was asked, and its answer says nothing about the next pair.
    bool canGoOnAnyway() const;
    /// For the next pair: the old one's name and today, and a number where a pair is named so.
    QString suggestedName() const;
    /// The profiles beside this one that sign with the old pair.
    QList<api::Profile> othersWithOld() const;

    /// Each of these ends with changed(); what is not the next step is ignored.
    void generate(const QString &name, int bits, const QString &storePassphrase = {});
    void cancel(); ///< what is under way
    void uploadToSandbox();
    void setUploaded(); ///< a person did it on the portal
    void verify(const QString &opens = {});
    /// A person takes the next pair for accepted where canGoOnAnyway().
    void goOnAnyway();
    /// Makes the next pair active, and then lets the profile sign with it.
    void switchProfile();
    /// Retires the old pair, and then forgets the rotation. While other profiles sign with the old
    /// one it stays active.
    void retireOld();
    /// The old pair has leaked: it is disabled at once, whatever the step.
    void disableOld();
    /// Forgets the rotation; the next pair stays in the store.
    void abandon();

    /// The profile whose rotation a pair belongs to: one that was begun, else the first that signs
    /// with it. Empty: none.
    static QString profileOf(const KeyContext &context, const QString &keyId);

Q_SIGNALS:
    void changed();

private:
    /// What the key store is at work on.
    enum class Work { None, Generate, Activate, Other };
    bool isOver() const;
    void haveFinished(const KeyOutcome &outcome);
    void haveGenerated(const KeyOutcome &outcome);
    void useNext();
    void settle();
    void note();
    void watch(QFuture<RotationNotes::Written> writing);
    void fail(const QString &sentence);

    const KeyContext m_context;
    RotationNotes m_notes;
    Rotation m_rotation;
    KeyTask m_task;
    KeyProbe m_probe;
    QString m_problem;
    Work m_work = Work::None;
    bool m_over = false;
};

/// The next step of the rotation that a pair belongs to, as a sentence; empty: there is none.
QString rotationNotice(const KeyContext &context, const QString &keyId);

} // namespace models
