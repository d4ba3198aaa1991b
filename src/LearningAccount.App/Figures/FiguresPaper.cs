using System.Collections.Immutable;
using LearningAccount.App.Documents;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Reports;

namespace LearningAccount.App.Figures;

/// <summary>A report as a document: its figures, what does not count and why, how it was counted, and the trainings behind it.</summary>
internal static class FiguresPaper
{
    /// <summary>Trainings named in the annex at most; the others are counted, and stand in the tables.</summary>
    public const int MostTrainings = 2_000;

    public static Paper Of(MadeFigures made, IReadOnlyList<string>? parts, Sender sender, DateOnly today, Words words)
    {
        var title = FigureWords.Title(made.Asked.Kind, words);
        var period = FigureWords.Of(made.Asked.Period, words);
        return new()
        {
            Language = words.Language,
            Title = $"{title} {period}",
            Subtitle = words.Of("figures.paper.made", ("on", words.Date(today))),
            Head = sender.Head(words),
            Foot = $"{sender.Name(words.Language)} · {title} {period}",
            Blocks =
            [
                new PaperText(words[$"figures.about.{made.Asked.Kind}"]),
                .. parts is null ? [] : Narrowed(parts, words),
                .. made.IsEmpty ? [new PaperText(words["figures.none"])]
                : made.Equality is { } equality ? Tables(equality, words)
                : Sections(made.Report!, words),
                .. Leave(made, words),
                .. LeftOut(made, words),
                new PaperHeading(words["figures.rules"]),
                new PaperList([.. FigureWords.Rules(made, words).Select(Stress.Escaped)]),
                .. Annex(made, words),
            ],
        };
    }

    private static IEnumerable<PaperBlock> Narrowed(IReadOnlyList<string> parts, Words words) =>
        [new PaperText(Stress.Escaped(FigureWords.Parts(parts, words)), PaperVoice.Warning)];

    // Of the social balance sheet a table for each section, men beside women; of the others a row for each section.
    private static IEnumerable<PaperBlock> Sections(Report report, Words words)
    {
        if (report.Kind != ReportKind.SocialBalance)
        {
            var told = report.Sections.Where(section => !section.Members.IsEmpty).ToList();
            return told.Count == 0
                ? [new PaperText(words["figures.noneCounts"])]
                :
                [
                    new PaperTable(
                        FigureWords.Title(report.Kind, words),
                        [
                            new(words[$"figures.head.{report.Kind}"], 4),
                            .. told[0].Figures.Select(figure => Number(words[$"figures.name.{figure.Name}"], 2)),
                        ],
                        [
                            .. told.Select(section => new PaperRow([
                                Stress.Escaped(FigureWords.Section(report.Kind, section, words)),
                                .. section.Figures.Select(figure => Value(figure, words)),
                            ])),
                        ]
                    ),
                ];
        }
        return report
            .Sections.GroupBy(section => section.Code, StringComparer.Ordinal)
            .SelectMany(part =>
            {
                ReportSection[] columns = [.. part];
                return (PaperBlock[])
                    [
                        new PaperHeading(words[$"figures.section.{part.Key}"]),
                        new PaperTable(
                            words[$"figures.sectionHint.{part.Key}"],
                            [
                                new(words["figures.figure"], 6),
                                .. columns.SelectMany(column =>
                                    column.Of is SocialBalance.Unknown
                                        ? [Number(words[$"figures.of.{column.Of}"], 4)]
                                        : (PaperColumn[])
                                            [new(words["figures.column.rubric"], 2), Number(words[$"figures.of.{column.Of}"], 4)]
                                ),
                            ],
                            [
                                .. Enumerable
                                    .Range(0, columns[0].Figures.Length)
                                    .Select(row => new PaperRow([
                                        words[$"figures.name.{columns[0].Figures[row].Name}"],
                                        .. columns.SelectMany(column =>
                                            column.Of is SocialBalance.Unknown
                                                ? [Value(column.Figures[row], words)]
                                                : (string[])[column.Figures[row].Code, Value(column.Figures[row], words)]
                                        ),
                                    ])),
                            ]
                        ),
                    ];
            });
    }

    private static IEnumerable<PaperBlock> Tables(EqualityReport report, Words words)
    {
        foreach (var table in report.Tables.Where(table => table.Rows.Length > 0))
        {
            var name = words[$"figures.table.{table.Code}"];
            yield return new PaperHeading(name);
            yield return new PaperTable(
                words[$"figures.tableHint.{table.Code}"],
                [new(name, 2), .. report.Columns.Select(column => new PaperColumn(words[$"figures.of.{column}"], 3))],
                [
                    .. table.Rows.Select(
                        (row, place) =>
                            new PaperRow([
                                words[$"figures.{table.Code}.{row}"],
                                .. table.Cells[place].Select(cell => string.Join(" · ", FigureWords.Cell(cell, words))),
                            ])
                    ),
                ]
            );
        }
        if (report.HidesAny)
        {
            yield return new PaperText(words.Of("home.hiddenWhy", ("n", words.Number(SmallCells.Least))), PaperVoice.Small);
        }
    }

    private static IEnumerable<PaperBlock> Leave(MadeFigures made, Words words)
    {
        if (made.LeaveFiles.IsEmpty)
        {
            yield break;
        }
        yield return new PaperHeading(words["figures.files"]);
        yield return new PaperTable(
            words["figures.filesHint"],
            [
                new(words["workers.name"], 3),
                new(words["trainings.training"], 5),
                Number(words["figures.column.hours"]),
                new(words["figures.column.lacks"], 3),
                new(words["figures.ask"], 3),
            ],
            [
                .. made
                    .LeaveFiles.OrderBy(file => file.Until)
                    .Take(MostTrainings)
                    .Select(file => new PaperRow([
                        Stress.Escaped(WorkerNames.Listed(file.Judged.Worker)),
                        Training(file.Judged, words),
                        words.Short(file.Hours),
                        FigureWords.Missing(file, words),
                        FigureWords.Between(file, words),
                    ])),
            ]
        );
        if (More(made.LeaveFiles.Length - MostTrainings, words) is { } more)
        {
            yield return more;
        }
    }

    private static IEnumerable<PaperBlock> LeftOut(MadeFigures made, Words words)
    {
        yield return new PaperHeading(words["figures.leftOut"]);
        yield return made.LeftOut.IsEmpty
            ? new PaperText(words["figures.leftOutNone"])
            : new PaperList([
                .. made.LeftOutByReason.Select(why =>
                    $"*{words.Count("figures.trainings", why.Count())}*: {Stress.Escaped(FigureWords.Why(why.First().Because, words))}"
                ),
            ]);
    }

    private static IEnumerable<PaperBlock> Annex(MadeFigures made, Words words)
    {
        var left = MostTrainings;
        var groups = Counted(made, words)
            .Concat(
                made.LeftOutByReason.Select(why =>
                    (Name: words["figures.leftOut"], Why: why.First().Because, Trainings: why.ToImmutableArray())
                )
            )
            .Where(group => !group.Trainings.IsEmpty)
            .ToList();
        if (groups.Count == 0)
        {
            yield break;
        }
        yield return new PaperNewPage();
        yield return new PaperHeading(words["figures.paper.annex"]);
        foreach (var (name, why, trainings) in groups)
        {
            var shown = made.InOrder(trainings).Take(left).ToList();
            if (shown.Count == 0)
            {
                break;
            }
            left -= shown.Count;
            yield return new PaperHeading(Stress.Escaped(name), 2);
            yield return new PaperFacts([
                new(
                    words[shown[0].Counts ? "figures.countsBecause" : "figures.countsNotBecause"],
                    Stress.Escaped(FigureWords.Why(why, words))
                ),
            ]);
            yield return Rows(made, shown, words);
        }
        if (More(groups.Sum(group => group.Trainings.Length) - MostTrainings, words) is { } more)
        {
            yield return more;
        }
    }

    // By section and reason: what stands behind a figure is what stands behind its section.
    private static IEnumerable<(string Name, Because Why, ImmutableArray<JudgedTraining> Trainings)> Counted(
        MadeFigures made,
        Words words
    ) =>
        made.Report is { } report
            ? from section in report.Sections
            from why in section.Members.GroupBy(one => one.Because.Code, StringComparer.Ordinal)
            select (FigureWords.SectionOf(report.Kind, section, words), why.First().Because, why.ToImmutableArray())
            : made.Equality!.Everything.Select(share => share.Of)
                .GroupBy(one => one.Because.Code, StringComparer.Ordinal)
                .Select(why => (words["figures.of.all"], why.First().Because, why.ToImmutableArray()));

    private static PaperTable Rows(MadeFigures made, List<JudgedTraining> trainings, Words words)
    {
        var named = made.Equality is null;
        var costs = made.Asked.Kind is ReportKind.SocialBalance or ReportKind.SectorFund && trainings[0].Counts;
        return new(
            words.Count("figures.trainings", trainings.Count),
            [
                .. named ? [new PaperColumn(words["workers.name"], 3)] : Array.Empty<PaperColumn>(),
                new(words["trainings.training"], 6),
                Number(words["figures.column.hours"]),
                .. costs ? [Number(words["figures.name.net"], 2)] : Array.Empty<PaperColumn>(),
            ],
            [
                .. trainings.Select(one => new PaperRow([
                    .. named ? [Stress.Escaped(WorkerNames.Listed(one.Worker))] : Array.Empty<string>(),
                    Training(one, words),
                    words.Short(one.Hours),
                    .. costs
                        ? [one.Costs.IsMissing ? words["figures.costMissing"] : words.Euro(one.Costs.Net)]
                        : Array.Empty<string>(),
                ])),
            ]
        );
    }

    private static string Training(JudgedTraining one, Words words)
    {
        string?[] parts = [one.Training.Title, FigureWords.When(one, words), one.Training.DossierNumber];
        return Stress.Escaped(string.Join(" · ", parts.Where(part => part is { Length: > 0 })));
    }

    private static string Value(Figure figure, Words words) =>
        string.Join(" · ", [FigureWords.Value(figure, words), .. FigureWords.NotKnown(figure, words)]);

    private static PaperText? More(int count, Words words) =>
        count > 0 ? new(words.Count("figures.paper.more", count), PaperVoice.Small) : null;

    private static PaperColumn Number(string name, int weight = 1) => new(name, weight, IsNumber: true);
}
