// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Session.h"
#include "models/BodyCheck.h"
#include "models/BodyCompletion.h"
#include "models/PairsModel.h"
#include "models/ReplyContent.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace models {

/// What the Request page decides: a request as it is being written, what the catalogue knows of it,
/// whether it can be sent, and its reply. The token is the session's, and never written here.
class RequestBench : public QObject
{
    Q_OBJECT

public:
    enum class Token { Current, Fresh };
    enum class Level { Info, Warn, Bad };
    struct Note
    {
        Level level = Level::Info;
        QString text; ///< a sentence
    };
    /// Exactly what would be sent.
    struct Preview
    {
        QString method, url, body;
    };

    /// What was typed, to have it again.
    struct Draft
    {
        api::SavedRequest request;
        QList<api::NamedValue> variables;
        bool cutOff = false;       ///< the history kept only the beginning of the body
        bool methodChosen = false; ///< by a person
    };

    /// @p session outlives the bench.
    explicit RequestBench(api::Session *session, QObject *parent = nullptr);
    ~RequestBench() override;

    api::SavedRequest typed() const;
    /// Chosen by a person: choose() leaves it alone where the path knows it.
    void setMethod(const QByteArray &method);
    void setPath(const QString &path);
    /// A query, a host or a fragment in the path goes where it belongs. Call when it is typed.
    void settlePath();
    void setBody(const QByteArray &body);
    PairsModel &query() { return m_query; }
    PairsModel &headers() { return m_headers; }
    /// Those that the request names, each with its value; the session's own need none.
    PairsModel &variables() { return m_variables; }
    const QByteArray &method() const { return m_method; }
    const QString &path() const { return m_path; }
    const QByteArray &body() const { return m_body; }
    bool bodyIsText() const;

    /// Another request. One that is on its way goes on, and its reply is left to the history; one
    /// that was typed and neither sent nor saved is put aside.
    void load(const api::SavedRequest &request, const QList<api::NamedValue> &variables = {});
    /// One of the history, whole; see cutOff().
    void load(const api::HistoryEntry &entry);
    Draft draft() const;
    void load(const Draft &draft);
    /// What was put aside by the last load(); nothing when nothing was lost.
    const std::optional<Draft> &putAside() const { return m_putAside; }
    void bringBack();
    void keepAside(const std::optional<Draft> &draft) { m_putAside = draft; }
    /// What is typed is kept elsewhere, or nobody needs it again: it is not put aside.
    void setKept(bool kept = true) { m_kept = kept ? typed() : api::SavedRequest(); }

    /// An operation of the catalogue, by its number there. Another method than before is said.
    void choose(qsizetype operation);
    /// The session has another catalogue: what it knows of the request is looked up again.
    void followCatalogue() { refresh(); }

    /// What the catalogue knows of this method and path; null: nothing.
    const api::Operation *operation() const { return m_operation; }
    api::SchemaPtr bodySchema() const;
    /// What is said of the request before it is sent: those of level Bad keep it from being sent.
    const QList<Note> &notes() const { return m_notes; }
    /// The body's own: line (from 1) of its first mistake, 0 for none, and a sentence.
    int bodyErrorLine() const { return m_bodyCheck.findings().errorLine; }
    QString bodyNote() const { return m_bodyCheck.findings().note; }
    BodyCompletion completionAt(const QString &text, qsizetype position) const;
    bool canSend() const;
    /// The profile's safety level wants it looked at before it is sent.
    bool needsReview() const;
    Preview preview() const;
    api::Request request() const; ///< as it would be handed to the queue

    void send(Token token = Token::Current);
    void cancel();
    bool isSending() const { return m_call || m_waiting; }
    QString progress() const { return m_progress; } ///< "Waiting for 2 s: ..."; may be empty
    ReplyContent &reply() { return m_reply; }

Q_SIGNALS:
    void loaded();  ///< everything is another request: editors take it over
    void changed(); ///< notes, operation, preview
    void sendingChanged();
    void said(const QString &sentence);

private:
    void refresh();
    void checkBody();
    void replace(const Draft &draft);
    void noteOperation();
    QHash<QString, QString> values() const;
    void letGo();
    void dispatch();
    void showRetry(int milliseconds, const QString &reason);
    void finish(const api::Result &result);
    void add(Level level, const QString &text) { m_notes.append({level, text}); }

    api::Session *m_session;
    QByteArray m_method = "GET";
    QString m_path;
    QByteArray m_body;
    PairsModel m_query;
    PairsModel m_headers;
    PairsModel m_variables;
    const api::Operation *m_operation = nullptr;
    QList<Note> m_notes;
    BodyCheck m_bodyCheck;
    bool m_loading = false;
    bool m_cutOff = false;
    bool m_methodChosen = false;
    api::SavedRequest m_kept; // is in the history, among the saved ones, or was never typed
    std::optional<Draft> m_putAside;
    bool m_waiting = false; // for the key
    Token m_token = Token::Current;
    api::Request m_wanted; // by send(), until it is handed to the queue
    api::Request m_sent;   // the one that an answer is waited for
    QString m_progress;
    QPointer<api::Call> m_call;
    quint64 m_generation = 0;
    ReplyContent m_reply;
};

} // namespace models
