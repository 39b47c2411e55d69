// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/RowFiles.h"

#include "ui/files/PlayerBar.h"
#include "ui/files/TransferBar.h"
#include "ui/theme/Icons.h"
#include "ui/widgets/FileDialog.h"
#include "ui/widgets/Label.h"
#include "ui/widgets/Question.h"

#include <QFileInfo>
#include <QLocale>

namespace ui {

using namespace Qt::StringLiterals;
using models::FileTransfer;

namespace {

/// @p name in @p folder, with a number where it is taken, on the disk or by one that is coming.
QString freePath(const QString &folder, const QString &name, const models::FileTransfers &coming)
{
    const QFileInfo info(name);
    const QString suffix = info.suffix().isEmpty() ? QString() : u'.' + info.suffix();
    QString path = QDir(folder).filePath(name);
    for (int number = 2; QFileInfo::exists(path) || coming.isTarget(path); ++number) {
        path = QDir(folder).filePath(
            u"%1 (%2)%3"_s.arg(info.completeBaseName()).arg(number).arg(suffix));
    }
    return path;
}

} // namespace

RowFiles::RowFiles(models::ResourceController *controller, QWidget *page)
    : QObject(page)
    , m_controller(controller)
    , m_page(page)
    , m_files(controller->resource(), controller->session().catalogue(),
              controller->session().pathValues())
{
    if (!areThere())
        return;
    m_transferBar = new TransferBar(&m_transfers, page);
    m_playerBar = new PlayerBar(page);
    if (m_files.canDownload()) {
        m_play = makeAction(tr("Play"), u"play"_s, &RowFiles::play);
        m_download = makeAction(tr("Download..."), u"download"_s, &RowFiles::download);
    }
    if (m_files.canUpload())
        m_send = makeAction(tr("Send a file..."), u"upload"_s, &RowFiles::sendFile);
    connect(&m_transfers, &models::FileTransfers::ended, this, &RowFiles::haveEnded);
    connect(&m_transfers, &models::FileTransfers::allEnded, this, [this] {
        if (const auto error = m_transfers.error())
            Q_EMIT failed(m_transfers.title(), *error,
                          m_transfers.isUpload() ? api::Method::Put : api::Method::Get);
        else
            Q_EMIT said(m_transfers.title());
    });
    connect(m_playerBar, &PlayerBar::closed, this, [this] {
        if (m_fetching)
            m_fetching->deleteLater();
    });
    setRow({});
}

RowFiles::~RowFiles() = default;

QAction *RowFiles::makeAction(const QString &text, const QString &iconName,
                              void (RowFiles::*slot)())
{
    auto *action = new QAction(icon(iconName), text, this);
    connect(action, &QAction::triggered, this, slot);
    m_page->addAction(action);
    m_actions << action;
    return action;
}

void RowFiles::setSource(std::function<QList<json::Document>()> rows)
{
    m_source = std::move(rows);
}

void RowFiles::setRow(const json::Document &row)
{
    m_row = row;
    if (!areThere())
        return;
    const auto decide = [](QAction *action, const QString &whyNot, const QString &what) {
        if (!action)
            return;
        action->setEnabled(whyNot.isEmpty());
        action->setToolTip(plainToolTip(whyNot.isEmpty() ? what : whyNot));
    };
    const QString noFile = row ? m_files.whyNone(row.root()) : tr("Select a row first.");
    const bool sound = row && m_files.isSound(row.root());
    decide(m_play,
           !noFile.isEmpty() ? noFile
           : sound           ? QString()
                             : tr("This is no sound."),
           tr("Play it here"));
    decide(m_download, noFile, tr("Save the files of the selected rows"));
    const QString noUpload = m_controller->session().keyState() == api::Session::KeyState::Ready
                                 ? QString()
                                 : tr("The profile's key can't be used.");
    decide(m_send, noUpload, tr("Send a file from this computer to the platform"));
}

void RowFiles::play()
{
    if (!m_row || !m_files.canDownload() || !m_files.whyNone(m_row.root()).isEmpty())
        return;
    delete m_fetching;
    const json::Value row = m_row.root();
    const QString name = m_files.suggestedName(row);
    m_playerBar->showFetching(name);
    m_fetching = FileTransfer::download(queue(), m_files.download(row), m_playerBar->placeFor(name),
                                        m_files.size(row), this);
    FileTransfer *transfer = m_fetching;
    connect(transfer, &FileTransfer::ended, this, [this, transfer, name] {
        transfer->deleteLater();
        if (transfer->state() == FileTransfer::State::Done) {
            m_playerBar->play(name, transfer->file());
        } else if (transfer->error()) {
            m_playerBar->showProblem(tr("It could not be fetched."));
            Q_EMIT failed(tr("Fetching %1").arg(name), *transfer->error(), api::Method::Get);
        }
    });
    transfer->start();
}

void RowFiles::download()
{
    const QList<json::Document> rows = m_source ? m_source() : QList<json::Document>{};
    if (rows.isEmpty())
        return;
    auto *dialog = new FileDialog(m_page->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (rows.size() == 1) {
        dialog->setWindowTitle(tr("Save as"));
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->selectFile(m_files.suggestedName(rows.first().root()));
    } else {
        dialog->setWindowTitle(tr("Save %n files in", nullptr, int(rows.size())));
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    }
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, rows](const QString &target) { downloadTo(rows, target); });
    dialog->open();
}

void RowFiles::downloadTo(const QList<json::Document> &rows, const QString &target)
{
    for (const json::Document &row : rows) {
        if (const QString whyNone = m_files.whyNone(row.root()); !whyNone.isEmpty()) {
            Q_EMIT said(u"%1: %2"_s.arg(m_files.suggestedName(row.root()), whyNone));
            continue;
        }
        const QString name = m_files.suggestedName(row.root());
        const QString path = rows.size() == 1 ? target : freePath(target, name, m_transfers);
        if (m_transfers.isTarget(path)) {
            Q_EMIT said(tr("%1 is being downloaded, or waits to be resumed.")
                            .arg(QFileInfo(path).fileName()));
            continue;
        }
        m_transfers.add(FileTransfer::download(queue(), m_files.download(row.root()), path,
                                               m_files.size(row.root())),
                        QFileInfo(path).fileName());
    }
}

void RowFiles::sendFile()
{
    auto *dialog = new FileDialog(m_page->window(), tr("Send a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Sounds (*.wav *.mp3 *.ogg)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
        for (const QString &file : files)
            sendFileAs(file, QFileInfo(file).fileName());
    });
    dialog->open();
}

void RowFiles::sendFileAs(const QString &file, const QString &name)
{
    const bool taken = bool(m_controller->table().documentOf(name));
    const bool careful = m_controller->session().profile().safety != api::SafetyLevel::Sandbox;
    if (!taken && !careful)
        return startSending(file, name);
    const QString size =
        QLocale().formattedDataSize(QFileInfo(file).size(), 1, QLocale::DataSizeSIFormat);
    auto *question = new Question(
        {taken ? tr("Replace %1?").arg(name) : tr("Send %1?").arg(name),
         (taken ? tr("There is a file of this name on the platform. What it holds now is lost when "
                     "%1 (%2) takes its place.")
                : tr("%1 (%2) is sent to the platform."))
             .arg(QFileInfo(file).fileName(), size),
         taken ? tr("Replace %1").arg(name) : tr("Send %1").arg(name), tr("Leave it")},
        m_page->window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(question, &QDialog::accepted, this, [this, file, name] { startSending(file, name); });
    question->open();
}

void RowFiles::startSending(const QString &file, const QString &name)
{
    m_transfers.add(FileTransfer::upload(queue(), m_files.upload(name, file)), name);
}

void RowFiles::haveEnded(FileTransfer *transfer, const QString & /*name*/)
{
    if (transfer->isUpload() && transfer->state() == FileTransfer::State::Done)
        Q_EMIT sent();
}

QString RowFiles::workInProgress() const
{
    return m_transfers.isRunning() ? tr("Files are on their way: %1.").arg(m_transfers.title())
                                   : QString();
}

} // namespace ui
