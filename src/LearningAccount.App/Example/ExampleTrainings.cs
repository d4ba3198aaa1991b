using System.Globalization;
using LearningAccount.App.Imports.Lists;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Example;

/// <summary>What the workers of the example followed, were offered and refused, and still have before them.</summary>
internal sealed class ExampleTrainings(IReadOnlyList<ExampleWorker> all, ExampleRandom random)
{
    private static readonly string[] Providers = ["Centre de formation Le Pont", "Constructiv", "Cevora-Cefora", "Interne"];

    /// <summary>The list is of this day: what begins later is planned.</summary>
    private static readonly DateOnly AsOf = new(2026, 10, 15);

    private readonly List<ExampleWorker> workers = [.. all.Where(worker => worker.Contracts.Count > 0)];
    private readonly List<TrainingLine> lines = [];

    public IReadOnlyList<TrainingLine> Make()
    {
        Usual();
        Unusual();
        Apprenticed();
        Coming();
        for (var at = 0; at < lines.Count; at++)
        {
            lines[at] = Costed(lines[at], at);
        }
        return lines;
    }

    /// <summary>Those that need no explaining, at another employer.</summary>
    public IReadOnlyList<TrainingLine> MakeUsual(EnterpriseNumber employer)
    {
        Usual();
        return [.. lines.Select((line, at) => Costed(line, at) with { Employer = employer })];
    }

    private void Usual()
    {
        foreach (var worker in workers)
        {
            for (var year = 2024; year <= 2026; year++)
            {
                for (var count = random.Below(4); count > 0; count--)
                {
                    Usual(worker, year);
                }
            }
        }
    }

    private void Usual(ExampleWorker worker, int year)
    {
        var course = random.Pick(ExampleCourses.All);
        var first = Later(new(year, 1, 15), worker.FirstDay);
        var last = Earlier(new(year, 12, 10), worker.LastDay).AddDays(-2 * course.Days - 2);
        if (first > last)
        {
            return;
        }
        var start = WorkDay(random.Day(first, last));
        var status =
            start > AsOf ? TrainingStatus.Planned
            : random.Chance(4) ? TrainingStatus.NotFollowed
            : random.Chance(2) ? TrainingStatus.Cancelled
            : TrainingStatus.Followed;
        lines.Add(
            Line(worker, course, start) with
            {
                Status = status,
                Certificate = status == TrainingStatus.Followed ? random.Chance(40) : null,
            }
        );
    }

    private void Unusual()
    {
        var steady = workers
            .Where(worker => worker.LastDay > AsOf && worker.FirstDay.Year < 2023 && worker.Contracts.Count == 1)
            .ToList();
        var course = ExampleCourses.All[2];
        // Over the year's end, with its parts told and without.
        lines.Add(
            Line(steady[0], course, new(2025, 12, 29)) with
            {
                End = new(2026, 1, 2),
                Days = 3,
                PerYear = [new(2025, 2), new(2026, 1)],
            }
        );
        lines.Add(Line(steady[1], course, new(2024, 12, 30)) with { End = new(2025, 1, 3), Days = 4 });
        // Far more than a year's credit.
        for (var month = 1; month <= 9; month++)
        {
            lines.Add(Line(steady[2], course, WorkDay(new(2024, month, 12))) with { Days = 2 });
        }
        // Offered and refused; paid educational leave; a fair in three quarters of an hour.
        lines.AddRange(
            new DateOnly[] { new(2025, 3, 3), new(2025, 9, 8), new(2026, 2, 9) }.Select(day =>
                Line(steady[3], course, day) with
                {
                    Status = TrainingStatus.NotFollowed,
                    OfferedAndRefused = true,
                }
            )
        );
        lines.Add(
            Line(steady[4], course, new(2025, 10, 6)) with
            {
                End = new(2025, 12, 19),
                Days = 8,
                LeaveScheme = LeaveScheme.VOV,
                DossierNumber = "VOV-2025-0417",
                WorkingTime = WorkingTime.Both,
                Counts = false,
            }
        );
        lines.Add(
            Line(steady[5], course, new(2026, 5, 19)) with
            {
                Days = null,
                Hours = Fraction.Of(3, 4),
                Kind = TrainingKind.Informal,
            }
        );
        // A title that a spreadsheet would take for a formula, and one without an external reference, twice.
        lines.Add(Line(steady[6], course, new(2026, 3, 10)) with { Title = "=SOMME(A1:A3) et autres formules" });
        var twice = Line(steady[7], course, new(2026, 4, 14)) with { ExternalId = null };
        lines.Add(twice);
        lines.Add(twice);
        // Before the right began, after the contract ended, and next year.
        lines.Add(Line(steady[8], course, new(2022, 5, 9)));
        var gone = workers.First(worker => worker.LastDay.Year == 2025);
        lines.Add(Line(gone, course, WorkDay(gone.LastDay.AddDays(14))));
        lines.Add(Line(steady[9], course, new(2027, 2, 8)) with { Status = TrainingStatus.Planned });
        // By the employer's own number alone, and by a BIS number that was replaced since.
        lines.Add(Line(steady[10], course, new(2026, 6, 8)) with { Ssin = null });
        var renumbered = workers.Single(worker => worker.FormerSsin is not null);
        lines.Add(Line(renumbered, course, new(2024, 11, 18)) with { Ssin = renumbered.FormerSsin });
    }

    /// <summary>What an apprentice follows is initial training (social balance sheet, rubrics 5841 to 5853).</summary>
    private void Apprenticed()
    {
        var apprentice = workers.First(worker => worker.Occupations.Exists(one => one.Apprenticeship is not null));
        lines.Add(Line(apprentice, ExampleCourses.All[7], new(2024, 9, 16)) with { IsInitial = true });
        lines.Add(Line(apprentice, ExampleCourses.All[6], new(2024, 11, 4)) with { IsInitial = true });
    }

    /// <summary>What is planned for the coming year: enough to make a training plan of.</summary>
    private void Coming()
    {
        var staying = workers.Where(worker => worker.LastDay == DateOnly.MaxValue).ToList();
        for (var at = 0; at < staying.Count; at += 6)
        {
            var course = ExampleCourses.All[(at / 6) % ExampleCourses.All.Count];
            lines.Add(Line(staying[at], course, WorkDay(new DateOnly(2027, 1, 11).AddDays(3 * (at / 6)))));
        }
    }

    /// <summary>
    /// Who gives it, who pays and what it costs. Of one formal training in eight nobody has noted the price: such figures are shown as
    /// incomplete.
    /// </summary>
    private static TrainingLine Costed(TrainingLine line, int at)
    {
        if (line.Status != TrainingStatus.Followed || line.Kind != TrainingKind.Formal || at % 8 == 7)
        {
            return line;
        }
        var hours = line.Hours ?? line.Days!.Value * Fraction.Of(38, 5);
        var isOfFund = line.Provider is "Constructiv" or "Cevora-Cefora";
        return line with
        {
            FundedBy = isOfFund ? FundingSource.SectorFund : FundingSource.Employer,
            Cost = line.Provider is "Interne" ? Fraction.Zero : (hours * 22).Ceiling(),
            WageCost = (hours * 31).Ceiling(),
            Subsidy = isOfFund ? (hours * 15).Ceiling() : null,
            WorkingTime = line.WorkingTime ?? WorkingTime.Inside,
        };
    }

    private TrainingLine Line(ExampleWorker worker, ExampleCourse course, DateOnly start) =>
        new()
        {
            Ssin = worker.Ssin,
            Employer = ExampleNumbers.Employer,
            Identity = new()
            {
                OwnReference = worker.Reference,
                FamilyName = worker.FamilyName,
                GivenNames = worker.GivenNames,
            },
            ExternalId = string.Create(CultureInfo.InvariantCulture, $"F{start.Year}-{lines.Count + 1:0000}"),
            Title = course.Title,
            Start = start,
            End = End(start, course.Days),
            Hours = course.Hours,
            Days = course.LongDays,
            PerYear = [],
            Kind = course.Kind,
            Status = start > AsOf ? TrainingStatus.Planned : TrainingStatus.Followed,
            Counts = true,
            LeaveScheme = null,
            OfferedAndRefused = false,
            Provider = course.Kind == TrainingKind.Formal ? random.Pick(Providers) : null,
        };

    private static DateOnly End(DateOnly start, int days)
    {
        var end = start;
        for (; days > 1; days--)
        {
            end = WorkDay(end.AddDays(1));
        }
        return end;
    }

    private static DateOnly WorkDay(DateOnly day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }
        return day;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
