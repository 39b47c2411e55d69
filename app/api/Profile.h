// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

#include <expected>
#include <optional>

namespace api {

/// How careful the console is (design, section 9).
enum class SafetyLevel { Sandbox, Test, Production };

/// A tenant of a platform and how it is reached.
struct Profile
{
    QString id; ///< made by ProfileStore, never changes
    QString name;
    QString domain; ///< JWT `sub` and {domain} of paths
    QUrl baseUrl;   ///< https://api.<region>.iotcomms.io
    /// Private key for API access, in the data folder's auth::KeyStore.
    QString keyId;
    /// The same as a file that no key store knows (yet): of older profiles, and on the command
    /// line. Counts while keyId is empty.
    QString keyFile;
    QString callbackKeyId; ///< pair for callbacks, in the key store; may be empty
    QString caFile;        ///< PEM of one more authority to trust; may be empty
    QColor colour;
    SafetyLevel safety = SafetyLevel::Test;
    bool embeddedSandbox = false;  ///< base URL and key are the embedded sandbox's
    bool allowClockOffset = false; ///< sign by the server's clock

    bool operator==(const Profile &) const = default;
};

/// What a person typed, put right, with a sentence for each correction.
struct Corrected
{
    QString text;
    QStringList notes;
};
/// Takes away scheme, path, spaces, quotes and a trailing dot; lower case; iotcomms-io ->
/// iotcomms.io.
Corrected correctedDomain(const QString &typed);
/// Adds https:// where no scheme is given, takes away path and trailing slash, corrects
/// iotcomms-io.
Corrected correctedBaseUrl(const QString &typed);
/// "https://api.prod-eu-north-1.iotcomms.io" for "customer47.prod-eu-north-1.iotcomms.io"; empty
/// otherwise.
QString suggestedBaseUrl(const QString &domain);

struct ProfileProblem
{
    QString field; ///< "name", "domain", "baseUrl", "keyFile", "caFile"
    QString message;
};
/// What keeps @p profile from being used; plain HTTP is refused except to loopback. What is in the
/// key file is left to those who read it: that takes a while.
QList<ProfileProblem> validate(const Profile &profile);

/// The profiles of a data folder, in profiles.json (schema version inside, written whole or not at
/// all).
class ProfileStore : public QObject
{
    Q_OBJECT

public:
    explicit ProfileStore(const QString &folder, QObject *parent = nullptr);

    /// Reads the file; having none is no error. A damaged one is kept aside under another name and
    /// reported, and one of a newer version is reported and left alone: nothing is saved then.
    /// Where only some profiles are damaged, the others are there in spite of the error.
    std::expected<void, QString> load();
    /// From now on nothing is written into the folder: what changes lives as long as this object.
    void keepInMemory() { m_inMemory = true; }
    QList<Profile> profiles() const { return m_profiles; }
    std::optional<Profile> profile(const QString &id) const;
    QString currentId() const { return m_currentId; }
    /// Empty id: makes one; no colour: that of its safety level. Returns the stored profile; the
    /// error is a sentence (disk full, read-only), and then nothing has changed. The first profile
    /// becomes the current one.
    std::expected<Profile, QString> save(Profile profile);
    std::expected<void, QString> remove(const QString &id);
    std::expected<void, QString> setCurrent(const QString &id);

Q_SIGNALS:
    void changed();
    void currentChanged(const QString &id);

private:
    struct State
    {
        QList<Profile> profiles;
        QString currentId;
    };
    std::expected<void, QString> commit(State state);
    std::expected<void, QString> write(const State &state) const;
    std::expected<void, QString> keepAside(const QByteArray &text);

    QString m_folder;
    QList<Profile> m_profiles;
    QString m_currentId;
    bool m_loaded = false;
    bool m_inMemory = false;
    QString m_refusal; // why nothing may be written; empty: it may
};

/// The colour of a profile for which none was chosen.
QColor defaultColour(SafetyLevel level);

} // namespace api
