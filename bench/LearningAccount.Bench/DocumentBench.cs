using System.Diagnostics;
using LearningAccount.App.Papers;
using LearningAccount.Law.Texts;

namespace LearningAccount.Bench;

/// <summary>Ten thousand papers like a yearly notice, in one PDF and each in a file, beside writing as many bytes plainly.</summary>
internal static class DocumentBench
{
    /// <summary>Started with this, the program writes all papers into one file and says how much memory it took.</summary>
    public const string Argument = "write-documents";

    private const int Papers = 10_000;
    private const int Different = 200;
    private const int Runs = 5;

    public static async Task<Report> MeasureAsync()
    {
        var report = new Report("documents");
        var papers = Enumerable.Range(0, Different).Select(Notice).ToArray();
        var folder = Directory.CreateTempSubdirectory("learning-account-bench-").FullName;
        try
        {
            var merged = Path.Combine(folder, "merged.pdf");
            var together = await Timing.SecondsAsync(Runs, () => WriteMerged(papers, merged, Papers));
            var bytes = await File.ReadAllBytesAsync(merged);
            var plain = await Timing.SecondsAsync(Runs, () => WritePlain(bytes, Path.Combine(folder, "plain")));
            var pages = Papers * PagesOf(papers);
            report.Add(
                new("pages in one file", "pages/s", [.. together.Select(seconds => pages / seconds)])
                {
                    Floor = new("the same bytes written plainly", [.. plain.Select(seconds => pages / seconds)]),
                }
            );
            report.Add(
                new("a page in one file", "µs", [.. together.Select(seconds => seconds * 1e6 / pages)])
                {
                    Goal = Goal.AtMost(1000),
                }
            );
            report.Add(new("bytes of a page in one file", "bytes", [bytes.Length / pages]));

            var single = Path.Combine(folder, "single.pdf");
            var apart = await Timing.SecondsAsync(Runs, () => WriteApart(papers, single));
            var one = await File.ReadAllBytesAsync(single);
            var plainApart = await Timing.SecondsAsync(
                Runs,
                () =>
                {
                    for (var i = 0; i < Papers; i++)
                    {
                        WritePlain(one, single);
                    }
                }
            );
            report.Add(
                new("pages, each paper in a file", "pages/s", [.. apart.Select(seconds => pages / seconds)])
                {
                    Floor = new("the same files written plainly", [.. plainApart.Select(seconds => pages / seconds)]),
                }
            );
            report.Add(
                new("a paper in a file of its own", "µs", [.. apart.Select(seconds => seconds * 1e6 / Papers)])
                {
                    Goal = Goal.AtMost(2000),
                }
            );
            report.Add(new("bytes of a paper in a file of its own", "bytes", [one.Length]));
            report.Add(new("peak memory, 1,000 papers in one file", "MB", [await PeakAsync(merged, 1000)]));
            report.Add(new("peak memory, 10,000 papers in one file", "MB", [await PeakAsync(merged, Papers)]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return report;
    }

    /// <summary>In a process of its own: the papers, then the megabytes.</summary>
    public static void WriteOnce(string path, int count)
    {
        WriteMerged([.. Enumerable.Range(0, Different).Select(Notice)], path, count);
        Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000);
    }

    private static async Task<double> PeakAsync(string path, int count)
    {
        var start = new ProcessStartInfo("dotnet", [Environment.GetCommandLineArgs()[0], Argument, path, $"{count}"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        // As the program itself is set (LearningAccount.App.csproj), in hexadecimal.
        start.Environment["DOTNET_GCGen0MaxBudget"] = "1000000";
        start.Environment["DOTNET_GCConserveMemory"] = "8";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(said, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void WriteMerged(Paper[] papers, string path, int count)
    {
        using var file = File.Create(path);
        using var pdf = PaperPdf.Begin(file);
        for (var i = 0; i < count; i++)
        {
            pdf.Add(papers[i % papers.Length]);
        }
    }

    private static void WriteApart(Paper[] papers, string path)
    {
        for (var i = 0; i < Papers; i++)
        {
            using var file = File.Create(path);
            PaperPdf.Write(papers[i % papers.Length], file);
        }
    }

    // In pieces as large as a file system takes at once.
    private static void WritePlain(byte[] bytes, string path)
    {
        using var file = File.Create(path);
        for (var at = 0; at < bytes.Length; at += 64 * 1024)
        {
            file.Write(bytes.AsSpan(at, Math.Min(64 * 1024, bytes.Length - at)));
        }
    }

    // All are as long as each other.
    private static int PagesOf(Paper[] papers)
    {
        using var file = new MemoryStream();
        using (var pdf = PaperPdf.Begin(file))
        {
            pdf.Add(papers[0]);
            return pdf.Pages;
        }
    }

    private static Paper Notice(int number) =>
        new()
        {
            Language = Languages.All[number % 4],
            Title = "Individuele opleidingsrekening",
            Subtitle = $"Werknemer {number} · stand op 31 december 2026",
            Head = new() { Name = "Bakkerij De Gouden Aar NV", Lines = ["Korenmarkt 12", "9000 Gent", "0403.170.701"] },
            Addressee = [$"Łukasz Peeters-{number}", $"Kerkstraat {number}", "9000 Gent"],
            Foot = $"Opleidingsrekening {number}",
            Blocks =
            [
                new PaperText("Gent, 4 januari 2027"),
                new PaperText(
                    "Elk jaar zegt uw werkgever u hoeveel dagen opleiding u nog hebt. Dit blad zegt ook waar elk cijfer vandaan komt, en wat u doet als iets niet klopt."
                ),
                new PaperText($"U hebt nog *{number % 5},75 dagen* voor 2027.", PaperVoice.Large),
                new PaperFacts([
                    new("Naam", $"Łukasz Peeters-{number}"),
                    new("Paritair comité", "118.03 Bakkerijen"),
                    new("Arbeidsregeling", "28,5 van 38 uur per week"),
                ]),
                new PaperHeading("Uw dagen per jaar"),
                new PaperTable(
                    "Dagen per kalenderjaar",
                    [
                        new("Jaar"),
                        new("Overdracht", 1, true),
                        new("Krediet", 1, true),
                        new("Gebruikt", 1, true),
                        new("Saldo", 1, true),
                    ],
                    [
                        .. Enumerable
                            .Range(2024, 3)
                            .Select(year => new PaperRow([$"{year}", "1,50", "3,75", $"{number % 4},00", "2,75"])),
                        new(["Samen", "", "11,25", $"{number % 9},00", "2,75"], true),
                    ]
                ),
                new PaperText("Wet van 3 oktober 2022 houdende diverse arbeidsbepalingen, art. 50 tot 62.", PaperVoice.Small),
            ],
        };
}
