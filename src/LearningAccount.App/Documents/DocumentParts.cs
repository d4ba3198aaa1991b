using System.Collections.Immutable;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>What several kinds of documents say in the same way.</summary>
internal static class DocumentParts
{
    /// <summary>The paper with its head, and for a letter with its addressee.</summary>
    public static Paper Paper(DocumentFacts facts, bool isLetter, IEnumerable<PaperBlock> blocks)
    {
        var words = facts.Words;
        return new()
        {
            Language = facts.Language,
            Title = words[$"document.{facts.Kind}"],
            Subtitle = isLetter ? null : $"{facts.WorkerName} · {words.Of("document.on", ("on", words.Date(facts.Asked.On)))}",
            Head = facts.Sender.Head(words),
            Addressee = isLetter ? Addressee(facts) : [],
            IsCompact = true,
            Foot = words.Of("document.foot", ("id", facts.DocumentId.ToString("D"))),
            Blocks = [.. blocks],
        };
    }

    /// <summary>Somebody's own words, in which asterisks stress nothing.</summary>
    public static string Own(string? text, Words words) =>
        string.IsNullOrWhiteSpace(text) ? words["statement.unknown"] : Stress.Escaped(text);

    public static string Strong(string text) => $"*{text}*";

    public static PaperText Dated(DocumentFacts facts)
    {
        var day = facts.Words.Date(facts.IssuedOn);
        return new(
            facts.Sender.Town(facts.Language) is { } town
                ? facts.Words.Of("document.townAndDay", ("town", Stress.Escaped(town)), ("day", day))
                : day
        );
    }

    public static PaperText Greeting(DocumentFacts facts) =>
        new(
            // Declarations tell no names: nobody is greeted by a number.
            IsForHeirs(facts) || facts.Worker.Identity is not { FamilyName.Length: > 0 }
                ? facts.Words["document.greetingNobody"]
                : facts.Words.Of("document.greeting", ("name", Stress.Escaped(facts.WorkerName)))
        );

    /// <summary>The contract ended by the worker's death: nobody writes to the worker any more.</summary>
    public static bool IsForHeirs(DocumentFacts facts) =>
        facts is { Kind: DocumentKind.ExitStatement, Account.Exit.EndReason: EndReason.Death };

    public static PaperSignature Signature(DocumentFacts facts)
    {
        var company = facts.Sender.Name(facts.Language);
        var signer = string.Join(
            ", ",
            new[] { facts.Letterhead?.Signatory, facts.Letterhead?.Capacity }.Where(said => !string.IsNullOrEmpty(said))
        );
        return new(signer.Length == 0 ? [company] : [signer, company]);
    }

    public static PaperList Rights(DocumentFacts facts)
    {
        var words = facts.Words;
        return new([
            words["document.right.consult"],
            words["document.right.correct"],
            words["document.right.yearly"],
            words[facts.Address is null ? "document.right.whereOffice" : "document.right.where"]
                .Replace("{address}", facts.Address?.ToString() ?? "", StringComparison.Ordinal),
        ]);
    }

    /// <summary>The years of the account; without the account, nothing.</summary>
    public static IEnumerable<PaperBlock> Years(DocumentFacts facts)
    {
        var (words, account) = (facts.Words, facts.Account);
        if (account.Years.IsEmpty)
        {
            yield return new PaperText(words.Of("account.none", ("on", words.Date(account.On))));
            yield break;
        }
        yield return new PaperTable(
            words["document.years"],
            [
                new(words["account.year"], 2),
                new(words["statement.path"], 2, IsNumber: true),
                new(words["account.column.opening"], 2, IsNumber: true),
                new(words["account.column.credit"], 2, IsNumber: true),
                new(words["account.column.used"], 2, IsNumber: true),
                new(words["document.lost"], 2, IsNumber: true),
                new(words["account.column.closing"], 2, IsNumber: true),
            ],
            [
                .. account.Years.Select(year => new PaperRow([
                    year.Year.ToString(Words.Invariant),
                    words.Number(year.FullTimeDays),
                    words.Number(year.Opening),
                    words.Number(year.Credit + year.Extra + year.Adjusted),
                    words.Number(year.Used + year.Outside),
                    words.Number(year.Expired + year.Forfeited),
                    words.Number(year.Closing),
                ])),
            ]
        );
    }

    /// <summary>The trainings that did something to the account or will, the newest first.</summary>
    public static IEnumerable<PaperBlock> Trainings(DocumentFacts facts)
    {
        var words = facts.Words;
        var lines = TrainingInAccount.Of(facts.Account, facts.Facts);
        yield return new PaperHeading(words["document.trainings"]);
        if (lines.Count == 0)
        {
            yield return new PaperText(words["document.noTrainings"]);
            yield break;
        }
        yield return new PaperTable(
            words["document.trainingsCaption"],
            [
                new(words["document.training"], 9),
                new(words["document.period"], 6),
                new(words["document.length"], 4, IsNumber: true),
                new(words["document.how"], 7),
                new(words["document.taken"], 3, IsNumber: true),
            ],
            [
                .. lines.Select(line => new PaperRow([
                    Stress.Escaped(TrainingWords.Title(line.Training, words)),
                    Period(line.Training.Start, line.Training.End, words),
                    TrainingWords.Duration(line.Training, words),
                    $"{words[$"training.kind.{line.Training.Kind}"]}, {How(line, words)}",
                    words.Number(line.Used),
                ])),
                new PaperRow(
                    [
                        words["document.together"],
                        "",
                        "",
                        "",
                        words.Number(lines.Aggregate(Fraction.Zero, (sum, line) => sum + line.Used)),
                    ],
                    IsTotal: true
                ),
            ]
        );
    }

    public static string Period(DateOnly start, DateOnly end, Words words) =>
        start == end
            ? words.ShortDate(start)
            : words.Of("training.fromTo", ("from", words.ShortDate(start)), ("to", words.ShortDate(end)));

    /// <summary>The credit, what was used and what is left, in the words of the worker.</summary>
    public static PaperFacts Standing(DocumentFacts facts)
    {
        var (words, account) = (facts.Words, facts.Account);
        var year = account.Years[^1];
        var name = year.Year.ToString(Words.Invariant);
        var said = new List<PaperFact>
        {
            new(words.Of("statement.credit", ("year", name)), words.Days(year.Credit + year.Extra + year.Adjusted)),
            new(words["account.column.opening"], words.Days(year.Opening)),
            new(words.Of("statement.followed", ("year", name)), Followed(year, words)),
            new(
                words["statement.toUse"],
                Strong($"{words.Days(account.Balance.Exact)} ({Words.HoursAndMinutes(account.Balance.Minutes)})")
            ),
        };
        if (account.Planned.Sign > 0)
        {
            said.Add(new(words["account.planned"], words.Days(account.Planned)));
        }
        if (!account.Expiring.IsEmpty && account.Expiring[0] is var first)
        {
            said.Add(
                new(
                    words["document.expires"],
                    words.Of("document.expiresOn", ("days", words.Days(first.Days)), ("on", words.Date(first.On)))
                )
            );
        }
        return new([.. said]);
    }

    /// <summary>What the law says of that way of ending. The exact fraction is for who has to be able to compute it again.</summary>
    public static PaperText LawSays(DocumentFacts facts, AccountExit exit)
    {
        var reason = facts.Account.Reasons[exit.Reason];
        return new(
            facts.Kind is DocumentKind.EvidenceFile
                ? ReasonTexts.Of(reason, facts.Language)
                : ReasonTexts.Rounded(reason, facts.Language)
        );
    }

    /// <summary>What was followed in a year; where that is more than there was, it says so, or the sum would not come out.</summary>
    public static string Followed(AccountYear year, Words words)
    {
        var days = words.Days(year.Used + year.Outside);
        return year.Outside.Sign > 0
            ? words.Of("document.followedBeyond", ("days", days), ("beyond", words.Days(year.Outside)))
            : days;
    }

    public static PaperText Basis(DocumentFacts facts, string code) =>
        new(
            $"{facts.Words[code]} {facts.Words.Of("statement.edition", ("edition", facts.Words.Date(facts.Account.Law)), ("known", facts.Words.Date(facts.IssuedOn)))}",
            PaperVoice.Small
        );

    private static string How(TrainingInAccount line, Words words) =>
        line.Effect is "refused" ? words["document.refused"]
        : line.Effect is "leave" or "notCounted" ? words["document.notCounted"]
        : words[$"training.status.{line.Training.Status}"];

    private static ImmutableArray<string> Addressee(DocumentFacts facts) =>
        [
            IsForHeirs(facts) ? facts.Words.Of("document.heirs", ("name", facts.WorkerName)) : facts.WorkerName,
            .. (facts.Worker.Identity?.Domicile ?? "").Split(
                [',', '\n'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
        ];
}
