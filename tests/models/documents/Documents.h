// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ApiDocuments.h"
#include "models/ImportReview.h"
#include "tests/support/Print.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <gmock/gmock.h>

#include <functional>
#include <memory>

namespace documents {

inline std::shared_ptr<const api::Catalogue> shipped()
{
    auto catalogue = api::Catalogue::shipped();
    EXPECT_TRUE(catalogue.has_value());
    return std::make_shared<const api::Catalogue>(*catalogue);
}

inline bool until(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, 20'000);
}

/// An API with one table, one command and one path that is left out.
inline QByteArray lamps(const QByteArray &title = "Lamps", const QByteArray &path = "lamp")
{
    QByteArray text = R"({"openapi":"3.0.1","info":{"title":"TITLE","version":"3"},"paths":{
"/lamps/PATH/{domain}":{"get":{},"post":{"requestBody":{"content":{"application/json":{"schema":{
"type":"object","properties":{"lampId":{"type":"string"},"colour":{"type":"string"}}}}}}}},
"/lamps/PATH/{domain}/{lampId}":{"get":{"responses":{"200":{"description":"ok","content":{
"application/json":{"schema":{"type":"object","properties":{"lampId":{"type":"string"},
"colour":{"type":"string"}}}}}}}},"put":{},"delete":{}},
"/lamps/PATH/{domain}/{lampId}/blink":{"post":{"summary":"Blink"}},
"/callbacks/lampBroken":{"post":{}}}})";
    return text.replace("TITLE", title).replace("PATH", path);
}

/// A data folder, its documents, and a review.
class DocumentsTest : public testing::Test
{
protected:
    QTemporaryDir m_folder;
    std::unique_ptr<models::ApiDocuments> m_documents;
    std::unique_ptr<models::ImportReview> m_review;

    void SetUp() override { open(); }
    void TearDown() override
    {
        m_review.reset();
        m_documents.reset();
        QThreadPool::globalInstance()->waitForDone();
    }
    void open(bool readOnly = false)
    {
        m_review.reset();
        m_documents = std::make_unique<models::ApiDocuments>(m_folder.path(), readOnly, shipped());
        m_review = std::make_unique<models::ImportReview>(m_documents.get());
        ASSERT_TRUE(until([&] { return !m_documents->isBusy(); }));
    }
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return file.fileName();
    }
    void read(const QByteArray &text, const QString &name = QStringLiteral("lamps.json"))
    {
        m_review->readFile(write(name, text));
        ASSERT_TRUE(until([&] {
            return m_review->state() == models::ImportReview::State::Ready ||
                   m_review->state() == models::ImportReview::State::Failed;
        }));
    }
    void import(const QByteArray &text = lamps())
    {
        ASSERT_NO_FATAL_FAILURE(read(text));
        ASSERT_EQ(m_review->whyNotApply(), QString());
        m_review->apply();
        ASSERT_TRUE(until([&] { return m_review->state() == models::ImportReview::State::Idle; }));
    }
};

} // namespace documents
