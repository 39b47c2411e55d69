// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <expected>
#include <stop_token>
#include <string>

namespace api {

struct YamlError
{
    QString where; ///< "line 3, column 7"; empty when the whole text is meant
    QString message;
};

/// The first document of a YAML text as JSON text, by the core schema of YAML 1.2: `on`, `no` and
/// `yes` are strings, and so is a number that JSON cannot write (`0x1F`, `.5`, `.inf`). Aliases and
/// merge keys (`<<`) are expanded, up to ten times what is written and 500 levels. At most 16 MB
/// and 700,000 values are read; @p stop ends it with an error.
std::expected<std::string, YamlError> yamlToJson(const QByteArray &text,
                                                 const std::stop_token &stop = {});

} // namespace api
