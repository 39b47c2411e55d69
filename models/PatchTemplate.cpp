// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/PatchTemplate.h"

#include "app/json/Writer.h"

#include <QCoreApplication>

#include <functional>
#include <string>
#include <vector>

namespace models {

namespace {

struct Strings
{
    Q_DECLARE_TR_FUNCTIONS(models::PatchTemplate)
};

QString shownText(std::string_view text)
{
    return QString::fromUtf8(text);
}

/// A stretch of a string: plain text, or what stands between "${" and "}".
struct Piece
{
    bool isPlaceholder = false;
    std::string text;
};

/// Nothing when a placeholder has no end or no name.
std::expected<std::vector<Piece>, QString> piecesOf(std::string_view text)
{
    std::vector<Piece> pieces;
    std::string plain;
    const auto endPlain = [&] {
        if (!plain.empty())
            pieces.push_back({.text = std::exchange(plain, {})});
    };
    while (!text.empty()) {
        if (text.starts_with("$${")) {
            plain += "${";
            text.remove_prefix(3);
        } else if (text.starts_with("${")) {
            const std::size_t end = text.find('}');
            if (end == std::string_view::npos) {
                return std::unexpected(
                    Strings::tr("“%1” begins a placeholder that has no “}”. Write “$${” for a "
                                "plain “${”.")
                        .arg(shownText(text.substr(0, 40))));
            }
            if (end == 2)
                return std::unexpected(Strings::tr("A placeholder “${}” has no name."));
            endPlain();
            pieces.push_back({.isPlaceholder = true, .text = std::string(text.substr(2, end - 2))});
            text.remove_prefix(end + 1);
        } else {
            plain += text.front();
            text.remove_prefix(1);
        }
    }
    endPlain();
    return pieces;
}

/// What stands for a placeholder; the error is a sentence.
using Lookup = std::function<std::expected<json::Value, QString>(const std::string &name)>;

/// Writes the patch once more with each placeholder replaced.
class Expansion
{
public:
    explicit Expansion(Lookup lookup)
        : m_lookup(std::move(lookup))
    {
    }

    /// The text of the patch, or a sentence.
    std::expected<std::string, QString> run(json::Value patch)
    {
        m_writer.beginArray();
        int number = 0;
        for (const json::Value operation : patch.elements()) {
            ++number;
            m_writer.beginObject();
            for (const auto [name, value] : operation.members()) {
                m_writer.name(name);
                if ((name == "path" || name == "from") && value.isString())
                    writePointer(value.text());
                else
                    write(value);
            }
            m_writer.endObject();
            if (!m_error.isEmpty())
                return std::unexpected(Strings::tr("Operation %1: %2").arg(number).arg(m_error));
        }
        return m_writer.endArray().take();
    }

private:
    // No deeper than what Document::parse() lets in.
    void write(json::Value value)
    {
        if (value.isObject()) {
            m_writer.beginObject();
            for (const auto [name, member] : value.members()) {
                m_writer.name(name);
                write(member);
            }
            m_writer.endObject();
        } else if (value.isArray()) {
            m_writer.beginArray();
            for (const json::Value element : value.elements())
                write(element);
            m_writer.endArray();
        } else if (value.isString()) {
            writeString(value.text());
        } else {
            m_writer.value(value);
        }
    }

    void writeString(std::string_view text)
    {
        const auto pieces = piecesOf(text);
        if (!pieces) {
            fail(pieces.error());
            m_writer.null();
        } else if (pieces->size() == 1 && pieces->front().isPlaceholder) {
            const auto value = m_lookup(pieces->front().text);
            if (!value)
                fail(value.error());
            m_writer.value(value.value_or(json::Value()));
        } else {
            m_writer.string(joined(*pieces, false));
        }
    }

    void writePointer(std::string_view text)
    {
        const auto pieces = piecesOf(text);
        if (!pieces)
            fail(pieces.error());
        m_writer.string(pieces ? joined(*pieces, true) : std::string());
    }

    std::string joined(const std::vector<Piece> &pieces, bool inPointer)
    {
        std::string text;
        for (const Piece &piece : pieces) {
            if (!piece.isPlaceholder) {
                text += piece.text;
                continue;
            }
            const auto value = m_lookup(piece.text);
            if (!value) {
                fail(value.error());
                return {};
            }
            if (!value->isString() && !value->isNumber() && !value->isBoolean()) {
                fail(Strings::tr("${%1} is %2 here and can't stand inside other text.")
                         .arg(shownText(piece.text), value->isNull() ? QStringLiteral("null")
                                                     : value->isArray()
                                                         ? Strings::tr("an array")
                                                         : Strings::tr("an object")));
                return {};
            }
            const std::string_view inserted =
                value->isBoolean() ? (value->boolean().value_or(false) ? "true" : "false")
                                   : value->text();
            text += inPointer ? json::escapedToken(inserted) : std::string(inserted);
        }
        return text;
    }

    // The first one counts; what is written after it is thrown away.
    void fail(const QString &error)
    {
        if (m_error.isEmpty())
            m_error = error;
    }

    json::Writer m_writer;
    Lookup m_lookup;
    QString m_error;
};

std::expected<json::Value, QString> valueIn(json::Value resource, const std::string &name)
{
    json::Value value;
    if (name.starts_with('/')) {
        const auto pointer = json::Pointer::parse(name);
        if (!pointer) {
            return std::unexpected(Strings::tr("${%1} is not a JSON Pointer: %2.")
                                       .arg(shownText(name), shownText(pointer.error())));
        }
        value = pointer->resolve(resource);
    } else {
        value = resource[name];
    }
    if (!value)
        return std::unexpected(Strings::tr("the resource has no ${%1}.").arg(shownText(name)));
    return value;
}

QString sentence(const json::PatchError &error)
{
    return QString::fromStdString(error.message);
}

} // namespace

std::expected<PatchTemplate, QString> PatchTemplate::parse(const QString &text)
{
    const auto document = json::Document::parse(text.toStdString());
    if (!document) {
        return std::unexpected(Strings::tr("The patch is not JSON: %1.")
                                   .arg(QString::fromStdString(document.error().toString())));
    }
    if (!document->root().isArray())
        return std::unexpected(Strings::tr("A patch is an array of operations: it starts with "
                                           "“[”."));
    PatchTemplate result;
    result.m_document = *document;
    // With an "x" in each place it must be a patch already.
    const auto sample = json::Document::parse("\"x\"");
    if (!sample)
        return std::unexpected(QString());
    Expansion expansion([&](const std::string &name) -> std::expected<json::Value, QString> {
        const QString shown = shownText(name);
        if (!result.m_names.contains(shown))
            result.m_names.append(shown);
        if (name.starts_with('/')) {
            if (const auto pointer = json::Pointer::parse(name); !pointer) {
                return std::unexpected(Strings::tr("${%1} is not a JSON Pointer: %2.")
                                           .arg(shown, shownText(pointer.error())));
            }
        }
        return sample->root();
    });
    // Anything but objects is refused here, with the operation's number.
    if (const auto patch = json::Patch::fromDocument(*document);
        !patch && patch.error().code == json::PatchError::Code::NotAnArray)
        return std::unexpected(sentence(patch.error()));
    const auto filled = expansion.run(document->root());
    if (!filled)
        return std::unexpected(filled.error());
    const auto patch = json::Patch::parse(*filled);
    if (!patch)
        return std::unexpected(sentence(patch.error()));
    result.m_operationCount = int(patch->operations().size());
    result.m_isPlain = *filled == document->serialize();
    if (result.m_isPlain)
        result.m_patch = *patch;
    return result;
}

std::expected<json::Patch, QString> PatchTemplate::expand(json::Value resource) const
{
    if (m_isPlain)
        return m_patch;
    Expansion expansion([&](const std::string &name) { return valueIn(resource, name); });
    const auto text = expansion.run(m_document.root());
    if (!text)
        return std::unexpected(text.error());
    auto patch = json::Patch::parse(*text);
    if (!patch)
        return std::unexpected(sentence(patch.error()));
    return std::move(*patch);
}

QString PatchTemplate::escaped(const QString &text)
{
    return QString(text).replace(QStringLiteral("${"), QStringLiteral("$${"));
}

} // namespace models
