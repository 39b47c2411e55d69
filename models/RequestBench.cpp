// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/RequestBench.h"

#include "app/api/TypedAddress.h"
#include "models/RawChange.h"
#include "models/RequestParts.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace models {

namespace {

bool changesThings(const QByteArray &method)
{
    return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

} // namespace

RequestBench::RequestBench(api::Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    for (PairsModel *pairs : {&m_query, &m_headers, &m_variables})
        connect(pairs, &PairsModel::edited, this, &RequestBench::refresh);
    connect(&m_bodyCheck, &BodyCheck::changed, this, &RequestBench::changed);
    connect(session, &api::Session::keyStateChanged, this, [this] {
        if (std::exchange(m_waiting, false))
            dispatch();
    });
    refresh();
}

RequestBench::~RequestBench()
{
    if (m_call) {
        m_call->disconnect(this);
        m_call->cancel();
    }
}

api::SavedRequest RequestBench::typed() const
{
    return {.method = m_method,
            .path = m_path,
            .query = m_query.pairs(),
            .headers = m_headers.pairs(),
            .body = m_body};
}

void RequestBench::setMethod(const QByteArray &method)
{
    m_methodChosen = true;
    if (m_method == method)
        return;
    m_method = method;
    refresh();
}

void RequestBench::setPath(const QString &path)
{
    if (m_path == path)
        return;
    m_path = path;
    refresh();
}

void RequestBench::settlePath()
{
    if (m_path.trimmed().isEmpty())
        return;
    const auto address = api::TypedAddress::of(m_path, m_session->profile().baseUrl);
    if (!address.otherHost.isEmpty() && !address.otherHost.startsWith(u'{')) {
        Q_EMIT said(
            tr("Requests go to the profile's host: %1 was left out.").arg(address.otherHost));
    }
    if (address.path == m_path && address.query.isEmpty())
        return;
    m_path = address.path;
    for (const api::NamedValue &item : address.query)
        m_query.setValue(item.name, item.value);
    refresh();
    Q_EMIT loaded();
}

void RequestBench::setBody(const QByteArray &body)
{
    if (m_body == body)
        return;
    m_body = body;
    m_cutOff = false;
    refresh();
}

bool RequestBench::bodyIsText() const
{
    return m_body.isValidUtf8() && !m_body.contains('\0');
}

void RequestBench::load(const api::SavedRequest &request, const QList<api::NamedValue> &variables)
{
    load(Draft{.request = request, .variables = variables});
}

void RequestBench::load(const api::HistoryEntry &entry)
{
    load(Draft{.request = savedRequestOf(entry),
               .variables = {},
               .cutOff = entry.requestBody.size() < entry.requestBytes});
    m_reply.setHistory(entry);
}

void RequestBench::load(const Draft &draft)
{
    const bool isEmpty = m_path.isEmpty() && m_body.isEmpty();
    m_putAside.reset();
    if (!isEmpty && typed() != m_kept)
        m_putAside = this->draft();
    replace(draft);
    m_kept = typed();
    Q_EMIT loaded();
}

RequestBench::Draft RequestBench::draft() const
{
    return {.request = typed(),
            .variables = m_variables.pairs(),
            .cutOff = m_cutOff,
            .methodChosen = m_methodChosen};
}

void RequestBench::bringBack()
{
    if (!m_putAside)
        return;
    replace(*std::exchange(m_putAside, std::nullopt)); // and is as unsaved as it was
    Q_EMIT loaded();
}

void RequestBench::replace(const Draft &draft)
{
    letGo();
    m_loading = true;
    m_method = draft.request.method;
    m_path = draft.request.path;
    m_body = draft.request.body;
    m_cutOff = draft.cutOff;
    m_methodChosen = draft.methodChosen;
    m_query.setPairs(draft.request.query);
    m_headers.setPairs(draft.request.headers);
    m_variables.setPairs(draft.variables);
    m_loading = false;
    refresh();
}

/// What is on its way is not this request any more: its reply is not shown beside another one. It
/// is not called back, either: nobody has asked for that.
void RequestBench::letGo()
{
    if (!isSending())
        return;
    Q_EMIT said(m_call ? tr("The reply to the earlier request will be in the history.")
                       : tr("The earlier request was not sent."));
    ++m_generation;
    m_waiting = false;
    m_call = nullptr;
    m_progress.clear();
    Q_EMIT sendingChanged();
}

void RequestBench::choose(qsizetype number)
{
    const QList<api::Operation> &all = m_session->catalogue().operations();
    if (number < 0 || number >= all.size())
        return;
    const api::Operation &operation = all.at(number);
    m_loading = true;
    m_path = api::expandPath(operation.path, m_session->pathValues());
    const QByteArray method = api::toByteArray(operation.method);
    const auto hasOurs = [&](const api::Operation &other) {
        return other.path == operation.path && api::toByteArray(other.method) == m_method;
    };
    if (method != m_method && !(m_methodChosen && std::ranges::any_of(all, hasOurs))) {
        m_method = method;
        Q_EMIT said(tr("The method is now %1, as of the chosen operation.")
                        .arg(QString::fromLatin1(method)));
    }
    for (const api::Parameter &parameter : operation.parameters) {
        if (parameter.in == u"query"_s && parameter.required && m_query.rowOf(parameter.name) < 0)
            m_query.add(parameter.name);
    }
    const bool takesJson = std::ranges::any_of(operation.requestBodies, [](const api::Body &body) {
        return body.mediaType.contains("json"_L1);
    });
    if (!operation.requestBodies.isEmpty() && !takesJson)
        m_headers.setValue(u"Content-Type"_s, operation.requestBodies.first().mediaType);
    m_loading = false;
    refresh();
    Q_EMIT loaded();
}

QHash<QString, QString> RequestBench::values() const
{
    QHash<QString, QString> values = m_session->pathValues();
    for (const api::NamedValue &pair : m_variables.pairs()) {
        if (pair.enabled && !pair.value.isEmpty())
            values.insert(pair.name, pair.value);
    }
    return values;
}

api::SchemaPtr RequestBench::bodySchema() const
{
    if (!m_operation)
        return {};
    for (const api::Body &body : m_operation->requestBodies) {
        if (body.mediaType.contains("json"_L1))
            return body.schema;
    }
    return {};
}

void RequestBench::refresh()
{
    if (m_loading)
        return;
    m_loading = true; // what follows changes the variables
    const QHash<QString, QString> known = m_session->pathValues();
    for (const QString &name : api::variableNames(typed())) {
        if (!known.contains(name) && m_variables.rowOf(name) < 0)
            m_variables.add(name);
    }
    m_loading = false;

    m_notes.clear();
    m_operation = nullptr;
    const api::Request now = request();
    if (const auto match = m_session->catalogue().match(now.method, now.path))
        m_operation = match->operation;
    for (const QString &problem : problemsOf(typed(), values()))
        add(Level::Bad, problem);
    noteOperation();
    checkBody();
    if (m_cutOff) {
        add(Level::Bad, tr("Only the first %1 of the body were kept in the history: put the whole "
                           "body in.")
                            .arg(QLocale().formattedDataSize(m_body.size())));
    }
    Q_EMIT changed();
}

void RequestBench::noteOperation()
{
    if (!m_operation) {
        const QList<api::Method> methods = m_session->catalogue().methods(request().path);
        if (methods.isEmpty())
            return;
        QStringList names;
        for (const api::Method method : methods)
            names << QString::fromLatin1(api::toByteArray(method));
        add(Level::Info, tr("The catalogue knows this path with %1.").arg(names.join(u", "_s)));
        return;
    }
    if (!m_operation->isCallable()) {
        add(Level::Bad,
            tr("This operation wants a request signed with AWS credentials (Signature Version 4), "
               "not a token: the platform calls it by itself, and it can't be sent from here."));
    }
    if (m_operation->source == api::Source::Inferred)
        add(Level::Warn, tr("This part of the API is assumed: %1").arg(m_operation->sourceNote));
    for (const api::Parameter &parameter : m_operation->parameters) {
        const int row = m_query.rowOf(parameter.name);
        if (parameter.in == u"query"_s && parameter.required &&
            (row < 0 || m_query.pairs().at(row).value.isEmpty()))
            add(Level::Warn, tr("The query wants %1.").arg(parameter.name));
    }
}

void RequestBench::checkBody()
{
    const int type = m_headers.rowOf(u"Content-Type"_s);
    const QString mediaType = type < 0 ? QString() : m_headers.pairs().at(type).value;
    const bool json = mediaType.isEmpty() || mediaType.contains("json"_L1, Qt::CaseInsensitive);
    if (json && m_body.size() <= BodyCheck::longest)
        m_bodyCheck.check(request().body, bodySchema(), m_method == "PATCH");
    else
        m_bodyCheck.clear();
}

BodyCompletion RequestBench::completionAt(const QString &text, qsizetype position) const
{
    return BodyCompletion::at(text, position, bodySchema().get());
}

bool RequestBench::canSend() const
{
    return !isSending() &&
           std::ranges::none_of(m_notes, [](const Note &note) { return note.level == Level::Bad; });
}

bool RequestBench::needsReview() const
{
    return m_session->profile().safety != api::SafetyLevel::Sandbox && changesThings(m_method);
}

api::Request RequestBench::request() const
{
    return requestOf(typed(), values());
}

RequestBench::Preview RequestBench::preview() const
{
    const api::Request request = this->request();
    QUrl url = m_session->profile().baseUrl;
    url.setPath(request.path, QUrl::TolerantMode);
    if (!request.query.isEmpty())
        url.setQuery(request.query);
    const bool text = request.body.isValidUtf8();
    return {.method = QString::fromLatin1(m_method),
            .url = url.toString(QUrl::FullyEncoded),
            .body = text ? QString::fromUtf8(request.body)
                         : tr("%n byte(s), not text", nullptr, int(request.body.size()))};
}

void RequestBench::send(Token token)
{
    settlePath();
    if (!canSend())
        return;
    m_token = token;
    m_wanted = request(); // this one, also when it is edited while the key is waited for
    setKept();            // by the history
    using State = api::Session::KeyState;
    const State state = m_session->keyState();
    if (state == State::Reading || state == State::NeedsPassphrase) {
        m_waiting = true;
        if (state == State::NeedsPassphrase)
            m_session->askForPassphrase();
        Q_EMIT sendingChanged();
        return;
    }
    dispatch();
}

void RequestBench::dispatch()
{
    const api::Session::KeyState state = m_session->keyState();
    if (state == api::Session::KeyState::NeedsPassphrase ||
        state == api::Session::KeyState::Reading) {
        m_waiting = true; // a wrong one was given, or it takes longer
        return;
    }
    if (m_token == Token::Fresh && m_session->tokens())
        m_session->tokens()->renew();
    m_reply.clear();
    m_progress.clear();
    ++m_generation;
    m_sent = m_wanted;
    m_call = m_session->queue().send(std::exchange(m_wanted, {}));
    connect(m_call, &api::Call::retrying, this,
            [this, generation = m_generation](int milliseconds, const QString &reason) {
                if (generation == m_generation)
                    showRetry(milliseconds, reason);
            });
    connect(m_call, &api::Call::finished, this,
            [this, generation = m_generation](const api::Result &result) {
                if (generation == m_generation)
                    finish(result);
            });
    Q_EMIT sendingChanged();
}

void RequestBench::showRetry(int milliseconds, const QString &reason)
{
    m_progress = milliseconds == 0
                     ? reason
                     : tr("%1 Trying again in %2 s.")
                           .arg(reason, QLocale().toString(milliseconds / 1000.0, 'f', 1));
    Q_EMIT sendingChanged();
}

void RequestBench::finish(const api::Result &result)
{
    m_call = nullptr;
    m_progress.clear();
    if (result)
        recordRawChange(*m_session, m_sent, *result);
    if (result)
        m_reply.setReply(std::make_shared<const api::Reply>(*result));
    else
        m_reply.setError(result.error());
    Q_EMIT sendingChanged();
}

void RequestBench::cancel()
{
    if (std::exchange(m_waiting, false))
        Q_EMIT sendingChanged();
    if (m_call)
        m_call->cancel();
}

} // namespace models
