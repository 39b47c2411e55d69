// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/CollectionFile.h"
#include "app/api/PostmanImport.h"
#include "app/api/Profile.h"

#include <QAbstractItemModel>
#include <QThreadPool>
#include <QUrl>

namespace models {

/// Saved requests in folders, as a tree; every change is written to the data folder at once, in a
/// worker.
class CollectionModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        FolderRole = Qt::UserRole, ///< bool
        MethodRole,                ///< "GET"; empty for a folder
        PathRole,
    };

    /// Empty folder: memory only. What is stored is read at once; problem() says what hindered it.
    explicit CollectionModel(const QString &folder, QObject *parent = nullptr);
    ~CollectionModel() override; ///< waits for what is being written

    QString problem() const { return m_problem; }
    bool isEmpty() const { return m_root->items.empty(); }

    /// An invalid index means the top. An item that is no folder stands for the folder it is in.
    QModelIndex addFolder(const QString &name, const QModelIndex &in = {});
    /// Saved without its secrets; @p removed tells whether there were any.
    QModelIndex addRequest(const QString &name, const api::SavedRequest &request,
                           const QModelIndex &in = {}, bool *removed = nullptr);
    /// Writes over one that is there. False: that is no request.
    bool update(const QModelIndex &index, const api::SavedRequest &request,
                bool *removed = nullptr);
    void remove(const QModelIndex &index);
    void move(const QModelIndex &index, const QModelIndex &folder);
    void setVariables(const QModelIndex &folder, const QList<api::NamedValue> &variables);
    /// Null for an invalid index.
    const api::CollectionItem *item(const QModelIndex &index) const;
    QList<api::NamedValue> variablesOf(const QModelIndex &index) const;

    QModelIndex importPostman(api::PostmanImport &&import);
    /// Reads a Postman collection in a worker; imported() or failed() follows.
    void importFile(const QString &path);
    /// Writes one in a worker; exported() or failed() follows.
    void exportFile(const QModelIndex &folder, const QString &path, const api::Profile &profile);
    /// An invalid index: everything.
    std::string exportPostman(const QModelIndex &folder, const QUrl &baseUrl,
                              const QString &domain) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void failed(const QString &sentence); ///< it could not be written, or read
    /// @p report: what is different now, each a sentence.
    void imported(const QModelIndex &folder, const QStringList &report);
    void exported(const QString &path);

private:
    api::CollectionItem *itemAt(const QModelIndex &index) const;
    api::CollectionItem *folderAt(const QModelIndex &index) const;
    QModelIndex indexOf(const api::CollectionItem *item) const;
    QModelIndex insert(std::unique_ptr<api::CollectionItem> item, api::CollectionItem *folder);
    void save();

    api::CollectionFile m_file;
    std::unique_ptr<api::CollectionItem> m_root;
    QString m_problem;
    QThreadPool m_writer; // of one thread: one after the other
};

} // namespace models
