// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json/Document.h"

#include "app/json/DocumentData.h"
#include "app/json/LineMap.h"
#include "app/json/SecretDocument.h"

#include <algorithm>
#include <format>

namespace json {

using flat::Val;

namespace {

struct Problem
{
    std::string message;
    std::size_t offset = 0;
};

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// What yyjson would only call an unexpected character.
std::optional<Problem> wrongStart(std::string_view text)
{
    if (isBlank(text.substr(0, 64)) && isBlank(text))
        return Problem{"the text is empty", 0};
    if (text.starts_with("\xEF\xBB\xBF"))
        return Problem{"the text starts with a byte order mark, which JSON does not allow", 0};
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return Problem{"the text is UTF-16, but JSON is UTF-8", 0};
    return std::nullopt;
}

/// Where @p container starts in the text that it was parsed from. The parser keeps no place for
/// containers: count brackets backwards from the next text, because between the two the buffer is
/// as it was.
std::size_t offsetOf(Val *container, const yyjson_doc *parsed, std::string_view buffer)
{
    Val *const end = flat::next(parsed->root);
    Val *v = container;
    std::size_t brackets = 0;
    for (; v < end && !flat::hasText(v); ++v)
        brackets += flat::isContainer(v) ? 1 : 0;
    std::size_t at = v < end ? static_cast<std::size_t>(v->uni.str - buffer.data()) : buffer.size();
    while (brackets > 0 && at > 0) {
        --at;
        if (buffer[at] == '[' || buffer[at] == '{')
            --brackets;
    }
    return at;
}

std::optional<Problem> duplicateIn(const yyjson_doc *parsed, std::string_view buffer)
{
    Val *const end = flat::next(parsed->root);
    for (Val *v = parsed->root; v < end; ++v) {
        if (!flat::isObject(v))
            continue;
        if (const Val *name = flat::duplicateName(v)) {
            constexpr std::size_t longest = 60;
            return Problem{flat::length(name) <= longest
                               ? std::format("the member \"{}\" occurs twice", flat::text(name))
                               : "a member occurs twice",
                           static_cast<std::size_t>(name->uni.str - buffer.data()) - 1};
        }
    }
    return std::nullopt;
}

} // namespace

std::string ParseError::toString() const
{
    return std::format("line {}, column {}: {}", line, column, message);
}

void Document::Data::overwrite(std::string &secret)
{
    secret.resize(secret.capacity()); // what was cut off, too
    volatile char *at = secret.data();
    for (std::size_t left = secret.size(); left > 0; --left)
        *at++ = 0;
}

/// Parses inside the text that @p data already holds.
static std::optional<Problem> parseInto(Document::Data &data, const ParseOptions &options)
{
    if (auto problem = wrongStart(data.text))
        return problem;
    const std::size_t length = data.text.size();
    data.text.reserve(length + YYJSON_PADDING_SIZE);
    data.text.append(YYJSON_PADDING_SIZE, '\0');
    yyjson_read_err error{};
    data.parsed = yyjson_read_opts(data.text.data(), length,
                                   YYJSON_READ_INSITU | YYJSON_READ_NUMBER_AS_RAW, nullptr, &error);
    if (!data.parsed)
        return Problem{error.msg ? error.msg : "not JSON", std::min(error.pos, length)};

    const std::string_view buffer(data.text.data(), length);
    Val *tooDeep = nullptr;
    data.root = data.parsed->root;
    data.maxDepth = options.maxDepth;
    data.height = flat::height(data.root, options.maxDepth, &tooDeep);
    if (tooDeep) {
        return Problem{std::format("nested more than {} levels deep", options.maxDepth),
                       offsetOf(tooDeep, data.parsed, buffer)};
    }
    if (options.refuseDuplicateNames)
        return duplicateIn(data.parsed, buffer);
    return std::nullopt;
}

static ParseError located(Problem &&problem, Position position)
{
    return {std::move(problem.message), problem.offset, position.line, position.column};
}

/// The text is reserved once: no part of it stays behind where it was before.
static std::expected<Document, ParseError>
parseCopy(std::shared_ptr<Document::Data> data, std::string_view text, const ParseOptions &options)
{
    data->text.reserve(text.size() + YYJSON_PADDING_SIZE);
    data->text = text;
    if (auto problem = parseInto(*data, options)) {
        const Position position = positionIn(text, problem->offset);
        return std::unexpected(located(std::move(*problem), position));
    }
    return Document::Data::wrap(std::move(data));
}

std::expected<Document, ParseError> Document::parse(std::string_view text,
                                                    const ParseOptions &options)
{
    return parseCopy(std::make_shared<Data>(), text, options);
}

std::expected<Document, ParseError> parseSecret(std::string_view text, const ParseOptions &options)
{
    auto data = std::make_shared<Document::Data>();
    data->wipe = true;
    return parseCopy(std::move(data), text, options);
}

std::expected<Document, ParseError> Document::parseInPlace(std::string &&buffer,
                                                           const ParseOptions &options)
{
    auto data = std::make_shared<Data>();
    data->text = std::move(buffer);
    const LineMap lines(data->text);
    if (auto problem = parseInto(*data, options)) {
        const Position position = lines.position(problem->offset);
        return std::unexpected(located(std::move(*problem), position));
    }
    return Data::wrap(std::move(data));
}

Value Document::root() const
{
    return m_data ? Value(m_data->root) : Value();
}

} // namespace json
