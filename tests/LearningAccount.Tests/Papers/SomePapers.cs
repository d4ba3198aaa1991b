using System.Globalization;
using LearningAccount.App.Papers;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Papers;

/// <summary>Papers as they are made elsewhere, and as nobody should make them.</summary>
internal static class SomePapers
{
    public const string Name = "Łukasz Şahin-Đorđević";

    public static Paper Of(params PaperBlock[] blocks) =>
        new()
        {
            Language = Language.Nl,
            Title = "Een blad",
            Blocks = [.. blocks],
        };

    public static Paper Letter(Language language, byte[]? logo = null) =>
        new()
        {
            Language = language,
            Title = "Individuele opleidingsrekening",
            Subtitle = $"{Name} · stand op 31 december 2026",
            Head = new()
            {
                Name = "Bakkerij De Gouden Aar NV",
                Lines = ["Korenmarkt 12", "9000 Gent"],
                Logo = logo is null ? null : [.. logo],
            },
            Addressee = [Name, "Rue de l’Église-Saint-Étienne 114 bte 3", "1348 Ottignies-Louvain-la-Neuve"],
            Foot = "Dossier 2026-00417",
            Blocks =
            [
                new PaperText("Gent, 4 januari 2027"),
                new PaperText(
                    "Dit blad zegt hoeveel dagen u nog hebt, waar elk cijfer vandaan komt en wat u doet als iets niet klopt."
                ),
                new PaperText("U hebt nog *2,75 dagen* voor 2027.", PaperVoice.Large),
                new PaperHeading("Wie u bent"),
                new PaperFacts([
                    new("Naam", Name),
                    new("Paritair comité", "118.03 Bakkerijen"),
                    new("Arbeidsregeling", "28,5 van 38 uur per week, *75 %* van voltijds"),
                ]),
                new PaperHeading("Uw dagen per jaar"),
                new PaperTable(
                    "Dagen per kalenderjaar",
                    [new("Jaar"), new("Krediet", 1, true), new("Gebruikt", 1, true), new("Saldo", 1, true)],
                    [
                        new(["2024", "3,00", "1,50", "1,50"]),
                        new(["2025", "3,75", "4,00", "1,25"]),
                        new(["2026", "3,75", "2,75", "2,75"]),
                        new(["Samen", "10,50", "8,25", "2,75"], true),
                    ]
                ),
                new PaperNewPage(),
                new PaperText(
                    "De dagen van 2024 vervallen op 31 december 2028 als u ze niet *op tijd* gebruikt.",
                    PaperVoice.Warning
                ),
                new PaperHeading("Wat u kunt doen"),
                new PaperHeading("Een opleiding vragen", 2),
                new PaperList(["Kies een opleiding.", "Geef het attest aan de personeelsdienst."], true),
                new PaperList(["Op de pagina.", "Per brief."]),
                new PaperText("Wet van 3 oktober 2022, art. 50 tot 62.", PaperVoice.Small),
                new PaperSignature(["Žofia Janssens", "HR-verantwoordelijke"]),
                new PaperSignature([Name]),
            ],
        };

    public static Paper Table(int rows) =>
        new()
        {
            Language = Language.De,
            Title = "Verzeichnis der Weiterbildungen",
            Foot = "Verzeichnis 2026",
            Blocks =
            [
                new PaperTable(
                    "Je Person, mit Stunden und Kosten",
                    [
                        new("Person", 3),
                        new("Weiterbildung", 4),
                        new("Anbieter", 3),
                        new("Stunden", 1, true),
                        new("Kosten (EUR)", 1, true),
                    ],
                    [
                        .. Enumerable
                            .Range(1, rows)
                            .Select(i => new PaperRow([
                                $"Peeters{i.ToString("000", CultureInfo.InvariantCulture)} {Name}",
                                i % 7 == 0 ? "Lebensmittelsicherheitsbeauftragtenfortbildungsveranstaltungsreihe" : "Erste Hilfe",
                                i % 5 == 0 ? "weiterbildung.anmeldung@sehr-langer-anbieter.example.be" : "Rotes Kreuz",
                                "7,50",
                                "1.234,00",
                            ])),
                    ]
                ),
            ],
        };

    /// <summary>What nobody writes, and what somebody may send.</summary>
    public static Paper Hostile() =>
        new()
        {
            Language = Language.En,
            Title = new string('T', 300) + "\0\u0007\uD800 *",
            Subtitle = "אבג \u202Eabc\u202C 😀 العربية \uDFFF",
            Foot = new string('f', 500),
            Head = new() { Name = new string('n', 2000), Lines = [.. Enumerable.Repeat("line of a head", 40)] },
            Addressee = [.. Enumerable.Repeat(new string('a', 200), 30)],
            Blocks =
            [
                new PaperHeading("", 2),
                new PaperHeading(new string('h', 1000), -7),
                new PaperText(new string('w', 100_000)),
                new PaperText(
                    "a\u0301\u0323\u0308 \u0301 e\u20DD \u200B\u200D\uFEFF\u00AD \uE000 \uFFFF \u2028 (\\) \r\n *unclosed **stress* \\* \\"
                ),
                new PaperText(new string('*', 5000)),
                new PaperText("", PaperVoice.Warning),
                new PaperText(string.Join(' ', Enumerable.Repeat("warning", 3000)), PaperVoice.Warning),
                new PaperFacts([]),
                new PaperFacts([new(new string('n', 300), new string('v', 20_000)), new("", "")]),
                new PaperList([]),
                new PaperList([.. Enumerable.Repeat(new string('i', 300), 12)], true),
                new PaperTable("", [new("")], []),
                new PaperTable(
                    "Many columns",
                    [.. Enumerable.Range(0, 40).Select(i => new PaperColumn($"column {i}", i * 1_000_000, i % 2 == 0))],
                    [new([]), new([.. Enumerable.Repeat("1.234.567,89", 60)], true)]
                ),
                new PaperTable(
                    new string('c', 3000),
                    [new("A", -1), new("B")],
                    [new([new string('x', 30_000), "b"]), new(["a", "b"])]
                ),
                new PaperNewPage(),
                new PaperNewPage(),
                new PaperSignature([]),
                new PaperSignature([new string('s', 5000)]),
            ],
        };
}
