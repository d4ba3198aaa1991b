using LearningAccount.App.Exports;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Plans;

/// <summary>A plan as a table: a row for each training, the last one all together; beside it what was followed.</summary>
internal static class PlanTable
{
    /// <param name="done">Null: what was followed is not told.</param>
    public static void Write(ITableWriter table, PlanSheet sheet, PlanComparison? done, Words words)
    {
        table.Header([
            words["plan.field.title"],
            words["plan.field.kind"],
            words["plan.field.group"],
            words["plan.field.parts"],
            words["plan.field.when"],
            words["plan.field.persons"],
            words["plan.field.women"],
            words["plan.field.men"],
            words["plan.field.hours"],
            words["plan.field.days"],
            words["plan.field.allDays"],
            words["plan.field.provider"],
            words["plan.field.budget"],
            words["plan.field.aim"],
            words["plan.field.fromFifty"],
            words["plan.field.withDisability"],
            words["plan.field.ofForeignOrigin"],
            words["plan.field.shortage"],
            words["plan.field.remark"],
            .. done is null
                ? Array.Empty<string>()
                :
                [
                    words["plan.done.persons"],
                    words["plan.done.women"],
                    words["plan.done.men"],
                    words["plan.done.hours"],
                    words["plan.done.days"],
                ],
        ]);
        for (var i = 0; i < sheet.Rows.Length; i++)
        {
            var (line, counts, days) = sheet.Rows[i];
            table.Row([
                OutCell.Of(line.Title),
                OutCell.Of(words[$"training.kind.{line.Kind}"]),
                OutCell.Of(PlanWords.Group(line, words)),
                OutCell.Of(PlanWords.Parts(line, words)),
                OutCell.Of(line.Quarter is null ? null : PlanWords.When(line, words)),
                Count(counts.Persons, words),
                Count(counts.Women, words),
                Count(counts.Men, words),
                OutCell.Of(line.Hours),
                OutCell.Of(line.Days),
                Days(days, counts.Persons, words),
                OutCell.Of(line.Provider),
                OutCell.Of(line.Budget),
                OutCell.Of(line.Aim),
                Count(counts.FromFifty, words),
                Count(counts.WithDisability, words),
                Count(counts.OfForeignOrigin, words),
                OutCell.Of(line.IsShortage ? words["plan.yes"] : null),
                OutCell.Of(line.Remark),
                .. Done(done?.Lines[i].Done),
            ]);
        }
        table.Row([
            OutCell.Of(words["plan.together"]),
            default,
            default,
            default,
            default,
            Count(sheet.Total.Persons, words),
            Count(sheet.Total.Women, words),
            Count(sheet.Total.Men, words),
            default,
            default,
            sheet.Days is { } all ? OutCell.Of(all) : OutCell.Of(words["plan.hidden"]),
            default,
            OutCell.Of(Budget(sheet.Edition)),
            default,
            Count(sheet.Total.FromFifty, words),
            Count(sheet.Total.WithDisability, words),
            Count(sheet.Total.OfForeignOrigin, words),
            default,
            default,
            .. Done(done?.Done),
        ]);
    }

    /// <summary>What all trainings are to cost; null where nothing is told.</summary>
    public static Fraction? Budget(PlanEdition plan)
    {
        var told = plan.Lines.Select(line => line.Budget).OfType<Fraction>().ToList();
        return told.Count == 0 ? null : told.Aggregate(Fraction.Zero, (sum, one) => sum + one);
    }

    private static OutCell Count(PlanCount count, Words words) =>
        count.IsHidden ? OutCell.Of(words["plan.hidden"]) : OutCell.Of((Fraction?)count.Value);

    private static OutCell Days(Fraction? days, PlanCount persons, Words words) =>
        persons.IsHidden ? OutCell.Of(words["plan.hidden"]) : OutCell.Of(days);

    private static OutCell[] Done(PlanAmount? done) =>
        done is { } amount
            ?
            [
                OutCell.Of((Fraction?)amount.Persons),
                OutCell.Of((Fraction?)amount.Women),
                OutCell.Of((Fraction?)amount.Men),
                OutCell.Of((Fraction?)amount.Hours),
                OutCell.Of((Fraction?)amount.Days),
            ]
            : [];
}
