using System.Globalization;
using System.Text;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Reasons;

namespace LearningAccount.Tests.Law.Reasons;

/// <summary>A reason names all that went into its figure, each once, and nothing else.</summary>
public sealed class InputTests
{
    private const string Employer = """
        "employer": { "sizeClass": [ { "from": "2022-01-01", "class": "full" } ] }
        """;

    [Fact]
    public void A_credit_names_each_regime_of_the_year_once_and_the_setting_where_a_month_changes()
    {
        var account = Account(
            """
            "employments": [ { "start": "2024-01-01", "regimes": [ { "from": "2024-01-01", "fraction": "1/2" }, { "from": "2025-07-15", "fraction": "1" } ] } ],
            "on": "2026-12-31"
            """
        );
        Assert.Equal(["sizeClass full", "legalDays 5", "regime 1/2", "service "], Inputs(account, EntryKind.Credit, 2024));
        Assert.Equal(
            ["sizeClass full", "legalDays 5", "regime 1/2", "regime 1", "setting.monthRegime max"],
            Inputs(account, EntryKind.Credit, 2025)
        );
        Assert.Equal(["sizeClass full", "legalDays 5", "regime 1"], Inputs(account, EntryKind.Credit, 2026));
    }

    [Fact]
    public void A_credit_names_the_regimes_of_contracts_side_by_side_and_the_cap_where_it_cuts()
    {
        const string Contracts = """
            "employments": [
              { "start": "2023-01-01", "regimes": [ { "from": "2023-01-01", "fraction": "3/5" } ] },
              { "start": "2023-01-01", "end": "2024-12-31", "regimes": [ { "from": "2023-01-01", "fraction": "1/2" } ] } ],
            "on": "2025-12-31"
            """;
        var account = Account(Contracts);
        Assert.Equal(
            ["sizeClass full", "legalDays 5", "regime 3/5", "regime 1/2", "setting.capSameEmployer 1"],
            Inputs(account, EntryKind.Credit, 2024)
        );
        Assert.Equal(["sizeClass full", "legalDays 5", "regime 3/5"], Inputs(account, EntryKind.Credit, 2025));
    }

    [Fact]
    public void A_use_names_the_years_it_takes_from_and_an_expiry_what_is_gone()
    {
        var account = Account(
            """
            "employments": [ { "start": "2024-01-01" } ],
            "trainings": [
              { "start": "2025-03-03", "end": "2025-03-07", "days": "4" },
              { "start": "2025-06-02", "end": "2025-06-06", "days": "2" },
              { "start": "2028-06-02", "end": "2028-06-02", "hours": "3.8" } ],
            "on": "2029-01-01"
            """
        );
        Assert.Equal(["trainingDays 4", "lot.credit 4 2024"], Inputs(account, EntryKind.Use, 2025));
        Assert.Equal(
            ["trainingDays 2", "lot.credit 1 2024", "lot.credit 1 2025", "setting.consumptionOrder fifo"],
            Inputs(account, EntryKind.Use, 2025, place: 1)
        );
        Assert.Equal(["trainingHours 3.8", "hoursPerDay 7.6", "lot.credit 1/2 2025"], Inputs(account, EntryKind.Use, 2028));
        Assert.Equal(
            [
                "lot.credit 7/2 2025",
                "lot.credit 5 2026",
                "lot.credit 5 2027",
                "lot.credit 5 2028",
                "setting.windowMode fixed2024",
            ],
            Inputs(account, EntryKind.Expiry, 2028)
        );
    }

    [Fact]
    public void The_first_entry_is_the_opening_and_remarks_say_where()
    {
        var account = Account(
            """
            "employments": [ { "start": "2024-03-04" } ],
            "trainings": [
              { "start": "2024-05-06", "end": "2024-05-06", "days": "1" },
              { "start": "2023-05-01", "end": "2023-05-01", "days": "1" },
              { "start": "2024-06-03", "end": "2024-06-14", "days": "10" } ],
            "adjustments": [ { "on": "2024-04-01", "days": "-9" } ],
            "on": "2024-03-04"
            """,
            on: new(2024, 12, 31)
        );
        var opening = account.Entries.Single(entry => entry.Kind == EntryKind.Opening);
        Assert.Equal(new DateOnly(2024, 3, 4), opening.On);
        Assert.Equal(
            [
                "adjustmentCut adjustments[0]",
                "beyondCredit trainings[0]",
                "beyondCredit trainings[2]",
                "trainingOutsideEmployment trainings[1]",
            ],
            account.Anomalies.Select(anomaly => $"{anomaly.Code} {anomaly.At}").Order(StringComparer.Ordinal)
        );
        Assert.Single(
            Account("\"employments\": [ { \"start\": \"2024-03-04\" } ], \"on\": \"2024-03-04\"").Entries,
            entry => entry.Kind == EntryKind.Opening
        );
    }

    private static LearningAccount.Law.Account Account(string facts, DateOnly? on = null)
    {
        var read = CaseFile.Read(Encoding.UTF8.GetBytes($"{{ {Employer}, {facts} }}"), out _)[0];
        return AccountComputation.For(read.Facts, LawBook.Shipped, on ?? read.On!.Value);
    }

    private static IEnumerable<string> Inputs(LearningAccount.Law.Account account, EntryKind kind, int year, int place = 0)
    {
        var entry = account.Entries.Where(entry => entry.Kind == kind && entry.On.Year == year).ElementAt(place);
        return account.Reasons[entry.Reason].Inputs.Select(Told);
    }

    private static string Told(Input input) =>
        input.Name.StartsWith("lot.", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"{input.Name} {input.Value} {input.From!.Value.Year}")
            : $"{input.Name} {input.Value}";
}
