// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/snippets/CurlSnippet.h"

namespace api {

/// curl.exe for Windows PowerShell 5 and PowerShell 7: one behaviour of the two is asked for, since
/// they hand quotes to programs differently.
class PowerShellCurlSnippet : public CurlSnippet
{
public:
    QString key() const override;
    QString title() const override;

protected:
    QByteArray code(const SnippetInput &request, QStringList &notes) const override;
    QByteArray program() const override { return "curl.exe"; }
    QByteArray quoted(const QByteArray &word) const override;
    QByteArray tokenFromEnvironment() const override;
    Body bodyOf(const QByteArray &body, QStringList &notes) const override;
};

} // namespace api
