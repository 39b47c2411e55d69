// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchEntriesModel.h"

#include "models/SchemaTools.h"

#include <QMimeData>
#include <QtConcurrentRun>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace models {

namespace {

constexpr auto mimeType = "application/x-iotcomms-operation"_L1;
// More are looked at in another thread.
constexpr qsizetype fewEntries = 200;
constexpr qsizetype smallDocument = 200'000;
constexpr qsizetype maximumCell = 300;

QString elided(const QString &text)
{
    return text.size() <= maximumCell ? text : text.left(maximumCell - 1) + u'…';
}

QString textAfter(const PatchEffects &source, int count)
{
    const json::Document document = source.documentAfter(count);
    const json::Value root = document.root();
    if (!root)
        return {};
    return QString::fromStdString(
        source.reveals ? root.serialize(json::Style::Pretty)
                       : serializeMasked(root, source.schema.get(), {}, json::Style::Pretty));
}

json::Pointer pointerOf(const QString &text)
{
    return json::Pointer::parse(text.toStdString()).value_or(json::Pointer());
}

// Escaped inside an element of our own, so that Qt never guesses whether it is markup.
QString asToolTip(const QString &text)
{
    return text.isEmpty() ? QString()
                          : u"<span style=\"white-space: pre-wrap\">%1</span>"_s.arg(
                                text.left(20'000).toHtmlEscaped());
}

} // namespace

PatchEntriesModel::PatchEntriesModel(ResourceDraft *draft, QObject *parent)
    : QAbstractTableModel(parent)
    , m_draft(draft)
    , m_entries(draft->operations())
{
    connect(draft, &ResourceDraft::reset, this, [this] {
        m_step = -1;
        m_reveals = false;
        Q_EMIT draftReplaced();
        update();
    });
    connect(draft, &ResourceDraft::changed, this, &PatchEntriesModel::update);
    updateEffects();
}

PatchEntriesModel::~PatchEntriesModel() = default;

void PatchEntriesModel::update()
{
    const QList<PatchEntry> entries = m_draft->operations();
    const int before = int(m_entries.size());
    const int now = int(entries.size());
    m_secrets.clear();
    if (before > now) {
        beginRemoveRows({}, now, before - 1);
        m_entries = entries;
        m_effects.resize(std::min<qsizetype>(m_effects.size(), now));
        endRemoveRows();
    } else if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_entries = entries;
        endInsertRows();
    } else {
        m_entries = entries;
    }
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(now - 1, ColumnCount - 1));
    updateEffects();
    if (m_step > now)
        m_step = -1;
    Q_EMIT stepChanged();
}

PatchEffects PatchEntriesModel::effectsSource() const
{
    return {.base = m_draft->base(),
            .entries = m_entries,
            .schema = m_draft->schema(),
            .isTemplate = m_draft->isTemplate(),
            .reveals = m_reveals};
}

// What it was stays until it is known what it is.
void PatchEntriesModel::updateEffects()
{
    ++m_generation;
    const PatchEffects source = effectsSource();
    if (!isLarge()) {
        haveEffects(source.all(), m_generation);
        return;
    }
    QtConcurrent::run([source] {
        return source.all();
    }).then(this, [this, generation = m_generation](const QList<PatchEffect> &effects) {
        haveEffects(effects, generation);
    });
}

void PatchEntriesModel::haveEffects(const QList<PatchEffect> &effects, quint64 generation)
{
    if (generation != m_generation)
        return;
    m_effects = effects;
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT effectsChanged();
}

int PatchEntriesModel::insert(int row, const PatchEntry &entry)
{
    QList<PatchEntry> entries = m_draft->operations();
    const int at = row < 0 ? int(entries.size()) : std::min(row, int(entries.size()));
    entries.insert(at, entry);
    m_draft->setOperations(entries);
    return at;
}

void PatchEntriesModel::remove(QList<int> rows)
{
    std::ranges::sort(rows, std::greater());
    QList<PatchEntry> entries = m_draft->operations();
    for (const int row : rows) {
        if (row >= 0 && row < entries.size())
            entries.removeAt(row);
    }
    m_draft->setOperations(entries);
}

int PatchEntriesModel::duplicate(int row)
{
    if (row < 0 || row >= rowCount())
        return -1;
    PatchEntry copy = entry(row);
    copy.derived = false;
    return insert(row + 1, copy);
}

bool PatchEntriesModel::move(int from, int to)
{
    QList<PatchEntry> entries = m_draft->operations();
    const auto isRow = [&](int row) { return row >= 0 && row < entries.size(); };
    if (!isRow(from) || !isRow(to) || from == to)
        return false;
    entries.move(from, to);
    entries[from].derived = false; // the order is a person's now
    entries[to].derived = false;
    m_draft->setOperations(entries);
    return true;
}

int PatchEntriesModel::addTests(const QList<int> &rows)
{
    QList<PatchEntry> entries = m_draft->operations();
    QList<PatchEntry> tests;
    const auto isTested = [](const QList<PatchEntry> &in, const QString &path) {
        return std::ranges::any_of(in, [&](const PatchEntry &entry) {
            return entry.kind == json::PatchOp::Test && entry.enabled && entry.path == path;
        });
    };
    for (int row = 0; row < entries.size(); ++row) {
        const PatchEntry &entry = entries.at(row);
        if (!rows.isEmpty() && !rows.contains(row))
            continue;
        for (const QString &path : {entry.from, entry.path}) {
            const json::Value seen =
                path.isEmpty() ? json::Value() : pointerOf(path).resolve(m_draft->base().root());
            if (seen && !isTested(entries, path) && !isTested(tests, path)) {
                tests.append({.kind = json::PatchOp::Test,
                              .path = path,
                              .from = {},
                              .value = QString::fromStdString(seen.serialize())});
            }
        }
    }
    if (!tests.isEmpty())
        m_draft->setOperations(tests + entries);
    return int(tests.size());
}

int PatchEntriesModel::step() const
{
    return m_step < 0 ? rowCount() : m_step;
}

void PatchEntriesModel::setStep(int step)
{
    const int bounded = std::clamp(step, 0, rowCount());
    m_step = bounded == rowCount() ? -1 : bounded;
    if (!m_entries.isEmpty())
        Q_EMIT dataChanged(index(0, Number), index(rowCount() - 1, Number));
    Q_EMIT stepChanged();
}

json::Document PatchEntriesModel::documentBefore(int row) const
{
    return effectsSource().documentAfter(row);
}

QString PatchEntriesModel::documentText() const
{
    return textAfter(effectsSource(), step());
}

void PatchEntriesModel::askDocumentText()
{
    ++m_documentGeneration;
    if (!isLarge()) {
        Q_EMIT documentReady(documentText());
        return;
    }
    QtConcurrent::run([source = effectsSource(), count = step()] {
        return textAfter(source, count);
    }).then(this, [this, generation = m_documentGeneration](const QString &text) {
        if (generation == m_documentGeneration)
            Q_EMIT documentReady(text);
    });
}

bool PatchEntriesModel::isLarge() const
{
    return m_entries.size() > fewEntries || m_draft->baseBytes() > smallDocument;
}

void PatchEntriesModel::setReveals(bool reveals)
{
    if (m_reveals == reveals)
        return;
    m_reveals = reveals;
    updateEffects();
    Q_EMIT stepChanged();
}

bool PatchEntriesModel::isSecret(int row) const
{
    const auto known = m_secrets.constFind(row);
    return known != m_secrets.cend() ? *known : *m_secrets.insert(row, hasSecret(entry(row)));
}

bool PatchEntriesModel::hasSecret(const PatchEntry &of) const
{
    const json::Pointer path = pointerOf(of.path);
    const auto value = json::Document::parse(of.value.toStdString());
    const std::string name = path.isRoot() ? std::string() : path.tokens().back();
    const api::Schema *schema = schemaAt(m_draft->schema().get(), path);
    if (!value) // half typed
        return models::isSecret(schema, name);
    return serializeMasked(value->root(), schema, name) != value->serialize();
}

QList<PointerCompletion> PatchEntriesModel::pathChoices(int row, Column column,
                                                        const QString &typed) const
{
    const json::PatchOp kind = entry(row).kind;
    const bool missingToo = column == Path && (kind == json::PatchOp::Add || json::needsFrom(kind));
    return PointerCompletion::at(typed, documentBefore(row), m_draft->schema().get(), missingToo);
}

QStringList PatchEntriesModel::choices(int row) const
{
    return valueChoices(pointerOf(entry(row).path), m_draft->schema().get());
}

int PatchEntriesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int PatchEntriesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString PatchEntriesModel::cellText(const QModelIndex &index) const
{
    const PatchEntry &entry = m_entries.at(index.row());
    switch (index.column()) {
    case Number:
        return QString::number(index.row() + 1);
    case Kind:
        return QString::fromUtf8(json::name(entry.kind));
    case Path:
        return entry.path;
    case From:
        return json::needsFrom(entry.kind) ? entry.from : QString();
    case Value:
        if (!json::needsValue(entry.kind))
            return {};
        return !m_reveals && isSecret(index.row()) ? mask() : entry.value;
    default:
        return m_effects.value(index.row()).text;
    }
}

QVariant PatchEntriesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PatchEntry &entry = m_entries.at(index.row());
    const bool isNumber = index.column() == Number;
    switch (role) {
    case Qt::DisplayRole:
        return elided(cellText(index));
    case Qt::EditRole:
        return cellText(index);
    case Qt::ToolTipRole:
        return asToolTip(cellText(index));
    case Qt::CheckStateRole:
        return isNumber ? QVariant(entry.enabled ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::AccessibleTextRole:
        return isNumber ? tr("Operation %1, %2")
                              .arg(index.row() + 1)
                              .arg(entry.enabled ? tr("switched on") : tr("switched off"))
                        : cellText(index);
    case StateRole:
        return int(m_effects.value(index.row()).state);
    case DerivedRole:
        return entry.derived;
    case ReachedRole:
        return index.row() < step();
    default:
        return {};
    }
}

bool PatchEntriesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || m_readOnly)
        return false;
    QList<PatchEntry> entries = m_draft->operations();
    PatchEntry &entry = entries[index.row()];
    const QString text = value.toString();
    if (role == Qt::CheckStateRole && index.column() == Number)
        entry.enabled = value.value<Qt::CheckState>() == Qt::Checked;
    else if (role != Qt::EditRole || !isEditable(index))
        return false;
    else if (index.column() == Kind)
        entry.kind = json::patchOpNamed(text.toStdString()).value_or(entry.kind);
    else if (index.column() == Path)
        entry.path = text;
    else if (index.column() == From)
        entry.from = text;
    else
        entry.value =
            valueFromTyped(text, pointerOf(entry.path), m_draft->base(), m_draft->schema().get());
    if (entry == m_entries.at(index.row()))
        return true;
    const json::Pointer path = pointerOf(entry.path);
    const bool needsOne = role == Qt::EditRole && index.column() != Value &&
                          json::needsValue(entry.kind) && entry.value.trimmed().isEmpty();
    if (needsOne && !path.isRoot())
        entry.value = suggestedValue(path, documentBefore(index.row()), m_draft->schema().get());
    entry.derived = false;
    m_draft->setOperations(entries);
    return true;
}

bool PatchEntriesModel::isEditable(const QModelIndex &index) const
{
    const PatchEntry &entry = m_entries.at(index.row());
    switch (index.column()) {
    case Kind:
    case Path:
        return true;
    case From:
        return json::needsFrom(entry.kind);
    case Value:
        return json::needsValue(entry.kind) && (m_reveals || !isSecret(index.row()));
    default:
        return false;
    }
}

Qt::ItemFlags PatchEntriesModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (m_readOnly)
        return flags;
    if (!index.isValid())
        return flags | Qt::ItemIsDropEnabled;
    flags |= Qt::ItemIsDragEnabled;
    if (index.column() == Number)
        flags |= Qt::ItemIsUserCheckable;
    if (isEditable(index))
        flags |= Qt::ItemIsEditable;
    return flags;
}

QStringList PatchEntriesModel::mimeTypes() const
{
    return {mimeType};
}

QMimeData *PatchEntriesModel::mimeData(const QModelIndexList &indexes) const
{
    auto data = std::make_unique<QMimeData>();
    if (!indexes.isEmpty())
        data->setData(mimeType, QByteArray::number(indexes.first().row()));
    return data.release();
}

// False in any case: the view would take the row away that was dragged.
bool PatchEntriesModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row,
                                     int /*column*/, const QModelIndex &parent)
{
    if (m_readOnly || action != Qt::MoveAction || !data->hasFormat(mimeType))
        return false;
    const int from = data->data(mimeType).toInt();
    int before = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    if (before > from)
        --before; // it leaves its own place
    if (move(from, before))
        Q_EMIT moved(before);
    return false;
}

QVariant PatchEntriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Number:
        return tr("No.");
    case Kind:
        return tr("Kind");
    case Path:
        return tr("Path");
    case From:
        return tr("From");
    case Value:
        return tr("Value");
    case Effect:
        return tr("Effect");
    default:
        return {};
    }
}

} // namespace models
