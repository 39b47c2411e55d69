// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/snippets/RequestSnippet.h"

namespace api {

/// A program for Python 3 that uses nothing but what comes with it.
class PythonSnippet : public RequestSnippet
{
public:
    QString key() const override;
    QString title() const override;

protected:
    QByteArray code(const SnippetInput &request, QStringList &notes) const override;
};

} // namespace api
