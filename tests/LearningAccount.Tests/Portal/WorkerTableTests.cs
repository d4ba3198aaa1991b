using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Anomalies;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Http;

namespace LearningAccount.Tests.Portal;

public sealed class WorkerTableTests
{
    private static readonly DateOnly On = new(2026, 11, 20);
    private static readonly EmployerFacts Employer = new() { SizeClasses = [new(new(2024, 1, 1), SizeClass.Full)] };

    [Fact]
    public void Workers_stand_in_order_of_name_whatever_their_accents()
    {
        var table = Table(
            ("Ötzi, Eva", Since(2024)),
            ("Peeters, Jan", Since(2024)),
            ("de Smet, An", Since(2024)),
            ("Éloi, Luc", Since(2024))
        );
        Assert.Equal(["de Smet, An", "Éloi, Luc", "Ötzi, Eva", "Peeters, Jan"], Names(table, ""));
    }

    [Theory]
    [InlineData("desiree", "Maes, Désirée")]
    [InlineData("DÉSIRÉE maes", "Maes, Désirée")]
    [InlineData("p-2", "Peeters, Jan")]
    [InlineData("zzz", null)]
    public void A_worker_is_found_by_parts_of_name_or_reference_without_case_and_accents(string search, string? found)
    {
        var table = Table(("Maes, Désirée", Since(2024)), ("Peeters, Jan", Since(2024)));
        Assert.Equal(found is null ? [] : [found], Names(table, $"?q={Uri.EscapeDataString(search)}"));
    }

    [Fact]
    public void The_list_shows_who_is_in_service_and_the_others_when_asked()
    {
        var gone = Since(2024) with { End = new(2025, 6, 30), EndReason = EndReason.Dismissal };
        var table = Table(("A", Since(2024)), ("B", gone));
        Assert.Equal(["A"], Names(table, ""));
        Assert.Equal(["B"], Names(table, "?show=gone"));
        Assert.Equal(["A", "B"], Names(table, "?show=all"));
        Assert.Equal((1, 1), (table.CountOf(null), table.CountOf(WorkerState.Gone)));
    }

    [Fact]
    public void Who_has_followed_less_than_the_credit_of_past_years_is_behind()
    {
        var followed = new Training
        {
            Start = new(2025, 5, 1),
            End = new(2025, 5, 10),
            Days = 10,
        };
        var table = Table(("behind", Since(2024), []), ("on course", Since(2024), [followed]), ("new", Since(2026), []));
        Assert.Equal(["behind"], Names(table, "?show=behind"));
    }

    [Fact]
    public void Who_has_something_that_nobody_settled_asks_for_attention_and_says_why()
    {
        var settled = Found("expiresSoon") with { Settled = Word };
        Assert.Equal(
            ["beyondCredit", "outsideContract"],
            Row(Found("beyondCredit"), settled, Found("outsideContract"), Found("beyondCredit")).Causes
        );
        Assert.True(Row(Found("beyondCredit")).Is(WorkerState.Attention));
        Assert.False(Row(settled).Is(WorkerState.Attention));
        Assert.Equal([("check.beyondCredit.tag", true)], Row(Found("beyondCredit")).Tags());
    }

    [Fact]
    public void Who_is_behind_tells_by_how_many_days()
    {
        var followed = new Training
        {
            Start = new(2025, 5, 1),
            End = new(2025, 5, 3),
            Days = 3,
        };
        var table = Table(("A", Since(2024), []), ("B", Since(2024), [followed]), ("C", Since(2026), []));
        Assert.Equal([("A", (Fraction)10), ("B", 7)], table.MostBehind.Select(row => (row.Name, row.Behind)));
    }

    [Fact]
    public void Equal_figures_stay_in_order_of_name_both_ways()
    {
        var table = Table(("C", Since(2024)), ("A", Since(2024)), ("B", Since(2026)));
        Assert.Equal(["B", "A", "C"], Names(table, "?sort=left"));
        Assert.Equal(["A", "C", "B"], Names(table, "?sort=-left"));
        Assert.Equal(["C", "B", "A"], Names(table, "?sort=-name"));
    }

    [Fact]
    public void The_days_left_are_those_of_all_in_service()
    {
        var gone = Since(2024) with { End = new(2025, 6, 30), EndReason = EndReason.Dismissal };
        Assert.Equal(20, Table(("A", Since(2025)), ("B", gone), ("C", Since(2025))).Left);
    }

    private static string[] Names(WorkerTable table, string query)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new(query);
        return [.. table.Find(ListRequest.Of(request, null, WorkerFilter.All, WorkerColumn.All)).Select(row => row.Name)];
    }

    private static readonly SettlementVersion Word = new()
    {
        EmployerId = Guid.Empty,
        Origin = "manual",
        SettlementId = Guid.Empty,
        WorkerId = null,
        Code = "",
        Subject = "",
        Facts = "",
        Reason = "Known.",
    };

    private static Finding Found(string code) => new() { Code = code, Subject = "" };

    private static WorkerRow Row(params Finding[] findings) =>
        WorkerRow.Of(
            Guid.Empty,
            "A",
            null,
            AccountComputation.For(Facts(Since(2026), []), new EmployerLaw(Employer, Settings.Default, LawBook.Shipped), On),
            findings
        );

    private static WorkerTable Table(params (string Name, Employment Employment)[] workers) =>
        Table([.. workers.Select(worker => (worker.Name, worker.Employment, Array.Empty<Training>()))]);

    private static WorkerTable Table(params (string Name, Employment Employment, Training[] Trainings)[] workers) =>
        new([
            .. workers.Select(
                (worker, place) =>
                    WorkerRow.Of(
                        Guid.CreateVersion7(),
                        worker.Name,
                        $"P-{place + 1}",
                        AccountComputation.For(
                            Facts(worker.Employment, worker.Trainings),
                            new EmployerLaw(Employer, Settings.Default, LawBook.Shipped),
                            On
                        ),
                        []
                    )
            ),
        ]);

    private static Employment Since(int year) => new() { Start = new(year, 1, 1) };

    private static AccountFacts Facts(Employment employment, Training[] trainings) =>
        new()
        {
            Employer = Employer,
            Employments = [employment],
            Trainings = [.. trainings],
        };
}
