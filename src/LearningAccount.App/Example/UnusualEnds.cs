using LearningAccount.Law;
using LearningAccount.Law.Facts;

namespace LearningAccount.App.Example;

/// <summary>Workers who left in each of the ways the law tells apart, and some who came back.</summary>
internal sealed class UnusualEnds(ExampleNames names)
{
    private readonly List<ExampleWorker> made = [];

    public IReadOnlyList<ExampleWorker> Make()
    {
        Leave(EndReason.Resignation, new(2025, 3, 14));
        Leave(EndReason.GrossMisconduct, new(2025, 6, 20));
        Leave(EndReason.Dismissal, new(2025, 9, 30), noticeWorked: true);
        DismissedWithIndemnity();
        Leave(EndReason.MutualAgreement, new(2025, 10, 31));
        Leave(EndReason.FixedTerm, new(2025, 12, 31), start: new(2025, 1, 1));
        Leave(EndReason.MedicalForceMajeure, new(2026, 2, 15));
        Leave(EndReason.Death, new(2026, 3, 3));
        Leave(EndReason.Retirement, new(2026, 6, 30), born: 1961);
        Leave(EndReason.BreachByEmployer, new(2026, 4, 17), paidInLieu: true);
        Leave(EndReason.Transfer, new(2026, 6, 30));
        HiredAgainInTheSameMonth();
        HiredAgainLater();
        return made;
    }

    private void Leave(
        EndReason reason,
        DateOnly end,
        DateOnly? start = null,
        int born = 1974,
        bool? noticeWorked = null,
        bool? paidInLieu = null
    )
    {
        var worker = Add(born, born + 8);
        var from = start ?? new DateOnly(2011, 5, 2);
        worker.Occupations.Add(new(ExampleJob.Office, from, end, 3800));
        worker.Contracts.Add(
            new(ExampleJob.Office, from, end, 3800)
            {
                EndReason = reason,
                NoticeWorked = noticeWorked,
                PaidInLieu = paidInLieu,
            }
        );
    }

    // The indemnity is declared as occupations after the exit, beyond the quarter (R.044, R.045): they are no work.
    private void DismissedWithIndemnity()
    {
        var worker = Add(1970, 1978);
        var exit = new DateOnly(2025, 8, 15);
        worker.Occupations.Add(new(ExampleJob.Transport, new(2008, 5, 5), exit, 3420));
        worker.Occupations.Add(Severance(exit.AddDays(1), new(2025, 12, 31), exit));
        worker.Occupations.Add(Severance(new(2026, 1, 1), new(2026, 4, 30), exit));
        worker.Contracts.Add(
            new(ExampleJob.Transport, new(2008, 5, 5), exit, 3420)
            {
                EndReason = EndReason.Dismissal,
                PaidInLieu = true,
                NoticeWorked = false,
            }
        );
    }

    private static ExampleOccupation Severance(DateOnly from, DateOnly to, DateOnly exit) =>
        new(ExampleJob.Transport, from, to, 3420) { IsSeverance = true, DeclaredIn = Quarter.Containing(exit) };

    private void HiredAgainInTheSameMonth()
    {
        var worker = Add(1988, 1998);
        Work(worker, new(2023, 11, 6), new(2025, 3, 10), EndReason.FixedTerm, 4000);
        Work(worker, new(2025, 3, 24), null, null, 4000);
    }

    private void HiredAgainLater()
    {
        var worker = Add(1984, 1994);
        Work(worker, new(2017, 2, 1), new(2024, 10, 18), EndReason.Resignation, 4000);
        Work(worker, new(2026, 2, 2), null, null, 3200);
    }

    private static void Work(ExampleWorker worker, DateOnly start, DateOnly? end, EndReason? reason, int hours)
    {
        worker.Occupations.Add(new(ExampleJob.Building, start, end, hours));
        worker.Contracts.Add(new(ExampleJob.Building, start, end, hours) { EndReason = reason });
    }

    private ExampleWorker Add(int bornFrom, int bornTo)
    {
        var worker = names.Next(bornFrom, bornTo);
        made.Add(worker);
        return worker;
    }
}
