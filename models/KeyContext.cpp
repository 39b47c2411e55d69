// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyContext.h"

#include "models/KeyRotation.h"
#include "models/Workspace.h"

#include <QCoreApplication>

namespace models {

using auth::KeyEntry;
using auth::KeyState;
using auth::KeyUse;

namespace {

class Reasons
{
    Q_DECLARE_TR_FUNCTIONS(models::KeyAction)

public:
    static QString readOnly() { return tr("This folder is open without saving."); }
    static QString noPair() { return tr("Select a key pair first."); }
    static QString notUnderstood()
    {
        return tr("This file is no key pair that the console understands. It is left alone.");
    }
    static QString callbackPair()
    {
        return tr("A callback pair never signs API requests: the platform does not take it as an "
                  "API key.");
    }
    static QString disabled() { return tr("A compromised key pair is never used again."); }
    static QString notActive() { return tr("Only an active key pair can be retired."); }
    static QString active() { return tr("This key pair is active already."); }
    static QString noProfile()
    {
        return tr("No profile signs with this key pair: there is nothing to rotate.");
    }
    static QString open() { return tr("This key pair needs no passphrase."); }
};

bool changesNothing(KeyAction action)
{
    return action == KeyAction::CopyThumbprint || action == KeyAction::ExportPublic ||
           action == KeyAction::ExportPrivate || action == KeyAction::Upload ||
           action == KeyAction::EnterPassphrase;
}

bool wantsPair(KeyAction action)
{
    return action != KeyAction::Generate && action != KeyAction::Import &&
           action != KeyAction::Link;
}

QString whyNotWith(KeyAction action, const KeyContext &context, const KeyEntry &entry)
{
    const bool callback = entry.use == KeyUse::CallbackSigning;
    switch (action) {
    case KeyAction::Retire:
        return entry.state == KeyState::Active        ? QString()
               : entry.state == KeyState::Compromised ? Reasons::disabled()
                                                      : Reasons::notActive();
    case KeyAction::Activate:
        return entry.state == KeyState::Active        ? Reasons::active()
               : entry.state == KeyState::Compromised ? Reasons::disabled()
                                                      : QString();
    case KeyAction::Compromise:
        return entry.state == KeyState::Compromised ? Reasons::disabled() : QString();
    case KeyAction::Upload:
        return callback                               ? Reasons::callbackPair()
               : entry.state == KeyState::Compromised ? Reasons::disabled()
                                                      : QString();
    case KeyAction::Rotate:
        return callback                                              ? Reasons::callbackPair()
               : KeyRotation::profileOf(context, entry.id).isEmpty() ? Reasons::noProfile()
                                                                     : QString();
    case KeyAction::EnterPassphrase:
        return !entry.problem.isEmpty() ||
                       (entry.place == auth::KeyPlace::Passphrase &&
                        context.store->passphraseNeed() == auth::KeyStore::PassphraseNeed::Enter)
                   ? QString()
                   : Reasons::open();
    default:
        return {};
    }
}

} // namespace

KeyContext KeyContext::of(Workspace &workspace)
{
    KeyContext context;
    context.store = &workspace.keys();
    context.profiles = &workspace.profiles();
    context.catalogue = workspace.catalogue();
    context.history = &workspace.history();
    context.folder = workspace.folder();
    context.readOnly = workspace.isReadOnly();
    context.currentProfile = [&workspace] {
        return workspace.session() ? workspace.session()->profile().id : QString();
    };
    context.reachable = [&workspace](const QString &id) -> std::optional<api::Profile> {
        if (workspace.session() && workspace.session()->profile().id == id)
            return workspace.session()->profile();
        const auto profile = workspace.profiles().profile(id);
        return profile && !profile->embeddedSandbox ? profile : std::nullopt;
    };
    context.uploadToSandbox = [&workspace](const QByteArray &pem) {
        return workspace.uploadToSandbox(pem);
    };
    // Not from within: opening the session anew takes the pages down that ask for it.
    context.keyOfProfileChanged = [&workspace](const QString &id) {
        QMetaObject::invokeMethod(
            &workspace,
            [&workspace, id] {
                if (workspace.session() && workspace.session()->profile().id == id)
                    workspace.use(id);
            },
            Qt::QueuedConnection);
    };
    return context;
}

QString whyNot(KeyAction action, const KeyContext &context, const std::optional<KeyEntry> &entry)
{
    if (context.readOnly && !changesNothing(action))
        return Reasons::readOnly();
    if (!wantsPair(action))
        return {};
    if (!entry)
        return Reasons::noPair();
    if (!entry->understood)
        return Reasons::notUnderstood();
    return whyNotWith(action, context, *entry);
}

} // namespace models
