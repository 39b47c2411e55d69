// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "models/RequestPreview.h"
#include "models/ResourceDraft.h"

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <expected>
#include <optional>

namespace models {

/// A command of the platform, filled in and sent: its parameters and body as one form.
class ActionForm : public QObject
{
    Q_OBJECT

public:
    ActionForm(api::Session *session, const api::Operation &operation, QObject *parent = nullptr);
    ~ActionForm() override;

    const api::Operation &operation() const { return m_operation; }
    QString title() const;
    /// What is done to whom, as it is filled in now: "Release door lock 1 at +46701740605". Without
    /// a row that its ids come from, only what is done.
    QString deed() const;
    /// It asks first: the command itself, or with the value that is chosen.
    bool isDestructive() const;
    /// What the form edits: parameters first, then the members of the body.
    ResourceDraft &draft() { return m_draft; }

    /// Sets what the catalogue fills from @p row; members that the row lacks stay. @p whom: what
    /// people call the row; it is said as long as the ids are those of the row.
    void fillFromRow(json::Value row, const QString &whom = {});
    /// Sets each field whose name occurs in a pasted JSON text, such as a callback's body, however
    /// deep; the names of those that were. The error is a sentence.
    std::expected<QStringList, QString> fillFromText(const QString &text);
    /// Sets a member (dotted) to a text.
    void set(const QString &member, const QString &text);

    /// Why it can't be sent, as a sentence; empty when it can.
    QString whyNotSend() const;
    /// What send() would send, secrets masked.
    RequestPreview preview() const;
    void send();
    void cancel();
    bool isSending() const { return !m_call.isNull(); }
    /// What the platform said beside "success", as JSON text; empty: nothing more.
    QString replyText() const { return m_replyText; }
    bool needsReview() const; ///< by the profile's safety level

Q_SIGNALS:
    void sendingChanged();
    void sent(const QString &sentence);
    void failed(const api::ApiError &error);

private:
    struct Field
    {
        QString member; ///< of the form
        QString name;   ///< of the parameter
        QString in;
    };
    void makeSchema();
    QString choice() const;
    bool isStillFilledFromRow() const;
    api::Request request() const;
    std::string bodyText() const;
    bool isBodyBare() const { return !m_bareMember.isEmpty(); }
    void haveResult(const api::Result &result);

    api::Session *m_session;
    const api::Operation m_operation;
    api::SchemaPtr m_schema;
    QList<Field> m_parameters;
    QString m_bareMember; // holds a body that is not an object
    ResourceDraft m_draft;
    QPointer<api::Call> m_call;
    QString m_replyText;
    QString m_whom;                              // the row that m_filled came from
    QList<QPair<QString, std::string>> m_filled; // member, and its value as JSON
    QString m_deed;                              // that is on its way
};

} // namespace models
