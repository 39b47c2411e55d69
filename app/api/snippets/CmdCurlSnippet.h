// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/snippets/CurlSnippet.h"

namespace api {

/// curl for the prompt of Windows' cmd.exe (in a batch file percent signs would need doubling).
class CmdCurlSnippet : public CurlSnippet
{
public:
    QString key() const override;
    QString title() const override;

protected:
    QByteArray program() const override { return "curl.exe"; }
    QByteArray quoted(const QByteArray &word) const override;
    QByteArray tokenFromEnvironment() const override;
    Body bodyOf(const QByteArray &body, QStringList &notes) const override;
    QByteArray comment() const override { return "rem "; }
};

} // namespace api
