// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/StagedReview.h"

#include "models/ResourceTableModel.h"
#include "models/SendCheck.h"
#include "models/Snippets.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace models {

namespace {

/// What would fail for all the rest, too.
bool concernsAll(api::ApiError::Code code)
{
    using Code = api::ApiError::Code;
    return code == Code::Unauthorized || code == Code::NotConnected || code == Code::HostNotFound ||
           code == Code::TlsFailed || code == Code::NoKey || code == Code::Cancelled;
}

} // namespace

StagedReview::StagedReview(api::Session *session, DraftStore *store,
                           const QList<StoredDraft> &drafts, QObject *parent)
    : QAbstractTableModel(parent)
    , m_session(session)
    , m_store(store)
    , m_allowed(AllowedMethods::of(session))
{
    connect(m_allowed, &AllowedMethods::changed, this, &StagedReview::haveAllowed);
    for (const StoredDraft &draft : drafts) {
        m_rows.push_back(std::make_unique<Row>());
        m_rows.back()->stored = draft;
        prepare(*m_rows.back());
    }
}

StagedReview::~StagedReview()
{
    if (m_sender) {
        m_sender->disconnect(this);
        m_sender->cancel();
    }
}

void StagedReview::prepare(Row &row)
{
    if (const api::ResourceType *type = m_session->catalogue().resource(row.stored.resource))
        row.type = *type;
    row.draft = std::make_unique<ResourceDraft>();
    const StoredDraft &stored = row.stored;
    if (row.type) {
        row.draft->setIdProperty(row.type->idProperty, row.type->idByPlatform);
        row.requests = std::make_unique<ResourceRequests>(*row.type, m_session->pathValues());
        const QString id = stored.isNew ? row.requests->idOf(stored.edited.root()) : stored.id;
        m_allowed->ask(row.type->collectionPath, row.requests->collectionPath());
        if (!id.isEmpty() && !row.type->itemPath.isEmpty() && !stored.isNew)
            m_allowed->ask(row.type->itemPath, row.requests->itemPath(id));
    }
    row.draft->restore(stored.isNew ? QString() : stored.id, stored.base, stored.edited,
                       row.type ? row.type->schema : nullptr, stored.isNew, stored.unfinished,
                       stored.unfinishedFields, stored.operations);
    decide(row);
}

/// What can be sent, by what is known of the platform by now.
void StagedReview::decide(Row &row)
{
    if (row.state != State::Ready && row.state != State::Refused)
        return;
    QString why;
    if (!row.type) {
        why = tr("No API description knows %1 any more.").arg(row.stored.resource);
    } else {
        const Abilities abilities(*row.type, m_allowed->allowed(row.type->collectionPath),
                                  m_allowed->allowed(row.type->itemPath));
        row.requests->setAbilities(abilities);
        why = row.stored.isNew ? abilities.whyNotCreate() : abilities.whyNotChange();
        if (why.isEmpty())
            why = whyNotReady(*row.draft, *row.requests, *row.type);
        // The body of a large one takes too long to be made each time that the table is painted.
        const RequestPreview preview =
            row.requests->preview(*row.draft, m_session->profile().baseUrl);
        row.request = u"%1 %2"_s.arg(preview.method, QUrl(preview.url).path(QUrl::FullyEncoded));
    }
    const bool wasRefused = row.state == State::Refused;
    row.state = why.isEmpty() ? State::Ready : State::Refused;
    row.sentence = why;
    if (!why.isEmpty())
        row.checked = false;
    else if (wasRefused)
        row.checked = true;
}

void StagedReview::haveAllowed(const QString &pathTemplate)
{
    for (const auto &row : m_rows) {
        if (row->type &&
            (row->type->collectionPath == pathTemplate || row->type->itemPath == pathTemplate))
            decide(*row);
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT changed();
}

RequestPreview StagedReview::previewAt(int row) const
{
    const Row &each = *m_rows.at(size_t(row));
    return each.type ? each.requests->preview(*each.draft, m_session->profile().baseUrl)
                     : RequestPreview();
}

QString StagedReview::snippetAt(int row, const QString &language) const
{
    const Row &each = *m_rows.at(size_t(row));
    if (!each.type)
        return {};
    return Snippets::of(each.draft->isNew() ? each.requests->create(*each.draft)
                                            : each.requests->change(*each.draft),
                        previewAt(row).url, *m_session, language);
}

QString StagedReview::sentenceAt(int row) const
{
    const Row &each = *m_rows.at(size_t(row));
    if (!each.sentence.isEmpty())
        return each.sentence;
    switch (each.state) {
    case State::Waiting:
        return tr("waits");
    case State::Sending:
        return tr("is being sent");
    case State::Done:
        return tr("sent");
    default:
        return {};
    }
}

void StagedReview::setChecked(int row, bool checked)
{
    Row &each = *m_rows.at(size_t(row));
    const bool possible = each.state == State::Ready || each.state == State::Failed;
    if (m_running || each.checked == checked || (checked && !possible))
        return;
    each.checked = checked;
    Q_EMIT dataChanged(index(row, 0), index(row, 0), {Qt::CheckStateRole});
    Q_EMIT changed();
}

int StagedReview::checkedCount() const
{
    return int(std::ranges::count_if(m_rows, [](const auto &row) { return row->checked; }));
}

int StagedReview::count(State state) const
{
    return int(
        std::ranges::count_if(m_rows, [state](const auto &row) { return row->state == state; }));
}

void StagedReview::set(int row, State state, const QString &sentence)
{
    Row &each = *m_rows.at(size_t(row));
    each.state = state;
    each.sentence = sentence;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT changed();
}

void StagedReview::start()
{
    if (m_running || checkedCount() == 0)
        return;
    m_running = true;
    for (int row = 0; row < rowCount(); ++row) {
        if (isChecked(row)) {
            m_rows[size_t(row)]->error.reset();
            set(row, State::Waiting);
        }
    }
    next();
}

void StagedReview::next()
{
    const auto waiting =
        std::ranges::find_if(m_rows, [](const auto &row) { return row->state == State::Waiting; });
    if (waiting == m_rows.end())
        return endRun();
    m_current = int(waiting - m_rows.begin());
    Row &row = **waiting;
    set(m_current, State::Sending);
    m_sender =
        std::make_unique<DraftSender>(&m_session->queue(), *row.type, row.requests.get(), nullptr);
    m_sender->recordIn(m_session->changeLog(), m_session->profile().id);
    connect(m_sender.get(), &DraftSender::done, this, &StagedReview::haveDone);
    connect(m_sender.get(), &DraftSender::conflicted, this, &StagedReview::haveConflict);
    connect(m_sender.get(), &DraftSender::failed, this, &StagedReview::haveFailed);
    connect(m_sender.get(), &DraftSender::retrying, this,
            [this](int milliseconds, const QString &reason) {
                Row &current = *m_rows[size_t(m_current)];
                if (milliseconds >= 900)
                    current.sentence = tr("tries again: %1").arg(reason);
                Q_EMIT dataChanged(index(m_current, Result), index(m_current, Result));
            });
    m_sender->start(*row.draft);
}

void StagedReview::haveDone(const QString &id, const json::Document &now)
{
    m_sender.release()->deleteLater(); // it is the one that calls
    Row &row = *m_rows[size_t(m_current)];
    row.checked = false;
    set(m_current, State::Done);
    Q_EMIT sent(row.stored.resource, id);
    m_store->settle(row.stored, id, now);
    next();
}

void StagedReview::haveConflict(const json::Document & /*theirs*/, const QStringList &pointers)
{
    m_sender.release()->deleteLater();
    m_rows[size_t(m_current)]->checked = false;
    set(m_current, State::Conflict,
        tr("Somebody else changed %1, too: open it to compare.").arg(pointers.join(u", "_s)));
    next();
}

void StagedReview::haveFailed(const api::ApiError &error)
{
    m_sender.release()->deleteLater();
    m_rows[size_t(m_current)]->error = error;
    // Wanted, so no failure. Whether the platform has taken it is found out by the next try, which
    // reads it again.
    if (error.code == api::ApiError::Code::Cancelled)
        set(m_current, State::Ready, tr("stopped"));
    else
        set(m_current, State::Failed, error.what);
    if (concernsAll(error.code)) {
        for (int row = 0; row < rowCount(); ++row) {
            if (stateAt(row) == State::Waiting)
                set(row, State::Ready);
        }
    }
    next();
}

void StagedReview::endRun()
{
    m_running = false;
    m_current = -1;
    Q_EMIT changed();
    Q_EMIT finished();
}

void StagedReview::stop()
{
    for (int row = 0; row < rowCount(); ++row) {
        if (stateAt(row) == State::Waiting)
            set(row, State::Ready);
    }
    if (m_sender)
        m_sender->cancel(); // ends with haveFailed()
}

int StagedReview::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int StagedReview::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StagedReview::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = *m_rows[size_t(index.row())];
    if (role == Qt::CheckStateRole && index.column() == Resource)
        return row.checked ? Qt::Checked : Qt::Unchecked;
    if (role == StateRole)
        return QVariant::fromValue(row.state);
    if (role == ResourceTableModel::RendererRole)
        return index.column() == Id ? u"id"_s : QString();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return {};
    QString text;
    switch (index.column()) {
    case Resource:
        text = row.type ? row.type->name : row.stored.resource;
        break;
    case Id:
        text = row.stored.isNew
                   ? tr("new: %1").arg(row.requests ? row.requests->idOf(row.stored.edited.root())
                                                    : QString())
                   : row.stored.id;
        break;
    case Request:
        text = row.request;
        break;
    case Changes:
        text = row.stored.isNew ? tr("all of it")
                                : tr("%n change(s)", nullptr, row.draft->changeCount());
        break;
    case Result:
        text = sentenceAt(index.row());
        break;
    default:
        break;
    }
    return role == Qt::ToolTipRole ? text.toHtmlEscaped() : text;
}

bool StagedReview::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Resource)
        return false;
    setChecked(index.row(), value.value<Qt::CheckState>() == Qt::Checked);
    return true;
}

Qt::ItemFlags StagedReview::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return flags;
    const State state = stateAt(index.row());
    if (index.column() == Resource && !m_running &&
        (state == State::Ready || state == State::Failed))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant StagedReview::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Resource:
        return tr("Resource");
    case Id:
        return tr("Id");
    case Request:
        return tr("Request");
    case Changes:
        return tr("Changes");
    case Result:
        return tr("Result");
    default:
        return {};
    }
}

} // namespace models
