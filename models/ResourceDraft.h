// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/api/Schema.h"
#include "app/json/Diff.h"
#include "app/json/Document.h"
#include "models/UnfinishedText.h"

#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <expected>
#include <optional>

namespace models {

/// The staged edit of one resource: what it was, what it shall be, and the patch between. Form,
/// JSON text and patch are views of this.
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
                 const UnfinishedFields &unfinishedFields = {});
    void clear();
    /// Which member holds the id: the form keeps it read-only on an existing resource, and leaves
    /// it out on a new one when the platform makes it. Kept by setBase() and clear().
    void setIdProperty(const QString &name, bool byPlatform);
    const QString &idProperty() const { return m_idProperty; }
    bool isIdByPlatform() const { return m_idByPlatform; }

    const QString &id() const { return m_id; }
    bool isNew() const { return m_isNew; }
    bool isEmpty() const { return !m_base; } ///< nothing is open
    const json::Document &base() const { return m_base; }
    /// The last valid state.
    const json::Document &edited() const { return m_edited; }
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
    /// maskedText() differs from text().
    bool hasSecrets() const;
    TextOrigin textOrigin() const { return {.base = m_base, .edited = m_edited}; }
    /// The last text that could not be taken; until one can, discard() or dropUnfinished().
    const std::optional<UnfinishedText> &unfinished() const { return m_unfinished; }
    void dropUnfinished();
    /// What a form field shows although it does not fit, until it does, or discard(). @p text: none
    /// takes it out.
    void setUnfinishedField(const QString &pointer, const std::optional<QString> &text);
    const UnfinishedFields &unfinishedFields() const { return m_unfinishedFields; }
    /// Something that would be lost: changes, or an unfinished text.
    bool isTouched() const { return isChanged() || m_unfinished || !m_unfinishedFields.isEmpty(); }

    bool isChanged() const { return !m_patch.isEmpty(); }
    int changeCount() const { return int(m_patch.operations().size()); }
    const json::Patch &patch() const { return m_patch; }
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
    void changed(); ///< edited() is another document
    void unfinishedChanged();
    /// See setText(): @p newest is the resource as the others left it.
    void overtaken(const json::Document &newest);

private:
    std::expected<json::Document, json::ParseError> parsed(const QString &text) const;
    void takeOnto(const TextOrigin &origin, const json::Document &typed);
    void setEdited(const json::Document &document);
    std::expected<void, QString> applyOperation(std::string_view operation,
                                                const json::Pointer &pointer,
                                                const std::string &value);

    QString m_id;
    QString m_idProperty;
    bool m_idByPlatform = false;
    bool m_isNew = false;
    json::Document m_base;
    json::Document m_edited;
    api::SchemaPtr m_schema;
    json::Patch m_patch;
    std::optional<UnfinishedText> m_unfinished;
    UnfinishedFields m_unfinishedFields;
};

} // namespace models
