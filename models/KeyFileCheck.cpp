// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/KeyFileCheck.h"

#include "app/auth/KeyText.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace models {

KeyFileCheck::Result KeyFileCheck::look(const QString &path)
{
    const auto key = auth::KeyText::fromFile(path);
    if (key) {
        return {path, true, false, key->thumbprint(),
                tr("RSA, %1 bits, thumbprint %2").arg(key->bits()).arg(key->thumbprint())};
    }
    if (key.error().code == auth::KeyError::Code::PassphraseNeeded) {
        return {path,
                true,
                true,
                {},
                tr("An encrypted key: the console asks for its passphrase once a run.")};
    }
    return {path, false, false, {}, key.error().message};
}

void KeyFileCheck::start(const QString &path)
{
    m_running = true;
    auto *watcher = new QFutureWatcher<Result>(this);
    connect(watcher, &QFutureWatcher<Result>::finished, this,
            [this, watcher, generation = ++m_generation] {
                watcher->deleteLater();
                if (generation != m_generation)
                    return;
                m_running = false;
                m_result = watcher->result();
                Q_EMIT finished();
            });
    watcher->setFuture(QtConcurrent::run(look, path));
}

void KeyFileCheck::cancel()
{
    ++m_generation;
    m_running = false;
}

} // namespace models
