// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/TokenPartsModel.h"

#include "app/auth/Jwt.h"
#include "tests/support/Print.h"

#include <QAbstractItemModelTester>

#include <gmock/gmock.h>

using namespace Qt::StringLiterals;
using models::TokenInspection;
using models::TokenPartsModel;
using testing::HasSubstr;

namespace {

constexpr qint64 issued = 1'700'000'000;

QByteArray encoded(const QByteArray &json)
{
    return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

class Parts : public testing::Test
{
protected:
    Parts()
        : m_inspection(nullptr, [] { return double(issued + 180); })
        , m_model(&m_inspection)
        , m_tester(&m_model, QAbstractItemModelTester::FailureReportingMode::Fatal)
    {
    }

    void show(const QByteArray &header, const QByteArray &payload)
    {
        m_inspection.setText(encoded(header) + '.' + encoded(payload) + ".c2ln");
    }
    QModelIndex find(const QString &name, const QModelIndex &under = {}) const
    {
        for (int row = 0; row < m_model.rowCount(under); ++row) {
            const QModelIndex index = m_model.index(row, 0, under);
            if (index.data().toString() == name)
                return index;
            if (const QModelIndex below = find(name, index); below.isValid())
                return below;
        }
        return {};
    }
    QString textOf(const QString &name, int column) const
    {
        return find(name).siblingAtColumn(column).data().toString();
    }

    TokenInspection m_inspection;
    TokenPartsModel m_model;
    QAbstractItemModelTester m_tester;
};

TEST_F(Parts, IsEmptyWithoutAToken)
{
    EXPECT_EQ(m_model.rowCount(), 0);
}

TEST_F(Parts, ShowsThreePartsWithTheirMembers)
{
    show(R"({"alg":"RS256","typ":"JWT"})",
         R"({"sub":"customer47","iat":1700000000,"roles":["a",{"b":1}]})");
    ASSERT_EQ(m_model.rowCount(), 3);
    EXPECT_EQ(m_model.rowCount(m_model.index(0, 0)), 2);
    EXPECT_EQ(textOf(u"sub"_s, TokenPartsModel::Value), u"\"customer47\""_s);
    EXPECT_THAT(textOf(u"iat"_s, TokenPartsModel::Says).toStdString(),
                HasSubstr("issued 3 min ago"));
    const QModelIndex roles = find(u"roles"_s);
    ASSERT_EQ(m_model.rowCount(roles), 2);
    EXPECT_EQ(find(u"b"_s).parent().data().toString(), u"[1]"_s);
    EXPECT_THAT(m_model.explanationOf(find(u"alg"_s)).toStdString(), HasSubstr("RS256"));
}

TEST_F(Parts, PointsFromAMemberToTheTokenAndBack)
{
    show(R"({"alg":"RS256"})", R"({"sub":"customer47","iat":1700000000})");
    const QModelIndex sub = find(u"sub"_s);
    const auth::TextRange range = m_model.rangeOf(sub);
    ASSERT_FALSE(range.isEmpty());
    EXPECT_EQ(m_model.indexAt(range.start + range.length / 2), sub);
    EXPECT_FALSE(m_model.indexAt(m_inspection.token().indexOf('.')).isValid())
        << "a dot is no part";
    EXPECT_EQ(m_model.rangeOf(m_model.index(2, 0)), m_inspection.anatomy().signature().inToken);
}

TEST_F(Parts, ShowsForeignTextAsItIs)
{
    show(R"({"alg":"RS256"})", R"({"sub":"<b>x</b>\u202eevil"})");
    const QString value = textOf(u"sub"_s, TokenPartsModel::Value);
    EXPECT_TRUE(value.contains("<b>"_L1));
    EXPECT_FALSE(value.contains(QChar(0x202e))) << "no mark that turns the direction of the text";
}

TEST_F(Parts, SaysWhatIsNoToken)
{
    m_inspection.setText("not-a-token.*.c2ln");
    EXPECT_THAT(m_model.index(1, TokenPartsModel::Value).data().toString().toStdString(),
                HasSubstr("not base64url"));
    m_inspection.setText(QByteArray(100'000, 'x') + ".eHg.c2ln");
    EXPECT_THAT(m_model.index(0, TokenPartsModel::Value).data().toString().toStdString(),
                HasSubstr("too long"));
    m_inspection.setText(encoded("[1]") + '.' + encoded("{}") + ".c2ln");
    EXPECT_THAT(m_model.index(0, TokenPartsModel::Value).data().toString().toStdString(),
                HasSubstr("not a JSON object"));
    show(R"({"alg":"RS256","alg":"none"})", "{}");
    const QModelIndex second = m_model.index(1, TokenPartsModel::Says, m_model.index(0, 0));
    EXPECT_THAT(second.data().toString().toStdString(), HasSubstr("twice"));
}

} // namespace
