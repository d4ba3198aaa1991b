using System.Collections.Immutable;
using LearningAccount.App.Documents;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Plans;
using LearningAccount.Records.Reports;

namespace LearningAccount.App.Plans;

/// <summary>A training plan as a document: for the company, and as a copy for the administration.</summary>
internal static class PlanPaper
{
    /// <param name="comparison">The credit and the use of it; what was followed is told to the company alone.</param>
    public static Paper Of(Sender sender, PlanSheet sheet, PlanComparison comparison, Words words) =>
        new()
        {
            Language = words.Language,
            Title = PlanWords.Title(sheet.Head, words),
            // What somebody typed for letters may name persons: the copy has the seat and the number alone.
            Head = (sheet.IsCopy ? sender with { Letterhead = null } : sender).Head(words),
            Foot =
                $"{sender.Name(words.Language)} · {PlanWords.Title(sheet.Head, words)} · {PlanWords.Edition(sheet.Edition, words)}",
            IsLandscape = true,
            Blocks =
            [
                .. Head(sheet, words),
                .. Trainings(sheet, words),
                .. Contribution(sheet, comparison, words),
                .. Attention(sheet, words),
                .. Opinion(sheet, words),
                .. sheet.IsCopy ? [] : Done(comparison, words),
            ],
        };

    private static IEnumerable<PaperBlock> Head(PlanSheet sheet, Words words)
    {
        var head = sheet.Head;
        yield return new PaperText(Stress.Escaped(PlanWords.Step(sheet.Edition, words)), PaperVoice.Large);
        if (!sheet.Edition.IsFixed)
        {
            yield return new PaperText(words["plan.paper.draft"], PaperVoice.Warning);
        }
        if (sheet.IsCopy)
        {
            yield return new PaperText(words["plan.copy.about"], PaperVoice.Small);
        }
        yield return new PaperFacts([
            new(words["plan.field.period"], Stress.Escaped(PlanWords.Period(head, words))),
            new(words["plan.field.edition"], PlanWords.Edition(sheet.Edition, words)),
            .. Day("sentOn", head.SentOn, head.Body is { } body ? words[$"plan.body.{body}"] : null, words),
            .. Day("opinionOn", head.OpinionOn, null, words),
            .. Day("fixedOn", head.FixedOn, null, words),
            .. Day("inForceOn", head.InForceOn, null, words),
            .. Day("filedOn", head.FiledOn, head.FiledReference, words),
        ]);
    }

    private static IEnumerable<PaperBlock> Trainings(PlanSheet sheet, Words words)
    {
        yield return new PaperHeading(words["plan.trainings"]);
        if (sheet.Rows.IsEmpty)
        {
            yield return new PaperText(words["plan.noLines"]);
            yield break;
        }
        yield return new PaperTable(
            words["plan.trainingsCaption"],
            [
                new(words["plan.field.title"], 5),
                new(words["plan.field.kind"], 2),
                new(words["plan.field.group"], 4),
                new(words["plan.field.when"], 2),
                new(words["plan.field.persons"], 2, IsNumber: true),
                new(words["plan.field.women"], 2, IsNumber: true),
                new(words["plan.field.men"], 2, IsNumber: true),
                new(words["plan.field.length"], 2, IsNumber: true),
                new(words["plan.field.allDays"], 2, IsNumber: true),
                new(words["plan.field.provider"], 3),
            ],
            [
                .. sheet.Rows.Select(row => new PaperRow([
                    Stress.Escaped(row.Line.Title),
                    words[$"training.kind.{row.Line.Kind}"],
                    Stress.Escaped(PlanWords.Group(row.Line, words)),
                    PlanWords.When(row.Line, words),
                    PlanWords.Count(row.Counts.Persons, words),
                    PlanWords.Count(row.Counts.Women, words),
                    PlanWords.Count(row.Counts.Men, words),
                    PlanWords.Length(row.Line, words),
                    PlanWords.Days(row.Days, words, row.Counts.Persons.IsHidden),
                    Stress.Escaped(row.Line.Provider ?? "–"),
                ])),
                new(
                    [
                        words["plan.together"],
                        "",
                        "",
                        "",
                        PlanWords.Count(sheet.Total.Persons, words),
                        PlanWords.Count(sheet.Total.Women, words),
                        PlanWords.Count(sheet.Total.Men, words),
                        "",
                        PlanWords.Days(sheet.Days, words, isHidden: true),
                        "",
                    ],
                    IsTotal: true
                ),
            ]
        );
        if (sheet.HidesAny)
        {
            yield return new PaperText(words.Of("plan.hiddenWhy", ("n", words.Number(SmallCells.Least))), PaperVoice.Small);
        }
        foreach (var block in Details(sheet, words))
        {
            yield return block;
        }
    }

    private static IEnumerable<PaperBlock> Details(PlanSheet sheet, Words words)
    {
        if (PlanTable.Budget(sheet.Edition) is { } budget)
        {
            yield return new PaperFacts([new(words["plan.field.budget"], words.Euro(budget))]);
        }
        var told = sheet
            .Rows.Select(row => (row.Line.Title, Words: string.Join(" · ", Said(row, words))))
            .Where(row => row.Words.Length > 0)
            .ToList();
        if (told.Count > 0)
        {
            yield return new PaperHeading(words["plan.details"], 2);
            yield return new PaperList([.. told.Select(row => $"*{Stress.Escaped(row.Title)}*: {Stress.Escaped(row.Words)}")]);
        }
    }

    private static IEnumerable<string> Said(PlanRow row, Words words)
    {
        var line = row.Line;
        if (line.GroupName is not null && PlanWords.Parts(line, words) is { Length: > 0 } parts)
        {
            yield return $"{words["plan.field.group"]}: {parts}";
        }
        if (line.Aim is { } aim)
        {
            yield return $"{words["plan.field.aim"]}: {aim}";
        }
        if (line.Budget is { } budget)
        {
            yield return words.Euro(budget);
        }
        if (line.Remark is { } remark)
        {
            yield return remark;
        }
    }

    private static IEnumerable<PaperBlock> Contribution(PlanSheet sheet, PlanComparison comparison, Words words)
    {
        yield return new PaperHeading(words["plan.contribution"]);
        yield return new PaperFacts([
            new(words["plan.credit"], words.Days(comparison.Credit)),
            new(words["plan.planned"], sheet.Days is { } days ? words.Days(days) : words["plan.hidden"]),
            .. sheet.Days is { } planned && PlanWords.Share(planned, comparison.Credit, words) is { } share
                ? [new PaperFact(words["plan.share"], share)]
                : Array.Empty<PaperFact>(),
            .. sheet is { FormalDays: { } formal, Days: { } all }
                ? [new PaperFact(words["plan.formalAndInformal"], $"{words.Days(formal)} · {words.Days(all - formal)}")]
                : Array.Empty<PaperFact>(),
        ]);
        foreach (var block in Said(sheet.Head.Contribution))
        {
            yield return block;
        }
        yield return new PaperText(words.Of("plan.creditNote", ("on", words.Date(comparison.On))), PaperVoice.Small);
    }

    private static IEnumerable<PaperBlock> Attention(PlanSheet sheet, Words words)
    {
        yield return new PaperHeading(words["plan.attention"]);
        var (head, total) = (sheet.Head, sheet.Total);
        (string Code, string? Text)[] points =
        [
            ("riskGroups", head.RiskGroups),
            ("shortage", head.Shortage),
            ("gender", head.Gender),
            ("evaluation", head.Evaluation),
            ("remark", head.Remark),
        ];
        foreach (var (code, text) in points)
        {
            ImmutableArray<PaperFact> facts = code switch
            {
                "riskGroups" =>
                [
                    new(words["plan.field.fromFifty"], PlanWords.Count(total.FromFifty, words)),
                    new(words["plan.field.withDisability"], PlanWords.Count(total.WithDisability, words)),
                    new(words["plan.field.ofForeignOrigin"], PlanWords.Count(total.OfForeignOrigin, words)),
                ],
                "gender" =>
                [
                    new(words["plan.field.women"], PlanWords.Count(total.Women, words)),
                    new(words["plan.field.men"], PlanWords.Count(total.Men, words)),
                ],
                "shortage" when sheet.Rows.Any(row => row.Line.IsShortage) =>
                [
                    new(
                        words["plan.field.shortage"],
                        Stress.Escaped(
                            string.Join(", ", sheet.Rows.Where(row => row.Line.IsShortage).Select(row => row.Line.Title))
                        )
                    ),
                ],
                _ => [],
            };
            if (facts.IsEmpty && text is null)
            {
                continue;
            }
            yield return new PaperHeading(words[$"plan.words.{code}"], 2);
            if (!facts.IsEmpty)
            {
                yield return new PaperFacts(facts);
            }
            foreach (var block in Said(text))
            {
                yield return block;
            }
        }
    }

    private static IEnumerable<PaperBlock> Opinion(PlanSheet sheet, Words words)
    {
        if (sheet.Head.Opinion is { } opinion)
        {
            yield return new PaperHeading(words["plan.words.opinion"]);
            foreach (var block in Said(opinion))
            {
                yield return block;
            }
        }
    }

    private static IEnumerable<PaperBlock> Done(PlanComparison comparison, Words words)
    {
        if (comparison.Done.Persons == 0)
        {
            yield break;
        }
        yield return new PaperHeading(words["plan.done.title"]);
        yield return new PaperText(words.Of("plan.done.about", ("on", words.Date(comparison.On))));
        yield return new PaperTable(
            words["plan.done.caption"],
            [
                new(words["plan.field.title"], 5),
                new(words["plan.done.plannedPersons"], 2, IsNumber: true),
                new(words["plan.done.persons"], 2, IsNumber: true),
                new(words["plan.done.women"], 2, IsNumber: true),
                new(words["plan.done.men"], 2, IsNumber: true),
                new(words["plan.done.plannedDays"], 2, IsNumber: true),
                new(words["plan.done.days"], 2, IsNumber: true),
                new(words["plan.done.hours"], 2, IsNumber: true),
            ],
            [
                .. comparison.Lines.Select(line =>
                    Row(Stress.Escaped(line.Line.Title), line.Planned, line.Done, isTotal: false, words)
                ),
                .. comparison.NotPlanned.Select(one =>
                    Row(
                        words.Of("plan.done.notPlanned", ("title", Stress.Escaped(one.Title))),
                        new PlanAmount(),
                        one.Done,
                        isTotal: false,
                        words
                    )
                ),
                Row(words["plan.together"], comparison.Planned, comparison.Done, isTotal: true, words),
            ]
        );
    }

    private static PaperRow Row(string name, PlanAmount planned, PlanAmount done, bool isTotal, Words words) =>
        new(
            [
                name,
                words.Number(planned.Persons),
                words.Number(done.Persons),
                words.Number(done.Women),
                words.Number(done.Men),
                words.Short(planned.Days),
                words.Short(done.Days),
                words.Short(done.Hours),
            ],
            isTotal
        );

    private static IEnumerable<PaperFact> Day(string field, DateOnly? day, string? beside, Words words)
    {
        if (day is { } told)
        {
            yield return new(
                words[$"plan.field.{field}"],
                beside is null ? words.Date(told) : $"{words.Date(told)} · {Stress.Escaped(beside)}"
            );
        }
    }

    // Somebody's own text, paragraph by paragraph.
    private static IEnumerable<PaperBlock> Said(string? text) =>
        (text ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => new PaperText(Stress.Escaped(part)));
}
