// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/YamlToJson.h"

#include "app/json/Writer.h"

#include <QCoreApplication>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstdint>
#include <istream>
#include <optional>
#include <streambuf>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace api {
namespace {

constexpr qsizetype maxText = 16 * 1024 * 1024; // takes the parser more than a second
// Aliases may make a document ten times as large, and small ones a little more.
constexpr std::size_t growth = 10;
constexpr std::size_t freeValues = 50'000;
constexpr std::size_t freeBytes = 1024 * 1024;
constexpr int maxDepth = 500; // as deep as yaml-cpp itself goes without aliases
constexpr std::size_t maxNodes = 700'000;

/// Ends the parser from within.
struct Stopped
{
    YamlError error;
};

struct Node
{
    enum class Kind { Null, Plain, Text, Sequence, Map };
    Kind kind = Kind::Null;
    bool open = false; // a container whose end has not been seen: an alias to it is a cycle
    std::string text;
    std::vector<std::uint32_t> children; // of a map: name, value, name, value, ...
    int line = 0;
    int column = 0;
};

QString position(int line, int column)
{
    return QCoreApplication::translate("api::YamlToJson", "line %1, column %2")
        .arg(line + 1)
        .arg(column + 1);
}

YamlError errorAt(const Node &node, const QString &message)
{
    return {.where = position(node.line, node.column), .message = message};
}

QString tooLarge()
{
    return QCoreApplication::translate(
        "api::YamlToJson", "The document grows too large when its aliases are expanded.");
}

/// The text for the parser, which looks ahead to the end of a flow collection before it tells of
/// its beginning, at some 250 bytes of memory a bracket: too far a look ends the text.
class Window final : public std::streambuf
{
public:
    explicit Window(QByteArrayView text)
        : m_text(text.toByteArray())
    {
        char *const begin = m_text.data();
        m_end = begin + m_text.size();
        m_event = begin;
        setg(begin, begin, begin);
    }

    void haveEvent() { m_event = gptr(); }
    bool hasLookedTooFar() const { return m_tooFar; }

protected:
    int_type underflow() override
    {
        constexpr std::ptrdiff_t piece = 4096;
        constexpr std::ptrdiff_t furthest = 512 * 1024;
        m_tooFar = m_tooFar || gptr() - m_event > furthest;
        if (m_tooFar || egptr() == m_end)
            return traits_type::eof();
        setg(eback(), gptr(), egptr() + std::min(piece, m_end - egptr()));
        return traits_type::to_int_type(*gptr());
    }

private:
    QByteArray m_text;
    char *m_end = nullptr;
    char *m_event = nullptr;
    bool m_tooFar = false;
};

/// Keeps the events as a graph in which an alias is a second edge to the same node, so that
/// nothing is expanded while a text is read.
class GraphBuilder final : public YAML::EventHandler
{
public:
    GraphBuilder(const std::stop_token &stop, Window &window)
        : m_stop(stop)
        , m_window(window)
    {
    }

    std::vector<Node> nodes;
    std::optional<std::uint32_t> root;
    std::optional<YamlError> error;

    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        add(mark, anchor, Node::Kind::Null);
    }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto target = m_anchors.find(anchor);
        if (target == m_anchors.end() || nodes[target->second].open) {
            if (!error) {
                error = YamlError{.where = position(mark.line, mark.column),
                                  .message = QCoreApplication::translate(
                                      "api::YamlToJson", "An alias stands inside its own anchor.")};
            }
            add(mark, 0, Node::Kind::Null);
            return;
        }
        attach(target->second);
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        // "?" is a plain scalar without a tag, whose type follows from its text.
        const bool plain = tag == "?" || tag == "tag:yaml.org,2002:int" ||
                           tag == "tag:yaml.org,2002:float" || tag == "tag:yaml.org,2002:bool" ||
                           tag == "tag:yaml.org,2002:null";
        const std::uint32_t index = add(mark, anchor, plain ? Node::Kind::Plain : Node::Kind::Text);
        nodes[index].text = value;
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(add(mark, anchor, Node::Kind::Sequence));
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(add(mark, anchor, Node::Kind::Map));
    }
    void OnMapEnd() override { close(); }

private:
    std::uint32_t add(const YAML::Mark &mark, YAML::anchor_t anchor, Node::Kind kind)
    {
        constexpr std::size_t between = 1024; // looks at the stop token
        if (nodes.size() >= maxNodes) {
            throw Stopped{{.where = position(mark.line, mark.column),
                           .message = QCoreApplication::translate(
                               "api::YamlToJson", "The document has too many values for YAML. "
                                                  "Convert it to JSON, then try again.")}};
        }
        if (nodes.size() % between == 0 && m_stop.stop_requested()) {
            throw Stopped{{.where = {},
                           .message = QCoreApplication::translate("api::YamlToJson",
                                                                  "Reading was cancelled.")}};
        }
        const auto index = static_cast<std::uint32_t>(nodes.size());
        nodes.push_back({.kind = kind,
                         .open = false,
                         .text = {},
                         .children = {},
                         .line = mark.line,
                         .column = mark.column});
        if (anchor != 0)
            m_anchors[anchor] = index;
        attach(index);
        return index;
    }
    void attach(std::uint32_t index)
    {
        m_window.haveEvent();
        if (m_stack.empty())
            root = index;
        else
            nodes[m_stack.back()].children.push_back(index);
    }
    void open(std::uint32_t index)
    {
        nodes[index].open = true;
        m_stack.push_back(index);
    }
    void close()
    {
        nodes[m_stack.back()].open = false;
        m_stack.pop_back();
    }

    const std::stop_token m_stop;
    Window &m_window;
    std::vector<std::uint32_t> m_stack;
    std::unordered_map<YAML::anchor_t, std::uint32_t> m_anchors;
};

bool isJsonNumber(std::string_view text)
{
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t from = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            ++at;
        return at - from;
    };
    if (text.starts_with('-'))
        ++at;
    const std::size_t first = at;
    const std::size_t whole = digits();
    if (whole == 0 || (whole > 1 && text[first] == '0'))
        return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (digits() == 0)
            return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        if (digits() == 0)
            return false;
    }
    return at == text.size();
}

/// Writes the graph as JSON text and counts what it writes: a few aliases can stand for billions.
class GraphWriter
{
public:
    GraphWriter(const std::vector<Node> &nodes, std::size_t textSize)
        : m_nodes(nodes)
        , m_maxValues(freeValues + growth * nodes.size())
        , m_maxBytes(freeBytes + growth * textSize)
    {
    }

    std::expected<std::string, YamlError> run(std::uint32_t root)
    {
        if (!write(root, 0))
            return std::unexpected(std::move(m_error));
        return m_writer.take();
    }

private:
    struct Member
    {
        std::string_view name;
        std::uint32_t value;
    };

    bool fail(const Node &node, const QString &message)
    {
        m_error = errorAt(node, message);
        return false;
    }

    bool count(const Node &node, std::size_t bytes, int depth)
    {
        m_bytes += bytes + 2;
        if (++m_values > m_maxValues || m_bytes > m_maxBytes)
            return fail(node, tooLarge());
        if (depth > maxDepth) {
            return fail(node, QCoreApplication::translate("api::YamlToJson",
                                                          "The document is nested too deeply."));
        }
        return true;
    }

    bool write(std::uint32_t index, int depth)
    {
        const Node &node = m_nodes[index];
        if (!count(node, node.text.size(), depth))
            return false;
        switch (node.kind) {
        case Node::Kind::Null:
            m_writer.null();
            return true;
        case Node::Kind::Text:
            m_writer.string(node.text);
            return true;
        case Node::Kind::Plain:
            writePlain(node.text);
            return true;
        case Node::Kind::Sequence:
            m_writer.beginArray();
            for (const std::uint32_t child : node.children) {
                if (!write(child, depth + 1))
                    return false;
            }
            m_writer.endArray();
            return true;
        case Node::Kind::Map:
            return writeMap(node, depth);
        }
        return false;
    }

    void writePlain(const std::string &text)
    {
        if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
            m_writer.null();
        else if (text == "true" || text == "True" || text == "TRUE")
            m_writer.boolean(true);
        else if (text == "false" || text == "False" || text == "FALSE")
            m_writer.boolean(false);
        else if (isJsonNumber(text))
            m_writer.raw(text);
        else
            m_writer.string(text);
    }

    bool writeMap(const Node &node, int depth)
    {
        std::vector<Member> members;
        if (!collect(node, members, depth))
            return false;
        m_writer.beginObject();
        for (const Member &member : members) {
            m_bytes += member.name.size() + 3;
            m_writer.name(member.name);
            if (!write(member.value, depth + 1))
                return false;
        }
        m_writer.endObject();
        return true;
    }

    /// The members of @p node, then those of its merge keys that it does not have itself.
    bool collect(const Node &node, std::vector<Member> &members, int depth)
    {
        if (!count(node, 0, depth))
            return false;
        std::vector<std::uint32_t> merged;
        for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
            const Node &name = m_nodes[node.children[i]];
            if (name.kind == Node::Kind::Sequence || name.kind == Node::Kind::Map) {
                return fail(name, QCoreApplication::translate("api::YamlToJson",
                                                              "A name must be a simple text."));
            }
            if (name.kind == Node::Kind::Plain && name.text == "<<")
                merged.push_back(node.children[i + 1]);
            else
                members.push_back({name.kind == Node::Kind::Null ? std::string_view("null")
                                                                 : std::string_view(name.text),
                                   node.children[i + 1]});
        }
        return merged.empty() || merge(merged, members, depth);
    }

    bool merge(const std::vector<std::uint32_t> &sources, std::vector<Member> &members, int depth)
    {
        std::unordered_set<std::string_view> names;
        for (const Member &member : members)
            names.insert(member.name);
        for (const std::uint32_t source : sources) {
            const Node &node = m_nodes[source];
            const bool list = node.kind == Node::Kind::Sequence;
            const std::vector<std::uint32_t> single{source};
            for (const std::uint32_t each : list ? node.children : single) {
                if (m_nodes[each].kind != Node::Kind::Map) {
                    return fail(m_nodes[each],
                                QCoreApplication::translate(
                                    "api::YamlToJson", "A merge key must stand for a mapping."));
                }
                std::vector<Member> found;
                if (!collect(m_nodes[each], found, depth + 1))
                    return false;
                for (const Member &member : found) {
                    if (!count(m_nodes[each], member.name.size(), depth))
                        return false;
                    if (names.insert(member.name).second)
                        members.push_back(member);
                }
            }
        }
        return true;
    }

    const std::vector<Node> &m_nodes;
    json::Writer m_writer;
    YamlError m_error;
    std::size_t m_maxValues;
    std::size_t m_maxBytes;
    std::size_t m_values = 0;
    std::size_t m_bytes = 0;
};

} // namespace

std::expected<std::string, YamlError> yamlToJson(const QByteArray &text,
                                                 const std::stop_token &stop)
{
    if (text.size() > maxText) {
        return std::unexpected(YamlError{
            .where = {},
            .message = QCoreApplication::translate("api::YamlToJson",
                                                   "The document is larger than %1 MB, too "
                                                   "much for YAML. Convert it to JSON, "
                                                   "then try again.")
                           .arg(maxText / (1024 * 1024))});
    }
    Window window(text);
    GraphBuilder builder(stop, window);
    const auto notYaml = [&](const YAML::Mark &mark, const QString &why) {
        return std::unexpected(YamlError{
            .where = position(mark.line, mark.column),
            .message = window.hasLookedTooFar()
                           ? QCoreApplication::translate(
                                 "api::YamlToJson",
                                 "A single text or collection in brackets is too large for YAML. "
                                 "Convert the document to JSON, then try again.")
                           : why});
    };
    try {
        std::istream stream(&window);
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
    } catch (const Stopped &stopped) {
        return std::unexpected(stopped.error);
    } catch (const YAML::DeepRecursion &error) {
        return notYaml(error.mark, QCoreApplication::translate(
                                       "api::YamlToJson", "The document is nested too deeply."));
    } catch (const YAML::Exception &error) {
        return notYaml(error.mark,
                       QCoreApplication::translate("api::YamlToJson", "This is not YAML: %1.")
                           .arg(QString::fromStdString(error.msg)));
    }
    if (window.hasLookedTooFar())
        return notYaml({}, {});
    if (builder.error)
        return std::unexpected(*builder.error);
    if (!builder.root)
        return std::string("null");
    return GraphWriter(builder.nodes, static_cast<std::size_t>(text.size())).run(*builder.root);
}

} // namespace api
