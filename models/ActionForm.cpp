// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ActionForm.h"

#include "app/json/Writer.h"
#include "models/Actions.h"
#include "models/CellText.h"
#include "models/NewResource.h"
#include "models/SchemaTools.h"
#include "models/ViolationText.h"

#include <QUrl>

#include <algorithm>
#include <deque>

using namespace Qt::StringLiterals;

namespace models {

namespace {

json::Pointer pointerTo(const QString &dotted)
{
    std::vector<std::string> tokens;
    for (const QString &part : dotted.split(u'.'))
        tokens.push_back(part.toStdString());
    return json::Pointer(std::move(tokens));
}

QString quoted(const QString &text)
{
    return QString::fromStdString(json::quoted(text.toStdString()));
}

bool isJson(const QString &mediaType)
{
    return mediaType.contains("json"_L1);
}

/// The leaves of a schema, dotted.
void collectMembers(const api::Schema &schema, const QString &prefix, int depth, QStringList &into)
{
    for (const api::Property &property : schema.properties) {
        const QString path = prefix + property.name;
        if (depth > 0 && !property.schema->properties.isEmpty())
            collectMembers(*property.schema, path + u'.', depth - 1, into);
        else
            into << path;
    }
}

/// The nearest member of that name: callbacks wrap what they carry.
json::Value findMember(json::Value root, const std::string &name)
{
    constexpr int maximumLooked = 20'000;
    std::deque<json::Value> waiting{root};
    for (int looked = 0; !waiting.empty() && looked < maximumLooked; ++looked) {
        const json::Value value = waiting.front();
        waiting.pop_front();
        if (value.isObject()) {
            if (const json::Value found = value[name])
                return found;
            for (const auto [key, member] : value.members())
                waiting.push_back(member);
        } else if (value.isArray()) {
            for (const json::Value element : value.elements())
                waiting.push_back(element);
        }
    }
    return {};
}

} // namespace

ActionForm::ActionForm(api::Session *session, const api::Operation &operation, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_operation(operation)
{
    makeSchema();
    const json::Document start = defaultsOf(m_schema);
    m_draft.restore({}, start, start, m_schema, true);
    // What can have only one value is not asked for.
    for (const api::Property &property : m_schema->properties) {
        const api::Schema &schema = *property.schema;
        if (property.required && schema.enumeration.size() == 1 &&
            schema.type == api::Schema::Type::String)
            set(property.name, schema.enumeration.first());
    }
}

ActionForm::~ActionForm()
{
    if (m_call) {
        m_call->disconnect(this);
        m_call->cancel();
    }
}

QString ActionForm::title() const
{
    return titleOf(m_operation);
}

QString ActionForm::choice() const
{
    const QString member = mainChoiceOf(m_operation);
    return member.isEmpty() ? QString() : rawText(memberAt(m_draft.edited().root(), member));
}

bool ActionForm::isStillFilledFromRow() const
{
    return std::ranges::all_of(m_filled, [this](const auto &filled) {
        return memberAt(m_draft.edited().root(), filled.first).serialize() == filled.second;
    });
}

QString ActionForm::deed() const
{
    const QString chosen = choice();
    const QString what = chosen.isEmpty() ? title() : spokenName(chosen);
    if (m_whom.isEmpty() || !isStillFilledFromRow())
        return what;
    return tr("%1 at %2", "a command, and the device or call that it is for").arg(what, m_whom);
}

bool ActionForm::isDestructive() const
{
    return m_operation.action && (m_operation.action->destructive ||
                                  m_operation.action->destructiveValues.contains(choice()));
}

void ActionForm::makeSchema()
{
    auto schema = std::make_shared<api::Schema>();
    schema->type = api::Schema::Type::Object;
    schema->source = m_operation.source;
    const api::Schema *body = m_operation.requestBodies.isEmpty()
                                  ? nullptr
                                  : m_operation.requestBodies.first().schema.get();
    const auto known = m_session->pathValues();
    for (const api::Parameter &parameter : m_operation.parameters) {
        if (parameter.in == "cookie"_L1 ||
            (parameter.in == "path"_L1 && known.contains(parameter.name)))
            continue;
        const bool taken =
            (body && body->property(parameter.name)) || schema->property(parameter.name);
        const QString member =
            taken ? u"%1 (%2)"_s.arg(parameter.name, parameter.in) : parameter.name;
        auto own =
            std::make_shared<api::Schema>(parameter.schema ? *parameter.schema : api::Schema());
        if (own->type == api::Schema::Type::Any)
            own->type = api::Schema::Type::String;
        if (own->description.isEmpty())
            own->description = parameter.description;
        if (parameter.in == "path"_L1 && !own->minLength)
            own->minLength = 1; // an empty one would name another path
        schema->properties.append({member, own, parameter.required || parameter.in == "path"_L1});
        m_parameters.append({member, parameter.name, parameter.in});
    }
    if (body && body->type == api::Schema::Type::Object) {
        schema->properties << body->properties;
        schema->additionalProperties = body->additionalProperties;
    } else if (body) {
        m_bareMember = u"body"_s;
        schema->properties.append({m_bareMember, m_operation.requestBodies.first().schema, true});
    }
    // What must be there is asked for first: the rest may be long.
    std::ranges::stable_partition(schema->properties, &api::Property::required);
    m_schema = schema;
}

void ActionForm::set(const QString &member, const QString &text)
{
    (void)m_draft.setValue(pointerTo(member), quoted(text));
}

void ActionForm::fillFromRow(json::Value row, const QString &whom)
{
    if (!m_operation.action)
        return;
    m_whom.clear();
    m_filled.clear();
    for (const auto &[member, property] : m_operation.action->fill) {
        const json::Value value = memberAt(row, property);
        if (emptiness(value) == Emptiness::Filled)
            (void)m_draft.setValue(pointerTo(member), QString::fromStdString(value.serialize()));
        m_filled.append({member, memberAt(m_draft.edited().root(), member).serialize()});
    }
    m_whom = whom;
}

std::expected<QStringList, QString> ActionForm::fillFromText(const QString &text)
{
    const auto document = json::Document::parse(text.toStdString());
    if (!document)
        return std::unexpected(
            tr("This is no JSON: %1.").arg(QString::fromStdString(document.error().toString())));
    QStringList members;
    collectMembers(*m_schema, {}, 4, members);
    QStringList filled;
    for (const QString &member : std::as_const(members)) {
        const json::Value value =
            findMember(document->root(), member.section(u'.', -1).toStdString());
        const api::Schema *schema = m_schema->at(member);
        // A constant stays what it is, whatever the callback was called.
        if (emptiness(value) != Emptiness::Filled || (schema && schema->enumeration.size() == 1))
            continue;
        if (m_draft.setValue(pointerTo(member), QString::fromStdString(value.serialize())))
            filled << member;
    }
    if (filled.isEmpty())
        return std::unexpected(tr("None of the members of this text is asked for here: %1.")
                                   .arg(members.join(u", "_s)));
    return filled;
}

QString ActionForm::whyNotSend() const
{
    if (!m_operation.isCallable())
        return whyNotCallable(m_operation);
    if (m_call)
        return tr("A request is on its way.");
    using State = api::Session::KeyState;
    const State state = m_session->keyState();
    if (state == State::Reading)
        return tr("The profile's key is being read.");
    if (state != State::Ready)
        return m_session->keyProblem().isEmpty()
                   ? tr("The profile's key can't be used: unlock it, or choose one in the profile.")
                   : m_session->keyProblem();
    if (m_draft.unfinished())
        return tr("The JSON text is not finished: complete it.");
    const QList<api::SchemaViolation> violations = m_draft.violations();
    return violations.isEmpty() ? QString() : inWords(violations.first(), m_draft).toString();
}

std::string ActionForm::bodyText() const
{
    const json::Value form = m_draft.edited().root();
    if (m_operation.requestBodies.isEmpty())
        return {};
    if (isBodyBare()) {
        const json::Value bare = form[m_bareMember.toStdString()];
        const bool asText = bare.isString() && !isJson(m_operation.requestBodies.first().mediaType);
        return asText ? std::string(bare.text()) : bare ? bare.serialize() : std::string();
    }
    json::Writer writer;
    writer.beginObject();
    for (const auto [name, value] : form.members()) {
        const QString member = QString::fromUtf8(name);
        if (!std::ranges::contains(m_parameters, member, &Field::member))
            writer.name(name).value(value);
    }
    writer.endObject();
    return writer.take();
}

api::Request ActionForm::request() const
{
    api::Request request;
    request.method = m_operation.method;
    QHash<QString, QString> values = m_session->pathValues();
    const json::Value form = m_draft.edited().root();
    for (const Field &field : m_parameters) {
        const json::Value value = form[field.member.toStdString()];
        if (!value)
            continue;
        const QString text = rawText(value);
        if (field.in == "path"_L1)
            values.insert(field.name, text);
        else if (field.in == "query"_L1)
            request.query.addQueryItem(QString::fromLatin1(QUrl::toPercentEncoding(field.name)),
                                       QString::fromLatin1(QUrl::toPercentEncoding(text)));
        else
            request.headers.emplaceBack(field.name.toLatin1(), text.toUtf8());
    }
    request.path = api::expandPath(m_operation.path, values);
    request.body = QByteArray::fromStdString(bodyText());
    if (!m_operation.requestBodies.isEmpty())
        request.contentType = m_operation.requestBodies.first().mediaType.toLatin1();
    return request;
}

RequestPreview ActionForm::preview() const
{
    const api::Request request = this->request();
    QString url = m_session->profile().baseUrl.toString(QUrl::StripTrailingSlash) + request.path;
    if (!request.query.isEmpty())
        url += u'?' + request.query.toString(QUrl::FullyEncoded);
    const auto body = json::Document::parse(request.body.toStdString());
    return {.method = QString::fromLatin1(api::toByteArray(request.method)),
            .url = url,
            .contentType = QString::fromLatin1(request.contentType),
            .body = body ? QString::fromStdString(serializeMasked(body->root(), m_schema.get(), {},
                                                                  json::Style::Pretty))
                         : QString::fromUtf8(request.body)};
}

bool ActionForm::needsReview() const
{
    return m_session->profile().safety != api::SafetyLevel::Sandbox;
}

void ActionForm::send()
{
    if (!whyNotSend().isEmpty())
        return;
    m_replyText.clear();
    m_deed = deed();
    m_call = m_session->queue().send(request(), this,
                                     [this](const api::Result &result) { haveResult(result); });
    Q_EMIT sendingChanged();
}

void ActionForm::cancel()
{
    if (m_call)
        m_call->cancel();
}

void ActionForm::haveResult(const api::Result &result)
{
    m_call.clear();
    Q_EMIT sendingChanged();
    if (!result) {
        Q_EMIT failed(result.error());
        return;
    }
    const json::Value root = result->document.root();
    const bool more = root && !(root.isObject() && root.size() == (root["success"] ? 1 : 0));
    if (more)
        m_replyText =
            QString::fromStdString(serializeMasked(root, nullptr, {}, json::Style::Pretty));
    Q_EMIT sent(tr("The platform has taken it: %1 (%2, %3 ms)")
                    .arg(m_deed)
                    .arg(result->status)
                    .arg(result->durationMs));
}

} // namespace models
