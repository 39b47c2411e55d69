// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/import/DocumentText.h"

#include "app/api/YamlToJson.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;

namespace api {
namespace {

constexpr std::size_t maxMemory = 150'000'000; // bytes of text and parsed values
constexpr std::size_t bytesOfValue = 16;       // in the parser

QString translated(const char *text)
{
    return QCoreApplication::translate("api::DocumentText", text);
}

/// An upper bound of the values in a JSON text: each but the first follows one of these.
std::size_t mostValues(std::string_view text)
{
    const auto count = [&](char c) {
        return static_cast<std::size_t>(std::ranges::count(text, c));
    };
    return 1 + count(',') + count(':') + count('[') + count('{');
}

/// The same without what stands inside strings; slower.
std::size_t countedValues(std::string_view text)
{
    std::size_t values = 1;
    bool inString = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (inString) {
            if (c == '\\')
                ++at;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == ',' || c == ':' || c == '[' || c == '{') {
            ++values;
        }
    }
    return values;
}

bool fits(std::string_view text)
{
    const std::size_t most = (maxMemory - std::min(maxMemory, text.size())) / bytesOfValue;
    return mostValues(text) <= most || countedValues(text) <= most;
}

/// An object that names a member in quotes: no YAML that anybody writes by hand.
bool isJson(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos || text[first] != '{')
        return false;
    const std::size_t second = text.find_first_not_of(blanks, first + 1);
    return second != std::string_view::npos && (text[second] == '"' || text[second] == '}');
}

std::expected<json::Document, CatalogueProblem> parsedJson(const QString &name, std::string &&text)
{
    if (!fits(text)) {
        return std::unexpected(CatalogueProblem{
            name,
            {},
            translated(QT_TRANSLATE_NOOP("api::DocumentText",
                                         "The document has more values than can be kept in "
                                         "memory; import a part of it."))});
    }
    auto document = json::Document::parseInPlace(std::move(text));
    if (document)
        return *document;
    const json::ParseError &error = document.error();
    return std::unexpected(
        CatalogueProblem{name,
                         translated(QT_TRANSLATE_NOOP("api::DocumentText", "line %1, column %2"))
                             .arg(error.line)
                             .arg(error.column),
                         translated(QT_TRANSLATE_NOOP("api::DocumentText", "This is not JSON: %1."))
                             .arg(QString::fromStdString(error.message))});
}

} // namespace

std::expected<json::Document, CatalogueProblem>
parseDocumentText(const QString &name, std::string text, const std::stop_token &stop)
{
    const auto refuse = [&](const QString &message) {
        return std::unexpected(CatalogueProblem{name, {}, message});
    };
    if (text.size() > static_cast<std::size_t>(maxDocumentBytes)) {
        return refuse(
            translated(QT_TRANSLATE_NOOP("api::DocumentText", "The document is larger than %1 MB."))
                .arg(maxDocumentBytes / (1024 * 1024)));
    }
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        return refuse(translated(QT_TRANSLATE_NOOP("api::DocumentText", "The document is empty.")));
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return refuse(translated(QT_TRANSLATE_NOOP(
            "api::DocumentText", "The document is UTF-16. Save it as UTF-8, then try again.")));
    }
    if (isJson(text))
        return parsedJson(name, std::move(text));
    auto converted =
        yamlToJson(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), stop);
    if (!converted)
        return std::unexpected(
            CatalogueProblem{name, converted.error().where, converted.error().message});
    text = {};
    return parsedJson(name, std::move(*converted));
}

} // namespace api
