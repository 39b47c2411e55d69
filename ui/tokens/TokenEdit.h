// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/TokenInspection.h"

#include <QPlainTextEdit>

namespace ui {

/// The raw text of a token, its three parts in the colours that they have everywhere. Takes pasted
/// and dropped text of any kind: as it is, or as the contents of a dropped file.
class TokenEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TokenEdit(QWidget *parent = nullptr);

    /// Shows the text of @p anatomy; one edit, that can be undone.
    void showToken(const auth::TokenAnatomy &anatomy);
    /// Marks what carries a claim; empty: nothing.
    void mark(auth::TextRange range);

Q_SIGNALS:
    /// A person has typed, pasted or dropped something.
    void edited(const QByteArray &text);
    /// The cursor stands at that byte of the token.
    void pointedAt(qsizetype position);
    void dropFailed(const QString &sentence);

protected:
    /// A token opens all that its profile may do: what is copied of it is marked as secret.
    QMimeData *createMimeDataFromSelection() const override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void colourParts();
    int positionOf(qsizetype byte) const;

    auth::TokenAnatomy m_anatomy;
    auth::TextRange m_marked;
    bool m_showing = false;
};

} // namespace ui
