// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

/// The words that DemoData is made of.
namespace sandbox::demo {

using Word = std::string_view;

constexpr std::array<Word, 24> swedishStreets{
    "Kungsgatan",    "Drottninggatan", "Storgatan",       "Vasagatan",      "Östra Ågatan",
    "Åsgatan",       "Björkvägen",     "Ängsvägen",       "Höstvägen",      "Sjöbodsgränd",
    "Hägerstigen",   "Älvsborgsgatan", "Norra Åkern",     "Lingonstigen",   "Tallåsvägen",
    "Smedjegatan",   "Vårlöksgatan",   "Kyrkogatan",      "Österlånggatan", "Mäster Jöns gata",
    "Rönnbärsvägen", "Trädgårdsgatan", "Prästgårdsvägen", "Fågelsångsvägen"};

constexpr std::array<Word, 18> swedishTowns{
    "Göteborg",  "Malmö",     "Örebro", "Västerås",   "Umeå",      "Luleå",
    "Jönköping", "Gävle",     "Växjö",  "Östersund",  "Borås",     "Norrköping",
    "Linköping", "Sundsvall", "Falun",  "Skellefteå", "Ängelholm", "Härnösand"};

constexpr std::array<Word, 20> swedishFirstNames{
    "Anna",     "Björn", "Åke",       "Märta", "Göran",   "Ingegärd", "Östen",
    "Birgitta", "Sören", "Gunnel",    "Håkan", "Kerstin", "Åsa",      "Torbjörn",
    "Ragnhild", "Nils",  "Maj-Britt", "Rune",  "Solveig", "Örjan"};

constexpr std::array<Word, 20> swedishLastNames{
    "Lindqvist", "Åström",    "Öberg",   "Sjögren",   "Håkansson", "Ekström",  "Nyström",
    "Bäcklund",  "Söderberg", "Wallin",  "Hägglund",  "Norén",     "Ängqvist", "Dahl",
    "Forsgren",  "Strömbäck", "Granath", "Hörnfeldt", "Östlund",   "Myrén"};

constexpr std::array<Word, 6> swedishDesks{"Reception",  "Larmcentral, plats 2",
                                           "Sköterskan", "Fastighetsjour",
                                           "Matsalen",   "Nattpersonal"};
constexpr std::array<Word, 6> swedishSpots{"Entré",     "Garage, nedre plan", "Tvättstuga",
                                           "Innergård", "Källargång",         "Hiss A"};

constexpr std::array<Word, 24> britishStreets{
    "Mill Lane",     "Church Road",   "Station Road",    "Victoria Terrace", "Orchard Close",
    "Kings Avenue",  "Chapel Street", "Albert Road",     "The Green",        "Manor Drive",
    "Park Crescent", "Queens Road",   "Abbey Walk",      "Windmill Hill",    "Castle Street",
    "Elm Grove",     "Harbour View",  "St Mary's Court", "Bridge Street",    "Foxglove Way",
    "Heath Road",    "Quarry Lane",   "Lower Wharf",     "Cedar Gardens"};

constexpr std::array<Word, 12> britishTowns{"Leeds",   "Bristol",  "Norwich",   "Aberdeen",
                                            "Swansea", "Plymouth", "Sheffield", "Perth",
                                            "Durham",  "Exeter",   "Lincoln",   "Newry"};

constexpr std::array<Word, 16> britishFirstNames{
    "Margaret", "Arthur", "Doreen",  "Stanley", "Siân",   "Gwen",  "Harold", "Maureen",
    "Norman",   "Edith",  "Patrick", "Aoife",   "Brenda", "Cyril", "Hilda",  "Raymond"};

constexpr std::array<Word, 16> britishLastNames{"Ashworth",   "O'Neill",   "Pritchard", "Hughes",
                                                "Fairclough", "MacLeod",   "Whitfield", "Barker",
                                                "Thornton",   "Llewellyn", "Nair",      "Hussain",
                                                "Cartwright", "Doyle",     "Sinclair",  "Penrose"};

constexpr std::array<Word, 6> britishDesks{"Front desk", "Alarm centre, seat 2", "Matron's office",
                                           "Caretaker",  "Dining room",          "Night staff"};
constexpr std::array<Word, 6> britishSpots{"Main entrance", "Car park, lower level", "Laundry",
                                           "Courtyard",     "Cellar corridor",       "Lift A"};

/// One after the other, they make a long description.
constexpr std::array<Word, 4> swedishNotes{
    "Nyckel finns i nyckelskåp till vänster om porten, koden står i journalen.",
    "Ring alltid anhörig först: dottern har reservnyckel och bor två hus bort.",
    "Hörselnedsättning på höger öra, tala långsamt och låt signalen gå fram minst åtta gånger.",
    "Enheten byttes efter åskväder; den gamla är återlämnad till förrådet."};
constexpr std::array<Word, 4> britishNotes{
    "The key is in the safe to the left of the door; its code is in the care plan.",
    "Ring the daughter first: she holds a spare key and lives two doors down.",
    "Hard of hearing on the right side, so speak slowly and let it ring at least eight times.",
    "The unit was replaced after a thunderstorm; the old one went back to the store."};

} // namespace sandbox::demo
