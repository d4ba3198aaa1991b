using LearningAccount.App.Portal.Trainings;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Reports;

namespace LearningAccount.App.Portal.Figures;

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

    public static string Payer(string code, Words words) =>
        code is SectorFundReport.InWords or SectorFundReport.NotSaid
            ? words[$"figures.payer.{code}"]
            : words[$"register.payer.{code}"];

    public static string Value(Figure figure, Words words) => Value(figure.Value, figure.Unit, words);

    public static string Value(Fraction value, FigureUnit unit, Words words) =>
        unit switch
        {
            FigureUnit.Euro => $"€\u00A0{words.Number(value)}",
            FigureUnit.Persons => words.Short(value),
            FigureUnit.Days => words.Number(value),
            _ => words.Short(value),
        };

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

    /// <summary>A part as a percentage with one decimal at the most.</summary>
    public static string Percent(Fraction part, Words words) => $"{words.Short((part * 100).Round(1))}\u00A0%";
}
