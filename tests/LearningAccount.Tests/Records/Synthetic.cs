using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Law.Numbers;

namespace LearningAccount.Tests.Records;

/// <summary>Employers and people who do not exist, and facts of theirs.</summary>
internal static class Synthetic
{
    public static readonly Author Tester = new("tester", Door.Command, "a test");

    public static EnterpriseNumber Enterprise(int number = 1) =>
        EnterpriseNumber.TryParse(SyntheticNumbers.Enterprise(9_999_900 + number), out var read, out var why)
            ? read
            : throw new InvalidOperationException($"{why}");

    public static Ssin Person(int number = 1) =>
        Ssin.TryParse(
            SyntheticNumbers.Ssin(60 + number % 40, 1 + number % 12, 28, 991 + number % 7, from2000: false),
            out var read,
            out var why
        )
            ? read
            : throw new InvalidOperationException($"{why}");

    public static EmployerVersion Employer(Guid id, int number = 1) =>
        new()
        {
            EmployerId = id,
            Origin = "manual",
            EnterpriseNumber = Enterprise(number),
            NssoNumber = null,
        };

    public static TrainingVersion Training(Guid employer, Guid worker, string title, string end = "2025-05-02") =>
        new()
        {
            EmployerId = employer,
            Origin = "manual",
            WorkerId = worker,
            TrainingId = Guid.CreateVersion7(),
            ExternalId = null,
            Title = title,
            Kind = TrainingKind.Formal,
            Status = TrainingStatus.Followed,
            StartOn = DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture),
            EndOn = DateOnly.Parse(end, System.Globalization.CultureInfo.InvariantCulture),
            Hours = null,
            Days = 1,
            PerYear = null,
            Counts = true,
            LeaveScheme = null,
            OfferedAndRefused = false,
        };
}
