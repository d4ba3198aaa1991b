using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
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
    public void Who_leaves_soon_with_days_to_take_asks_for_attention()
    {
        var leaving = Since(2024) with { End = new(2026, 12, 31), EndReason = EndReason.FixedTerm };
        Assert.Equal(["leaving"], Names(Table(("leaving", leaving), ("staying", Since(2024))), "?show=attention"));
    }

    [Fact]
    public void Days_that_expire_soon_ask_for_attention()
    {
        var late = WorkerTable.Of(
            [new(Guid.Empty, "A", null, Facts(Since(2024), []), [])],
            new(Employer, Settings.Default, LawBook.Shipped),
            new(2028, 9, 1)
        );
        Assert.Equal(1, late.CountOf(WorkerState.Attention));
    }

    [Fact]
    public void A_worker_who_asks_for_attention_says_why()
    {
        var long_ = new Training
        {
            Start = new(2026, 5, 1),
            End = new(2026, 5, 10),
            Days = 9,
        };
        var before = new Training
        {
            Start = new(2025, 5, 1),
            End = new(2025, 5, 1),
            Days = 1,
        };
        var leaving = Since(2026) with { End = new(2026, 12, 31), EndReason = EndReason.FixedTerm };
        Assert.Equal(AttentionCause.BeyondCredit, Causes(Since(2026), [long_]));
        Assert.Equal(AttentionCause.OutsideContract, Causes(Since(2026), [before]));
        Assert.Equal(AttentionCause.LeavesWithDays, Causes(leaving, []));
        Assert.Equal(AttentionCause.Facts, Causes(Since(2026), [], new Anomaly("startUncertain", Severity.Warning, "")));
        Assert.Equal(AttentionCause.None, Causes(Since(2026), []));
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

    private static AttentionCause Causes(Employment employment, Training[] trainings, params Anomaly[] remarks)
    {
        var table = WorkerTable.Of(
            [new(Guid.Empty, "A", null, Facts(employment, trainings), remarks)],
            new(Employer, Settings.Default, LawBook.Shipped),
            On
        );
        var row = table.Find(ListRequest.Of(new DefaultHttpContext().Request, null)).Single();
        Assert.Equal(row.Causes is not AttentionCause.None, row.Is(WorkerState.Attention));
        return row.Causes;
    }

    private static WorkerTable Table(params (string Name, Employment Employment)[] workers) =>
        Table([.. workers.Select(worker => (worker.Name, worker.Employment, Array.Empty<Training>()))]);

    private static WorkerTable Table(params (string Name, Employment Employment, Training[] Trainings)[] workers) =>
        WorkerTable.Of(
            workers.Select(
                (worker, place) =>
                    new ListedWorker(
                        Guid.CreateVersion7(),
                        worker.Name,
                        $"P-{place + 1}",
                        Facts(worker.Employment, worker.Trainings),
                        []
                    )
            ),
            new(Employer, Settings.Default, LawBook.Shipped),
            On
        );

    private static Employment Since(int year) => new() { Start = new(year, 1, 1) };

    private static AccountFacts Facts(Employment employment, Training[] trainings) =>
        new()
        {
            Employer = Employer,
            Employments = [employment],
            Trainings = [.. trainings],
        };
}
