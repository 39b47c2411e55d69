// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvImport.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace models {

using SendResult = CsvRowsModel::SendResult;

CsvImport::CsvImport(ResourceController *controller, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_bulk(&controller->session())
{
    connect(&m_mapping, &CsvMappingModel::mappingChanged, this, [this] {
        // What was checked was checked by another mapping.
        m_checkStop.request_stop();
        ++m_checkGeneration;
        m_checking = false;
        m_rows.clear();
        Q_EMIT checkChanged();
    });
    connect(&m_bulk, &CsvBulkJob::partStarted, this, [this] { Q_EMIT sendingChanged(); });
    connect(
        &m_bulk, &CsvBulkJob::rowsEnded, this,
        [this](const std::vector<int> &rows, CsvBulkJob::Outcome outcome, const QString &reason) {
            haveRowsEnded(rows,
                          outcome == CsvBulkJob::Outcome::Done     ? SendResult::Done
                          : outcome == CsvBulkJob::Outcome::Failed ? SendResult::Failed
                                                                   : SendResult::Unclear,
                          reason);
        });
    connect(&m_bulk, &CsvBulkJob::finished, this, &CsvImport::endSending);
}

CsvImport::~CsvImport()
{
    m_readStop.request_stop();
    m_checkStop.request_stop();
}

void CsvImport::load(const QString &path)
{
    m_path = path;
    m_dialect = {};
    read({});
}

void CsvImport::setDialect(const CsvFile::Dialect &dialect)
{
    if (dialect == m_dialect || m_path.isEmpty())
        return;
    m_dialect = dialect;
    read(m_file.bytes);
}

/// @p bytes empty: those of the file.
void CsvImport::read(const QByteArray &bytes)
{
    m_readStop.request_stop();
    m_readStop = {};
    m_reading = true;
    const quint64 generation = ++m_readGeneration;
    QtConcurrent::run([path = m_path, bytes, dialect = m_dialect, stop = m_readStop.get_token()] {
        return bytes.isEmpty() ? CsvFile::load(path, dialect, stop)
                               : CsvFile::parse(bytes, dialect, stop);
    }).then(this, [this, generation](const CsvFile &file) {
        if (generation != m_readGeneration)
            return;
        m_reading = false;
        m_file = file;
        m_mapping.setFile(file.table, resource());
        Q_EMIT fileChanged();
    });
    Q_EMIT fileChanged();
}

void CsvImport::check()
{
    if (!hasFile() || m_sending || !m_mapping.problem().isEmpty())
        return;
    m_checkStop.request_stop();
    m_checkStop = {};
    m_checking = true;
    const quint64 generation = ++m_checkGeneration;
    QtConcurrent::run([snapshot = m_controller->table().snapshot(), table = m_file.table,
                       type = resource(), mapping = m_mapping.mapping(),
                       abilities = CsvCheck::Abilities{m_controller->whyNotCreate(),
                                                       m_controller->whyNotEdit()},
                       stop = m_checkStop.get_token()] {
        auto run = std::make_shared<CsvDryRun>(
            table, CsvCheck(type, mapping, CsvCheck::index(snapshot, type), abilities));
        run->run(stop);
        return run;
    }).then(this, [this, generation](const std::shared_ptr<CsvDryRun> &run) {
        if (generation != m_checkGeneration)
            return;
        m_checking = false;
        m_error.clear();
        m_rows.setDryRun(std::move(*run), resource());
        Q_EMIT checkChanged();
    });
    Q_EMIT checkChanged();
}

std::vector<int> CsvImport::sendable() const
{
    std::vector<int> rows;
    for (int row = 0; row < m_rows.rowCount(); ++row) {
        const CsvState state = m_rows.dryRun().state(row);
        if ((state == CsvState::New || state == CsvState::Changed) &&
            m_rows.result(row) != SendResult::Done)
            rows.push_back(row);
    }
    return rows;
}

QString CsvImport::whyNotSend() const
{
    if (m_checking || m_rows.dryRun().isEmpty())
        return tr("Check the rows first.");
    if (m_sending)
        return tr("Rows are being sent.");
    if (sendable().empty())
        return tr("There is nothing to send: no row is new or changed.");
    return {};
}

void CsvImport::sendAsBulk()
{
    if (!whyNotSend().isEmpty() || !canBulk())
        return;
    const std::vector<int> rows = sendable();
    m_sending = true;
    m_error.clear();
    m_toSend = int(rows.size());
    m_ended = 0;
    m_rows.setEditable(false);
    m_rows.setResults(rows, SendResult::Sending, {});
    const quint64 generation = ++m_sendGeneration;
    QtConcurrent::run([table = m_rows.dryRun().table(), check = m_rows.dryRun().check(), rows,
                       type = resource()] {
        return std::make_shared<std::vector<CsvBulkPart>>(
            bulkParts(table, check, rows, type, bulkLimit));
    }).then(this, [this, generation](const std::shared_ptr<std::vector<CsvBulkPart>> &parts) {
        if (generation == m_sendGeneration && m_sending)
            m_bulk.start(*resource().bulk, std::move(*parts));
    });
    Q_EMIT sendingChanged();
}

void CsvImport::haveRowsEnded(const std::vector<int> &rows, SendResult result,
                              const QString &reason)
{
    m_rows.setResults(rows, result, reason);
    m_ended += int(rows.size());
    Q_EMIT progress(m_ended, m_toSend);
}

void CsvImport::cancelSending()
{
    if (!m_sending)
        return;
    if (m_bulk.isRunning())
        m_bulk.cancel();
    else
        endSending({});
}

void CsvImport::endSending(const QString &error)
{
    ++m_sendGeneration;
    m_sending = false;
    m_error = error;
    std::vector<int> left;
    for (int row = 0; row < m_rows.rowCount(); ++row) {
        if (m_rows.result(row) == SendResult::Sending)
            left.push_back(row);
    }
    m_rows.setResults(left, SendResult::NotSent, {});
    m_rows.setEditable(true);
    m_controller->refresh();
    Q_EMIT sendingChanged();
}

QString CsvImport::summary() const
{
    QStringList parts;
    const int done = m_rows.resultCount(SendResult::Done);
    const int failed = m_rows.resultCount(SendResult::Failed);
    const int unclear = m_rows.resultCount(SendResult::Unclear);
    if (done > 0)
        parts << tr("%n row(s) went well.", nullptr, done);
    if (failed > 0)
        parts << tr("%n failed: mend the cells and send again.", nullptr, failed);
    if (unclear > 0)
        parts << tr("Of %n the platform did not say what came of them.", nullptr, unclear);
    if (!m_error.isEmpty())
        parts << m_error;
    return parts.join(u' ');
}

} // namespace models
