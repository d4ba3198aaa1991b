using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.App.Example;

/// <summary>Workers whose contracts ask something of the reader: each is a case that payroll knows and programs get wrong.</summary>
internal sealed class UnusualContracts(ExampleNames names)
{
    private readonly List<ExampleWorker> made = [];

    public IReadOnlyList<ExampleWorker> Make()
    {
        RegimeChangeInsideAMonth();
        TwoContractsAtOnce();
        TwoCommitteesAtOnce();
        FromBlueCollarToWhiteCollar();
        FullCareerBreak();
        CareerBreakBeforeAnythingIsKnown();
        PartialCareerBreak();
        Students();
        FlexiJobs();
        OccasionalWorker();
        Apprentice();
        NumberReplaced();
        NumberMistyped();
        HiredOnTheLastDays();
        MoreThanFullTime();
        NoCommittee();
        return made;
    }

    private void RegimeChangeInsideAMonth()
    {
        var worker = Add(1975, 1985);
        Work(worker, ExampleJob.Office, new(2012, 9, 3), new(2025, 5, 11), 3040);
        Work(worker, ExampleJob.Office, new(2025, 5, 12), null, 3800);
        Contract(worker, ExampleJob.Office, new(2012, 9, 3), null, 3800);
    }

    private void TwoContractsAtOnce()
    {
        var worker = Add(1985, 1996);
        Work(worker, ExampleJob.Office, new(2022, 9, 1), null, 1500);
        Work(worker, ExampleJob.Office, new(2024, 7, 1), null, 1000);
        Contract(worker, ExampleJob.Office, new(2022, 9, 1), null, 2500);
    }

    private void TwoCommitteesAtOnce()
    {
        var worker = Add(1980, 1990);
        Work(worker, ExampleJob.Office, new(2018, 2, 1), null, 1900);
        Work(worker, ExampleJob.Transport, new(2024, 2, 1), null, 1140);
        Contract(worker, ExampleJob.Office, new(2018, 2, 1), null, null);
    }

    private void FromBlueCollarToWhiteCollar()
    {
        var worker = Add(1986, 1994);
        Work(worker, ExampleJob.Transport, new(2016, 4, 4), new(2025, 8, 31), 3800);
        Work(worker, ExampleJob.Office, new(2025, 9, 1), null, 3800);
        Contract(worker, ExampleJob.Office, new(2016, 4, 4), null, 3800);
    }

    private void FullCareerBreak()
    {
        var worker = Add(1978, 1988);
        Work(worker, ExampleJob.Office, new(2009, 1, 12), new(2025, 3, 31), 3800);
        Work(worker, ExampleJob.Office, new(2025, 4, 1), new(2026, 3, 31), 0, measure: 3);
        Work(worker, ExampleJob.Office, new(2026, 4, 1), null, 3800);
        Contract(worker, ExampleJob.Office, new(2009, 1, 12), null, null);
    }

    // All that the declarations tell is the leave: when service began, only the staff list knows.
    private void CareerBreakBeforeAnythingIsKnown()
    {
        var worker = Add(1972, 1982);
        Work(worker, ExampleJob.Office, new(2023, 7, 1), null, 0, measure: 3);
        Contract(worker, ExampleJob.Office, new(2004, 10, 1), null, null);
    }

    private void PartialCareerBreak()
    {
        var worker = Add(1976, 1984);
        Work(worker, ExampleJob.Office, new(2012, 9, 3), new(2024, 7, 31), 3800);
        worker.Occupations.Add(new(ExampleJob.Office, new(2024, 8, 1), null, 3040) { Measure = 4, SaysFullTime = true });
        Contract(worker, ExampleJob.Office, new(2012, 9, 3), null, null);
    }

    private void Students()
    {
        var summers = Add(2003, 2005);
        foreach (var quarter in (ReadOnlySpan<Quarter>)[Quarter.Of(2024, 3), Quarter.Of(2025, 2), Quarter.Of(2025, 3)])
        {
            summers.StudentHours[quarter] = 152;
        }
        var hired = Add(2001, 2002);
        hired.StudentHours[Quarter.Of(2024, 3)] = 228;
        hired.StudentHours[Quarter.Of(2024, 4)] = 76;
        Work(hired, ExampleJob.Office, new(2025, 1, 6), null, 3800);
        Contract(hired, ExampleJob.Office, new(2025, 1, 6), null, 3800);
        // A student who is to have an account stands in the staff list, since the declaration tells no dates.
        var listed = Add(2004, 2005);
        listed.StudentHours[Quarter.Of(2026, 3)] = 190;
        listed.Contracts.Add(
            new(ExampleJob.Office, new(2026, 7, 1), new(2026, 8, 31), 3800)
            {
                Category = WorkerCategory.Student,
                EndReason = EndReason.FixedTerm,
            }
        );
    }

    private void FlexiJobs()
    {
        var job = ExampleJob.Canteen with { WorkerCode = "050" };
        foreach (var hours in (ReadOnlySpan<int>)[800, 1140])
        {
            var worker = Add(1990, 2000);
            for (var quarter = Quarter.Of(2025, 1); quarter <= Quarter.Of(2026, 2); quarter = quarter.AddQuarters(1))
            {
                // Always with an end inside the quarter, which is no exit.
                Work(worker, job, quarter.FirstDay.AddDays(4), quarter.LastDay.AddDays(hours == 800 ? 0 : -2), hours);
            }
        }
    }

    private void OccasionalWorker()
    {
        var job = ExampleJob.Canteen with { EmployerClass = "317", WorkerCode = "011" };
        var worker = Add(1995, 2002);
        foreach (var day in (ReadOnlySpan<DateOnly>)[new(2025, 12, 20), new(2025, 12, 24), new(2025, 12, 31)])
        {
            worker.Occupations.Add(new(job, day, day, 3800) { IsHorecaExtra = true });
        }
    }

    private void Apprentice()
    {
        var worker = Add(2006, 2006);
        var job = ExampleJob.Building with { WorkerCode = "035" };
        worker.Occupations.Add(new(job, new(2023, 9, 1), new(2024, 12, 31), 4000) { Apprenticeship = 1 });
        Work(worker, ExampleJob.Building, new(2025, 1, 1), null, 4000);
        Contract(worker, ExampleJob.Building, new(2023, 9, 1), null, 4000);
    }

    private void NumberReplaced()
    {
        var birth = new DateOnly(1991, 3, 8);
        var former = names.Numbers.Next(birth, Sex.Woman, monthShift: 40);
        var worker = names.Person(birth, Sex.Woman, names.Numbers.Next(birth, Sex.Woman)!.Value) with
        {
            FormerSsin = former,
            NumberedFrom = Quarter.Of(2025, 2),
        };
        made.Add(worker);
        Work(worker, ExampleJob.Building, new(2024, 3, 18), null, 4000);
        Contract(worker, ExampleJob.Building, new(2024, 3, 18), null, 4000);
    }

    private void NumberMistyped()
    {
        var worker = names.Next(1980, 1990) with { MistypedIn = Quarter.Of(2024, 2) };
        made.Add(worker);
        Work(worker, ExampleJob.Transport, new(2019, 6, 17), null, 3800);
        // The staff list is a month behind: the declaration goes before it.
        Contract(worker, ExampleJob.Transport, new(2019, 7, 17), null, 3800);
    }

    private void HiredOnTheLastDays()
    {
        foreach (var start in (ReadOnlySpan<DateOnly>)[new(2024, 1, 31), new(2024, 2, 29), new(2025, 12, 31), new(2026, 8, 31)])
        {
            var worker = Add(1990, 2001);
            Work(worker, ExampleJob.Office, start, null, 3040);
            Contract(worker, ExampleJob.Office, start, null, 3040);
        }
    }

    private void MoreThanFullTime()
    {
        var worker = Add(1983, 1993);
        Work(worker, ExampleJob.Transport, new(2020, 3, 2), null, 3040);
        Work(worker, ExampleJob.Transport, new(2024, 11, 4), null, 1520);
        Contract(worker, ExampleJob.Transport, new(2020, 3, 2), null, null);
    }

    private void NoCommittee()
    {
        var worker = Add(1968, 1978);
        Work(worker, ExampleJob.Office with { Committee = "999" }, new(2001, 5, 2), null, 3800);
        Contract(worker, ExampleJob.Office, new(2001, 5, 2), null, null);
    }

    private ExampleWorker Add(int bornFrom, int bornTo)
    {
        var worker = names.Next(bornFrom, bornTo);
        made.Add(worker);
        return worker;
    }

    private static void Work(
        ExampleWorker worker,
        ExampleJob job,
        DateOnly start,
        DateOnly? end,
        int hours,
        int? measure = null
    ) => worker.Occupations.Add(new(job, start, end, hours) { Measure = measure });

    private static void Contract(ExampleWorker worker, ExampleJob job, DateOnly start, DateOnly? end, int? hours) =>
        worker.Contracts.Add(new(job, start, end, hours));
}
