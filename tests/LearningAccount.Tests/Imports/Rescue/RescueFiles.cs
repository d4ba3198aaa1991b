using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports.Dimona;
using LearningAccount.Tests.Imports.Dmfa;
using LearningAccount.Tests.Law.Numbers;
using static LearningAccount.Tests.Imports.Rescue.RescuedCompany;

namespace LearningAccount.Tests.Imports.Rescue;

/// <summary>One of the files a company has, with what a person says about it before anything is asked.</summary>
/// <param name="Again">The same rows with a blank one behind them: other bytes, nothing new.</param>
/// <param name="Wrong">How many of its rows are wrong before somebody corrects them.</param>
internal sealed record RescueFile(string Name, byte[] Bytes, byte[] Again, FileAnswers Answers, int Wrong = 0);

/// <summary>Ten files of as many shapes that together tell what is true of the company, some of it twice and some of it wrong.</summary>
internal static class RescueFiles
{
    /// <param name="rights">What another register shows, from <see cref="Rights"/>.</param>
    public static IReadOnlyList<RescueFile> All(string rights) =>
        [
            Declarations(),
            Dimona(),
            Staff(),
            Register(),
            SendFile(),
            OtherVendor(),
            OldWorkbook(),
            Learning(),
            WithoutNumbers(),
            .. Packed(rights),
        ];

    /// <summary>A list of rights from its rows, with one row that is repeated and one of a number that is none.</summary>
    /// <param name="rows">Each <c>ssin;year;credit;used;remaining;carriedOver</c>.</param>
    public static string Rights(IReadOnlyList<string> rows) =>
        "ssin;year;credit;used;remaining;carriedOver;unit\n"
        + string.Concat(rows.Append(rows[0]).Append(WrongNumber(3) + ";2025;5;0;5;0").Select(row => row + ";days\n"));

    /// <summary>The last digit is another one.</summary>
    public static string WrongNumber(int worker)
    {
        var number = Members[worker].Ssin;
        return number[..^1] + (char)('0' + (number[^1] - '0' + 1) % 10);
    }

    /// <summary>The send file as it was when the connection broke.</summary>
    public static byte[] CutOff() => SendFile().Bytes[..^40];

    /// <summary>The list of completions as a broken export wrote it.</summary>
    public static byte[] WithZeros() =>
        [.. Learning().Bytes.SelectMany((byte sign) => sign == ',' ? new byte[] { sign, 0 } : [sign])];

    private static RescueFile Declarations()
    {
        var forms = Quarters.Select(quarter =>
            DmfaText.Form(
                quarter.Written,
                string.Concat(
                    Enumerable
                        .Range(0, Members.Count)
                        .Where(worker => IsEmployed(worker, quarter.LastDay))
                        .Select(worker =>
                            DmfaText.Person(
                                DmfaText.Record(
                                    DmfaText.Occupation(
                                        worker == Newcomer ? NewcomerSince : Since,
                                        mean: worker == PartTimer ? "3040" : "3800",
                                        contract: worker == PartTimer ? "1" : "0",
                                        committee: Committee
                                    )
                                ),
                                Members[worker].Ssin,
                                worker + 1,
                                Members[worker].Reference
                            )
                        )
                ),
                nsso: DimonaText.Nsso,
                reference: "Q" + quarter.Written
            )
        );
        return Text("dmfa.xml", DmfaText.File([.. forms]), "\n");
    }

    private static RescueFile Dimona() =>
        Text(
            "dimona.xml",
            DimonaText.PersonnelFile(
                DimonaText.Period(1, Since, ssin: Members[0].Ssin, name: Members[0].FamilyName),
                DimonaText.Period(2, NewcomerSince, ssin: Members[Newcomer].Ssin, name: Members[Newcomer].FamilyName)
            ),
            "\n"
        );

    private static RescueFile Staff()
    {
        var text = new StringBuilder("Personeelsnr.;INSZ;Naam;Voornaam;Geboortedatum;In dienst;Arbeidsregime;PC\r\n");
        for (var worker = 0; worker < Members.Count; worker++)
        {
            var member = Members[worker];
            text.Append(
                CultureInfo.InvariantCulture,
                $"{member.Reference};{(worker == 5 ? WrongNumber(worker) : member.Ssin)};{(worker == 4 ? "\"" : "")}{member.FamilyName};"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"{member.GivenNames};{member.BornOn:dd/MM/yyyy};{(worker == Newcomer ? "1/7/2024" : "1/1/2020")};"
            );
            text.Append(worker == PartTimer ? "4/5" : "100%").Append(";200\r\n");
        }
        var answers = Corrected((6, 2, Members[4].FamilyName), (7, 1, Members[5].Ssin));
        return Text("personeel.csv", text.ToString(), "\r\n", answers, 2, CsvEncoding.Windows1252);
    }

    private static RescueFile Register() =>
        new("registre.xlsx", Register(isAgain: false), Register(isAgain: true), RegisterAnswers, 1);

    private static FileAnswers RegisterAnswers => Corrected((7, 0, Members[3].Ssin));

    private static byte[] Register(bool isAgain)
    {
        var file = new MemoryStream();
        using (var table = new XlsxWriter(file, "Formations"))
        {
            table.Header(["Formations enregistrées au 15/01/2026"]);
            table.Row([]);
            table.Row([
                .. new[]
                {
                    "Numéro national",
                    "Intitulé de la formation",
                    "Date de début",
                    "Date de fin",
                    "Durée",
                    "Unité",
                    "N° d'enregistrement",
                }.Select(OutCell.Of),
            ]);
            var trainings = RescuedCompany.Trainings.Take(8).ToList();
            // The register shows one of them on two pages.
            foreach (var (training, place) in trainings.Append(trainings[0]).Select((training, place) => (training, place % 8)))
            {
                table.Row([
                    OutCell.Of(training.Worker == 3 ? WrongNumber(3) : Members[training.Worker].Ssin),
                    OutCell.Of(training.Title),
                    OutCell.Of(training.Day),
                    OutCell.Of(training.Day),
                    OutCell.Of(training.Hours ?? training.Days),
                    OutCell.Of(training.Hours is null ? "jours" : "heures"),
                    OutCell.Of($"R-{place}"),
                ]);
            }
            if (isAgain)
            {
                table.Row([]);
            }
        }
        return file.ToArray();
    }

    private static RescueFile SendFile()
    {
        var workers = Enumerable
            .Range(6, 4)
            .Select(worker =>
            {
                var told = RescuedCompany.Trainings.Where(one => one.Worker == worker && one.Title is ("Forklift" or "Ladders"));
                var trainings = told.Select(one =>
                    $$"""{"title":"{{one.Title}}","startDate":"{{(worker == 9 ? "31/02/2024" : one.On)}}","hours":{{one.Hours!.Value.ToDecimalText()}}}"""
                );
                return $$"""{"ssin":"{{Members[worker].Ssin}}","lastName":"{{Members[worker].FamilyName}}","trainings":[{{string.Join(',', trainings)}}]}""";
            });
        var text = $$"""{"page":1,"workers":[{{string.Join(",\n", workers)}}],"pages":1}""";
        return Text("send.json", text, "\n", Corrected((5, 5, "29/02/2024")), 1);
    }

    private static RescueFile OtherVendor()
    {
        var text = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?>""").Append("\n<export>");
        for (var worker = 0; worker < 3; worker++)
        {
            var aid = worker == 1 ? "Premiers secours" : "Premiers secours (base)";
            text.Append(
                CultureInfo.InvariantCulture,
                $"""
                <employee nationalNumber="{Members[worker].Ssin}">
                <course><title>{aid}</title><date>2024-03-1{worker}</date><hours>7.6</hours></course>
                <course><title>Soudage</title><date>2025-02-0{worker + 3}</date><hours>4</hours></course>
                </employee>
                """
            );
        }
        return Text("courses.xml", text.Append("</export>").ToString(), "\n");
    }

    private static RescueFile OldWorkbook()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Project.Root, "tests/LearningAccount.Tests/Imports/Rescue/month-first.xls"));
        var mapping = new ListMapping
        {
            List = FileKind.TrainingList,
            MonthFirst = true,
            Columns = ImmutableSortedDictionary<string, ListColumn?>
                .Empty.Add("personalnummer", ListColumn.OwnReference)
                .Add("weiterbildung", ListColumn.Title)
                .Add("datum", ListColumn.TrainingStart)
                .Add("stunden", ListColumn.Hours)
                .Add("raum", null),
        };
        // A sector of nothing behind the file is what a blank line is to it.
        return new("kurse.xls", bytes, [.. bytes, .. new byte[512]], new() { Mapping = mapping });
    }

    private static RescueFile Learning()
    {
        var totara = ShippedMappings.All.Single(each => each.Name.StartsWith("Totara", StringComparison.Ordinal)).Mapping;
        var rows = Enumerable.Range(6, 4).Select(worker => $"{Members[worker].Reference},Safety,S1,2025-05-0{worker},80\n");
        var text =
            "username,courseshortname,courseidnumber,completiondate,grade\n"
            + string.Concat(rows)
            + $"{Members[10].Reference},Safety,S1,,\n";
        return Text(
            "completions.csv",
            text,
            "\n",
            new() { Mapping = totara with { Lengths = totara.Lengths.Add("safety", "1/2 d") } }
        );
    }

    private static RescueFile WithoutNumbers()
    {
        var text = new StringBuilder("Naam\tVoornaam\tGeboortedatum\tOpleiding\tDatum\tUren\r\n");
        Row(6, "Forklift cursus", "13/05/2024", "7,6");
        Row(7, "Forklift bis", "14/05/2024", "3:48");
        Row(PartTimer, "Rijbewijs C", "2/6/2025", "7u36");
        Row(Newcomer, "Rijbewijs C", "3/6/2025", "7,6");
        text.Append("Niemand\tNina\t01/01/1970\tRijbewijs C\t2/6/2025\t7,6\r\n");
        return Text("zonder-nummer.txt", text.ToString(), "\r\n", wrong: 5, encoding: Encoding.Unicode);

        void Row(int worker, string title, string on, string hours)
        {
            var member = Members[worker];
            text.Append(
                CultureInfo.InvariantCulture,
                $"{member.FamilyName.ToUpperInvariant()}\t{member.GivenNames}\t{member.BornOn:d/M/yyyy}\t{title}\t{on}\t{hours}\r\n"
            );
        }
    }

    /// <summary>The files of a ZIP file, as they come out of it.</summary>
    private static IEnumerable<RescueFile> Packed(string rights)
    {
        using var folder = new TemporaryFolder();
        var (files, again) = (Unpacked(isAgain: false), Unpacked(isAgain: true));
        yield return new(files[0].Name, files[0].Bytes, again[0].Bytes, RegisterAnswers, 1);
        yield return new(files[1].Name, files[1].Bytes, again[1].Bytes, FileAnswers.None, 1);

        List<(string Name, byte[] Bytes)> Unpacked(bool isAgain)
        {
            var zip = new MemoryStream(Zip(rights, isAgain));
            Assert.True(PackedFiles.IsPacked(zip, "all.zip"));
            var next = 0;
            return
            [
                .. PackedFiles
                    .Unpack(zip, "all.zip", () => folder[$"{isAgain}{next++}"])
                    .Select(file => (file.Name, File.ReadAllBytes(file.Path))),
            ];
        }
    }

    /// <summary>The ZIP file itself.</summary>
    public static byte[] Zip(string rights, bool isAgain = false)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(archive, "a/registre (copie).xlsx", Register(isAgain));
            Put(archive, "rights.csv", Encoding.UTF8.GetBytes(rights + (isAgain ? "\n" : "")));
        }
        return zip.ToArray();
    }

    private static void Put(ZipArchive archive, string name, byte[] bytes)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(bytes);
    }

    private static FileAnswers Corrected(params (int Row, int Place, string Text)[] cells) =>
        new()
        {
            Cells = cells.ToImmutableSortedDictionary(
                cell => cell.Row,
                cell => ImmutableSortedDictionary<int, string>.Empty.Add(cell.Place, cell.Text)
            ),
        };

    private static RescueFile Text(
        string name,
        string text,
        string blank,
        FileAnswers? answers = null,
        int wrong = 0,
        Encoding? encoding = null
    )
    {
        encoding ??= Encoding.UTF8;
        var mark = encoding is UnicodeEncoding ? encoding.GetPreamble() : [];
        return new(
            name,
            [.. mark, .. encoding.GetBytes(text)],
            [.. mark, .. encoding.GetBytes(text + blank)],
            answers ?? FileAnswers.None,
            wrong
        );
    }
}
