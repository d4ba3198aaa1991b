using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Tests.Law.SecondReading;
using Microsoft.FSharp.Core;

namespace LearningAccount.Tests.Law.Properties;

/// <summary>A random case; what is said of the law has to hold for every one of them.</summary>
internal sealed class AnyCase
{
    private readonly JsonObject json;

    private AnyCase(int seed)
    {
        json = RandomCase.Of(seed);
        var file = CaseFile.Read(JsonSerializer.SerializeToUtf8Bytes(json), out _)[0];
        (Seed, Facts, On) = (seed, file.Facts, file.On!.Value);
    }

    public int Seed { get; }
    public AccountFacts Facts { get; }
    public DateOnly On { get; }

    public Account Account => AccountComputation.For(Facts, LawBook.Shipped, On);

    /// <summary>A choice that belongs to this case: the same every time.</summary>
    public int Choose(int below) => new Random(Seed).Next(below);

    /// <summary>The same things in another order, which belongs to this case.</summary>
    public T[] Shuffled<T>(IEnumerable<T> things)
    {
        var shuffled = things.ToArray();
        new Random(Seed).Shuffle(shuffled);
        return shuffled;
    }

    public override string ToString() => json.ToJsonString();

    /// <summary>How many random cases each property is tried on: 150, or LEARNING_ACCOUNT_CASES.</summary>
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("LEARNING_ACCOUNT_CASES"), CultureInfo.InvariantCulture, out var asked)
            ? asked
            : 150;

    /// <summary>Tries a property on random cases; the cases are the same in every run.</summary>
    public static void Holds(Action<AnyCase> property)
    {
        var replay = new Replay(new Rnd(20_240_101, 1_234_567), FSharpOption<int>.None);
        var config = Config.QuickThrowOnFailure.WithMaxTest(Count).WithReplay(FSharpOption<Replay>.Some(replay));
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).Select(seed => new AnyCase(seed)).ToArbitrary(), property).Check(config);
    }

    public static Account AccountOf(AccountFacts facts, DateOnly on) => AccountComputation.For(facts, LawBook.Shipped, on);

    /// <summary>All the program prints of an account.</summary>
    public static string Printed(Account account, Language language = Language.En)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            AccountJson.Write(writer, null, account, language);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The figures, to compare two accounts that need not name their reasons alike.</summary>
    public static string Figures(Account account)
    {
        var text = new StringBuilder();
        foreach (var year in account.Years)
        {
            text.AppendLine((year with { Reason = 0, FullTimeDaysReason = 0 }).ToString());
        }
        text.AppendLine((account.Window is { } window ? window with { Reason = 0, UsedReason = 0 } : null)?.ToString());
        text.AppendLine((account.Balance with { Reason = 0 }).ToString());
        text.AppendLine((account.Exit is { } exit ? exit with { Reason = 0, Warnings = [] } : null)?.ToString());
        text.AppendLine(string.Join(' ', account.Exit?.Warnings ?? []));
        return text.ToString();
    }

    /// <summary>The lines summed by day and kind.</summary>
    public static string Lines(Account account, DateOnly until) =>
        string.Join(
            '\n',
            account
                .Entries.Where(entry => entry.On <= until && !entry.Days.IsZero)
                .GroupBy(entry => (entry.On, entry.Kind))
                .OrderBy(group => group.Key)
                .Select(group => $"{group.Key} {group.Aggregate(Fraction.Zero, (sum, entry) => sum + entry.Days)}")
        );
}
