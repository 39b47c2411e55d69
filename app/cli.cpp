// SPDX-License-Identifier: GPL-3.0-or-later
// iotcomms-cli: what the window does, for scripts (design, section 10).

#include "app/api/Redaction.h"
#include "app/auth/CoreDumps.h"
#include "app/cli/BulkCommand.h"
#include "app/cli/CatalogueCommands.h"
#include "app/cli/JsonCommands.h"
#include "app/cli/KeyCommands.h"
#include "app/cli/Output.h"
#include "app/cli/RequestCommand.h"
#include "app/cli/SandboxCommand.h"
#include "app/cli/TokenCommands.h"
#include "models/BulkJob.h"

#include <QCoreApplication>
#include <QStandardPaths>
#include <QTranslator>
#include <QtCrypto>

#include <CLI/CLI.hpp>

#include <functional>
#include <iostream>
#include <sstream>
#include <string>

using namespace Qt::StringLiterals;

namespace {

/// Chosen by the parser, run after it.
using Command = std::function<int()>;

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

/// Unix seconds up to the year 5138; later ones are milliseconds by mistake.
const CLI::Range unixSeconds(qint64(0), qint64(99'999'999'999), "UNIX SECONDS");

/// Both can't be read from standard input.
void refuseTwoDashes(const std::string &first, const std::string &second)
{
    if (first == "-" && second == "-")
        throw CLI::ValidationError("-", "only one of the two files can be standard input");
}

/// What the parser has to say, without a secret that was typed by mistake.
int exitWith(const CLI::App &app, const CLI::ParseError &error)
{
    std::ostringstream out;
    std::ostringstream messages;
    const int code = app.exit(error, out, messages);
    std::cout << out.str() << std::flush;
    std::cerr << api::redacted(QByteArray::fromStdString(messages.str())).constData();
    return code == 0 ? cli::Done : cli::WrongUsage;
}

void addKeys(CLI::App &app, Command &command)
{
    CLI::App *keys = app.add_subcommand("keys", "Key pairs")->require_subcommand(1);

    CLI::App *generate = keys->add_subcommand("generate", "Make private.pem and public.pem");
    auto folder = std::make_shared<std::string>();
    auto bits = std::make_shared<int>(2048);
    generate->add_option("--out", *folder, "Folder to write into")->required();
    generate->add_option("--bits", *bits, "2048, 3072 or 4096")
        ->check(CLI::IsMember({2048, 3072, 4096}));
    generate->callback([&command, folder, bits] {
        command = [folder, bits] { return cli::generateKeys(text(*folder), *bits); };
    });

    CLI::App *show = keys->add_subcommand("show", "Type, bits and thumbprints of a key");
    auto file = std::make_shared<std::string>();
    show->add_option("FILE", *file, "PEM file")->required();
    show->callback([&command, file] { command = [file] { return cli::showKey(text(*file)); }; });
}

void addCatalogue(CLI::App &app, Command &command)
{
    CLI::App *catalogue = app.add_subcommand("catalogue", "API documents")->require_subcommand(1);
    CLI::App *import = catalogue->add_subcommand(
        "import", "What importing an OpenAPI or Swagger document would bring; keeps nothing");
    auto file = std::make_shared<std::string>();
    auto prefix = std::make_shared<std::optional<std::string>>();
    import->add_option("FILE", *file, "JSON or YAML, or -")->required();
    import->add_option("--prefix", *prefix, "Where its paths begin, as in /provisioning");
    import->callback([&command, file, prefix] {
        command = [file, prefix] {
            return cli::reportImport(text(*file),
                                     *prefix ? std::optional(text(**prefix)) : std::nullopt);
        };
    });
}

void addTokenSign(CLI::App *token, Command &command)
{
    CLI::App *sign = token->add_subcommand("sign", "Sign a token; prints it bare");
    struct Options
    {
        std::string key, domain, lifetime = "55m";
        std::optional<qint64> at;
    };
    auto options = std::make_shared<Options>();
    sign->add_option("--key", options->key, "Private key, PEM")->required();
    sign->add_option("--domain", options->domain, "Tenant domain: the claim sub")->required();
    sign->add_option("--lifetime", options->lifetime, "From iat to exp: 55m, 3300s, 1h")
        ->check([](const std::string &typed) {
            return cli::parseLifetime(typed)
                       ? std::string()
                       : "'" + typed + "' is not a time like 55m, 3300s or 1h";
        });
    sign->add_option("--at", options->at, "Time of issue, Unix seconds; now when left out")
        ->check(unixSeconds);
    sign->callback([&command, options] {
        command = [options] {
            return cli::signToken(text(options->key), text(options->domain),
                                  cli::parseLifetime(options->lifetime).value_or(0), options->at);
        };
    });
}

void addToken(CLI::App &app, Command &command)
{
    CLI::App *token = app.add_subcommand("token", "Tokens")->require_subcommand(1);
    addTokenSign(token, command);

    CLI::App *check = token->add_subcommand("check", "Check a token by the platform's rules");
    struct Options
    {
        std::string file, key, domain;
        std::optional<double> at;
        double leeway = 0;
        bool batch = false;
        int jobs = 0;
    };
    auto options = std::make_shared<Options>();
    check->add_option("FILE", options->file, "File with the token, or -")->required();
    check->add_option("--public-key", options->key, "Public key, PEM")->required();
    check->add_option("--domain", options->domain, "Tenant domain")->required();
    check->add_option("--at", options->at, "Time of the check, Unix seconds; now when left out");
    check->add_option("--leeway", options->leeway, "Seconds that clocks may be apart")
        ->check(CLI::NonNegativeNumber);
    CLI::Option *batch = check->add_flag(
        "--batch", options->batch,
        "FILE has one token a line; prints a line {line, accepted, failed, detail} for each, and "
        "ends with 0 when all are accepted");
    check->add_option("--jobs", options->jobs, "Threads for --batch; one a core when left out")
        ->check(CLI::Range(1, 256))
        ->needs(batch);
    check->callback([&command, options] {
        command = [options] {
            cli::CheckOptions wanted;
            wanted.file = text(options->file);
            wanted.publicKeyFile = text(options->key);
            wanted.domain = text(options->domain);
            wanted.at = options->at;
            wanted.leeway = options->leeway;
            wanted.batch = options->batch;
            wanted.jobs = options->jobs;
            return cli::checkToken(wanted);
        };
    });
}

void addJson(CLI::App &app, Command &command)
{
    CLI::App *json = app.add_subcommand("json", "JSON texts")->require_subcommand(1);
    CLI::App *check = json->add_subcommand("check", "Strict RFC 8259");
    auto file = std::make_shared<std::string>();
    check->add_option("FILE", *file, "File, or -")->required();
    check->callback([&command, file] { command = [file] { return cli::checkJson(text(*file)); }; });

    CLI::App *patch = app.add_subcommand("patch", "JSON Patch (RFC 6902)")->require_subcommand(1);
    CLI::App *apply = patch->add_subcommand("apply", "Print the patched document");
    auto document = std::make_shared<std::string>();
    auto operations = std::make_shared<std::string>();
    apply->add_option("DOCUMENT", *document, "File, or -")->required();
    apply->add_option("PATCH", *operations, "File, or -")->required();
    apply->callback([&command, document, operations] {
        refuseTwoDashes(*document, *operations);
        command = [document, operations] {
            return cli::applyPatch(text(*document), text(*operations));
        };
    });
    CLI::App *diff = patch->add_subcommand("diff", "Print the patch from BEFORE to AFTER");
    auto before = std::make_shared<std::string>();
    auto after = std::make_shared<std::string>();
    diff->add_option("BEFORE", *before, "File, or -")->required();
    diff->add_option("AFTER", *after, "File, or -")->required();
    diff->callback([&command, before, after] {
        refuseTwoDashes(*before, *after);
        command = [before, after] { return cli::diffDocuments(text(*before), text(*after)); };
    });
}

/// How a platform is got at: by a profile of the console, or by its parts.
struct AccessOptions
{
    std::string profile, data, baseUrl, domain, key, ca;

    void addTo(CLI::App *command)
    {
        CLI::Option *named = command->add_option("--profile", profile, "Profile of the console");
        command->add_option("--data", data, "The console's data folder")->needs(named);
        CLI::Option *base = command->add_option("--base-url", baseUrl, "https://api...");
        CLI::Option *tenant = command->add_option("--domain", domain, "Tenant domain");
        CLI::Option *pem = command->add_option("--key", key, "Private key, PEM");
        command->add_option("--ca", ca, "One more certificate authority, PEM")->excludes(named);
        base->needs(tenant)->needs(pem)->excludes(named);
        tenant->needs(base);
        pem->needs(base);
    }
    void require() const
    {
        if (profile.empty() && baseUrl.empty())
            throw CLI::RequiredError("--profile, or --base-url with --domain and --key,");
    }
    cli::Access access() const
    {
        return {.profile = text(profile),
                .dataFolder = dataFolder(data),
                .baseUrl = text(baseUrl),
                .domain = text(domain),
                .keyFile = text(key),
                .caFile = text(ca)};
    }
    static QString dataFolder(const std::string &given)
    {
        return given.empty()
                   ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)
                   : text(given);
    }
};

void addRequest(CLI::App &app, Command &command)
{
    CLI::App *request = app.add_subcommand("request", "Send one request with a token");
    struct Options
    {
        AccessOptions access;
        std::string method, path, body, type;
        int timeout = 30;
        bool raw = false;
    };
    auto options = std::make_shared<Options>();
    request->add_option("METHOD", options->method, "What to do")
        ->required()
        ->check(CLI::IsMember({"GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "HEAD"},
                              CLI::ignore_case));
    request->add_option("PATH", options->path, "/provisioning/device/{domain}")->required();
    options->access.addTo(request);
    request->add_option("--body", options->body, "File, or -");
    request->add_option("--type", options->type, "Media type of the body; application/json");
    request->add_option("--timeout", options->timeout, "Seconds without a byte; 30")
        ->check(CLI::Range(1, 3600));
    request->add_flag("--raw", options->raw, "Print any reply as it came, also when not JSON");
    request->callback([&command, options] {
        options->access.require();
        command = [options] {
            cli::RequestOptions wanted;
            wanted.access = options->access.access();
            wanted.method = text(options->method);
            wanted.path = text(options->path);
            wanted.bodyFile = text(options->body);
            wanted.mediaType = text(options->type);
            wanted.timeoutSeconds = options->timeout;
            wanted.raw = options->raw;
            return cli::sendRequest(wanted);
        };
    });
}

const char *const journalHelp =
    "Folder of the journal that remembers each request; the console's data folder when left out";

void addBulkPatch(CLI::App *bulk, Command &command)
{
    CLI::App *patch = bulk->add_subcommand(
        "patch", "Send one JSON Patch to many resources; a run that is killed goes on with resume");
    struct Options
    {
        AccessOptions access;
        std::string resource, patch, ids, journal, report;
        bool all = false, dryRun = false;
        int concurrency = 8;
        double rate = 0;
    };
    auto options = std::make_shared<Options>();
    patch->add_option("RESOURCE", options->resource, "Type, such as provisioning/device")
        ->required();
    patch
        ->add_option("--patch", options->patch,
                     "File, or -: RFC 6902, with placeholders such as ${deviceId}")
        ->required();
    CLI::Option *ids = patch->add_option("--ids", options->ids, "File with an id a line, or -");
    patch->add_flag("--all", options->all, "All that the platform lists")->excludes(ids);
    options->access.addTo(patch);
    patch->add_option("--journal", options->journal, journalHelp);
    patch->add_option("--concurrency", options->concurrency, "Requests at once; 8")
        ->check(CLI::Range(1, models::BulkSettings::maximumConcurrency));
    patch->add_option("--rate", options->rate, "Requests a second at most; none when left out")
        ->check(CLI::PositiveNumber);
    patch->add_option("--report", options->report, "CSV file with the result of each");
    patch->add_flag("--dry-run", options->dryRun, "Only say what would change, and what would not");
    patch->callback([&command, options] {
        options->access.require();
        refuseTwoDashes(options->patch, options->ids);
        if (!options->all && options->ids.empty())
            throw CLI::RequiredError("--ids or --all");
        command = [options] {
            cli::BulkOptions wanted;
            wanted.access = options->access.access();
            wanted.resource = text(options->resource);
            wanted.patchFile = text(options->patch);
            wanted.idsFile = text(options->ids);
            wanted.journal = AccessOptions::dataFolder(options->journal);
            wanted.reportFile = text(options->report);
            wanted.concurrency = options->concurrency;
            wanted.perSecond = options->rate;
            wanted.dryRun = options->dryRun;
            return cli::bulkPatch(wanted);
        };
    });
}

void addBulkResume(CLI::App *bulk, Command &command)
{
    CLI::App *resume = bulk->add_subcommand(
        "resume", "Go on with a run: sends what did not leave, and reads the resources of what may "
                  "have arrived without an answer");
    struct Options
    {
        AccessOptions access;
        std::string journal, report;
        qint64 job = 0;
        bool again = false;
    };
    auto options = std::make_shared<Options>();
    options->access.addTo(resume);
    resume->add_option("--journal", options->journal, journalHelp);
    resume->add_option("--job", options->job, "Number of the run; the only one when left out");
    resume->add_flag("--again", options->again,
                     "Also send again what was refused, or is known not to have arrived");
    resume->add_option("--report", options->report, "CSV file with the result of each");
    resume->callback([&command, options] {
        options->access.require();
        command = [options] {
            cli::BulkResumeOptions wanted;
            wanted.access = options->access.access();
            wanted.journal = AccessOptions::dataFolder(options->journal);
            wanted.job = options->job;
            wanted.reportFile = text(options->report);
            wanted.again = options->again;
            return cli::bulkResume(wanted);
        };
    });
}

void addBulk(CLI::App &app, Command &command)
{
    CLI::App *bulk = app.add_subcommand("bulk", "Many resources at once")->require_subcommand(1);
    addBulkPatch(bulk, command);
    addBulkResume(bulk, command);
    struct Options
    {
        std::string journal;
        qint64 job = 0;
    };
    auto options = std::make_shared<Options>();
    CLI::App *list = bulk->add_subcommand("list", "The runs that are not over, as a JSON array");
    list->add_option("--journal", options->journal, journalHelp);
    list->callback([&command, options] {
        command = [options] { return cli::bulkList(AccessOptions::dataFolder(options->journal)); };
    });
    CLI::App *forget = bulk->add_subcommand("forget", "Remove a run from the journal");
    forget->add_option("JOB", options->job, "Its number")->required();
    forget->add_option("--journal", options->journal, journalHelp);
    forget->callback([&command, options] {
        command = [options] {
            return cli::bulkForget(AccessOptions::dataFolder(options->journal), options->job);
        };
    });
}

void addSandbox(CLI::App &app, Command &command)
{
    CLI::App *sandbox = app.add_subcommand("sandbox", "Serve a sandbox platform on 127.0.0.1");
    struct Options
    {
        int port = 0, devices = 4213;
        std::uint32_t seed = 1;
        std::string data, key;
        std::vector<std::string> documents;
    };
    auto options = std::make_shared<Options>();
    sandbox->add_option("--port", options->port, "0: any free one")->check(CLI::Range(0, 65535));
    sandbox->add_option("--data", options->data,
                        "Folder that keeps the data; none: nothing is kept");
    sandbox->add_option("--devices", options->devices, "Invented devices")
        ->check(CLI::Range(0, 5'000'000));
    sandbox->add_option("--seed", options->seed, "Of the invented data");
    sandbox->add_option("--public-key", options->key, "The tenant's public key, PEM");
    sandbox
        ->add_option("--api", options->documents,
                     "OpenAPI document, YAML or JSON, that is served too; may be repeated")
        ->allow_extra_args(false);
    sandbox->callback([&command, options] {
        command = [options] {
            cli::SandboxCommandOptions wanted;
            wanted.port = options->port;
            wanted.dataFolder = text(options->data);
            wanted.devices = options->devices;
            wanted.seed = options->seed;
            wanted.publicKeyFile = text(options->key);
            for (const std::string &document : options->documents)
                wanted.apiFiles.append(text(document));
            return cli::serveSandbox(wanted);
        };
    });
}

} // namespace

int main(int argc, char **argv)
{
    auth::forbidCoreDumps();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"iotcomms-console"_s); // shares its data folder
    QCoreApplication::setApplicationVersion(QStringLiteral(CONSOLE_VERSION));
    QCA::Initializer qca;
    // Always English, like the help: scripts read this. Its plurals are a translation.
    QTranslator english;
    if (english.load(u":/i18n/console_en.qm"_s))
        QCoreApplication::installTranslator(&english);

    CLI::App app(
        "The iotcomms.io platform from the command line. JSON on standard output, messages on "
        "standard error; exit 0 done, 1 refused or failed, 2 wrong usage.",
        "iotcomms-cli");
    app.set_version_flag("--version", CONSOLE_VERSION);
    app.require_subcommand(1);
    Command command;
    addKeys(app, command);
    addCatalogue(app, command);
    addToken(app, command);
    addJson(app, command);
    addRequest(app, command);
    addBulk(app, command);
    addSandbox(app, command);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return exitWith(app, error);
    }
    return command ? command() : int(cli::WrongUsage);
}
