// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchEntriesModel.h"

#include "models/SchemaTools.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace models {

namespace {

// More are looked at in another thread.
constexpr qsizetype fewEntries = 200;
constexpr qsizetype smallDocument = 200'000;

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
    const api::SchemaPtr schema = m_draft->schema();
    if (!value) // half typed
        return isInSecret(schema.get(), path);
    return serializeMaskedAt(value->root(), schema.get(), path) != value->serialize();
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

} // namespace models
