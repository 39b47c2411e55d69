// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv/CsvImport.h"

#include "models/SpareMemory.h"
#include "models/csv/CsvRequests.h"

#include <QFileInfo>
#include <QtConcurrentRun>

#include <utility>

using namespace Qt::StringLiterals;

namespace models {

using SendResult = CsvRowsModel::SendResult;

CsvImport::CsvImport(ResourceController *controller, BulkJournal *journal, QObject *parent)
    : QObject(parent)
    , m_controller(controller)
    , m_journal(journal)
    , m_bulk(&controller->session())
{
    connect(&m_mapping, &CsvMappingModel::mappingChanged, this, [this] {
        // What was checked was checked by another mapping.
        m_checkStop.request_stop();
        ++m_checkGeneration;
        m_checking = false;
        m_waitsForList = false;
        m_file.table = mended();
        m_rows.clear();
        Q_EMIT checkChanged();
    });
    connect(controller, &ResourceController::stateChanged, this, [this] {
        if (m_waitsForList && !m_controller->isLoading())
            startCheck();
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
    giveBackSpareMemory();
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
        m_rows.clear(); // of the file before
        m_file = file;
        m_mapping.setFile(file.table, resource(), extras());
        Q_EMIT fileChanged();
    });
    Q_EMIT fileChanged();
}

/// Members that the rows of the table have, and that no column of the schema's shows.
QStringList CsvImport::extras() const
{
    const ResourceTableModel &table = m_controller->table();
    QStringList names;
    for (int column = 0; column < table.columns().size(); ++column) {
        if (table.isExtraColumn(column))
            names.append(table.columns().at(column).property);
    }
    return names;
}

void CsvImport::check()
{
    if (!hasFile() || m_sending || !m_mapping.problem().isEmpty())
        return;
    m_checkStop.request_stop();
    m_checkProblem.clear();
    m_checking = true;
    m_waitsForList = true;
    // What others have changed since the list was read must not look like a change of the file.
    if (resource().canList && !m_controller->isLoading())
        m_controller->refresh();
    if (!m_controller->isLoading())
        startCheck();
    Q_EMIT checkChanged();
}

/// The file with the cells as they were mended.
const CsvTable &CsvImport::mended() const
{
    return m_rows.dryRun().isEmpty() ? m_file.table : m_rows.dryRun().table();
}

void CsvImport::startCheck()
{
    m_waitsForList = false;
    const quint64 generation = ++m_checkGeneration;
    if (resource().canList &&
        (m_controller->state() != ResourceController::State::Ready || m_controller->loadError())) {
        m_checking = false;
        m_checkProblem = tr("The list could not be read, so there is nothing to compare the rows "
                            "with. Check again once it can be read.");
        Q_EMIT checkChanged();
        return;
    }
    m_checkStop = {};
    QtConcurrent::run([snapshot = m_controller->table().snapshot(), table = mended(),
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
}

std::vector<int> CsvImport::sendable() const
{
    std::vector<int> rows;
    for (int row = 0; row < m_rows.rowCount(); ++row) {
        const CsvState state = m_rows.dryRun().state(row);
        // One that may have arrived is not sent twice: checking the rows anew tells what came of
        // it.
        if ((state == CsvState::New || state == CsvState::Changed) &&
            m_rows.result(row) != SendResult::Done && m_rows.result(row) != SendResult::Unclear)
            rows.push_back(row);
    }
    return rows;
}

QString CsvImport::whyNotSend() const
{
    if (!m_checkProblem.isEmpty())
        return m_checkProblem;
    if (m_checking || m_rows.dryRun().isEmpty())
        return tr("Check the rows first.");
    if (m_sending)
        return tr("Rows are being sent.");
    if (sendable().empty())
        return tr("There is nothing to send: no row is new or changed.");
    return {};
}

void CsvImport::send(Way way)
{
    if (!whyNotSend().isEmpty() || !can(way))
        return;
    const std::vector<int> rows = sendable();
    m_sending = true;
    m_error.clear();
    m_toSend = int(rows.size());
    m_ended = 0;
    m_rows.setEditable(false);
    m_rows.setResults(rows, SendResult::Sending, {});
    if (way == Way::BulkJob)
        sendAsBulk(rows);
    else
        sendRowByRow(rows);
    Q_EMIT sendingChanged();
}

void CsvImport::sendAsBulk(const std::vector<int> &rows)
{
    const quint64 generation = ++m_sendGeneration;
    QtConcurrent::run([table = m_rows.dryRun().table(), check = m_rows.dryRun().check(), rows,
                       type = resource()] {
        return std::make_shared<std::vector<CsvBulkPart>>(
            bulkParts(table, check, rows, type, bulkLimit));
    }).then(this, [this, generation](const std::shared_ptr<std::vector<CsvBulkPart>> &parts) {
        // What is made already comes from within send(), where it can't be cancelled yet.
        QMetaObject::invokeMethod(
            this,
            [this, generation, parts] {
                if (generation == m_sendGeneration && m_sending)
                    m_bulk.start(*resource().bulk, std::move(*parts));
            },
            Qt::QueuedConnection);
    });
}

void CsvImport::sendRowByRow(const std::vector<int> &rows)
{
    const quint64 generation = ++m_sendGeneration;
    ResourceRequests requests(resource(), m_controller->session().pathValues());
    requests.setAbilities(m_controller->abilities());
    m_runRows = rows;
    QtConcurrent::run([table = m_rows.dryRun().table(), check = m_rows.dryRun().check(), rows,
                       type = resource(), requests] {
        return csvRequests(table, check, rows, type, requests);
    }).then(this, [this, generation](const BulkRows &made) {
        if (generation != m_sendGeneration || !m_sending)
            return;
        BulkJob job;
        job.profileId = m_controller->session().profile().id;
        job.resource = resource().key;
        job.idProperty = resource().idProperty;
        //: %1 is a file name
        job.title = tr("Import of %1").arg(QFileInfo(m_path).fileName());
        m_run = std::make_unique<BulkRun>(&m_controller->session(), m_journal);
        connect(m_run.get(), &BulkRun::rowsChanged, this, &CsvImport::haveRunRows);
        connect(m_run.get(), &BulkRun::finished, this, &CsvImport::haveRunEnded);
        connect(m_run.get(), &BulkRun::stateChanged, this, [this] {
            // It pauses by itself where going on makes no sense, such as without a connection.
            if (m_run && m_run->state() == BulkRun::State::Paused && m_sending)
                m_run->cancel();
        });
        m_run->start(job, made);
    });
}

void CsvImport::haveRunRows(const QList<int> &rows)
{
    for (const int index : rows) {
        const BulkResult &result = m_run->result(index);
        const int row = m_runRows.at(std::size_t(index));
        switch (result.state) {
        case BulkState::Done:
            m_rows.setResult(row, SendResult::Done);
            break;
        case BulkState::Failed:
            m_rows.setResult(row, SendResult::Failed, result.sentence);
            break;
        case BulkState::Unknown:
            m_rows.setResult(row, SendResult::Unclear, result.sentence);
            break;
        case BulkState::Waiting:
        case BulkState::Sent:
            break;
        }
    }
    m_ended = m_run->counts().over();
    Q_EMIT progress(m_ended, m_toSend);
}

void CsvImport::haveRunEnded()
{
    // What is left is here, to be mended and sent again; the next start has nothing to offer.
    const QString problem = m_run->problem();
    m_run->forget();
    m_run.release()->deleteLater();
    endSending(problem);
}

void CsvImport::haveRowsEnded(const std::vector<int> &rows, SendResult result,
                              const QString &reason)
{
    m_rows.setResults(rows, result, reason);
    m_ended += int(rows.size());
    // A part with thousands of reasons ends row by row, and all rows are counted at each.
    if (std::exchange(m_tells, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_tells = false;
            if (m_sending)
                Q_EMIT progress(m_ended, m_toSend);
        },
        Qt::QueuedConnection);
}

void CsvImport::cancelSending()
{
    if (!m_sending)
        return;
    if (m_bulk.isRunning())
        m_bulk.cancel();
    else if (m_run)
        m_run->cancel();
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
        parts << tr("Of %n the platform did not say what came of them: check the rows again.",
                    nullptr, unclear);
    if (const int left = int(sendable().size()) - failed; left > 0)
        parts << tr("%n were not sent.", nullptr, left);
    if (!m_error.isEmpty())
        parts << m_error;
    return parts.join(u' ');
}

} // namespace models
