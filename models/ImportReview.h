// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/import/DocumentDownload.h"
#include "app/api/import/DocumentImport.h"
#include "models/ApiDocuments.h"
#include "models/ImportRemarksModel.h"

#include <QObject>

#include <optional>
#include <stop_token>

namespace models {

/// A document on its way into the catalogue: it is fetched, read in a worker, looked at by a
/// person, and then applied or put aside. One at a time: a newer one takes the older one's place.
class ImportReview : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Fetching, ///< from a URL
        Reading,
        Ready,  ///< report() and remarks() are there
        Failed, ///< failure()
        Applying,
    };
    Q_ENUM(State)

    explicit ImportReview(ApiDocuments *documents, QObject *parent = nullptr);
    ~ImportReview() override;

    void readFile(const QString &path);
    /// What a person typed; failure() says when it is no address that can be fetched.
    void readUrl(const QString &typed);
    /// Why @p typed is no address that can be fetched, as a sentence; empty: it is one.
    static QString whyNotUrl(const QString &typed);
    /// Ends fetching or reading, or puts aside what was read.
    void discard();

    State state() const { return m_state; }
    /// Of the file or URL.
    const QString &name() const { return m_name; }
    const QString &failure() const { return m_failure; }
    qint64 fetched() const { return m_fetched; }       ///< bytes
    qint64 fetchTotal() const { return m_fetchTotal; } ///< bytes; -1: not known
    const api::ImportReport &report() const { return m_report; }
    ImportRemarksModel &remarks() { return m_remarks; }
    /// That an older import goes, or that the document needs an AWS signature for some; a sentence
    /// each.
    QStringList notes() const;

    /// Reads the document again with its paths beginning there ("/provisioning", or nothing).
    void setPrefix(const QString &prefix);
    /// Why @p prefix is none, as a sentence; empty: it is one.
    static QString whyNotPrefix(const QString &prefix);
    /// Why it can't be applied, as a sentence; empty: it can.
    QString whyNotApply() const;
    void apply();

Q_SIGNALS:
    void changed();
    void applied(const QString &title);

private:
    using Read = std::expected<api::ImportedDocument, api::CatalogueProblem>;
    void begin(const QString &name, State state);
    void read(std::function<Read(const std::stop_token &)> job);
    void take(const Read &read);
    void fail(const QString &sentence);

    ApiDocuments *m_documents;
    api::DocumentDownload m_download;
    ImportRemarksModel m_remarks;
    State m_state = State::Idle;
    QString m_name;
    QString m_failure;
    qint64 m_fetched = 0;
    qint64 m_fetchTotal = -1;
    api::ImportReport m_report;
    std::optional<api::ImportedDocument> m_document;
    std::stop_source m_stop;
    quint64 m_generation = 0;
};

} // namespace models
