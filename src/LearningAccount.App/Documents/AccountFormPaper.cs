using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Documents;

namespace LearningAccount.App.Documents;

/// <summary>
/// The individual training account as a form with its six mentions (royal decree of 5 December 2017, art. 2 § 1; law of 3 October
/// 2022, art. 55; rulebook R8.1): on one sheet, the trainings behind them on as many more as they need.
/// </summary>
internal static class AccountFormPaper
{
    // More would not leave the mentions on one sheet; the last ones are those that count.
    private const int MostEmployments = 4;
    private const int MostYears = 6;

    public static Paper Of(DocumentFacts facts) =>
        DocumentParts.Paper(facts, isLetter: false, [.. Mentions(facts), .. DocumentParts.Trainings(facts)]);

    /// <summary>The six mentions, each under its number.</summary>
    public static IEnumerable<PaperBlock> Mentions(DocumentFacts facts)
    {
        var (words, account) = (facts.Words, facts.Account);
        yield return Heading(1, "statement.identity");
        yield return Identity(facts);
        yield return new PaperHeading($"2–3. {words["document.mention2"]}", 2);
        yield return Work(facts);
        yield return Heading(4, "document.mention4");
        if (account.Years.IsEmpty)
        {
            yield return new PaperText(words.Of("account.none", ("on", words.Date(account.On))));
            yield break;
        }
        var year = account.Years[^1];
        var name = year.Year.ToString(Words.Invariant);
        yield return new PaperFacts([
            new(
                words.Of("statement.credit", ("year", name)),
                DocumentParts.Strong(words.Days(year.Credit + year.Extra + year.Adjusted))
            ),
            new(words["document.available"], words.Days(year.Opening + year.Credit + year.Extra + year.Adjusted)),
        ]);
        yield return Heading(5, "document.mention5");
        yield return new PaperFacts([
            new(words.Of("statement.followed", ("year", name)), DocumentParts.Strong(DocumentParts.Followed(year, words))),
            new(
                words["statement.toUse"],
                DocumentParts.Strong($"{words.Days(account.Balance.Exact)} ({Words.HoursAndMinutes(account.Balance.Minutes)})")
            ),
        ]);
        foreach (var block in DocumentParts.Years(facts))
        {
            yield return block;
        }
        yield return Heading(6, "document.mention6");
        foreach (var block in Path(facts))
        {
            yield return block;
        }
        if (account.Exit is { } exit)
        {
            yield return DocumentParts.LawSays(facts, exit);
        }
        yield return new PaperText(words["statement.rights"], PaperVoice.Small);
        yield return DocumentParts.Basis(facts, "statement.basis");

        PaperHeading Heading(int mention, string code) => new($"{mention.ToString(Words.Invariant)}. {words[code]}", 2);
    }

    public static PaperFacts Identity(DocumentFacts facts)
    {
        var (words, identity) = (facts.Words, facts.Worker.Identity);
        string?[] birth = [WorkerNames.Born(identity?.BirthDate, words), identity?.BirthPlace];
        return new([
            new(words["statement.familyName"], DocumentParts.Own(identity?.FamilyName, words)),
            new(words["statement.givenNames"], DocumentParts.Own(identity?.GivenNames, words)),
            new(
                words["statement.born"],
                DocumentParts.Own(string.Join(", ", birth.Where(part => !string.IsNullOrEmpty(part))), words)
            ),
            new(words["statement.domicile"], DocumentParts.Own(identity?.Domicile, words)),
            new(words["statement.number"], DocumentParts.Own(facts.NationalNumber, words)),
        ]);
    }

    // Mentions 2 and 3, for the same times.
    private static PaperBlock Work(DocumentFacts facts)
    {
        var words = facts.Words;
        var employments = facts
            .Worker.Employments.Employments.Where(one => one.Start <= facts.Asked.On)
            .OrderByDescending(one => one.Start)
            .Take(MostEmployments)
            .ToList();
        return employments.Count == 0
            ? new PaperText(words["statement.unknown"])
            : new PaperTable(
                words["statement.work"],
                [
                    new(words["document.period"], 4),
                    new($"2. {words["document.regime"]}", 5),
                    new($"3. {words["document.committee"]}", 4),
                ],
                [
                    .. employments.Select(employment =>
                    {
                        var parts = DocumentFigures.PartsOn(employment, facts.Asked.On);
                        return new PaperRow([
                            PeriodWords.Of(employment.Start, employment.End, words),
                            Joined(" + ", parts.Select(part => PeriodWords.Regime(part.Regime, words))),
                            Joined(", ", parts.Select(part => PeriodWords.Committee(part.JointCommittee, words))),
                        ]);
                    }),
                ]
            );
    }

    private static string Joined(string between, IEnumerable<string> texts) =>
        string.Join(between, texts.Distinct(StringComparer.Ordinal));

    // Mention 6: the time in which the legal number is reached, step by step.
    private static IEnumerable<PaperBlock> Path(DocumentFacts facts)
    {
        var words = facts.Words;
        yield return new PaperText($"{words["statement.pathNote"]} {words["document.pathNote"]}", PaperVoice.Small);
        var years = facts.Path.TakeLast(MostYears).ToList();
        if (years.Count > 0)
        {
            yield return new PaperTable(
                words["statement.path"],
                [
                    new(words["account.year"], 2),
                    .. years.Select(year => new PaperColumn(year.Year.ToString(Words.Invariant), 2, IsNumber: true)),
                ],
                [new([words["document.fullTimeDays"], .. years.Select(year => words.Number(year.FullTimeDays))])]
            );
        }
    }
}
