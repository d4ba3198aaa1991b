using System.Buffers;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;

namespace LearningAccount.Bench;

/// <summary>One account with all its reasons: five years, a change of regime, eight trainings.</summary>
internal static class AccountBench
{
    private const int Count = 20_000;
    private static readonly DateOnly On = new(2028, 12, 31);

    public static async Task<Report> MeasureAsync()
    {
        var report = new Report("account");
        var facts = Facts();
        var law = new EmployerLaw(facts.Employer, facts.Settings, LawBook.Shipped);
        report.Add(
            new("account with its reasons as data", "µs", await MicrosecondsAsync(() => AccountComputation.For(facts, law, On)))
            {
                Goal = Goal.AtMost(25),
            }
        );
        report.Add(
            new(
                "the same, the employer's law made anew",
                "µs",
                await MicrosecondsAsync(() => AccountComputation.For(facts, LawBook.Shipped, On))
            )
        );
        var account = AccountComputation.For(facts, law, On);
        report.Add(
            new("the account as text in Dutch", "µs", await MicrosecondsAsync(() => AccountText.Of(null, account, Language.Nl)))
        );
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        report.Add(new("the account as JSON in Dutch", "µs", await MicrosecondsAsync(() => Write(account, buffer))));
        return report;
    }

    private static void Write(Account account, ArrayBufferWriter<byte> to)
    {
        to.ResetWrittenCount();
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        AccountJson.WriteMembers(json, account, Language.Nl);
        json.WriteEndObject();
    }

    private static async Task<double[]> MicrosecondsAsync(Action run)
    {
        var seconds = await Timing.SecondsAsync(
            7,
            () =>
            {
                for (var i = 0; i < Count; i++)
                {
                    run();
                }
            }
        );
        return [.. seconds.Select(one => one * 1e6 / Count)];
    }

    private static AccountFacts Facts() =>
        new()
        {
            Employer = new()
            {
                Declarations =
                [
                    .. Enumerable.Range(0, 32).Select(step => new Declaration(Quarter.Of(2020, 4).AddQuarters(step), 24)),
                ],
            },
            Employments =
            [
                new()
                {
                    Start = new(2024, 1, 15),
                    JointCommittee = JointCommittee.Parse("200"),
                    Regimes =
                    [
                        new() { From = new(2024, 1, 15), Fraction = Fraction.Of(1, 2) },
                        new()
                        {
                            From = new(2024, 7, 1),
                            Hours = 38,
                            FullTimeHours = 38,
                        },
                    ],
                },
            ],
            Trainings =
            [
                .. Enumerable
                    .Range(0, 8)
                    .Select(place => new Training
                    {
                        Title = "First aid",
                        Start = new DateOnly(2024, 3, 1).AddMonths(6 * place),
                        End = new DateOnly(2024, 3, 1).AddMonths(6 * place),
                        Hours = Fraction.Of(38, 5),
                    }),
            ],
        };
}
