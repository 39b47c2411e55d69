// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens as they come (pasted, from anywhere), and tokens around any two JSON texts.
#include "app/auth/Jwt.h"
#include "app/auth/TokenAnatomy.h"
#include "app/auth/TokenDiagnosis.h"
#include "app/auth/TokenExplanation.h"
#include "app/auth/TokenText.h"
#include "app/auth/TokenTimeline.h"
#include "tests/fuzz/json/Fuzzing.h"

#include <algorithm>

using namespace auth;

namespace {

QByteArrayView bytesOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

bool isWithin(const TextRange &range, qsizetype size)
{
    return range.start >= 0 && range.length >= 0 && range.end() <= size;
}

bool hasRepeatedNames(const TokenAnatomy::Part &part)
{
    return std::ranges::any_of(part.members, &TokenAnatomy::Member::isRepeated);
}

void checkAnatomy(const QByteArray &text, bool isToken)
{
    const auto anatomy = TokenAnatomy::of(text);
    for (const auto index :
         {TokenAnatomy::Header, TokenAnatomy::Payload, TokenAnatomy::Signature}) {
        const auto &part = anatomy.part(index);
        require(isWithin(part.inToken, text.size()), "a part lies in the text");
        require(isWithin(part.trouble, text.size()), "trouble lies in the text");
        for (std::size_t i = 0; i < part.members.size(); ++i) {
            const auto &member = part.members[i];
            require(isWithin(member.inJson, part.bytes.size()), "a member lies in the JSON");
            require(isWithin(member.valueInJson, part.bytes.size()), "a value lies in the JSON");
            require(isWithin(member.inToken, text.size()), "a member lies in the text");
            require(member.parent < static_cast<int>(i), "a parent stands before its members");
        }
        if (!part.members.empty())
            anatomy.pathOf(index, static_cast<int>(part.members.size()) - 1);
    }
    if (text.size() <= maximumTokenBytes) {
        const bool hasNoTwins =
            !hasRepeatedNames(anatomy.header()) && !hasRepeatedNames(anatomy.payload());
        require(isToken == (anatomy.isWhole() && hasNoTwins), "anatomy and parser agree");
    }
    for (qsizetype at = -1; at <= text.size(); at += 1 + text.size() / 16)
        anatomy.at(at);
    TokenExplanation::of(anatomy, 1.7e9, QTimeZone(0));
}

void checkToken(const QByteArray &text)
{
    const auto jwt = Jwt::parse(text);
    checkAnatomy(text, jwt.has_value());
    const auto cleaned = TokenText::clean(text);
    require(cleaned.token.size() <= text.size(), "cleaning takes away");
    require(cleaned.token == text || !cleaned.cleanings.empty(), "cleaning says so");
    if (jwt) {
        require(cleaned.token == text && cleaned.cleanings.empty(), "a token is clean");
        const auto line = TokenTimeline::of(jwt->payload(), {1.7e9, 5, 0});
        for (const auto &mark : line.marks())
            require(mark.position >= 0 && mark.position <= 1, "a mark lies on the line");
    } else {
        require(!jwt.error().message.isEmpty(), "an error says something");
    }
    const auto diagnosis = TokenDiagnosis::of(
        text, {{QStringLiteral("a"), QStringLiteral("a.example"), std::nullopt, {}, {}}}, 0,
        {.now = 1.7e9});
    require(!diagnosis.verdict.accepted, "without a key nothing is accepted");
    require(diagnosis.verdict.checks.size() == 9, "a verdict has nine checks");
    require(!diagnosis.headline.isEmpty(), "a diagnosis says something");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input = inputText(data, size);
    checkToken(bytesOf(input).toByteArray());
    const auto [header, payload] = twoTexts(input);
    checkToken(encodeBase64Url(bytesOf(header)) + '.' + encodeBase64Url(bytesOf(payload)) +
               ".c2lnbmF0dXJl");
    return 0;
}
