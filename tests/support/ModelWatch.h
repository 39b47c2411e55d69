// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QAbstractItemModelTester>
#include <QLoggingCategory>

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

/// Watches a model as long as it lives: a broken promise of QAbstractItemModel fails the test that
/// is running.
class ModelWatch
{
public:
    explicit ModelWatch(QAbstractItemModel *model)
    {
        failures() = 0;
        m_before = qInstallMessageHandler(&ModelWatch::onMessage);
        // QtTest mode would need a running QTest; warnings of its category are counted instead.
        QLoggingCategory::setFilterRules(QStringLiteral("qt.modeltest.warning=true"));
        m_tester = std::make_unique<QAbstractItemModelTester>(
            model, QAbstractItemModelTester::FailureReportingMode::Warning);
        // It would fetch more from within modelReset, and then complain about what it did.
        m_tester->setUseFetchMore(false);
    }
    ~ModelWatch()
    {
        m_tester.reset();
        qInstallMessageHandler(m_before);
        EXPECT_EQ(failures(), 0) << "the model broke a rule of QAbstractItemModel, see above";
    }
    ModelWatch(const ModelWatch &) = delete;
    ModelWatch &operator=(const ModelWatch &) = delete;

    static int &failures()
    {
        static int count = 0;
        return count;
    }

private:
    static void onMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
    {
        fprintf(stderr, "%s\n", qPrintable(text));
        if (type == QtWarningMsg && qstrcmp(context.category, "qt.modeltest") == 0)
            ++failures();
        if (type == QtFatalMsg)
            abort();
    }

    QtMessageHandler m_before = nullptr;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};
