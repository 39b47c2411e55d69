// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"
#include "app/json/Document.h"
#include "app/json/Writer.h"

#include <expected>
#include <string>

namespace api {

/// A Swagger 2.0 document as an OpenAPI 3.0.3 one that says the same as far as the console reads
/// it. Wrong parts are carried over as they are: who reads the result reports them.
std::expected<json::Document, CatalogueProblem> upgradedSwagger(const QString &name,
                                                                const json::Document &swagger);

/// Writes the upgraded document.
class Swagger2
{
public:
    explicit Swagger2(json::Value root);

    std::string upgraded();
    /// After upgraded(): it was given up, and what it answered is of no use.
    bool isTooLarge() const;

private:
    void writeServers();
    void writePaths();
    void writePathItem(json::Value item);
    void writeOperation(json::Value item, json::Value operation);
    void writeParameters(json::Value item, json::Value operation);
    void writeParameter(json::Value parameter);
    void writeRequestBody(json::Value body, json::Value consumes);
    void writeForm(json::Value item, json::Value operation, json::Value consumes);
    void writeResponses(json::Value responses, json::Value produces);
    void writeResponse(json::Value response, json::Value produces);
    void writeComponents();
    void writeScheme(json::Value scheme);
    /// A copy in which references and the words of Swagger's schemas are those of OpenAPI 3.
    void writeValue(json::Value value);
    void writeReference(std::string_view reference);
    /// The parameter, or what it refers to.
    json::Value resolved(json::Value parameter) const;
    json::Value bodyOf(json::Value item, json::Value operation) const;
    bool hasForm(json::Value item, json::Value operation) const;

    json::Value m_root;
    json::Writer m_out;
    std::size_t m_written = 0; ///< bytes of names and texts, about
};

} // namespace api
