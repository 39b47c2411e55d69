// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/BulkRun.h"
#include "models/ResourceController.h"
#include "models/csv/CsvBulkJob.h"
#include "models/csv/CsvFile.h"
#include "models/csv/CsvMappingModel.h"
#include "models/csv/CsvRowsModel.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <optional>
#include <stop_token>

namespace models {

/// The import of a CSV file into a resource type, without a widget: reading it, choosing what its
/// columns are, the dry run against the rows of the table, sending. Reading and checking go on in a
/// worker; what comes too late is dropped.
class CsvImport : public QObject
{
    Q_OBJECT

public:
    enum class Way {
        RowByRow, ///< a request for each row, which tells for each what came of it
        BulkJob,  ///< the platform's own: one for many
    };
    Q_ENUM(Way)

    /// @p journal remembers what is sent row by row; null: that is not possible. Both outlive it.
    CsvImport(ResourceController *controller, BulkJournal *journal, QObject *parent = nullptr);
    ~CsvImport() override;

    const api::ResourceType &resource() const { return m_controller->resource(); }

    void load(const QString &path);
    /// Reads the same file again in another dialect.
    void setDialect(const CsvFile::Dialect &dialect);
    const CsvFile::Dialect &dialect() const { return m_dialect; }
    QString path() const { return m_path; }
    /// What was read last; its problem says why there is nothing in it.
    const CsvFile &file() const { return m_file; }
    bool isReading() const { return m_reading; }
    bool hasFile() const { return !m_reading && !m_path.isEmpty() && m_file.problem.isEmpty(); }

    CsvMappingModel &mapping() { return m_mapping; }

    /// Checks all rows, once the list that is being read is there; rows() has them afterwards.
    /// Again: with the cells as they were mended; what came of sending shows in what there is now.
    /// Nothing while the mapping has a problem.
    void check();
    /// Why rows could not be compared with those that there are, as a sentence; empty: they could.
    QString checkProblem() const { return m_checkProblem; }
    bool isChecking() const { return m_checking; }
    CsvRowsModel &rows() { return m_rows; }

    /// Rows that would be sent: new and changed ones that have not gone.
    std::vector<int> sendable() const;
    /// Why they can't be, as a sentence; empty when they can.
    QString whyNotSend() const;
    bool can(Way way) const
    {
        return way == Way::BulkJob ? resource().bulk.has_value() : m_journal != nullptr;
    }
    void send(Way way);
    bool isSending() const { return m_sending; }
    /// Of rows that are sent one by one; 0 and -1: not known.
    double perSecond() const { return m_run ? m_run->perSecond() : 0; }
    qint64 remainingMs() const { return m_run ? m_run->remainingMs() : -1; }
    void cancelSending();
    CsvBulkJob &bulkJob() { return m_bulk; }
    /// What has come of sending, as a sentence.
    QString summary() const;

    /// A bulk body stays below this, as the platform asks.
    static constexpr qsizetype bulkLimit = 9'900'000;

Q_SIGNALS:
    void fileChanged(); ///< reading began or ended
    void checkChanged();
    void sendingChanged();
    void progress(int done, int total);

private:
    void read(const QByteArray &bytes);
    QStringList extras() const;
    const CsvTable &mended() const;
    void startCheck();
    void sendAsBulk(const std::vector<int> &rows);
    void sendRowByRow(const std::vector<int> &rows);
    void haveRunRows(const QList<int> &rows);
    void haveRunEnded();
    void haveRowsEnded(const std::vector<int> &rows, CsvRowsModel::SendResult result,
                       const QString &reason);
    void endSending(const QString &error);

    ResourceController *m_controller;
    BulkJournal *m_journal;
    QString m_path;
    CsvFile::Dialect m_dialect;
    CsvFile m_file;
    CsvMappingModel m_mapping;
    CsvRowsModel m_rows;
    CsvBulkJob m_bulk;
    std::unique_ptr<BulkRun> m_run;
    std::vector<int> m_runRows; ///< of the file, by those of m_run
    std::stop_source m_readStop;
    std::stop_source m_checkStop;
    quint64 m_readGeneration = 0;
    quint64 m_checkGeneration = 0;
    quint64 m_sendGeneration = 0;
    bool m_reading = false;
    bool m_checking = false;
    bool m_waitsForList = false;
    QString m_checkProblem;
    bool m_sending = false;
    int m_toSend = 0;
    int m_ended = 0;
    bool m_tells = false; ///< progress() is on its way
    QString m_error;
};

} // namespace models
