// SPDX-License-Identifier: GPL-3.0-or-later
#include "SandboxFixture.h"

using namespace Qt::StringLiterals;

namespace editing {

namespace {

constexpr int patience = 60'000; // ms; only a hanging test waits so long

const auth::RsaKeyPair &testKey()
{
    static const auth::RsaKeyPair key = auth::RsaKeyPair::generate(2048).result().value();
    return key;
}

std::shared_ptr<const api::Catalogue> shippedCatalogue()
{
    static const auto catalogue =
        std::make_shared<const api::Catalogue>(api::Catalogue::shipped().value());
    return catalogue;
}

} // namespace

SandboxFixture::SandboxFixture()
    : catalogue(shippedCatalogue())
{
}

SandboxFixture::~SandboxFixture()
{
    controller.reset();
    drafts.reset();
    session.reset();
}

void SandboxFixture::SetUp()
{
    ASSERT_TRUE(testKey().writePrivate(folder.filePath(u"private.pem"_s)));
    startSandbox();
    restartConsole();
}

void SandboxFixture::startSandbox()
{
    sandbox::SandboxOptions options;
    options.port = port;
    options.dataFolder = folder.filePath(u"sandbox"_s);
    options.devices = deviceCount;
    options.historyHours = 1;
    options.publicKeyPem = testKey().publicKey().pem();
    QDir().mkpath(options.dataFolder);
    sandbox = std::make_unique<sandbox::Sandbox>(catalogue, options);
    const auto started = sandbox->start();
    ASSERT_TRUE(started) << started.error().toStdString();
    port = quint16(QUrl(sandbox->baseUrl()).port());
    domain = sandbox->domain();
}

void SandboxFixture::restartConsole(WaitForKey wait)
{
    controller.reset();
    drafts.reset();
    session.reset();
    api::Profile profile;
    profile.id = u"test"_s;
    profile.name = u"Test"_s;
    profile.domain = domain;
    profile.baseUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(port));
    profile.keyFile = folder.filePath(u"private.pem"_s);
    session = std::make_unique<api::Session>(profile, catalogue, nullptr);
    session->queue().setBackOff(1);
    if (wait == WaitForKey::Yes)
        session->waitForKey();
    drafts = std::make_unique<models::DraftStore>(folder.filePath(u"console"_s));
    useResource(resourceKey);
}

void SandboxFixture::encryptKey(const QByteArray &passphrase)
{
    const auto pem = testKey().encryptedPrivatePem(QCA::SecureArray(passphrase));
    ASSERT_TRUE(pem);
    QFile file(folder.filePath(u"private.pem"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    ASSERT_EQ(file.write(*pem), pem->size());
}

void SandboxFixture::useResource(const QString &key)
{
    resourceKey = key;
    const api::ResourceType *type = catalogue->resource(key);
    ASSERT_TRUE(type);
    controller = std::make_unique<models::ResourceController>(session.get(), *type, drafts.get());
    QObject::connect(controller.get(), &models::ResourceController::failed, controller.get(),
                     [this](const QString &doing, const api::ApiError &error) {
                         failures.append({doing, error});
                     });
}

void SandboxFixture::load()
{
    controller->refresh();
    waitFor([this] { return !controller->isLoading(); });
    ASSERT_EQ(controller->state(), models::ResourceController::State::Ready)
        << controller->loadError().value_or(api::ApiError()).toString().toStdString();
}

void SandboxFixture::open(const QString &id)
{
    controller->open(id);
    waitFor([this] { return session->queue().waiting() + session->queue().running() == 0; });
}

void SandboxFixture::waitFor(const std::function<bool()> &condition)
{
    ASSERT_TRUE(QTest::qWaitFor(condition, patience));
}

void SandboxFixture::waitUntilSaved()
{
    waitFor([this] { return !controller->isSaving(); });
}

api::Result SandboxFixture::request(const api::Request &request)
{
    QObject context;
    std::optional<api::Result> result;
    session->queue().send(request, &context,
                          [&result](const api::Result &answer) { result = answer; });
    waitFor([&result] { return result.has_value(); });
    return result.value_or(std::unexpected(api::ApiError()));
}

api::Request SandboxFixture::onItem(api::Method method, const QString &id) const
{
    const api::ResourceType &type = controller->resource();
    QHash<QString, QString> values = session->pathValues();
    values.insert(type.idParameter, id);
    api::Request request;
    request.method = method;
    request.path = api::expandPath(type.itemPath, values);
    return request;
}

json::Document SandboxFixture::onServer(const QString &id)
{
    const api::Result result = request(onItem(api::Method::Get, id));
    if (!result) {
        EXPECT_EQ(result.error().code, api::ApiError::Code::NotFound)
            << result.error().toString().toStdString();
        return {};
    }
    return document(api::unwrap(result->document.root()).serialize());
}

void SandboxFixture::patchBehindOurBack(const QString &id, const QByteArray &patch)
{
    api::Request change = onItem(api::Method::Patch, id);
    change.body = patch;
    change.contentType = "application/json";
    const api::Result result = request(change);
    ASSERT_TRUE(result) << result.error().toString().toStdString();
}

void SandboxFixture::deleteBehindOurBack(const QString &id)
{
    const api::Result result = request(onItem(api::Method::Delete, id));
    ASSERT_TRUE(result) << result.error().toString().toStdString();
}

} // namespace editing
