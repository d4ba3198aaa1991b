using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings.Registrations;

namespace LearningAccount.Tests.Harness;

/// <summary>Registers trainings as the program of a training provider does.</summary>
internal static class ProviderSends
{
    public static async Task<Guid> OneAsync(
        Database database,
        string number,
        EnterpriseNumber employer,
        string title = "Working at height",
        string day = "2026-03-10"
    )
    {
        var cancel = TestContext.Current.CancellationToken;
        using var machine = await TestMachine.Register(database, "Courses", scopes: ["registrations:write"]);
        Assert.True(Ssin.TryParseDigits(number, out var ssin, out _));
        var words = new TrainingVersion
        {
            EmployerId = Guid.Empty,
            Origin = FactVersion.ByProvider,
            WorkerId = Guid.Empty,
            TrainingId = Guid.Empty,
            ExternalId = null,
            Title = title,
            Kind = TrainingKind.Formal,
            Status = TrainingStatus.Followed,
            StartOn = ColumnText.ToDay(day),
            EndOn = ColumnText.ToDay(day),
            Hours = 8,
            Days = null,
            PerYear = null,
            Counts = true,
            LeaveScheme = null,
            OfferedAndRefused = false,
        };
        var answers = await Change.Make(
            database,
            new Author("test", Door.Api),
            change =>
                SendRegistrations.Do(
                    change,
                    machine.Id,
                    [new(null, ssin, employer.Digits, words)],
                    database.Clock.GetUtcNow(),
                    cancel
                ),
            cancel
        );
        return answers[0].Registration!.RegistrationId;
    }
}
