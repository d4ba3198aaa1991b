using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Reports;

/// <summary>
/// The figures of the social balance sheet on training: formal and informal continued training and initial training, of men
/// and of women, with persons, hours and net cost. Who is neither a woman nor a man to us stands apart, never among them.
/// </summary>
public static class SocialBalance
{
    public const string Men = "men";
    public const string Women = "women";
    public const string Unknown = "unknown";
    private const string Formal = "formal";
    private const string Informal = "informal";
    private const string Initial = "initial";

    // The codes of the forms of the National Bank begin with these.
    private static readonly (string Section, string Of, string Code)[] Rubrics =
    [
        (Formal, Men, "580"),
        (Formal, Women, "581"),
        (Formal, Unknown, "formal.unknown."),
        (Informal, Men, "582"),
        (Informal, Women, "583"),
        (Informal, Unknown, "informal.unknown."),
        (Initial, Men, "584"),
        (Initial, Women, "585"),
        (Initial, Unknown, "initial.unknown."),
    ];

    /// <param name="period">The financial year.</param>
    public static Report Of(EmployerSnapshot employer, LawBook law, Period period)
    {
        var hoursPerDay = employer.LawUnder(law).HoursPerDay;
        var judged = JudgeTrainings.Of(employer, period, hoursPerDay).Select(Judge).ToList();
        var members = judged.Where(one => one.Counts).ToLookup(one => (SectionOf(one.Training), SexOf(one.Worker)));
        return new()
        {
            Kind = ReportKind.SocialBalance,
            Period = period,
            HoursPerDay = hoursPerDay,
            LeftOut = [.. judged.Where(one => !one.Counts)],
            Sections =
            [
                .. Rubrics
                    .Select(rubric => Section(rubric.Section, rubric.Of, rubric.Code, [.. members[(rubric.Section, rubric.Of)]]))
                    .Where(section => section.Of is not Unknown || !section.Members.IsEmpty),
            ],
        };
    }

    /// <summary>Whether a training stands in the social balance sheet, because of what.</summary>
    public static JudgedTraining Judge(JudgedTraining one)
    {
        var training = one.Training;
        if (!one.Counts)
        {
            return one;
        }
        if (training is { FundedBy: FundingSource.Worker, WorkingTime: WorkingTime.Outside })
        {
            return one.LeftOut(Because.OwnCost);
        }
        var onLeave = training.LeaveScheme is not null;
        return one.Counted(
            SectionOf(training) switch
            {
                Initial => Because.Initial,
                Informal => onLeave ? Because.InformalOnLeave : Because.Informal,
                _ => onLeave ? Because.FormalOnLeave : Because.Formal,
            }
        );
    }

    /// <summary>The first rubric of the section that a training of the worker stands in; null where the sex is not known.</summary>
    public static string? RubricOf(JudgedTraining one) =>
        SexOf(one.Worker) is var sex and not Unknown
            ? Rubrics.First(rubric => Is(rubric.Section, SectionOf(one.Training)) && Is(rubric.Of, sex)).Code + "1"
            : null;

    public static string SexOf(WorkerSnapshot worker) =>
        worker.Sex switch
        {
            Sex.Man => Men,
            Sex.Woman => Women,
            _ => Unknown,
        };

    /// <summary>What of continued or initial training a training is.</summary>
    public static string SectionOf(TrainingVersion training) =>
        training.IsInitial == true ? Initial
        : training.Kind == TrainingKind.Informal ? Informal
        : Formal;

    private static ReportSection Section(string section, string of, string code, ImmutableArray<JudgedTraining> members)
    {
        var figures = ImmutableArray.CreateBuilder<Figure>();
        figures.Add(Figure.Persons(code + "1", members));
        figures.Add(Figure.Hours(code + "2", members));
        figures.Add(Figure.Euro(code + "3", "net", members, costs => costs.Net, asksAll: true));
        if (section is Formal)
        {
            figures.Add(Figure.Euro(code + "31", "gross", members, costs => costs.Gross, asksAll: true));
            figures.Add(Figure.Euro(code + "32", "contributions", members, costs => costs.Contributions, asksAll: false));
            figures.Add(Figure.Euro(code + "33", "grants", members, costs => costs.Grants, asksAll: false));
        }
        return new(section, members, figures.DrainToImmutable()) { Of = of };
    }

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
