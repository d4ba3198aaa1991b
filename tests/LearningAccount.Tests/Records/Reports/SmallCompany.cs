using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Reports;

/// <summary>A company whose figures of 2025 were worked out on paper: docs/figures.md shows how.</summary>
internal static class SmallCompany
{
    public static readonly Period Year = Period.Year(2025);

    public static World Told =>
        World
            .With()
            .OfSize(SizeClass.Full)
            // A man: two formal trainings, 7.6 + 4 hours; one of them with all costs.
            .AndWorker("Peeters", "Jan")
            .OfSex("m")
            .Employed("2020-01-01", committee: "200")
            .Trained("2025-03-03", "1", "Welding")
            .Saying(training =>
                training with
                {
                    Cost = 300,
                    WageCost = Fraction.Of(456, 2),
                    FundContributions = 20,
                    Subsidy = 48,
                    FundedBy = FundingSource.SectorFund,
                    DossierNumber = "SF-77",
                }
            )
            .Trained("2025-05-05", "1", "Safety")
            .Saying(training => training with { Days = null, Hours = 4, Cost = 100 })
            // Another man: one formal training nobody knows the cost of, and one informal.
            .AndWorker("Maes", "Piet")
            .OfSex("m")
            .Employed("2020-01-01", regime: "1/2", committee: "200")
            .Trained("2025-06-10", "1", "Forklift")
            .Saying(training => training with { Days = null, Hours = 6 })
            .Trained("2025-06-11", "1/2", "Mentoring", kind: TrainingKind.Informal)
            .Saying(training => training with { Cost = 0, WageCost = 50 })
            // A woman: formal over the turn of the year, and one on Flemish leave.
            .AndWorker("Claes", "An")
            .OfSex("f")
            .Employed("2020-01-01", committee: "200")
            .Trained("2026-01-09", "3", "Accounting", from: "2025-12-29")
            .Saying(training => training with { PerYear = """{"2025":"2","2026":"1"}""", Cost = 600, WageCost = 0 })
            .Trained("2025-10-20", "1", "French", from: "2025-09-15")
            .Saying(training =>
                training with
                {
                    Days = null,
                    Hours = 40,
                    LeaveScheme = LeaveScheme.VOV,
                    CountsBasis = CountsBasis.Leave,
                    DossierNumber = "ODB-1001234",
                    ProviderName = "Leerhuis",
                    CertificateReceived = true,
                    Cost = 250,
                    WageCost = 900,
                    Subsidy = 852,
                }
            )
            // An apprentice whose sex nobody said, in initial training.
            .AndWorker("Smet", "Robin")
            .OfSex("x")
            .Employed("2025-09-01", committee: "124")
            .Trained("2025-11-03", "1", "Bricklaying")
            .Saying(training => training with { IsInitial = true });

    /// <summary>Reasons of not counting, each by the title of its training.</summary>
    public static World LeftOut =>
        World
            .With(number: 9_999_921)
            .AndWorker()
            .OfSex("m")
            .Employed("2025-02-01", "2025-06-30")
            .Trained("2025-03-03", "1", "planned", TrainingStatus.Planned)
            .Trained("2025-03-04", "1", "cancelled", TrainingStatus.Cancelled)
            .Trained("2025-03-05", "1", "notFollowed", TrainingStatus.NotFollowed)
            .Trained("2025-01-15", "1", "notEmployed")
            .Trained("2026-01-05", "1", "otherPeriod", from: "2025-03-06")
            .Trained("2025-03-10", "1", "ownCost")
            .Saying(training => training with { FundedBy = FundingSource.Worker, WorkingTime = WorkingTime.Outside })
            .Trained("2025-03-11", "1", "noLeave")
            .Saying(training => training with { DossierNumber = "odb-1" })
            .Trained("2024-12-31", "1", "before")
            .Trained("2025-03-12", "1", "counted");

    public static async Task<(EmployerSnapshot Employer, LawBook Law)> ReadAsync(Database database, World world)
    {
        var cancel = TestContext.Current.CancellationToken;
        await world.RecordedIn(database);
        await using var connection = await database.Connect(cancel);
        return (
            (await new ReadSnapshots(database).Of(world.EmployerId, null, cancel))!,
            await ReadLawBook.From(connection, cancel)
        );
    }
}
