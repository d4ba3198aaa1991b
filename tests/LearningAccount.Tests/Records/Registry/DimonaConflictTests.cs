using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using static LearningAccount.Tests.Records.Registry.Declared;

namespace LearningAccount.Tests.Records.Registry;

/// <summary>Declarations, Dimona, staff lists and people beside each other: which one is followed, point by point (decision 14).</summary>
public sealed class DimonaConflictTests
{
    [Fact]
    public void Dimona_alone_makes_an_employment_that_counts_for_nothing_until_somebody_tells_the_working_time()
    {
        var resolved = Resolve(Dimona("2025-01-06", committee: "302"));
        Assert.Equal(["2025-01-06.. 0 302 worker"], resolved.Parts());
        Assert.Equal("dimonaRegimeUnknown", Assert.Single(resolved.Anomalies).Code);
        resolved = Resolve(Dimona("2025-01-06"), ByHand("2025-01-06", fraction: "4/5", committee: "200"));
        Assert.Equal(["2025-01-06.. 4/5 200 worker"], resolved.Parts());
        Assert.Empty(resolved.Anomalies);
    }

    /// <param name="declared">Start and end of the only occupation, or nothing.</param>
    /// <param name="dimona">Those of the only period.</param>
    /// <param name="listed">Those of a contract of a staff list.</param>
    /// <param name="expected">The employment.</param>
    /// <param name="told">What is told, each with the value taken, its source, and the other.</param>
    [Theory]
    // All say the same.
    [InlineData("2025-01-06", "2025-01-06", "2025-01-06", "2025-01-06..", "")]
    // Before the first quarter that was declared Dimona knows more; from then on declarations go first.
    [InlineData("2025-01-01", "2024-03-04", null, "2024-03-04..", "")]
    [InlineData("2025-02-01", "2024-03-04", null, "2025-02-01..", "start 2025-02-01 dmfa not 2024-03-04 dimona")]
    [InlineData("2025-02-01", "2025-01-06", null, "2025-02-01..", "start 2025-02-01 dmfa not 2025-01-06 dimona")]
    [InlineData("2025-02-01", "2025-03-03", null, "2025-02-01..", "start 2025-02-01 dmfa not 2025-03-03 dimona")]
    // After the last one likewise.
    [InlineData("2025-01-06", "2025-01-06..2025-10-31", null, "2025-01-06..2025-10-31", "")]
    [InlineData("2025-01-06", "2025-01-06..2025-08-31", null, "2025-01-06..", "end said.open dmfa not 2025-08-31 dimona")]
    [InlineData(
        "2025-01-06..2025-08-15",
        "2025-01-06..2025-08-31",
        null,
        "2025-01-06..2025-08-15",
        "end 2025-08-15 dmfa not 2025-08-31 dimona"
    )]
    [InlineData("2025-01-06..2025-08-15", "2025-01-06", null, "2025-01-06..2025-08-15", "")]
    // An end alone, of a period whose start was never told.
    [InlineData("2025-01-06", "..2025-10-31", null, "2025-01-06..2025-10-31", "")]
    // Dimona goes before a list.
    [InlineData(null, "2025-10-06", "2025-10-13", "2025-10-06..", "start 2025-10-06 dimona not 2025-10-13 staffList")]
    [InlineData(null, "2025-10-06", "2025-10-01", "2025-10-06..", "start 2025-10-06 dimona not 2025-10-01 staffList")]
    [InlineData(
        null,
        "2025-10-06..2025-11-30",
        "2025-10-06..2025-12-31",
        "2025-10-06..2025-11-30",
        "end 2025-11-30 dimona not 2025-12-31 staffList"
    )]
    [InlineData(
        null,
        "2025-10-06..2025-11-30",
        "2025-10-06..2025-10-31",
        "2025-10-06..2025-11-30",
        "end 2025-11-30 dimona not 2025-10-31 staffList"
    )]
    [InlineData(null, "2025-10-06", "2025-10-06..2025-12-31", "2025-10-06..2025-12-31", "")]
    [InlineData("2025-01-06", "2025-01-06", "2019-01-07", "2025-01-06..", "start 2025-01-06 dimona not 2019-01-07 staffList")]
    // Known to one source, on days the other reaches.
    [InlineData(null, "2025-02-03", null, "2025-02-03..", "onlyDimona")]
    [InlineData(null, null, "2025-02-03", "2025-02-03..", "onlyListed")]
    [InlineData(null, null, "2025-10-06", "2025-10-06..", "")]
    [InlineData("2025-02-03", null, null, "2025-02-03..", "onlyDeclared")]
    [InlineData("2024-02-05", null, null, "2024-02-05..", "")]
    public void First_and_last_days_follow_one_rule(
        string? declared,
        string? dimona,
        string? listed,
        string expected,
        string told
    )
    {
        var facts = new List<object> { Reached("2025Q1", "2025Q3", dimonaSince: "2025-01-01") };
        if (declared is not null)
        {
            var (start, end) = Days(declared);
            facts.Add(Occupation(start!, end, last: end is null ? "2025Q3" : $"{Quarter.Containing(Day(end))}"));
        }
        if (dimona is not null)
        {
            var (start, end) = Days(dimona);
            facts.Add(
                Dimona(start, end, start is null ? "1" : null, message: start is null ? DimonaMessage.Out : DimonaMessage.In)
            );
        }
        if (listed is not null)
        {
            var (start, end) = Days(listed);
            facts.Add(Listed(start!, end, "1"));
        }
        var resolved = Resolve([.. facts]);
        Assert.Equal([expected], resolved.Spans());
        Assert.Equal(
            told,
            string.Join(
                '\n',
                resolved
                    .Anomalies.Where(anomaly => anomaly.Code.StartsWith("sourcesDisagree", StringComparison.Ordinal))
                    .Select(Told)
            )
        );
        Assert.All(resolved.Anomalies, IsSaidInAllLanguages);
    }

    [Fact]
    public void An_open_period_of_the_personnel_file_contradicts_a_declared_end()
    {
        var resolved = Resolve(
            Occupation("2025-01-06", "2025-08-15"),
            Dimona("2025-01-06", id: "1", message: DimonaMessage.File)
        );
        Assert.Equal("end 2025-08-15 dmfa not said.open dimona", Told(Assert.Single(resolved.Anomalies)));
    }

    [Fact]
    public void An_end_of_dimona_explains_why_an_occupation_is_declared_no_longer()
    {
        var occupation = Occupation("2020-01-06", last: "2025Q1");
        Assert.Equal("notDeclaredSince", Assert.Single(Resolve(Reached(last: "2025Q3"), occupation).Anomalies).Code);
        var resolved = Resolve(Reached(last: "2025Q3"), occupation, Dimona("2020-01-06", "2025-03-14"));
        Assert.Equal(["2020-01-06..2025-03-14"], resolved.Spans());
        Assert.Empty(resolved.Anomalies);
    }

    [Fact]
    public void Dimona_gives_a_career_break_the_start_of_service()
    {
        var leave = Occupation("2025-04-01", hours: "0/3800", measure: 3);
        var resolved = Resolve(Reached("2025Q1", "2025Q3"), leave, Dimona("2016-01-04"));
        Assert.Equal(["2016-01-04.."], resolved.Spans());
        Assert.Empty(resolved.Anomalies);
        Assert.Empty(Resolve(leave, Dimona("2025-04-01")).Anomalies);
    }

    [Theory]
    [InlineData("226", "XXX", null)]
    [InlineData("140.03", "140", null)]
    [InlineData("302", "XXX", "committee 302 dmfa not said.otherCommittee dimona")]
    [InlineData("226", "302", "committee 226 dmfa not 302 dimona")]
    public void The_committee_of_a_declaration_is_kept_and_compared(string declared, string dimona, string? told)
    {
        var resolved = Resolve(Occupation("2025-01-06", committee: declared), Dimona("2025-01-06", committee: dimona));
        Assert.Equal([declared], resolved.Law.Select(law => law.JointCommittee.ToString()));
        Assert.Equal(told, resolved.Anomalies.Select(Told).SingleOrDefault());
    }

    [Fact]
    public void Dimona_gives_the_committee_that_a_declaration_lacks()
    {
        var part = Assert.Single(
            Assert
                .Single(Resolve(Occupation("2025-01-06", committee: null), Dimona("2025-01-06", committee: "302")).Employments)
                .Parts
        );
        Assert.Equal(("302", "dimona", "dmfa"), ($"{part.JointCommittee}", part.CommitteeOrigin?.Kind, part.Regime.Origin?.Kind));
    }

    [Theory]
    [InlineData(WorkerCategory.Employee, "OTH", null)]
    [InlineData(WorkerCategory.Employee, "PMP", null)]
    [InlineData(WorkerCategory.Employee, "STU", "category said.ordinary dmfa not said.student dimona")]
    [InlineData(WorkerCategory.Employee, "FLX", "category said.ordinary dmfa not said.flexiJob dimona")]
    [InlineData(WorkerCategory.FlexiJob, "FLX", null)]
    [InlineData(WorkerCategory.FlexiJob, "OTH", "category said.flexiJob dmfa not said.ordinary dimona")]
    [InlineData(WorkerCategory.Occasional, "EXT", null)]
    public void The_kind_of_worker_is_that_of_the_declaration_and_is_compared(WorkerCategory declared, string type, string? told)
    {
        var resolved = Resolve(Occupation("2025-01-06", kind: declared), Dimona("2025-01-06", type: type));
        Assert.Equal([declared], resolved.Law.Select(law => law.Category));
        Assert.Equal(told, resolved.Anomalies.Select(Told).SingleOrDefault());
    }

    [Fact]
    public void A_student_has_no_employment_by_dimona_alone() =>
        Assert.Empty(Resolve(Dimona("2025-07-01", "2025-08-31", type: "STU")).Employments);

    [Fact]
    public void The_last_day_of_a_flexi_job_ends_nothing()
    {
        Assert.Equal(
            ["2025-01-06.."],
            Resolve(Dimona("2025-01-06", "2025-03-31", type: "FLX"), Dimona("2025-07-01", "2025-09-30", type: "FLX")).Spans()
        );
        Assert.Equal(
            ["2025-01-06.."],
            Resolve(
                    Occupation("2025-01-06", "2025-03-31", kind: WorkerCategory.FlexiJob),
                    Dimona("2025-01-06", "2025-03-31", type: "FLX")
                )
                .Spans()
        );
    }

    [Fact]
    public void A_cancelled_period_makes_nothing_and_ends_nothing() =>
        Assert.Empty(
            Resolve(
                Dimona("2025-01-06", id: "1", message: DimonaMessage.Answer),
                Dimona(id: "1", message: DimonaMessage.Cancel, said: "2025-01-07")
            ).Employments
        );

    [Fact]
    public void Periods_that_follow_each_other_are_one_employment_and_others_are_not() =>
        Assert.Equal(
            ["2024-01-01..2024-12-31", "2025-02-03.."],
            Resolve(Dimona("2024-01-01", "2024-06-30"), Dimona("2024-07-01", "2024-12-31"), Dimona("2025-02-03")).Spans()
        );

    [Theory]
    [InlineData("2025-02-01", null, "2025-02-01..")]
    [InlineData("2025-01-06", "2025-09-15", "2025-01-06..2025-09-15")]
    public void What_somebody_says_by_hand_decides_and_silences_the_difference(string start, string? end, string expected)
    {
        object[] sources =
        [
            Reached("2025Q1", "2025Q3"),
            Occupation("2025-02-01", "2025-08-15"),
            Dimona("2025-02-01", "2025-08-31"),
        ];
        Assert.Equal("sourcesDisagree.end", Assert.Single(Resolve(sources).Anomalies).Code);
        var resolved = Resolve([.. sources, ByHand(start, end)]);
        Assert.Equal(end is null ? ["2025-02-01..2025-08-15"] : new[] { expected }, resolved.Spans());
        Assert.Equal(end is null ? 1 : 0, resolved.Anomalies.Length);
    }

    [Fact]
    public void Each_point_tells_where_it_comes_from()
    {
        var employment = Assert.Single(
            Resolve(
                Reached("2025Q1", "2025Q3"),
                Occupation("2025-01-01", committee: null),
                Listed("2025-01-01", fraction: "1", committee: "200"),
                Dimona("2024-09-02", "2025-10-31")
            ).Employments
        );
        Assert.Equal(("dimona", "dimona"), (employment.StartOrigin.Kind, employment.EndOrigin?.Kind));
        Assert.Equal("dimona.xml:1", employment.EndOrigin?.Reference);
        var part = employment.Parts[^1];
        Assert.Equal(
            ("dmfa", "staffList", "dmfa"),
            (part.Regime.Origin?.Kind, part.CommitteeOrigin?.Kind, part.CategoryOrigin?.Kind)
        );
    }

    [Fact]
    public void The_order_of_the_facts_does_not_matter()
    {
        object[] facts =
        [
            Reached("2025Q1", "2025Q3"),
            Occupation("2025-02-01"),
            Dimona("2024-03-04"),
            Dimona(null, "2025-10-31", "1", message: DimonaMessage.Out),
            Listed("2024-01-01", "2025-12-31", "1/2"),
        ];
        var first = Resolve(facts);
        Array.Reverse(facts);
        Assert.Equal(first.Parts(), Resolve(facts).Parts());
        Assert.Equal(first.Anomalies.Select(Told).Order(), Resolve(facts).Anomalies.Select(Told).Order());
    }

    private static (string? Start, string? End) Days(string period)
    {
        var parts = period.Split("..");
        return (parts[0].Length == 0 ? null : parts[0], parts.Length > 1 ? parts[1] : null);
    }

    private static string Told(Anomaly anomaly)
    {
        var values = anomaly.Values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
        var code = anomaly.Code.Split('.')[^1];
        return values.TryGetValue("taken", out var taken)
            ? $"{code} {taken} {values["takenBy"].Split(' ')[0]} not {values["other"]} {values["otherBy"].Split(' ')[0]}"
            : code;
    }

    private static void IsSaidInAllLanguages(Anomaly anomaly) =>
        Assert.All(
            Languages.All,
            language =>
            {
                var text = RecordTexts.Of(anomaly, language);
                Assert.DoesNotContain("{", text, StringComparison.Ordinal);
                Assert.DoesNotContain("said.", text, StringComparison.Ordinal);
            }
        );
}
