// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FormModel.h"

#include "models/NewResource.h"
#include "models/SchemaTools.h"
#include "models/ViolationText.h"

#include <QRegularExpression>
#include <QScopedValueRollback>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

QString keyOf(const json::Pointer &pointer)
{
    return QString::fromStdString(pointer.toString());
}

bool sameFields(const QList<FormField> &left, const QList<FormField> &right)
{
    return std::ranges::equal(left, right, [](const FormField &a, const FormField &b) {
        return a.pointer == b.pointer && a.kind == b.kind && a.group == b.group &&
               a.readOnly == b.readOnly && a.label == b.label && a.entry == b.entry;
    });
}

QString wordFor(const QString &part, bool first)
{
    static const QSet<QString> acronyms{u"id"_s,  u"cli"_s, u"mac"_s,  u"sip"_s,  u"url"_s,
                                        u"ip"_s,  u"api"_s, u"uri"_s,  u"rest"_s, u"http"_s,
                                        u"tls"_s, u"dns"_s, u"dtmf"_s, u"jwt"_s,  u"ivr"_s};
    const QString lower = part.toLower();
    if (acronyms.contains(lower))
        return lower.toUpper();
    if (lower.endsWith(u's') && acronyms.contains(lower.chopped(1)))
        return lower.chopped(1).toUpper() + u's';
    // An unknown run of capitals is an acronym too.
    const bool shouted = part.size() > 1 && part == part.toUpper();
    QString word = shouted ? part : lower;
    if (first)
        word[0] = word[0].toUpper();
    return word;
}

} // namespace

QString FormModel::labelFor(const QString &name)
{
    const QString shown = name.left(200);
    // A name with signs in it says more as it is.
    static const QRegularExpression plain(u"\\A[\\p{L}\\p{N}\\s._-]*\\z"_s);
    if (!plain.match(shown).hasMatch())
        return shown;
    // Words begin at a capital after a small letter, at the last capital of a run, and at digits.
    static const QRegularExpression parts(
        u"(?:ID|IP|URL|URI|API)s(?![a-z])|\\p{Lu}+(?=\\p{Lu}\\p{Ll})|\\p{Lu}?\\p{Ll}+|\\p{Lu}+|"
        "\\p{N}+|\\p{L}+"_s);
    QStringList words;
    auto matches = parts.globalMatch(shown);
    while (matches.hasNext())
        words.append(wordFor(matches.next().captured(), words.isEmpty()));
    return words.isEmpty() ? shown : words.join(u' ');
}

FormModel::FormModel(ResourceDraft *draft, QObject *parent)
    : QObject(parent)
    , m_draft(draft)
{
    connect(draft, &ResourceDraft::reset, this, &FormModel::rebuild);
    connect(draft, &ResourceDraft::changed, this, [this] {
        if (!m_editing)
            refresh(false);
    });
    rebuild();
}

QString FormModel::path() const
{
    return (m_draft->isEmpty() ? u'-' : m_draft->isNew() ? u'+' : u'=') + m_draft->id();
}

void FormModel::rebuild()
{
    m_typed.clear();
    m_checked.clear();
    takeUnfinished();
    // A new draft has no name of its own, and another one of the same kind is another set.
    if (m_path != path() || m_draft->isNew())
        m_path.clear();
    refresh(false);
}

// What was typed into fields before, and did not fit, is there again with its error.
void FormModel::takeUnfinished()
{
    if (m_draft->unfinishedFields().isEmpty())
        return;
    for (const FormField &field : formFieldsOf(*m_draft).fields) {
        const auto text = m_draft->unfinishedFields().constFind(keyOf(field.pointer));
        if (text == m_draft->unfinishedFields().cend())
            continue;
        const auto value = valueFromTyped(field, schemaAt(m_draft->schema().get(), field.pointer),
                                          field.pointer.resolve(m_draft->base().root()), *text);
        if (!value)
            m_typed.insert(
                keyOf(field.pointer),
                {.text = *text, .error = value.error(), .valueThen = valueOf(field.pointer)});
    }
}

void FormModel::refresh(bool editing)
{
    QList<json::Pointer> keep;
    if (editing) {
        for (const FormField &field : m_fields) {
            if (!field.known)
                keep.append(field.pointer);
        }
    }
    FormFields next = formFieldsOf(*m_draft, keep);
    keepWhatIsTyped(next.fields, editing);
    dropUnseen(next.fields);
    markViolations(next.fields);
    m_leftOut = next.leftOut;

    if (m_path != path() || !sameFields(m_fields, next.fields)) {
        m_path = path();
        m_fields = next.fields;
        Q_EMIT reset();
        return;
    }
    for (int i = 0; i < m_fields.size(); ++i) {
        if (m_fields.at(i) != next.fields.at(i)) {
            m_fields[i] = next.fields.at(i);
            Q_EMIT fieldChanged(i);
        }
    }
}

void FormModel::keepWhatIsTyped(QList<FormField> &fields, bool editing)
{
    for (int i = 0; i < fields.size(); ++i) {
        FormField &field = fields[i];
        // A kind that follows the value must not swap the editor under the typing hands.
        if (editing && i < m_fields.size() && m_fields.at(i).pointer == field.pointer &&
            m_fields.at(i).kind != field.kind) {
            field.kind = m_fields.at(i).kind;
            field.text = fieldText(field.pointer.resolve(m_draft->edited().root()), field.kind);
        }
        if (editing && !field.known && i < m_fields.size() &&
            m_fields.at(i).pointer == field.pointer)
            field.group = m_fields.at(i).group;
        const auto typed = m_typed.constFind(keyOf(field.pointer));
        if (typed == m_typed.constEnd())
            continue;
        const bool isDropped =
            !typed->error.isEmpty() && !m_draft->unfinishedFields().contains(keyOf(field.pointer));
        if (!isDropped && typed->valueThen == valueOf(field.pointer)) {
            field.text = typed->text;
            field.error = typed->error;
        } else {
            m_typed.erase(typed);
            m_draft->setUnfinishedField(keyOf(field.pointer), std::nullopt);
        }
    }
}

// What is unfinished keeps the draft from being sent: it must be seen somewhere, with its error.
// Its field may be gone, with an entry of a list or by an edit of the JSON text.
void FormModel::dropUnseen(const QList<FormField> &fields)
{
    const UnfinishedFields unfinished = m_draft->unfinishedFields();
    for (auto it = unfinished.cbegin(); it != unfinished.cend(); ++it) {
        const bool isSeen = m_typed.contains(it.key()) &&
                            std::ranges::any_of(fields, [&it](const FormField &field) {
                                return keyOf(field.pointer) == it.key();
                            });
        if (!isSeen) {
            m_typed.remove(it.key());
            m_draft->setUnfinishedField(it.key(), std::nullopt);
        }
    }
}

void FormModel::markViolations(QList<FormField> &fields) const
{
    if (m_checked.isEmpty())
        return;
    QHash<QString, const api::SchemaViolation *> found;
    const QList<api::SchemaViolation> violations = m_draft->violations();
    for (const api::SchemaViolation &violation : violations) {
        // The entries of a list have no field of their own.
        QString owner = violation.pointer;
        while (!owner.isEmpty() && !m_checked.contains(owner))
            owner.truncate(owner.lastIndexOf(u'/'));
        if (!owner.isEmpty() && !found.contains(owner))
            found.insert(owner, &violation);
    }
    for (FormField &field : fields) {
        const api::SchemaViolation *violation = found.value(keyOf(field.pointer));
        if (!violation || !field.error.isEmpty())
            continue;
        const ViolationText text = inWords(*violation, *m_draft);
        field.error = text.sentence;
        field.errorDetails = text.details;
    }
}

void FormModel::setValueSource(std::function<QStringList(const QString &property)> source)
{
    m_values = std::move(source);
}

QStringList FormModel::suggestions(int field) const
{
    if (field < 0 || field >= m_fields.size())
        return {};
    const FormField &of = m_fields.at(field);
    QStringList values = of.choices;
    if (!m_values || of.choicesAreClosed || of.kind != FormField::Kind::Choice)
        return values;
    QStringList names;
    for (const std::string &token : of.pointer.tokens())
        names.append(QString::fromStdString(token));
    for (const QString &value : m_values(names.join(u'.'))) {
        if (!value.isEmpty() && !values.contains(value))
            values.append(value);
    }
    return values;
}

void FormModel::setText(int field, const QString &text)
{
    if (field < 0 || field >= m_fields.size() || m_fields.at(field).readOnly)
        return;
    const FormField before = m_fields.at(field);
    if (before.text == text && before.present)
        return;
    const auto value = valueFromTyped(before, schemaAt(m_draft->schema().get(), before.pointer),
                                      before.pointer.resolve(m_draft->base().root()), text);
    Typed typed{.text = text, .error = {}, .valueThen = {}};
    {
        const QScopedValueRollback editing(m_editing, true);
        if (!value) {
            typed.error = value.error();
        } else if (*value) {
            const auto set = m_draft->setValue(before.pointer, QString::fromStdString(**value));
            if (!set)
                typed.error = set.error();
        } else {
            removeTidily(before.pointer);
        }
    }
    typed.valueThen = valueOf(before.pointer);
    m_draft->setUnfinishedField(keyOf(before.pointer),
                                typed.error.isEmpty() ? std::nullopt : std::optional(text));
    m_typed.insert(keyOf(before.pointer), typed);
    refresh(true);
}

void FormModel::leaveField(int field)
{
    if (field < 0 || field >= m_fields.size() || m_fields.at(field).readOnly)
        return;
    m_checked.insert(keyOf(m_fields.at(field).pointer));
    refresh(true);
}

void FormModel::checkAll()
{
    for (const FormField &field : std::as_const(m_fields)) {
        if (!field.readOnly)
            m_checked.insert(keyOf(field.pointer));
    }
    refresh(true);
}

void FormModel::clearField(int field)
{
    if (field < 0 || field >= m_fields.size() || m_fields.at(field).readOnly)
        return;
    const json::Pointer pointer = m_fields.at(field).pointer;
    m_typed.remove(keyOf(pointer));
    m_draft->setUnfinishedField(keyOf(pointer), std::nullopt);
    m_checked.insert(keyOf(pointer));
    {
        const QScopedValueRollback editing(m_editing, true);
        removeTidily(pointer);
    }
    refresh(true);
}

void FormModel::revertField(int field)
{
    if (field < 0 || field >= m_fields.size())
        return;
    const json::Pointer pointer = m_fields.at(field).pointer;
    m_typed.remove(keyOf(pointer));
    m_draft->setUnfinishedField(keyOf(pointer), std::nullopt);
    m_checked.remove(keyOf(pointer));
    {
        const QScopedValueRollback editing(m_editing, true);
        const json::Value base = pointer.resolve(m_draft->base().root());
        if (base)
            (void)m_draft->setValue(pointer, QString::fromStdString(base.serialize()));
        else
            removeTidily(pointer);
    }
    refresh(true);
}

int FormModel::addEntry(int field)
{
    if (field < 0 || field >= m_fields.size() || m_fields.at(field).readOnly ||
        m_fields.at(field).kind != FormField::Kind::Entries)
        return -1;
    const json::Pointer list = m_fields.at(field).pointer;
    const api::Schema *schema = schemaAt(m_draft->schema().get(), list);
    const QString entry =
        QString::fromStdString(defaultsOf(schema ? schema->items : nullptr).serialize());
    {
        const QScopedValueRollback editing(m_editing, true);
        if (list.resolve(m_draft->edited().root()).isArray())
            (void)m_draft->setValue(list.child("-"), entry);
        else
            (void)m_draft->setValue(list, u'[' + entry + u']');
    }
    refresh(false);
    int last = -1;
    for (int i = 0; i < m_fields.size(); ++i) {
        const json::Pointer &begins = m_fields.at(i).entry;
        if (!begins.isRoot() && begins.parent() == list)
            last = i;
    }
    return last;
}

void FormModel::removeEntry(int field)
{
    if (field < 0 || field >= m_fields.size() || m_fields.at(field).entry.isRoot())
        return;
    const json::Pointer entry = m_fields.at(field).entry;
    const json::Pointer list = entry.parent();
    // The entries behind it move up: what was typed into them would be in the wrong place.
    forget(list);
    {
        const QScopedValueRollback editing(m_editing, true);
        (void)m_draft->removeValue(entry);
        if (list.resolve(m_draft->edited().root()).size() == 0 &&
            !list.resolve(m_draft->base().root()))
            removeTidily(list);
    }
    refresh(false);
}

void FormModel::forget(const json::Pointer &pointer)
{
    const QString below = keyOf(pointer) + u'/';
    const auto isBelow = [&](const QString &key) { return key.startsWith(below); };
    m_checked.removeIf(isBelow);
    m_typed.removeIf([&](QHash<QString, Typed>::iterator typed) { return isBelow(typed.key()); });
}

void FormModel::removeTidily(const json::Pointer &pointer)
{
    if (!pointer.resolve(m_draft->edited().root()))
        return;
    // A parent that was only made for this member goes with it.
    json::Pointer top = pointer;
    while (!top.parent().isRoot()) {
        const json::Pointer parent = top.parent();
        // An entry of a list stays until it is removed as a whole.
        if (parent.parent().resolve(m_draft->edited().root()).isArray() ||
            parent.resolve(m_draft->base().root()) ||
            parent.resolve(m_draft->edited().root()).size() > 1)
            break;
        top = parent;
    }
    (void)m_draft->removeValue(top);
}

bool FormModel::hasErrors() const
{
    return std::ranges::any_of(m_fields,
                               [](const FormField &field) { return !field.error.isEmpty(); });
}

std::string FormModel::valueOf(const json::Pointer &pointer) const
{
    const json::Value value = pointer.resolve(m_draft->edited().root());
    return value ? value.serialize() : std::string();
}

} // namespace models
