using LearningAccount.App.Exports;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Imports.Lists;

/// <summary>What is written is read back the same, in every language and both formats, whatever the texts hold.</summary>
public sealed class ListRoundTripTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly string[] Texts =
    [
        "Peeters",
        "=cmd|' /C calc'!A0",
        "+32 470",
        "-1",
        "@SUM(A1)",
        "'t Hooft",
        "d'Ursel; \"de Été\", <&>",
        "Ölmez-Łukasiewicz ß",
        "_x0041_",
        "007",
        "1/2",
        "ja",
        "2026-01-01",
        "😀 Ŵ",
        "x\ty",
        "nvt",
        "6,0023E+10",
    ];

    private static readonly string[] Numbers = ["60022999192", "04022999409", "00022999125", "64222999620", "04422999891"];

    public static TheoryData<Language, bool> All =>
        new(from language in Languages.All from isXlsx in new[] { false, true } select (language, isXlsx));

    [Theory]
    [MemberData(nameof(All))]
    public void Staff_lines_come_back_as_they_went(Language language, bool isXlsx)
    {
        var random = new Random(20_261);
        var lines = Enumerable.Range(0, 200).Select(_ => Staff(random)).ToList();
        using var list = Written(isXlsx, language, table => StaffCells.Write(table, lines, language));
        var read = list.Rows().Select(row => StaffLineReading.Read(list.Read(row), Today)).ToList();
        Assert.Equal<StaffLine?>(lines, read);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Training_lines_come_back_as_they_went(Language language, bool isXlsx)
    {
        var random = new Random(20_262);
        var lines = Enumerable.Range(0, 200).Select(_ => Training(random)).ToList();
        using var list = Written(isXlsx, language, table => TrainingCells.Write(table, TrainingCells.All, lines, language));
        var read = list.Rows().Select(row => TrainingLineReading.Read(list.Read(row), Today)).ToList();
        // Arrays are compared apart: a record compares them by place.
        Assert.Equal(lines.Select(line => line with { PerYear = [] }), read.Select(line => line! with { PerYear = [] }));
        Assert.All(lines.Zip(read), pair => Assert.Equal(pair.First.PerYear, pair.Second!.PerYear));
    }

    private static ListFile Written(bool isXlsx, Language language, Action<ITableWriter> write)
    {
        var file = new MemoryStream();
        using (ITableWriter table = isXlsx ? new XlsxWriter(file, "Lijst") : new CsvTableWriter(file, language))
        {
            write(table);
        }
        return ListFile.Open(file);
    }

    private static StaffLine Staff(Random random)
    {
        var start = Day(random);
        var inHours = random.Next(2) == 0;
        var suspended = start.AddDays(random.Next(500));
        var end = random.Next(2) == 0 ? start.AddDays(random.Next(3000)) : (DateOnly?)null;
        var ssin = Number(random);
        var former = Number(random);
        return new()
        {
            Ssin = ssin,
            FormerSsin = former == ssin ? null : former,
            Employer = Maybe(random) ? Enterprise() : null,
            Identity = Person(random) with
            {
                BirthPlace = Text(random),
                Domicile = Text(random),
                Language = Maybe(random) ? Languages.All[random.Next(4)] : null,
                Email = Maybe(random) ? "a.b@c.example" : null,
                Site = Text(random),
                Department = Text(random),
            },
            Contract = new()
            {
                Start = start,
                End = end,
                SaysEnd = true,
                EndReason = end is null ? null : Any<EndReason>(random),
                PaidInLieu = Maybe(random) ? Maybe(random) : null,
                NoticeWorked = Maybe(random) ? Maybe(random) : null,
                JointCommittee = Maybe(random) ? JointCommittee.Parse("140.01.02") : null,
                Category = Any<WorkerCategory>(random),
                Regime = inHours ? null : Fraction.Of(random.Next(0, 20), 19 + random.Next(2)),
                Hours = inHours ? Fraction.Of(random.Next(0, 3800), 100) : null,
                FullTimeHours = inHours ? 38 : null,
            },
            Suspension = Maybe(random)
                ? new(
                    Any<SuspensionKind>(random)!.Value,
                    suspended,
                    suspended.AddDays(30),
                    Maybe(random) ? Fraction.Of(1, 3) : null
                )
                : null,
        };
    }

    private static TrainingLine Training(Random random)
    {
        var start = new DateOnly(2023, 1, 1).AddDays(random.Next(1000));
        var end = start.AddDays(random.Next(200));
        var quantity = random.Next(4) switch
        {
            0 => Fraction.Of(random.Next(1, 4000), 60),
            1 => Fraction.Of(random.Next(1, 100), 3),
            2 => Fraction.Of(random.Next(1, 10_000), 100),
            _ => random.Next(1, 40),
        };
        var inHours = Maybe(random);
        return new()
        {
            Ssin = Number(random),
            Employer = Maybe(random) ? Enterprise() : null,
            Identity = Person(random),
            ExternalId = Text(random),
            Title = Texts[random.Next(Texts.Length)].Replace('\t', ' '),
            Start = start,
            End = end,
            Hours = inHours ? quantity : null,
            Days = inHours ? null : quantity,
            PerYear =
                start.Year == end.Year || Maybe(random) ? [] : [new(start.Year, quantity / 4), new(end.Year, quantity * 3 / 4)],
            Kind = Any<TrainingKind>(random)!.Value,
            Status = TrainingStatus.Followed,
            Counts = Maybe(random),
            LeaveScheme = Any<LeaveScheme>(random),
            OfferedAndRefused = Maybe(random),
            Provider = Text(random),
            ProviderNumber = Maybe(random) ? "0999990123" : null,
            Certificate = Maybe(random) ? Maybe(random) : null,
            CertificateValidUntil = Maybe(random) ? Day(random) : null,
            Outcome = Text(random),
            DeliveryMode = Text(random),
            Field = Text(random),
            Funding = Text(random),
            FundedBy = Any<FundingSource>(random),
            DossierNumber = Text(random),
            Cost = Euro(random),
            WageCost = Euro(random),
            FundContributions = Euro(random),
            Subsidy = Euro(random),
            WorkingTime = Any<WorkingTime>(random),
            IsInitial = Maybe(random) ? Maybe(random) : null,
            Language = Text(random),
            Remark = Text(random),
        };
    }

    private static SaidIdentity Person(Random random) =>
        new()
        {
            OwnReference = Text(random),
            FamilyName = Text(random),
            GivenNames = Text(random),
        };

    private static Fraction? Euro(Random random) => Maybe(random) ? Fraction.Of(random.Next(1, 1_000_000), 100) : null;

    private static bool Maybe(Random random) => random.Next(2) == 0;

    private static string? Text(Random random) => Maybe(random) ? Texts[random.Next(Texts.Length)].Replace('\t', ' ') : null;

    private static DateOnly Day(Random random) => new DateOnly(1990, 1, 1).AddDays(random.Next(13_000));

    private static T? Any<T>(Random random)
        where T : struct, Enum
    {
        var all = Enum.GetValues<T>();
        return all[random.Next(all.Length)];
    }

    private static Ssin Number(Random random)
    {
        Assert.True(Ssin.TryParseDigits(Numbers[random.Next(Numbers.Length)], out var ssin, out _));
        return ssin;
    }

    private static EnterpriseNumber Enterprise()
    {
        Assert.True(EnterpriseNumber.TryParse("0999990222", out var number, out _));
        return number;
    }
}
