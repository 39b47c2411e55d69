// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/Schema.h"
#include "app/json/Document.h"
#include "models/ChangeSet.h"
#include "models/EditHistory.h"
#include "models/PatchText.h"
#include "models/UnfinishedText.h"

#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace models {

/// The staged edit of one resource: what it was, what it shall be, and the operations between
/// (ChangeSet). Form, JSON text and patch are views of this, with one undo for all.
class ResourceDraft : public QObject
{
    Q_OBJECT

public:
    explicit ResourceDraft(QObject *parent = nullptr);

    /// Forgets all edits. @p isNew: there is no resource yet, @p base is only a start ("{}" or a
    /// duplicate).
    void setBase(const QString &id, const json::Document &base, api::SchemaPtr schema,
                 bool isNew = false);
    /// A stored draft: its base and its edited state at once, with one reset().
    void restore(const QString &id, const json::Document &base, const json::Document &edited,
                 api::SchemaPtr schema, bool isNew = false,
                 const std::optional<UnfinishedText> &unfinished = {},
                 const UnfinishedFields &unfinishedFields = {},
                 const StagedOperations &operations = {});
    void restore(const ResourceDraft &other); ///< a copy, without its undo
    void clear();
    /// Which member holds the id: the form keeps it read-only on an existing resource, and leaves
    /// it out on a new one when the platform makes it. Kept by setBase() and clear().
    void setIdProperty(const QString &name, bool byPlatform);
    const QString &idProperty() const { return m_idProperty; }
    bool isIdByPlatform() const { return m_idByPlatform; }

    const QString &id() const { return m_id; }
    bool isNew() const { return m_isNew; }
    bool isEmpty() const { return !base(); } ///< nothing is open
    const json::Document &base() const { return m_set.base(); }
    qsizetype baseBytes() const { return m_baseBytes; } ///< how large that is as text
    /// The last valid state.
    const json::Document &edited() const { return m_set.edited(); }
    const api::SchemaPtr &schema() const { return m_schema; }

    /// Sets one member from JSON text; missing parents (and null ones) become objects. The error is
    /// a sentence.
    std::expected<void, QString> setValue(const json::Pointer &pointer, const QString &jsonText);
    /// An absent member is fine.
    std::expected<void, QString> removeValue(const json::Pointer &pointer);
    /// Takes a whole JSON text. When it is not JSON, not an object, names a member twice or is
    /// above maximumTextBytes, the error says where; edited() stays.
    std::expected<void, json::ParseError> setText(const QString &text);
    /// The same for a text that was made from @p origin: what differs from that is applied to
    /// edited(), and what has changed since stays. Where others changed the same member meanwhile,
    /// the edits stay on the older base and overtaken() is sent. A text with an error is kept as
    /// unfinished().
    std::expected<void, json::ParseError> setText(const QString &text, const TextOrigin &origin);
    /// edited() as pretty JSON.
    QString text() const;
    /// The same with every secret masked (SchemaTools.h): to look at, not to be taken back.
    QString maskedText() const;
    QString baseText(bool masked) const; ///< base() likewise
    /// maskedText() differs from text().
    bool hasSecrets() const;
    TextOrigin textOrigin() const { return {.base = base(), .edited = edited()}; }
    /// The last text that could not be taken; until one can, discard() or dropUnfinished().
    const std::optional<UnfinishedText> &unfinished() const { return m_unfinished; }
    void dropUnfinished();
    /// What a form field shows although it does not fit, until it does, or discard(). @p text: none
    /// takes it out.
    void setUnfinishedField(const QString &pointer, const std::optional<QString> &text);
    const UnfinishedFields &unfinishedFields() const { return m_unfinishedFields; }
    /// Something that would be lost: changes, own operations, or an unfinished text.
    bool isTouched() const;

    bool isChanged() const { return m_set.isChanged(); }
    int changeCount() const; ///< operations that change something, as tests do not
    /// What is sent: the enabled operations; none while one of them has a fault().
    const json::Patch &patch() const { return m_set.patch(); }

    /// The operations as they are listed.
    const QList<PatchEntry> &operations() const { return m_set.entries(); }
    /// Edits the list: what is in it is kept as it is, but for derived ones at its end. When it
    /// can't be applied there is a fault(), and edited() stays. @p key: see EditHistory::add().
    void setOperations(const QList<PatchEntry> &entries, const QString &key = {});
    /// All that are there, from a text; disabled ones stay. A text with an error is kept as
    /// unfinishedPatch().
    std::expected<void, PatchTextError> setPatchText(const QString &text);
    /// Puts the operations of a patch behind those that are there, as a person's own; placeholders
    /// are filled in from edited(), or stay in a template. The error is a sentence.
    std::expected<int, QString> addPatch(const QString &text);
    /// Those that are sent, as pretty JSON; with their placeholders.
    QString patchText() const { return textOf(m_set.entries()); }
    QString maskedPatchText() const;
    const std::optional<PatchFault> &fault() const { return m_set.fault(); }
    const std::optional<QString> &unfinishedPatch() const { return m_unfinishedPatch; }
    void dropUnfinishedPatch();
    /// Some operations are a person's own, and whether nothing but tests is left of them.
    bool hasOwnOperations() const { return m_set.hasOwn(); }
    bool hasOnlyTests() const { return !isChanged() && !patch().isEmpty(); }
    StagedOperations stagedOperations() const;
    /// See ChangeSet::setTemplate(); kept by setBase() and clear().
    void setTemplate(bool isTemplate);
    bool isTemplate() const { return m_set.isTemplate(); }

    bool canUndo() const;
    bool canRedo() const;
    void undo();
    void redo();
    void endStep() { m_history.endStep(); } ///< what is edited next is another step of undo
    /// What the platform's gateway takes at most in one request.
    static constexpr qsizetype maximumTextBytes = 10 * 1024 * 1024;
    void discard(); ///< back to base
    /// The platform has taken it: @p now becomes the base.
    void accept(const json::Document &now);
    /// The base was read again; edits are re-applied on it. False, and nothing changed, when both
    /// changed the same member differently.
    bool rebase(const json::Document &base);
    /// As rebase(), but where both changed a member the own edit stays.
    void rebaseKeepingOwn(const json::Document &base);
    /// As rebaseKeepingOwn(), but the members of these JSON Pointers become those of @p base.
    void rebaseTaking(const json::Document &base, const QSet<QString> &theirs);
    /// JSON Pointers of the members that rebase(@p base) would refuse.
    QStringList conflictsWith(const json::Document &base) const;

    /// What is wrong with edited(). Of an existing resource only what the edits brought: one that
    /// broke our schema before can still be changed elsewhere.
    QList<api::SchemaViolation> violations() const;

Q_SIGNALS:
    void reset();   ///< another resource, or none
    void changed(); ///< edited() is another document, or operations() another list
    void unfinishedChanged();
    /// See setText(): @p newest is the resource as the others left it.
    void overtaken(const json::Document &newest);

private:
    std::expected<json::Document, json::ParseError> parsed(const QString &text) const;
    void takeOnto(const TextOrigin &origin, const json::Document &typed);
    void setEdited(const json::Document &document, const QString &key);
    void haveEdited(const ChangeSet::State &before, const QString &key);
    void forgetSteps();
    std::expected<void, QString> applyOperation(std::string_view operation,
                                                const json::Pointer &pointer,
                                                const std::string &value);

    QString m_id;
    QString m_idProperty;
    bool m_idByPlatform = false;
    bool m_isNew = false;
    api::SchemaPtr m_schema;
    ChangeSet m_set;
    EditHistory m_history;
    qsizetype m_baseBytes = 0;
    std::optional<QString> m_unfinishedPatch;
    std::optional<UnfinishedText> m_unfinished;
    UnfinishedFields m_unfinishedFields;
};

} // namespace models
