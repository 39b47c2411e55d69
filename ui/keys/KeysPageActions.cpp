// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands of the keys page do.
#include "models/KeyRotation.h"
#include "ui/keys/ExportKeyDialog.h"
#include "ui/keys/GenerateKeyDialog.h"
#include "ui/keys/KeyQuestions.h"
#include "ui/keys/KeysPage.h"
#include "ui/keys/RotationDialog.h"
#include "ui/keys/UploadKeyDialog.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/FileDialog.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>

namespace ui {

using namespace Qt::StringLiterals;
using models::KeyAction;
using models::KeyTask;

void KeysPage::run(KeyAction what)
{
    const auto entry = selected();
    if (!models::whyNot(what, m_context, entry).isEmpty())
        return;
    switch (what) {
    case KeyAction::Generate:
        return generate();
    case KeyAction::Import:
        return import(ImportKeyDialog::Mode::Import);
    case KeyAction::Link:
        return import(ImportKeyDialog::Mode::Link);
    case KeyAction::CopyThumbprint:
        return copyThumbprint();
    case KeyAction::ExportPublic:
        return exportPublic(KeyTask::PublicForm::Pem);
    case KeyAction::ExportPrivate:
        return exportPrivate();
    case KeyAction::Rename:
        return open(new RenameKeyDialog(m_context.store, *entry, window()));
    case KeyAction::Retire:
        return setState(auth::KeyState::Retired);
    case KeyAction::Activate:
        return setState(auth::KeyState::Active);
    case KeyAction::Compromise:
        return compromise();
    case KeyAction::Remove:
        return open(new RemoveKeyDialog(m_context, *entry, window()));
    case KeyAction::Upload:
        return upload();
    case KeyAction::Rotate:
        return rotate();
    case KeyAction::EnterPassphrase:
        return open(new OpenKeyDialog(m_context.store, *entry, window()));
    }
}

void KeysPage::open(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto *work = qobject_cast<KeyDialog *>(dialog)) {
        connect(work, &KeyDialog::failedUnseen, this, [this](const QString &sentence) {
            m_banner->showMessage(Banner::Level::Warn, sentence);
        });
    }
    dialog->open();
}

void KeysPage::generate()
{
    auto *dialog = new GenerateKeyDialog(m_context.store, window());
    connect(dialog, &GenerateKeyDialog::generated, this, [this](const QString &id) {
        select(id);
        Q_EMIT said(tr("The key pair was generated. Upload its public key next."));
    });
    open(dialog);
}

void KeysPage::import(ImportKeyDialog::Mode mode)
{
    auto *dialog = new ImportKeyDialog(m_context.store, mode, window());
    connect(dialog, &ImportKeyDialog::imported, this, [this, mode](const QString &id) {
        select(id);
        Q_EMIT said(mode == ImportKeyDialog::Mode::Import ? tr("The key pair was imported.")
                                                          : tr("The key file was linked."));
    });
    open(dialog);
}

void KeysPage::copyThumbprint()
{
    QGuiApplication::clipboard()->setText(selected()->thumbprint);
    Q_EMIT said(tr("The thumbprint was copied."));
}

void KeysPage::exportPublic(KeyTask::PublicForm form)
{
    const auto entry = selected();
    if (!entry)
        return;
    const bool pem = form == KeyTask::PublicForm::Pem;
    auto *dialog = new FileDialog(window(), tr("Export the public key of %1").arg(entry->name),
                                  pem ? u"public.pem"_s : u"public.jwk"_s,
                                  pem ? tr("PEM files (*.pem);;All files (*)")
                                      : tr("JSON Web Keys (*.jwk);;All files (*)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(pem ? u"pem"_s : u"jwk"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, form, id = entry->id](const QString &path) {
                const auto text = KeyTask::publicText(*m_context.store, id, form);
                if (!text) {
                    m_banner->showMessage(Banner::Level::Bad, text.error().message);
                    return;
                }
                const auto tell = [this, path](const std::expected<void, QString> &written) {
                    if (written)
                        Q_EMIT said(tr("The public key was written to %1.")
                                        .arg(QDir::toNativeSeparators(path)));
                    else
                        m_banner->showMessage(Banner::Level::Bad, written.error());
                };
                KeyTask::writePublic(path, *text).then(this, tell);
            });
    open(dialog);
}

void KeysPage::exportPrivate()
{
    auto *dialog = new ExportKeyDialog(m_context.store, *selected(), window());
    connect(dialog, &ExportKeyDialog::exported, this, [this](const QString &path) {
        Q_EMIT said(
            tr("The encrypted private key was written to %1.").arg(QDir::toNativeSeparators(path)));
    });
    open(dialog);
}

void KeysPage::setState(auth::KeyState state)
{
    m_task.setState(selected()->id, state);
}

void KeysPage::compromise()
{
    const auto entry = selected();
    auto *dialog = new CompromiseKeyDialog(m_context, *entry, window());
    connect(dialog, &QDialog::accepted, this, [this, entry] {
        Q_EMIT said(tr("%1 is disabled").arg(entry->name));
        if (models::whyNot(KeyAction::Rotate, m_context, entry).isEmpty())
            rotate();
    });
    open(dialog);
}

void KeysPage::upload()
{
    auto *dialog = new UploadKeyDialog(m_context, selected()->id, m_settings, window());
    connect(dialog, &UploadKeyDialog::said, this, &Page::said);
    open(dialog);
}

void KeysPage::rotate()
{
    const auto entry = selected();
    if (!entry)
        return;
    auto *dialog = new RotationDialog(
        m_context, models::KeyRotation::profileOf(m_context, entry->id), m_settings, window());
    connect(dialog, &RotationDialog::said, this, &Page::said);
    open(dialog);
}

} // namespace ui
