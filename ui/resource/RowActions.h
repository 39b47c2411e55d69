// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/Catalogue.h"

#include <QAction>
#include <QList>
#include <QObject>

namespace ui {

/// What the catalogue offers on the rows of a resource type: its commands, and the links to the
/// rows of others.
class RowActions : public QObject
{
    Q_OBJECT

public:
    RowActions(const api::Catalogue &catalogue, const api::ResourceType &type, QWidget *page);

    /// Links first, then commands.
    QList<QAction *> actions() const { return m_links + m_commands; }
    QList<QAction *> links() const { return m_links; }
    QList<QAction *> commands() const { return m_commands; }
    /// The commands are where @p catalogue has them now.
    void followCatalogue(const api::Catalogue &catalogue);
    /// Decides which of them are for @p row; an absent one: none.
    void setRow(json::Value row);

Q_SIGNALS:
    void commandWanted(const api::Operation &operation);
    void linkWanted(const QString &key, const QList<QPair<QString, QString>> &values);

private:
    void addLink(const api::ResourceLink &link);
    void addCommand(const api::Operation &operation);

    const api::ResourceType m_type;
    QWidget *m_page;
    QList<QAction *> m_links;
    QList<QAction *> m_commands;
    QList<api::ResourceLink> m_linked;              // by m_links
    QList<api::Operation> m_operations;             // by m_commands
    QList<QList<QPair<QString, QString>>> m_values; // by m_links: where they lead now
};

} // namespace ui
