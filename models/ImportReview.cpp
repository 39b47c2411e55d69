// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ImportReview.h"

#include "app/api/PathIndex.h"

#include <QFileInfo>
#include <QFutureWatcher>
#include <QLocale>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace models {

ImportReview::ImportReview(ApiDocuments *documents, QObject *parent)
    : QObject(parent)
    , m_documents(documents)
{
    connect(&m_download, &api::DocumentDownload::progress, this,
            [this](qint64 received, qint64 total) {
                m_fetched = received;
                m_fetchTotal = total;
                Q_EMIT changed();
            });
    connect(&m_download, &api::DocumentDownload::failed, this, &ImportReview::fail);
    connect(&m_download, &api::DocumentDownload::finished, this, [this](const std::string &text) {
        const auto base = m_documents->catalogue();
        read([name = m_name, text, base](const std::stop_token &stop) {
            return api::DocumentImport::read(name, text, *base,
                                             {.prefix = std::nullopt, .stop = stop});
        });
    });
    connect(m_documents, &ApiDocuments::added, this, [this](const api::StoredDocument &document) {
        if (m_state != State::Applying)
            return;
        discard();
        Q_EMIT applied(document.title);
    });
    connect(m_documents, &ApiDocuments::failed, this, [this](const QString &sentence) {
        if (m_state == State::Applying)
            fail(sentence);
    });
    connect(m_documents, &ApiDocuments::changed, this, &ImportReview::changed);
}

ImportReview::~ImportReview()
{
    m_stop.request_stop();
}

void ImportReview::begin(const QString &name, State state)
{
    m_download.cancel();
    m_stop.request_stop();
    m_stop = {};
    ++m_generation;
    m_name = name;
    m_failure.clear();
    m_fetched = 0;
    m_fetchTotal = -1;
    m_document.reset();
    m_report = {};
    m_remarks.setRemarks({});
    m_state = state;
    Q_EMIT changed();
}

void ImportReview::discard()
{
    begin({}, State::Idle);
}

void ImportReview::readFile(const QString &path)
{
    begin(QFileInfo(path).fileName(), State::Reading);
    const auto base = m_documents->catalogue();
    read([name = m_name, path, base](const std::stop_token &stop) -> Read {
        auto text = api::documentFile(path);
        if (!text)
            return std::unexpected(api::CatalogueProblem{name, {}, text.error()});
        return api::DocumentImport::read(name, std::move(*text), *base,
                                         {.prefix = std::nullopt, .stop = stop});
    });
}

void ImportReview::readUrl(const QString &typed)
{
    const QUrl url = api::DocumentDownload::urlFrom(typed);
    // What stands behind "?" may be a key of somebody's: it is not shown and not kept.
    begin(url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment),
          State::Fetching);
    m_download.start(url);
}

QString ImportReview::whyNotUrl(const QString &typed)
{
    return api::DocumentDownload::whyNot(api::DocumentDownload::urlFrom(typed));
}

void ImportReview::read(std::function<Read(const std::stop_token &)> job)
{
    m_state = State::Reading;
    auto *watcher = new QFutureWatcher<std::shared_ptr<const Read>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this,
            [this, watcher, generation = m_generation] {
                watcher->deleteLater();
                if (generation == m_generation)
                    take(*watcher->result());
            });
    watcher->setFuture(QtConcurrent::run([job = std::move(job), stop = m_stop.get_token()] {
        return std::make_shared<const Read>(job(stop));
    }));
    Q_EMIT changed();
}

void ImportReview::take(const Read &read)
{
    if (!read) {
        fail(read.error().where.isEmpty()
                 ? read.error().message
                 //: %1: a sentence, %2: a place in a document
                 : tr("%1 (at %2)").arg(read.error().message, read.error().where));
        return;
    }
    m_document = *read;
    m_report = read->report;
    m_remarks.setRemarks(m_report.remarks);
    m_state = State::Ready;
    Q_EMIT changed();
}

void ImportReview::fail(const QString &sentence)
{
    m_failure = sentence;
    m_state = State::Failed;
    Q_EMIT changed();
}

QStringList ImportReview::notes() const
{
    QStringList notes;
    if (m_state != State::Ready)
        return notes;
    if (const auto older = m_documents->replacedBy(m_report)) {
        notes.append(tr("It takes the place of “%1”, imported on %2.")
                         .arg(older->title, QLocale().toString(older->importedAt.toLocalTime(),
                                                               QLocale::ShortFormat)));
    }
    if (m_report.notCallable > 0) {
        notes.append(tr("%n operation(s) need an AWS signature: they are shown, and can't be sent "
                        "from here.",
                        nullptr, m_report.notCallable));
    }
    return notes;
}

QString ImportReview::whyNotPrefix(const QString &prefix)
{
    const QString text = prefix.trimmed();
    if (text.isEmpty())
        return {};
    if (!text.startsWith(u'/') || text.endsWith(u'/'))
        return tr("It begins with a slash and does not end in one, as in /provisioning.");
    if (api::pathShape(text).isEmpty() || text.contains(u'{') || text.contains(u'?') ||
        text.contains(u' '))
        return tr("It has no parameters, spaces or “?”.");
    return {};
}

void ImportReview::setPrefix(const QString &prefix)
{
    const QString text = prefix.trimmed();
    if (m_state != State::Ready || text == m_report.prefix || !whyNotPrefix(text).isEmpty())
        return;
    const json::Document json = m_document->json;
    const QString format = m_report.format;
    begin(m_name, State::Reading);
    const auto base = m_documents->catalogue();
    read([name = m_name, json, base, text, format](const std::stop_token &stop) {
        Read read = api::DocumentImport::read(name, json, *base, {.prefix = text, .stop = stop});
        if (read)
            read->report.format = format; // what it was before it was upgraded
        return read;
    });
}

QString ImportReview::whyNotApply() const
{
    switch (m_state) {
    case State::Ready:
        break;
    case State::Fetching:
    case State::Reading:
        return tr("The document is still being read.");
    case State::Applying:
        return tr("The document is being added.");
    case State::Idle:
    case State::Failed:
        return tr("There is no document to add.");
    }
    if (m_report.operations == 0)
        return tr("There is nothing in the document to add.");
    if (m_documents->isBusy())
        return tr("Other documents are being read.");
    return {};
}

void ImportReview::apply()
{
    if (!whyNotApply().isEmpty())
        return;
    m_state = State::Applying;
    Q_EMIT changed();
    m_documents->add(*m_document);
}

} // namespace models
