// SPDX-License-Identifier: GPL-3.0-or-later
// The languages that ship: English, of which only the plurals are translated, and Swedish.
#include "tests/support/Print.h"
#include "tests/unit/translations/TsFile.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTranslator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<QTranslator> loaded(const QString &language)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(u":/i18n/console_%1.qm"_s.arg(language)))
        return nullptr;
    return translator;
}

QString translated(const QTranslator &translator, const TsMessage &message, int n = -1)
{
    return translator.translate(message.context.toUtf8().constData(),
                                message.source.toUtf8().constData(),
                                message.comment.toUtf8().constData(), n);
}

/// Every source file as the compiler sees its texts: adjacent literals are one.
QStringList programFiles()
{
    static const QRegularExpression seam(u"\"\\s*\""_s);
    QStringList all;
    for (const QString &folder : {u"app"_s, u"models"_s, u"ui"_s}) {
        QDirIterator files(QStringLiteral(CONSOLE_SOURCE_DIR "/") + folder, {u"*.cpp"_s, u"*.h"_s},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                all += QString::fromUtf8(file.readAll()).remove(seam);
        }
    }
    return all;
}

/// The literals of resources/translations/sentences.h, still escaped.
QStringList unseenSentences()
{
    QFile file(QStringLiteral(CONSOLE_SOURCE_DIR "/resources/translations/sentences.h"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression line(u"NOOP\\(\"[^\"]+\", \"(.*)\"\\)\n"_s);
    QStringList sentences;
    const QString text = QString::fromUtf8(file.readAll());
    for (const QRegularExpressionMatch &match : line.globalMatch(text))
        sentences.append(match.captured(1));
    return sentences;
}

/// What a file hands to its own "QString NAME(const char *text)", which asks for it in one context.
QStringList handedSentences(const QString &file, QString &context)
{
    static const QRegularExpression helper(
        uR"re(QString (\w+)\(const char \*(\w+)\)\s*\{[^}]*translate\(\s*"([^"]+)",\s*\2\))re"_s);
    const QRegularExpressionMatch found = helper.match(file);
    if (!found.hasMatch())
        return {};
    context = found.captured(3);
    const QRegularExpression call(uR"re(\b%1\(\s*"((?:[^"\\]|\\.)*)")re"_s.arg(found.captured(1)));
    QStringList sentences;
    for (const QRegularExpressionMatch &match : call.globalMatch(file))
        sentences.append(match.captured(1).replace(u"\\\""_s, u"\""_s).replace(u"\\n"_s, u"\n"_s));
    return sentences;
}

class Language : public testing::TestWithParam<const char *>
{
protected:
    QString language() const { return QString::fromLatin1(GetParam()); }
    QString file() const { return u"console_%1.ts"_s.arg(language()); }
};

} // namespace

TEST_P(Language, IsInTheProgram)
{
    const std::unique_ptr<QTranslator> translator = loaded(language());

    ASSERT_TRUE(translator);
    EXPECT_EQ(translator->language(), language());
    EXPECT_FALSE(translator->isEmpty());
}

TEST_P(Language, HasNoUnfinishedOrLeftOverEntry)
{
    const QList<TsMessage> messages = readTs(file());

    ASSERT_FALSE(messages.isEmpty());
    for (const TsMessage &message : messages) {
        EXPECT_EQ(message.type, QString())
            << message.context.toStdString() << ": " << message.source.toStdString();
        EXPECT_EQ(message.translations.size(), message.numerus ? 2 : 1)
            << message.source.toStdString();
        EXPECT_THAT(message.translations, testing::Each(testing::Ne(QString())))
            << message.source.toStdString();
    }
}

TEST_P(Language, KeepsThePlaceholdersOfEverySource)
{
    for (const TsMessage &message : readTs(file())) {
        for (const QString &translation : message.translations)
            EXPECT_EQ(placeholders(translation), placeholders(message.source))
                << message.source.toStdString();
    }
}

TEST_P(Language, SaysWhatItsFileSays)
{
    const std::unique_ptr<QTranslator> translator = loaded(language());
    ASSERT_TRUE(translator);

    for (const TsMessage &message : readTs(file())) {
        EXPECT_EQ(translated(*translator, message, message.numerus ? 1 : -1),
                  message.translations.value(0))
            << message.source.toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Shipped, Language, testing::Values("en", "sv"),
                         [](const auto &language) { return std::string(language.param); });

TEST(EnglishTranslation, HasOnlyPlurals)
{
    for (const TsMessage &message : readTs(u"console_en.ts"_s))
        EXPECT_TRUE(message.numerus) << message.source.toStdString();
}

TEST(EnglishTranslation, CountsOneAndManyChanges)
{
    const std::unique_ptr<QTranslator> english = loaded(u"en"_s);
    ASSERT_TRUE(english && QCoreApplication::installTranslator(english.get()));

    const auto send = [](int changes) {
        return QCoreApplication::translate("ui::ReviewDialog", "Send %n change(s)", nullptr,
                                           changes);
    };

    EXPECT_EQ(send(1), u"Send 1 change");
    EXPECT_EQ(send(2), u"Send 2 changes");
    QCoreApplication::removeTranslator(english.get());
}

TEST(SwedishTranslation, HasEveryEnglishPlural)
{
    const std::unique_ptr<QTranslator> swedish = loaded(u"sv"_s);
    ASSERT_TRUE(swedish);

    for (const TsMessage &message : readTs(u"console_en.ts"_s))
        EXPECT_NE(translated(*swedish, message, 2), QString()) << message.source.toStdString();
}

TEST(UnseenSentences, AreStillWrittenInTheSources)
{
    const QString texts = programFiles().join(u'\n');
    const QStringList sentences = unseenSentences();

    ASSERT_FALSE(sentences.isEmpty());
    for (const QString &sentence : sentences)
        EXPECT_TRUE(texts.contains(u'"' + sentence + u'"')) << sentence.toStdString();
}

TEST(UnseenSentences, AreAllListed)
{
    std::set<std::pair<QString, QString>> known;
    for (const TsMessage &message : readTs(u"console_sv.ts"_s))
        known.emplace(message.context, message.source);

    int handed = 0;
    for (const QString &file : programFiles()) {
        QString context;
        for (const QString &sentence : handedSentences(file, context)) {
            ++handed;
            EXPECT_TRUE(known.contains({context, sentence}))
                << "sentences.h: " << context.toStdString() << ": " << sentence.toStdString();
        }
    }
    EXPECT_GT(handed, 0);
}
