using System.Collections.Immutable;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>
/// What somebody filled in of a training, as it was typed: nothing of it is lost on its way between form, preview and form,
/// whatever is wrong with it.
/// </summary>
public sealed class TrainingForm(SentForm sent)
{
    public const string Title = "title";
    public const string Kind = "kind";
    public const string Status = "status";
    public const string Start = "start";
    public const string End = "end";
    public const string Length = "length";
    public const string Unit = "unit";
    public const string Basis = "basis";
    public const string Leave = "leave";
    public const string CountsReason = "countsReason";
    public const string Time = "time";
    public const string Provider = "provider";
    public const string Funding = "funding";
    public const string Cost = "cost";
    public const string FundedBy = "fundedBy";
    public const string Dossier = "dossierNumber";
    public const string WageCost = "wageCost";
    public const string Contributions = "fundContributions";
    public const string Subsidy = "subsidy";
    public const string Initial = "initial";
    public const string Certificate = "certificate";
    public const string ValidUntil = "validUntil";
    public const string Remark = "remark";
    public const string Every = "every";
    public const string Times = "times";
    public const string Why = "why";

    /// <summary>How many days are told one by one; empty or 0: none.</summary>
    public const string Days = "days";
    public const string Hours = "hours";
    public const string InDays = "days";
    public const string Yes = "yes";

    /// <summary>What a template keeps: what the training is, not when and of whom.</summary>
    private static readonly string[] OfTemplates =
    [
        Title,
        Kind,
        Length,
        Unit,
        Basis,
        Leave,
        CountsReason,
        Time,
        Provider,
        Funding,
        Cost,
        FundedBy,
        Dossier,
        WageCost,
        Contributions,
        Subsidy,
        Initial,
        Certificate,
        Remark,
    ];

    /// <summary>What the form keeps folded until it is asked for, or filled in.</summary>
    private static readonly string[] Folded =
    [
        Certificate,
        ValidUntil,
        Time,
        Cost,
        Funding,
        FundedBy,
        Dossier,
        WageCost,
        Contributions,
        Subsidy,
        Initial,
        Remark,
        Every,
        Times,
    ];

    /// <summary>Something of what is folded is filled in.</summary>
    public bool HasMore => Folded.Any(name => this[name].Length > 0);

    public SentForm Sent => sent;

    public string this[string name]
    {
        get => sent[name].Trim();
        set => sent[name] = value;
    }

    public bool Is(string name, string value) => sent.Has(name, value);

    public int DayCount =>
        int.TryParse(this[Days], Words.Plain, null, out var days) ? Math.Clamp(days, 0, TrainingSessions.Most) : 0;

    public static string DayOn(int day) => $"day{day.ToString(Words.Invariant)}";

    public static string DayLength(int day) => $"length{day.ToString(Words.Invariant)}";

    public static string OfYear(int year) => $"year{year.ToString(Words.Invariant)}";

    /// <summary>Fills in what a new training begins with.</summary>
    public void Begin()
    {
        this[Unit] = Hours;
        this[Basis] = ColumnText.Of(CountsBasis.Ordinary);
    }

    public void Fill(TrainingTemplateVersion template)
    {
        Begin();
        foreach (var (name, value) in TrainingTemplates.Fields(template))
        {
            this[name] = value;
        }
    }

    public IReadOnlyDictionary<string, string> ForTemplate() =>
        OfTemplates.ToDictionary(name => name, name => this[name], StringComparer.Ordinal);

    /// <summary>A training as the form shows it, to be changed or to be registered again.</summary>
    /// <param name="isAgain">Registered again: without its days, and for all who are to follow it.</param>
    public void Fill(TrainingVersion training, bool isAgain)
    {
        var sessions = TrainingSessions.Of(training.Sessions);
        var length = sessions.IsEmpty
            ? training.Hours ?? training.Days!.Value
            : sessions.Aggregate(Fraction.Zero, (sum, session) => sum + session.Length);
        this[Title] = training.Title;
        this[Kind] = ColumnText.Of(training.Kind);
        this[Length] = length.ToDecimalText();
        this[Unit] = training.Hours is null ? InDays : Hours;
        this[Basis] = ColumnText.Of(BasisOf(training));
        this[Leave] = training.LeaveScheme is { } scheme ? ColumnText.Of(scheme) : "";
        this[CountsReason] = training.CountsReason ?? "";
        this[Time] = training.WorkingTime is { } time ? ColumnText.Of(time) : "";
        this[Provider] = training.ProviderName ?? "";
        this[Funding] = training.Funding ?? "";
        this[Cost] = training.Cost?.ToDecimalText() ?? "";
        this[FundedBy] = training.FundedBy is { } payer ? ColumnText.Of(payer) : "";
        this[Dossier] = training.DossierNumber ?? "";
        this[WageCost] = training.WageCost?.ToDecimalText() ?? "";
        this[Contributions] = training.FundContributions?.ToDecimalText() ?? "";
        this[Subsidy] = training.Subsidy?.ToDecimalText() ?? "";
        this[Initial] = training.IsInitial == true ? Yes : "";
        this[Certificate] = training.CertificateReceived == true ? Yes : "";
        this[Remark] = training.Remark ?? "";
        if (isAgain)
        {
            return;
        }
        this[Status] = ColumnText.Of(training.Status);
        this[Start] = PageDates.Text(training.StartOn);
        this[End] = training.EndOn == training.StartOn ? "" : PageDates.Text(training.EndOn);
        this[ValidUntil] = training.CertificateValidUntil is { } until ? PageDates.Text(until) : "";
        Tell([.. sessions.Select(session => (session.On, session.Length))]);
        if (sessions.IsEmpty)
        {
            foreach (var part in SayTrainings.PerYear(training.PerYear))
            {
                this[OfYear(part.Year)] = part.Quantity.ToDecimalText();
            }
        }
    }

    /// <summary>Tells the training by day.</summary>
    public void Tell(ImmutableArray<(DateOnly On, Fraction Length)> days)
    {
        this[Days] = days.Length.ToString(Words.Invariant);
        for (var day = 0; day < days.Length; day++)
        {
            this[DayOn(day)] = PageDates.Text(days[day].On);
            this[DayLength(day)] = days[day].Length.ToDecimalText();
        }
    }

    private static CountsBasis BasisOf(TrainingVersion training) =>
        training.LeaveScheme is not null ? CountsBasis.Leave
        : !training.Counts ? CountsBasis.Other
        : training.CountsBasis ?? CountsBasis.Ordinary;
}
