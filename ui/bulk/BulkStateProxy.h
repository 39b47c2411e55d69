// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIdentityProxyModel>

namespace ui {

/// Icon and colour for what a patch would do to a row (BulkPreviewModel), or has done
/// (BulkResultModel); both say it in words.
class BulkStateProxy : public QIdentityProxyModel
{
    Q_OBJECT

public:
    BulkStateProxy(QAbstractItemModel *model, QObject *parent);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    bool m_isPreview;
};

} // namespace ui
