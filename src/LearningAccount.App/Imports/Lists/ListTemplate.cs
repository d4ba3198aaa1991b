using System.Collections.Immutable;
using LearningAccount.App.Exports;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// A list to start from: the columns in one language and a few rows that show how cells are filled. It can be brought in as
/// it is; its people and its employer do not exist.
/// </summary>
public static class ListTemplate
{
    /// <summary>What there is one of, as addresses and commands name it.</summary>
    public static readonly (FileKind Kind, string Name)[] All =
    [
        (FileKind.StaffList, "staff"),
        (FileKind.TrainingList, "trainings"),
        (FileKind.RightList, "rights"),
    ];

    public static FileKind KindOf(string name) =>
        All.First(each => string.Equals(each.Name, name, StringComparison.Ordinal)).Kind;

    private static readonly EnterpriseNumber Employer = EnterpriseNumber.TryParse("0999990222", out var number, out _)
        ? number
        : default;

    public static void Write(FileKind list, ITableWriter table, Language language)
    {
        switch (list)
        {
            case FileKind.StaffList:
                StaffCells.Write(table, Staff(language), language);
                break;
            case FileKind.RightList:
                RightCells.Write(table, Rights(language), language);
                break;
            default:
                TrainingCells.Write(table, TrainingCells.Essential, Trainings(language), language);
                break;
        }
    }

    /// <summary>The name of the sheet of a workbook, and of the file without its ending.</summary>
    public static string Name(FileKind list, Language language) =>
        Text(
            list switch
            {
                FileKind.StaffList => "template.staff",
                FileKind.RightList => "template.rights",
                _ => "template.trainings",
            },
            language
        );

    private static IEnumerable<StaffLine> Staff(Language language) =>
        [
            new()
            {
                Ssin = Number("72123199460"),
                Employer = Employer,
                Identity = Person(1, "72123199460", language),
                Contract = new()
                {
                    Start = new(2015, 3, 2),
                    JointCommittee = JointCommittee.Parse("200"),
                    Category = WorkerCategory.Employee,
                    Hours = 38,
                    FullTimeHours = 38,
                },
                Suspension = null,
            },
            new()
            {
                Ssin = Number("04022999409"),
                Employer = Employer,
                Identity = Person(2, "04022999409", language),
                Contract = new()
                {
                    Start = new(2025, 9, 1),
                    JointCommittee = JointCommittee.Parse("140.03"),
                    Category = WorkerCategory.BlueCollar,
                    Regime = Fraction.Of(4, 5),
                },
                Suspension = null,
            },
            new()
            {
                Ssin = Number("68022999364"),
                Employer = Employer,
                Identity = Person(3, "68022999364", language),
                Contract = new()
                {
                    Start = new(2019, 6, 17),
                    End = new(2026, 6, 30),
                    EndReason = EndReason.Dismissal,
                    PaidInLieu = false,
                    JointCommittee = JointCommittee.Parse("200"),
                    Category = WorkerCategory.Employee,
                    Hours = Fraction.Of(57, 2),
                    FullTimeHours = 38,
                },
                Suspension = new(SuspensionKind.Parental, new(2025, 3, 1), new(2025, 6, 30), null),
            },
        ];

    private static IEnumerable<TrainingLine> Trainings(Language language) =>
        [
            Training(1, "72123199460", language, new(2026, 2, 10), new(2026, 2, 10)) with
            {
                Hours = Fraction.Of(38, 5),
                Provider = Text("template.provider", language),
                Certificate = true,
                CertificateValidUntil = new(2029, 2, 10),
                ExternalId = "2026-001",
            },
            Training(2, "72123199460", language, new(2025, 12, 29), new(2026, 1, 2)) with
            {
                Days = 3,
                PerYear = [new(2025, 2), new(2026, 1)],
                ExternalId = "2025-112",
            },
            Training(3, "04022999409", language, new(2026, 5, 5), new(2026, 5, 5)) with
            {
                Hours = Fraction.Of(22, 3),
                Kind = TrainingKind.Informal,
            },
            Training(4, "68022999364", language, new(2026, 3, 2), new(2026, 3, 27)) with
            {
                Days = 4,
                LeaveScheme = LeaveScheme.VOV,
                Counts = false,
            },
            Training(5, "68022999364", language, new(2026, 4, 14), new(2026, 4, 14)) with
            {
                Days = 1,
                Status = TrainingStatus.NotFollowed,
                OfferedAndRefused = true,
            },
        ];

    private static IEnumerable<RightLine> Rights(Language language) =>
        [
            Right("72123199460", language, 2025) with
            {
                Credit = 5,
                Used = 2,
                Remaining = Fraction.Of(9, 2),
                CarriedOver = Fraction.Of(3, 2),
                SeenOn = new(2026, 1, 15),
            },
            Right("04022999409", language, 2025) with
            {
                Type = RightType.Sectoral,
                Credit = Fraction.Of(5, 4),
                Agreement = "190417/CO/140",
            },
            Right("68022999364", language, 2025) with
            {
                Unit = CounterUnit.Hours,
                Used = 19,
                Remaining = Fraction.Of(57, 2),
                Computation = RightComputation.Manual,
                OptedOut = true,
            },
        ];

    private static RightLine Right(string ssin, Language language, int year) =>
        new()
        {
            Ssin = Number(ssin),
            Employer = Employer,
            Identity = Names(PersonOf(ssin), language),
            Year = year,
            Type = RightType.All,
            Unit = CounterUnit.Days,
            Credit = null,
            Used = null,
            Remaining = null,
            CarriedOver = null,
            Agreement = null,
            Computation = null,
            OptedOut = null,
            SeenOn = null,
            Remark = null,
        };

    private static TrainingLine Training(int title, string ssin, Language language, DateOnly start, DateOnly end) =>
        new()
        {
            Ssin = Number(ssin),
            Employer = Employer,
            Identity = Names(PersonOf(ssin), language),
            ExternalId = null,
            Title = Text($"template.title.{title}", language),
            Start = start,
            End = end,
            Hours = null,
            Days = null,
            PerYear = ImmutableArray<YearPart>.Empty,
            Kind = TrainingKind.Formal,
            Status = TrainingStatus.Followed,
            Counts = true,
            LeaveScheme = null,
            OfferedAndRefused = false,
        };

    private static int PersonOf(string ssin) =>
        ssin switch
        {
            "72123199460" => 1,
            "04022999409" => 2,
            _ => 3,
        };

    private static SaidIdentity Person(int person, string ssin, Language language) =>
        Names(person, language) with
        {
            BirthDate = Number(ssin).BirthDate,
            BirthPlace = Text($"template.birthPlace.{person}", language),
            Domicile = Text($"template.domicile.{person}", language),
            Language = language,
            Email = Text($"template.email.{person}", language),
            Sex = Number(ssin).Sex,
        };

    private static SaidIdentity Names(int person, Language language) =>
        new()
        {
            OwnReference = $"A-00{person}",
            FamilyName = Text($"template.familyName.{person}", language),
            GivenNames = Text($"template.givenNames.{person}", language),
        };

    private static Ssin Number(string digits) =>
        Ssin.TryParseDigits(digits, out var ssin, out _)
            ? ssin
            : throw new InvalidOperationException("An example's number is wrong.");

    private static string Text(string code, Language language) => ImportTexts.Catalogue.Text(code, language);
}
