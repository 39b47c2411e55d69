// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/WholeFile.h"

#include <QSaveFile>

namespace models {

QString writeWhole(const QString &path, std::string_view bytes, Readers readers)
{
    QSaveFile file(path);
    const auto size = static_cast<qint64>(bytes.size());
    const bool done = file.open(QIODevice::WriteOnly) &&
                      (readers == Readers::AsUsual ||
                       file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) &&
                      file.write(bytes.data(), size) == size && file.commit();
    return done ? QString() : file.errorString();
}

} // namespace models
