using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Reports;

namespace LearningAccount.App.Figures;

/// <summary>Figures, what they are of and why trainings count in them, in the reader's words.</summary>
public static class FigureWords
{
    public static string Title(ReportKind kind, Words words) => words[$"figures.report.{kind}"];

    /// <summary>As people write it: the year alone where it is one.</summary>
    public static string Of(Period period, Words words) =>
        period == Period.Year(period.From.Year)
            ? period.From.Year.ToString(Words.Invariant)
            : PeriodWords.Of(period.From, period.To, words);

    public static string Section(ReportKind kind, ReportSection section, Words words) =>
        kind switch
        {
            ReportKind.Leave => words[$"register.leave.{section.Code}"],
            ReportKind.SectorFund => words.Of(
                "figures.sectorAndPayer",
                ("committee", PeriodWords.Committee(section.Committee, words)),
                ("payer", Payer(section.Code, words))
            ),
            _ => words[$"figures.section.{section.Code}"],
        };

    /// <summary>The same with whom it is of, where it is of some only: <c>Formal continued training, Men</c>.</summary>
    public static string SectionOf(ReportKind kind, ReportSection section, Words words) =>
        section.Of is { } of ? $"{Section(kind, section, words)}, {words[$"figures.of.{of}"]}" : Section(kind, section, words);

    /// <summary>A figure by its section and its own name.</summary>
    public static string Name(MadeFigures made, Figure figure, Words words)
    {
        var section =
            made.Report?.Find(figure.Code) is { } found ? SectionOf(made.Report.Kind, found.Section, words)
            : figure.Code.Split('.') is [var table, var row, var column]
                ? $"{words[$"figures.{table}.{row}"]}, {words[$"figures.of.{column}"]}"
            : "";
        return words.Of("figures.nameIn", ("section", section), ("figure", words[$"figures.name.{figure.Name}"]));
    }

    public static string Payer(string code, Words words) =>
        code is SectorFundReport.InWords or SectorFundReport.NotSaid
            ? words[$"figures.payer.{code}"]
            : words[$"register.payer.{code}"];

    /// <summary>Of what nobody knows no zero is told.</summary>
    public static string Value(Figure figure, Words words) =>
        figure is { Shares.IsEmpty: true, Missing.IsEmpty: false }
            ? words["figures.costMissing"]
            : Value(figure.Value, figure.Unit, words);

    public static string Value(Fraction value, FigureUnit unit, Words words) =>
        unit switch
        {
            FigureUnit.Euro => words.Euro(value),
            FigureUnit.Days => words.Number(value),
            _ => words.Short(value),
        };

    /// <summary>What of a figure nobody said, and what is therefore wanting in it.</summary>
    public static IEnumerable<string> NotKnown(Figure figure, Words words)
    {
        if (!figure.Missing.IsEmpty)
        {
            yield return words.Count(
                "figures.withoutCost",
                figure.Missing.Length,
                ("hours", words.Short(figure.Missing.Aggregate(Fraction.Zero, (sum, one) => sum + one.Hours)))
            );
        }
        if (!figure.Incomplete.IsEmpty)
        {
            yield return words.Count("figures.partOfCost", figure.Incomplete.Length);
        }
    }

    /// <summary>A group of people: hours a head, how many they are, how much of their credit they used.</summary>
    public static IEnumerable<string> Cell(EqualityCell cell, Words words)
    {
        if (cell.IsHidden || cell.Workers == 0)
        {
            yield return cell.IsHidden ? words["figures.hidden"] : "–";
            yield break;
        }
        yield return words.Of("figures.hoursAHead", ("hours", words.Short(cell.HoursAHead ?? 0)));
        yield return words.Count(cell.Credit is null ? "figures.followers" : "figures.workers", cell.Workers);
        if (cell.UseOfCredit is { } use)
        {
            yield return words.Of("figures.used", ("percent", words.Percent(use, 1)));
        }
    }

    /// <summary>That figures are not of the whole employer.</summary>
    public static string Parts(IReadOnlyCollection<string> parts, Words words) =>
        parts.Count == 0 ? words["figures.partsNone"] : words.Of("figures.parts", ("parts", string.Join(", ", parts)));

    /// <summary>How it was counted, rule by rule.</summary>
    public static IEnumerable<string> Rules(MadeFigures made, Words words)
    {
        string[] rules = made.Asked.Kind switch
        {
            ReportKind.SocialBalance => ["once", "net", "funds", "initial"],
            ReportKind.Leave => ["right", "deadlines", "hours"],
            ReportKind.SectorFund => ["once", "payer"],
            _ => ["ahead", "regime", "hidden"],
        };
        return rules
            .Select(rule => words[$"figures.rule.{rule}"])
            .Append(words.Of("figures.rule.days", ("hours", words.Short(made.HoursPerDay))));
    }

    /// <summary>Why, in a sentence, with what we only propose said to be so.</summary>
    public static string Why(Because because, Words words)
    {
        var why = words.Of($"figures.because.{because.Code}", [.. because.Values]);
        return !because.IsProposal ? why
            : because.Source == ReportSource.Ourselves ? $"{why} {words["figures.proposal"]}"
            : $"{why} {words.Of("figures.proposalAfter", ("source", Source(because.Source, words)))}";
    }

    public static string Source(ReportSource source, Words words) => words[$"figures.source.{source}"];

    /// <summary>Where a source can be read; null: it has no address.</summary>
    public static string? Address(ReportSource source) =>
        source switch
        {
            ReportSource.NationalBank =>
                "https://www.nbb.be/nl/balanscentrale/over-de-balanscentrale/faq-balanscentrale/faq-sociale-balans",
            ReportSource.AccountantsNote =>
                "https://www.icb-institute.be/inlichtingen-over-de-opleidingen-van-werknemers-tijdens-het-boekjaar/",
            ReportSource.Flanders =>
                "https://www.vlaanderen.be/vlaams-opleidingsverlof/aanvraag-vlaams-opleidingsverlof-en-terugbetaling-voor-werkgever",
            ReportSource.SocialSecretariat => "https://www.sd.be/ellawebsite/fr/legalnews/2b57dff3-504a-485d-8b5c-8410deede75b",
            _ => null,
        };

    /// <summary>The first and the last day on which leave can be asked back.</summary>
    public static string Between(LeaveFile file, Words words) =>
        file.From is { } from
            ? words.Of("figures.askBetween", ("from", words.ShortDate(from)), ("until", words.ShortDate(file.Until)))
            : words.ShortDate(file.Until);

    public static string Missing(LeaveFile file, Words words) =>
        file.Missing.IsEmpty
            ? words["figures.missing.nothing"]
            : string.Join(", ", file.Missing.Select(code => words[$"figures.missing.{code}"]));

    public static string When(JudgedTraining one, Words words) => TrainingFacts.ShortWhen(one.Training, words);

    public static string Status(TrainingStatus status, Words words) =>
        words[status == TrainingStatus.Planned ? "figures.status.enrolled" : $"training.status.{status}"];
}
