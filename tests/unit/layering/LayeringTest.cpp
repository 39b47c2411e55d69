// SPDX-License-Identifier: GPL-3.0-or-later
// The arrows between the folders (design, section 3), and what holds for every source file.
#include "tests/support/Print.h"
#include "tests/unit/layering/SourceTree.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using testing::IsEmpty;

namespace {

const QList<SourceFile> &tree()
{
    static const QList<SourceFile> files = sourceTree();
    return files;
}

// Everything a layer may see. auth is not among the sandbox's: its token checks are written
// independently of the signer's, so that one mistake can't hide in both.
const QList<Arrow> &arrows()
{
    static const QList<Arrow> all{
        {u"json"_s, {}, {}},
        {u"auth"_s, {u"json"_s}, {}},
        {u"api"_s, {u"json"_s, u"auth"_s}, {}},
        {u"http"_s, {}, {}},
        {u"sandbox"_s, {u"json"_s, u"api"_s, u"http"_s}, {}},
        {u"models"_s, {u"json"_s, u"auth"_s, u"api"_s, u"http"_s, u"sandbox"_s}, {}},
        {u"ui"_s,
         {u"models"_s},
         {u"app/api/ApiError.h"_s, u"app/api/Catalogue.h"_s, u"app/api/History.h"_s,
          u"app/api/Profile.h"_s, u"app/api/Session.h"_s}},
        {u"main"_s, {u"models"_s, u"ui"_s}, {u"app/auth/CoreDumps.h"_s}},
        {u"cli"_s, {u"json"_s, u"auth"_s, u"api"_s, u"http"_s, u"sandbox"_s, u"models"_s}, {}},
    };
    return all;
}

QStringList filesWith(const std::function<bool(const SourceFile &)> &wrong)
{
    QStringList paths;
    for (const SourceFile &file : tree()) {
        if (wrong(file))
            paths += file.path;
    }
    return paths;
}

/// Files of @p layers that include a header that @p matches.
QStringList filesIncluding(const QStringList &layers,
                           const std::function<bool(const QString &)> &matches)
{
    return filesWith([&](const SourceFile &file) {
        return layers.contains(file.layer()) &&
               std::ranges::any_of(file.includes(), [&](const Include &include) {
                   return !include.ours && matches(include.header);
               });
    });
}

const QStringList windowless{u"json"_s, u"auth"_s,    u"api"_s,   u"http"_s,
                             u"cli"_s,  u"sandbox"_s, u"models"_s};

} // namespace

TEST(Layering, EveryLayerIncludesOnlyWhatLiesBelowIt)
{
    QStringList sentences;
    for (const Arrow &arrow : arrows()) {
        int files = 0;
        for (const SourceFile &file : tree()) {
            if (file.layer() != arrow.layer)
                continue;
            ++files;
            sentences += forbiddenIncludes(file, arrow);
        }
        EXPECT_GT(files, 0) << "no file in the layer " << arrow.layer.toStdString();
    }
    EXPECT_THAT(sentences, IsEmpty());
}

TEST(Layering, EveryFolderWithSourcesHasItsArrow)
{
    const QStringList without = filesWith([](const SourceFile &file) {
        return file.layer() != "tests"_L1 &&
               !std::ranges::contains(arrows(), file.layer(), &Arrow::layer);
    });
    EXPECT_THAT(without, IsEmpty());
}

TEST(Layering, AWrongArrowIsFound)
{
    const Arrow json = arrows().first();
    const SourceFile wrong{u"app/json/Made.cpp"_s,
                           "#include \"app/json/Value.h\"\n#include \"app/api/Reply.h\"\n"};
    EXPECT_EQ(forbiddenIncludes(wrong, json),
              QStringList{u"app/json/Made.cpp includes app/api/Reply.h"_s});
}

TEST(Layering, NoWidgetsBelowTheWindow)
{
    ASSERT_TRUE(isOfQt(u"QtWidgets"_s, u"QLabel"_s)) << "the headers of Qt were not found";
    EXPECT_THAT(
        filesIncluding(windowless,
                       [](const QString &header) { return isOfQt(u"QtWidgets"_s, header); }),
        IsEmpty());
}

TEST(Layering, TheWindowHasNoJsonNoCryptographyNoNetworkNoDatabase)
{
    EXPECT_THAT(filesIncluding({u"ui"_s},
                               [](const QString &header) {
                                   return header.startsWith("QJson"_L1) ||
                                          header.startsWith("yyjson"_L1) ||
                                          header.startsWith("openssl/"_L1) ||
                                          header == "QtCrypto"_L1 ||
                                          isOfQt(u"QtNetwork"_s, header) ||
                                          isOfQt(u"QtSql"_s, header);
                               }),
                IsEmpty());
}

TEST(Layering, EachLibraryHasItsOwnFolder)
{
    const auto outside = [](const QStringList &layers, const QString &prefix) {
        QStringList others{u"ui"_s, u"main"_s};
        for (const QString &layer : windowless) {
            if (!layers.contains(layer))
                others += layer;
        }
        return filesIncluding(others,
                              [&](const QString &header) { return header.startsWith(prefix); });
    };
    EXPECT_THAT(outside({u"json"_s}, u"yyjson"_s), IsEmpty());
    EXPECT_THAT(outside({u"http"_s}, u"boost/"_s), IsEmpty());
    EXPECT_THAT(outside({u"api"_s}, u"yaml-cpp/"_s), IsEmpty());
    EXPECT_THAT(outside({u"auth"_s, u"sandbox"_s}, u"openssl/"_s), IsEmpty());
}

TEST(SourceFiles, SayTheirLicenceInTheFirstLine)
{
    EXPECT_THAT(filesWith([](const SourceFile &file) {
                    return !file.text.startsWith("// SPDX-License-Identifier: GPL-3.0-or-later\n");
                }),
                IsEmpty());
}

TEST(SourceFiles, StayBelowTheCeilingOfSixHundredLines)
{
    EXPECT_THAT(filesWith([](const SourceFile &file) { return file.lines() > 600; }), IsEmpty());
}
