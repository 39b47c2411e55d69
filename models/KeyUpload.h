// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/KeyContext.h"

#include <QUrl>

namespace models {

/// How the public part of a key pair gets to the platform.
namespace keyupload {

/// The portal of a profile's region.
struct Portal
{
    QUrl url; ///< empty: not known, a person has to say
    /// The address follows the pattern of the one region that is documented, and was not read
    /// anywhere.
    bool assumed = false;
};
Portal portalOf(const api::Profile &profile);
/// What a person typed: https only, nothing when it is no address.
std::optional<QUrl> portalFromText(const QString &typed);
/// Where on the portal: "CONFIGURATIONS / API ACCESS / UPLOAD JWT PUBLIC KEY". Not translated: it
/// is what stands there.
QString pathOnPortal();

/// The profile that an upload of the pair is for: who uses it, else the one that is open.
QString profileFor(const KeyContext &context, const QString &keyId);

/// The profile signs with the pair from now on; one that is the next one is to be made active
/// before. Only its id is kept in the profile. The error is a sentence.
std::expected<void, QString> useInProfile(const KeyContext &context, const QString &keyId,
                                          const QString &profileId);

/// Gives the embedded sandbox the public part; the error is a sentence.
std::expected<void, QString> toSandbox(const KeyContext &context, const QString &keyId);

} // namespace keyupload

} // namespace models
