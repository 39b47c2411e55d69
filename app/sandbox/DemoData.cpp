// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/DemoData.h"

#include "app/json/Writer.h"
#include "app/sandbox/DemoWords.h"

#include <array>
#include <format>
#include <string>

using namespace Qt::StringLiterals;

namespace sandbox {

namespace {

/// SplitMix64, seeded by what is made and its index, so that every item stands for itself. The
/// generators of the standard library would do, their distributions differ from one to the next.
class Dice
{
public:
    Dice(std::uint32_t seed, std::uint64_t what, int index)
        : m_state((std::uint64_t{seed} << 32) ^ (what << 56) ^ static_cast<std::uint64_t>(index))
    {
        next();
    }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31);
    }
    int below(int limit) { return static_cast<int>(next() % static_cast<std::uint64_t>(limit)); }
    bool percent(int share) { return below(100) < share; }
    template <std::size_t size>
    std::string_view pick(const std::array<std::string_view, size> &words)
    {
        return words[static_cast<std::size_t>(below(static_cast<int>(size)))];
    }

private:
    std::uint64_t m_state;
};

/// Where a device is, and in whose language it is described.
struct Place
{
    bool isSwedish = true;
    std::string address;
    std::string person;
};

Place somewhere(Dice &dice)
{
    Place place;
    place.isSwedish = dice.percent(70);
    const int house = 1 + dice.below(140);
    if (place.isSwedish) {
        const auto street = dice.pick(demo::swedishStreets);
        const auto town = dice.pick(demo::swedishTowns);
        const int flat = 1001 + dice.below(8) * 100 + dice.below(6);
        place.address = std::format("Lägenhet {}, {} {}, {}", flat, street, house, town);
        place.person = std::format("{} {}", dice.pick(demo::swedishFirstNames),
                                   dice.pick(demo::swedishLastNames));
    } else {
        const auto street = dice.pick(demo::britishStreets);
        const auto town = dice.pick(demo::britishTowns);
        place.address = std::format("Flat {}, {} {}, {}", 1 + dice.below(48), house, street, town);
        place.person = std::format("{} {}", dice.pick(demo::britishFirstNames),
                                   dice.pick(demo::britishLastNames));
    }
    return place;
}

/// 0999 and 01999 are no area codes that are in use. 7,919 is prime to 1,000,000: no number comes
/// twice below a million, and neighbours in the list are none in the number plan.
std::string ownNumber(bool isSwedish, int index)
{
    const int digits =
        static_cast<int>((static_cast<std::int64_t>(index) * 7919 + 104'729) % 1'000'000);
    const int million = index / 1'000'000;
    const std::string longer = million > 0 ? std::to_string(million) : std::string();
    return std::format("{}{}{:06}", isSwedish ? "+46999" : "+441999", longer, digits);
}

/// Numbers that the regulators keep for films: 070-1740605 to -699 and 07700 900000 to 900999.
std::string mobileNumber(bool isSwedish, Dice &dice)
{
    return isSwedish ? std::format("+467017406{:02}", 5 + dice.below(95))
                     : std::format("+447700900{:03}", dice.below(1000));
}

std::string macAddress(Dice &dice)
{
    // The second-lowest bit of the first byte: locally administered, so no maker's.
    const std::uint64_t bits = dice.next();
    return std::format("02:{:02x}:{:02x}:{:02x}:{:02x}:{:02x}", bits & 0xff, (bits >> 8) & 0xff,
                       (bits >> 16) & 0xff, (bits >> 24) & 0xff, (bits >> 32) & 0xff);
}

std::string lowerHex(Dice &dice, int digits)
{
    std::string text;
    for (int i = 0; i < digits; ++i)
        text.push_back("0123456789abcdef"[dice.below(16)]);
    return text;
}

struct Device
{
    std::string id;
    std::string_view type;
    std::string_view authentication;
    std::string cli;
    std::string mac;
    std::string description;
    bool hasDescription = true;
};

Device alarmUnit(int index, const Place &place, Dice &dice)
{
    Device device;
    device.id = ownNumber(place.isSwedish, index);
    device.type = "alarmUnit";
    const int way = dice.below(100);
    device.authentication = way < 55 ? "credentials" : way < 85 ? "deviceid" : "disabled";
    // Units of a Cloud SIP UA have neither.
    if (device.authentication != "disabled") {
        device.cli = device.id;
        device.mac = macAddress(dice);
    }
    device.description = std::format("{}, {}, {}", place.isSwedish ? "Trygghetslarm" : "Care alarm",
                                     place.person, place.address);
    return device;
}

Device phone(int index, const Place &place, Dice &dice)
{
    Device device;
    device.id = ownNumber(place.isSwedish, index);
    device.type = "sipPhone";
    device.authentication = "credentials";
    device.cli = mobileNumber(place.isSwedish, dice);
    device.mac = macAddress(dice);
    device.description =
        std::format("{}, {}", dice.pick(place.isSwedish ? demo::swedishDesks : demo::britishDesks),
                    place.address);
    return device;
}

Device camera(int index, const Place &place, Dice &dice)
{
    Device device;
    device.id = std::format("camera-{:06}", index + 1);
    device.type = "camera";
    device.authentication = "credentials";
    device.mac = macAddress(dice);
    device.description =
        std::format("{}, {}", dice.pick(place.isSwedish ? demo::swedishSpots : demo::britishSpots),
                    place.address);
    return device;
}

Device doorPhone(int index, const Place &place, Dice &dice)
{
    Device device;
    device.id = std::format("door-{:06}", index + 1);
    device.type = "doorPhone";
    device.authentication = dice.percent(60) ? "credentials" : "deviceid";
    device.cli = mobileNumber(place.isSwedish, dice);
    device.mac = macAddress(dice);
    device.description =
        std::format("{}, {}", place.isSwedish ? "Porttelefon" : "Door phone", place.address);
    return device;
}

Device alexa(int index, const Place &place, Dice &dice)
{
    Device device;
    device.id = std::format("alexa-{}-{}", lowerHex(dice, 12), index + 1);
    device.type = "alexa";
    device.authentication = "disabled";
    device.description = std::format("Echo, {}, {}", place.person, place.address);
    return device;
}

Device browser(int index, const Place &place, Dice &dice)
{
    Device device;
    device.id = std::format("webrtc-{:06}", index + 1);
    device.type = "webrtc";
    device.authentication = "credentials";
    device.cli = mobileNumber(place.isSwedish, dice);
    device.description =
        std::format("{}, {}", place.isSwedish ? "Larmoperatör" : "Operator", place.person);
    return device;
}

Device anyDevice(int index, const Place &place, Dice &dice)
{
    const int kind = dice.below(100);
    if (kind < 62)
        return alarmUnit(index, place, dice);
    if (kind < 76)
        return phone(index, place, dice);
    if (kind < 84)
        return camera(index, place, dice);
    if (kind < 92)
        return doorPhone(index, place, dice);
    return kind < 96 ? alexa(index, place, dice) : browser(index, place, dice);
}

/// What real data has too: nothing at all, an empty text, a whole story.
void roughen(Device &device, bool isSwedish, Dice &dice)
{
    const int chance = dice.below(100);
    if (chance < 4) {
        device.hasDescription = false;
    } else if (chance < 7) {
        device.description.clear();
    } else if (chance < 10) {
        const auto &notes = isSwedish ? demo::swedishNotes : demo::britishNotes;
        for (const std::string_view note : notes)
            device.description += std::format(" {}", note);
    }
}

std::string deviceJson(const Device &device, const std::string &domain, Dice &dice)
{
    json::Writer writer;
    writer.beginObject();
    writer.name("deviceId").string(device.id);
    writer.name("deviceType").string(device.type);
    writer.name("authType").string(device.authentication);
    if (device.authentication == "credentials") {
        writer.name("credentials").beginObject();
        writer.name("username").string(device.id);
        writer.name("password").string(lowerHex(dice, 16)).endObject();
    }
    writer.name("deviceCLI").string(device.cli);
    writer.name("macAddress").string(device.mac);
    if (device.hasDescription)
        writer.name("description").string(device.description);
    if (device.authentication == "deviceid")
        writer.name("authorized").beginObject().name("domain").string(domain).endObject();
    // A member that no schema knows, as a platform that grows will send.
    if (dice.percent(2))
        writer.name("lastAlarm").null();
    writer.endObject();
    return writer.take();
}

std::string uuid(Dice &dice)
{
    const std::string hex = lowerHex(dice, 30);
    return std::format("{}-{}-4{}-a{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 3),
                       hex.substr(15, 3), hex.substr(18, 12));
}

void writeInbound(json::Writer &writer, int index, Dice &dice)
{
    // 192.0.2.0/24 and 198.51.100.0/24 are for documentation (RFC 5737).
    writer.name("allowedIps").beginArray();
    writer.string(std::format("192.0.2.{}", 10 + index)).string("198.51.100.0/28").endArray();
    if (index % 3 == 0) {
        writer.name("trunkGroupId").string(std::format("tg-{:04}", 1000 + index * 37));
        writer.name("trunkKey").string(lowerHex(dice, 24));
    }
}

void writeOutbound(json::Writer &writer, int index, bool isSwedish, Dice &dice)
{
    constexpr std::array<std::string_view, 3> transports{"udp", "tcp", "tls"};
    const auto transport = transports[static_cast<std::size_t>(index) % transports.size()];
    writer.name("destination").beginObject();
    writer.name("host").string(std::format("sip{}.carrier.example", index + 1));
    writer.name("port").integer(transport == "tls" ? 5061 : 5060);
    writer.name("transport").string(transport).endObject();
    writer.name("credentials").beginObject();
    writer.name("username").string(std::format("customer47-{}", index + 1));
    writer.name("password").string(lowerHex(dice, 16)).endObject();
    writer.name("numberMatch").string(isSwedish ? "+46*" : "+44*");
}

} // namespace

DemoData::DemoData(std::uint32_t seed, QString domain)
    : m_seed(seed)
    , m_domain(std::move(domain))
{
}

DemoItem DemoData::device(int index) const
{
    Dice dice(m_seed, 1, index);
    const Place place = somewhere(dice);
    Device device = anyDevice(index, place, dice);
    roughen(device, place.isSwedish, dice);
    return {QString::fromStdString(device.id),
            QByteArray::fromStdString(deviceJson(device, m_domain.toStdString(), dice))};
}

DemoItem DemoData::trunk(int index) const
{
    constexpr std::array<std::string_view, 3> directions{"both", "inbound", "outbound"};
    Dice dice(m_seed, 2, index);
    const std::string id = uuid(dice);
    const bool isSwedish = index % 3 != 2;
    const auto direction = directions[static_cast<std::size_t>(index / 3) % directions.size()];
    const auto town = isSwedish ? dice.pick(demo::swedishTowns) : dice.pick(demo::britishTowns);
    json::Writer writer;
    writer.beginObject();
    writer.name("trunkId").string(id);
    writer.name("name").string(std::format("{} {}", town, index + 1));
    writer.name("description")
        .string(isSwedish ? "Larmnummer från det fasta telenätet" : "Access numbers from the PSTN");
    writer.name("direction").string(direction);
    if (direction != "outbound")
        writeInbound(writer, index, dice);
    if (direction != "inbound")
        writeOutbound(writer, index, isSwedish, dice);
    writer.endObject();
    return {QString::fromStdString(id), QByteArray::fromStdString(writer.take())};
}

StoreResult<void> DemoData::fill(Store &store, const api::Catalogue &catalogue, int devices) const
{
    const auto fillOne = [&](const QString &resource, int count, auto &&make) -> StoreResult<void> {
        if (!catalogue.resource(resource))
            return {};
        const auto collection = store.collection(resource, m_domain);
        if (!collection)
            return std::unexpected(collection.error());
        for (int i = 0; i < count; ++i) {
            const DemoItem item = make(i);
            if (auto done = store.insert(*collection, item.id, item.json); !done)
                return std::unexpected(done.error());
        }
        return {};
    };
    store.beginFilling();
    auto filled = fillOne(u"provisioning/device"_s, devices, [this](int i) { return device(i); });
    if (filled)
        filled = fillOne(u"provisioning/trunk"_s, trunks, [this](int i) { return trunk(i); });
    auto ended = store.endFilling();
    return filled ? ended : filled;
}

} // namespace sandbox
