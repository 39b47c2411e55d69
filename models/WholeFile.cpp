// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/WholeFile.h"

#include "app/auth/PrivateFile.h"

#include <QSaveFile>

namespace models {

QString writeWhole(const QString &path, std::string_view bytes, Readers readers)
{
    const auto size = static_cast<qint64>(bytes.size());
    if (readers == Readers::OwnerOnly) { // QSaveFile's temporary file can be opened by others
        const auto written = auth::writePrivateFile(path, QByteArrayView(bytes.data(), size));
        return written ? QString() : written.error();
    }
    QSaveFile file(path);
    const bool done =
        file.open(QIODevice::WriteOnly) && file.write(bytes.data(), size) == size && file.commit();
    return done ? QString() : file.errorString();
}

} // namespace models
