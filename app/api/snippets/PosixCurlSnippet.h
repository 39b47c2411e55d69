// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/snippets/CurlSnippet.h"

namespace api {

/// curl for sh, bash, zsh and their kin.
class PosixCurlSnippet : public CurlSnippet
{
public:
    QString key() const override;
    QString title() const override;

protected:
    QByteArray program() const override { return "curl"; }
    QByteArray quoted(const QByteArray &word) const override;
    QByteArray tokenFromEnvironment() const override;
    Body bodyOf(const QByteArray &body, QStringList &notes) const override;
};

} // namespace api
