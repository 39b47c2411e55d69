// SPDX-License-Identifier: GPL-3.0-or-later
// Random changes, compared with a table that is as simple as it can be.
#include "TableSamples.h"
#include "app/json/Writer.h"
#include "tests/support/ModelWatch.h"
#include "tests/support/Print.h"

#include <QSignalSpy>

#include <algorithm>
#include <array>
#include <map>
#include <random>

using namespace Qt::StringLiterals;
using models::ResourceTableModel;

namespace {

/// A row: its id (may be empty) and three cells.
struct Row
{
    std::string id;
    std::string type;
    std::string description;
    int lines = 0;
    bool operator==(const Row &) const = default;

    std::string json() const
    {
        json::Writer out;
        out.beginObject();
        if (!id.empty())
            out.name("deviceId").string(id);
        out.name("deviceType").string(type).name("description").string(description);
        if (lines > 0)
            out.name("lines").integer(lines);
        out.endObject();
        return out.take();
    }
    std::string text() const
    {
        return id + '|' + type + '|' + description + '|' +
               (lines > 0 ? std::to_string(lines) : std::string());
    }
};

/// Everything by the book, nothing by an index.
class Reference
{
public:
    void set(const std::vector<Row> &rows) { m_rows = rows; }
    void upsert(const Row &row)
    {
        const auto at = std::ranges::find(m_rows, row.id, &Row::id);
        if (at != m_rows.end())
            *at = row;
        else
            m_rows.push_back(row);
    }
    void remove(const std::string &id)
    {
        std::erase_if(m_rows, [&](const Row &row) { return row.id == id; });
    }
    std::vector<Row> shown(const std::string &word, int column, bool descending) const
    {
        std::vector<Row> rows;
        std::ranges::copy_if(m_rows, std::back_inserter(rows), [&](const Row &row) {
            return row.text().find(word) != std::string::npos;
        });
        std::ranges::stable_sort(rows, [&](const Row &left, const Row &right) {
            if (column == samples::DeviceType)
                return descending ? left.type > right.type : left.type < right.type;
            if (column != samples::Lines || left.lines == right.lines)
                return false;
            if (left.lines == 0 || right.lines == 0) // nothing is last in both directions
                return right.lines == 0;
            return descending ? left.lines > right.lines : left.lines < right.lines;
        });
        return rows;
    }
    const std::vector<Row> &rows() const { return m_rows; }

private:
    std::vector<Row> m_rows;
};

class ResourceTableRandomTest : public testing::TestWithParam<unsigned>
{
protected:
    ResourceTableRandomTest() { m_model.setResource(samples::deviceType()); }

    int below(int bound) { return std::uniform_int_distribution(0, bound - 1)(m_random); }
    std::string idOf(int number)
    {
        return "id" + std::string(1, char('a' + number % 26)) +
               std::string(std::size_t(number / 26), 'x');
    }
    Row randomRow(std::string id)
    {
        static constexpr std::array words{"camera", "phone", "alarm", "door", "gate"};
        return {std::move(id), words[std::size_t(below(5))], words[std::size_t(below(5))],
                below(6)};
    }
    std::vector<Row> randomRows()
    {
        std::vector<Row> rows;
        const int count = below(m_largest);
        for (int i = 0; i < count; ++i) {
            const int kind = below(20);
            rows.push_back(randomRow(kind == 0 ? std::string() : idOf(below(m_largest))));
        }
        return rows;
    }
    /// Mostly what was there, with a few changes: what a refresh usually brings.
    std::vector<Row> refreshed()
    {
        std::vector<Row> rows = m_reference.rows();
        for (Row &row : rows) {
            if (below(8) == 0)
                row = randomRow(row.id);
        }
        std::erase_if(rows, [this](const Row &) { return below(10) == 0; });
        for (int i = below(4); i > 0; --i)
            rows.insert(rows.begin() + below(int(rows.size()) + 1),
                        randomRow(idOf(below(m_largest))));
        if (below(3) == 0)
            std::ranges::shuffle(rows, m_random);
        return rows;
    }
    void setRows(const std::vector<Row> &rows)
    {
        std::string body = R"({"success":true,"devices":[)";
        for (const Row &row : rows)
            body += (body.back() == '[' ? "" : ",") + row.json();
        m_reference.set(rows);
        m_model.setDocument(samples::parse(body + "]}"));
    }

    void change()
    {
        switch (below(8)) {
        case 0:
            setRows(randomRows());
            break;
        case 1:
        case 2:
            setRows(refreshed());
            break;
        case 3:
        case 4: {
            const Row row = randomRow(idOf(below(m_largest)));
            m_reference.upsert(row);
            m_model.upsert(QString::fromStdString(row.id), samples::parse(row.json()));
            break;
        }
        case 5: {
            const std::string id = idOf(below(m_largest));
            m_reference.remove(id);
            m_model.removeIds({QString::fromStdString(id)});
            break;
        }
        case 6: {
            static constexpr std::array words{"", "p", "ph", "pho", "a", "al", "gate", "3", "ida"};
            m_word = words[std::size_t(below(int(words.size())))];
            m_model.setFilter({QString::fromStdString(m_word).toUpper(), {}});
            break;
        }
        default:
            m_column = std::array{-1, int(samples::DeviceType),
                                  int(samples::Lines)}[std::size_t(below(3))];
            m_descending = below(2) == 0;
            m_model.sort(m_column, m_descending ? Qt::DescendingOrder : Qt::AscendingOrder);
        }
    }

    std::vector<std::string> modelTexts() const
    {
        std::vector<std::string> texts;
        for (int row = 0; row < m_model.rowCount(); ++row) {
            std::string text;
            for (const int column :
                 {samples::Id, samples::DeviceType, samples::Description, samples::Lines})
                text += (text.empty() && column == samples::Id ? "" : "|") +
                        m_model.index(row, column)
                            .data(ResourceTableModel::RawRole)
                            .toString()
                            .toStdString();
            texts.push_back(text);
        }
        return texts;
    }
    void compare()
    {
        std::vector<std::string> expected;
        for (const Row &row : m_reference.shown(m_word, m_column, m_descending))
            expected.push_back(row.text());
        ASSERT_EQ(modelTexts(), expected);
        ASSERT_EQ(m_model.totalCount(), int(m_reference.rows().size()));
    }

    /// Persistent indexes of all rows whose id is there once.
    std::map<std::string, QPersistentModelIndex> selectAll() const
    {
        std::map<std::string, QPersistentModelIndex> selected;
        for (int row = 0; row < m_model.rowCount(); ++row) {
            const std::string id = m_model.idAt(row).toStdString();
            if (!id.empty() && std::ranges::count(m_reference.rows(), id, &Row::id) == 1)
                selected.emplace(id, m_model.index(row, samples::Description));
        }
        return selected;
    }
    void compareSelection(const std::map<std::string, QPersistentModelIndex> &selected)
    {
        std::vector<std::string> visible;
        for (const Row &row : m_reference.shown(m_word, m_column, m_descending))
            visible.push_back(row.id);
        for (const auto &[id, index] : selected) {
            if (std::ranges::count(m_reference.rows(), id, &Row::id) > 1)
                continue;
            const bool isShown = std::ranges::count(visible, id) > 0;
            ASSERT_EQ(index.isValid(), isShown) << id;
            if (isShown) {
                ASSERT_EQ(m_model.idAt(index.row()).toStdString(), id);
                ASSERT_EQ(index.row(), m_model.rowOfId(QString::fromStdString(id)));
            }
        }
    }

    std::mt19937 m_random{GetParam()};
    int m_largest = GetParam() % 2 == 0 ? 12 : 400; // few runs, and too many for single signals
    ResourceTableModel m_model;
    ModelWatch m_watch{&m_model};
    Reference m_reference;
    std::string m_word;
    int m_column = -1;
    bool m_descending = false;
};

} // namespace

TEST_P(ResourceTableRandomTest, AgreesWithTheSimpleTableAndNeverLosesASelectedRow)
{
    QSignalSpy resets(&m_model, &QAbstractItemModel::modelReset);
    const int steps = m_largest > 100 ? 40 : 400;
    for (int step = 0; step < steps; ++step) {
        SCOPED_TRACE(step);
        const auto selected = selectAll();
        change();
        ASSERT_NO_FATAL_FAILURE(compare());
        ASSERT_NO_FATAL_FAILURE(compareSelection(selected));
    }
    EXPECT_EQ(resets.size(), 0);
}

INSTANTIATE_TEST_SUITE_P(Seeds, ResourceTableRandomTest, testing::Range(1u, 9u));
