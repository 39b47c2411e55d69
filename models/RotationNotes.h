// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QList>
#include <QString>

#include <expected>
#include <memory>
#include <optional>

namespace models {

/// A rotation of a profile's key pair that was begun.
struct Rotation
{
    QString profileId;
    QString oldId; ///< empty: the profile had none in the store
    QString nextId;
    bool uploaded = false; ///< a person says so, or the sandbox took it
    bool accepted = false; ///< the platform took a token of the next one

    bool operator==(const Rotation &) const = default;
};

/// The rotations that were begun and not finished, in rotations.json of the data folder: ids and
/// steps only, nothing secret. A damaged file is as good as none: the states of the key pairs
/// themselves are in the key store. All notes of one folder are the same ones, whichever object was
/// asked to change them; for one thread.
class RotationNotes
{
public:
    explicit RotationNotes(const QString &folder);

    QList<Rotation> all() const;
    std::optional<Rotation> ofProfile(const QString &profileId) const;
    /// The one whose old or next pair this is.
    std::optional<Rotation> withKey(const QString &keyId) const;
    /// Holds at once; the file is written by a worker, whole or not at all. The error is a
    /// sentence.
    using Written = std::expected<void, QString>;
    QFuture<Written> put(const Rotation &rotation);
    QFuture<Written> remove(const QString &profileId);

private:
    struct State;
    QList<Rotation> &rotations() const;
    QFuture<Written> write();

    std::shared_ptr<State> m_state;
};

} // namespace models
