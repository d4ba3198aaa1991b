using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using static LearningAccount.Tests.Records.Registry.Declared;

namespace LearningAccount.Tests.Records.Registry;

/// <summary>What a period of Dimona is, after all that was said of it in any order.</summary>
public sealed class DimonaPeriodsTests
{
    [Fact]
    public void What_was_said_later_holds_in_whatever_order_it_came()
    {
        DimonaPeriodVersion[] said =
        [
            Dimona("2025-01-06", said: "2025-01-02"),
            Dimona("2025-01-06", id: "1", message: DimonaMessage.Answer, said: "2025-01-02"),
            Dimona("2025-01-07", id: "1", message: DimonaMessage.Update, said: "2025-01-08"),
            Dimona(null, "2025-06-30", id: "1", message: DimonaMessage.Update, said: "2025-01-09"),
            Dimona(null, "2025-05-31", id: "1", message: DimonaMessage.Out, said: "2025-05-30"),
        ];
        for (var first = 0; first < said.Length; first++)
        {
            Assert.Equal(["1 2025-01-07..2025-05-31 OTH"], Told([.. said[first..].Reverse(), .. said[..first]]));
        }
    }

    [Fact]
    public void A_form_without_a_number_is_a_period_until_its_answer_gives_one()
    {
        Assert.Equal(["- 2025-01-06.. OTH"], Told(Dimona("2025-01-06")));
        Assert.Equal(
            ["1 2025-01-06.. OTH"],
            Told(Dimona("2025-01-06"), Dimona("2025-01-06", id: "1", message: DimonaMessage.Answer))
        );
    }

    [Fact]
    public void The_same_form_sent_again_is_the_same_period() =>
        Assert.Equal(
            ["- 2025-01-06..2025-01-31 OTH"],
            Told(Dimona("2025-01-06"), Dimona("2025-01-06", "2025-01-31", said: "2025-01-09"))
        );

    [Fact]
    public void A_cancelled_period_can_be_declared_again()
    {
        var (first, cancel) = (
            Dimona("2025-01-06", id: "1", message: DimonaMessage.Answer, said: "2025-01-02"),
            Dimona(id: "1", message: DimonaMessage.Cancel, said: "2025-01-03")
        );
        Assert.Equal(["1 2025-01-06.. OTH cancelled"], Told(first, cancel));
        Assert.Equal(
            ["1 2025-01-06.. OTH cancelled", "2 2025-01-06.. OTH"],
            Told(
                    first,
                    cancel,
                    Dimona("2025-01-06", said: "2025-01-04"),
                    Dimona("2025-01-06", id: "2", message: DimonaMessage.Answer, said: "2025-01-04")
                )
                .Order()
        );
    }

    [Fact]
    public void An_end_whose_start_was_never_told_belongs_to_the_only_open_form()
    {
        var end = Dimona(null, "2025-05-31", id: "1", message: DimonaMessage.Out);
        Assert.Equal(["1 ..2025-05-31"], Told(end));
        Assert.Equal(["1 2025-01-06..2025-05-31 OTH"], Told(Dimona("2025-01-06"), end));
        // Of two open ones nobody can tell which it ends.
        Assert.Contains("1 ..2025-05-31", Told(Dimona("2025-01-06"), Dimona("2025-02-03"), end));
    }

    [Fact]
    public void A_whole_period_without_an_end_opens_it_again() =>
        Assert.Equal(
            ["1 2025-01-06.. OTH"],
            Told(
                Dimona("2025-01-06", "2025-03-31", id: "1", message: DimonaMessage.Answer, said: "2025-01-02"),
                Dimona("2025-01-06", id: "1", message: DimonaMessage.Answer, said: "2025-03-30")
            )
        );

    private static IEnumerable<string> Told(params DimonaPeriodVersion[] said) =>
        DimonaPeriods
            .Of(said)
            .Select(period =>
                $"{period.Statements.Select(one => one.PeriodId).FirstOrDefault(id => id is not null) ?? "-"} "
                + $"{(period.Start is { } start ? ColumnText.Of(start) : "")}..{(period.End is { } end ? ColumnText.Of(end) : "")} "
                + $"{period.WorkerType} {(period.IsCancelled ? "cancelled" : "")}".TrimEnd()
            )
            .Select(line => line.Trim());
}
