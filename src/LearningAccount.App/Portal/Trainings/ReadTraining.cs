using System.Collections.Immutable;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Imports.Tables;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Portal.Trainings;

/// <summary>Reads the training somebody filled in. It asks nobody and writes nothing.</summary>
internal sealed class ReadTraining(TrainingForm form, DateOnly today, Words words)
{
    /// <summary>The training, or null where something is wrong with it.</summary>
    /// <param name="known">The training it changes; null: a new one.</param>
    public TrainingVersion? Read(Guid employerId, TrainingVersion? known)
    {
        var title = form[TrainingForm.Title];
        if (title.Length == 0)
        {
            Fault(TrainingForm.Title, "register.wrong.title");
        }
        var kind = Code<TrainingKind>(TrainingForm.Kind);
        if (kind is null)
        {
            Fault(TrainingForm.Kind, "register.wrong.kind");
        }
        var days = Days();
        var (start, end) = days.IsEmpty ? Dates() : (days.Min(day => day.On), days.Max(day => day.On));
        var inDays = form.Is(TrainingForm.Unit, TrainingForm.InDays);
        var length = days.IsEmpty ? Length(ref inDays) : Sum(days);
        var (basis, scheme) = Basis();
        var what = new TrainingVersion
        {
            EmployerId = employerId,
            Origin = FactVersion.ByHand,
            WorkerId = known?.WorkerId ?? Guid.Empty,
            TrainingId = known?.TrainingId ?? Guid.Empty,
            ExternalId = null,
            Title = title,
            Kind = kind ?? TrainingKind.Formal,
            Status = StatusOf(end),
            StartOn = start ?? default,
            EndOn = end ?? default,
            Hours = inDays ? null : length ?? 0,
            Days = inDays ? length ?? 0 : null,
            PerYear = days.IsEmpty ? PerYear(start, end, length) : null,
            Counts = basis != CountsBasis.Other,
            CountsBasis = basis,
            CountsReason = OrNull(TrainingForm.CountsReason),
            LeaveScheme = scheme,
            OfferedAndRefused = false,
            OccasionId = known?.OccasionId,
            WorkingTime = Code<WorkingTime>(TrainingForm.Time),
            ProviderName = OrNull(TrainingForm.Provider),
            Funding = OrNull(TrainingForm.Funding),
            Cost = Euro(TrainingForm.Cost),
            FundedBy = Code<FundingSource>(TrainingForm.FundedBy),
            DossierNumber = OrNull(TrainingForm.Dossier),
            WageCost = Euro(TrainingForm.WageCost),
            FundContributions = Euro(TrainingForm.Contributions),
            Subsidy = Euro(TrainingForm.Subsidy),
            IsInitial = form.Is(TrainingForm.Initial, TrainingForm.Yes) ? true : null,
            CertificateReceived = form.Is(TrainingForm.Certificate, TrainingForm.Yes) ? true : null,
            CertificateValidUntil = Date(TrainingForm.ValidUntil),
            Remark = OrNull(TrainingForm.Remark),
        };
        if (form.Sent.IsWrong)
        {
            return null;
        }
        if (!days.IsEmpty)
        {
            what = TrainingSessions.Attended(what, [.. days.Select(day => new TrainingSession(day.On, day.Length, day.Length))]);
        }
        foreach (var remark in SayTrainings.Check(what))
        {
            var field = FieldOf(remark.At);
            var named = remark with { Values = [("field", words[$"register.field.{field}"]), .. remark.Values.Skip(1)] };
            form.Sent.Say(field, RecordTexts.Of(named, words.Language));
        }
        return form.Sent.IsWrong ? null : what;
    }

    /// <summary>Every working day of the training, with its duration in equal parts.</summary>
    public void TellByDay()
    {
        var (start, end) = Dates();
        var inDays = form.Is(TrainingForm.Unit, TrainingForm.InDays);
        var length = form[TrainingForm.Length].Length > 0 ? Length(ref inDays) : null;
        if (start is not { } first || end is not { } last || form.Sent.IsWrong)
        {
            return;
        }
        var all = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).ToList();
        var working = all.FindAll(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        var told = working.Count > 0 ? working : all;
        if (told.Count > TrainingSessions.Most)
        {
            Fault(TrainingForm.End, "register.wrong.tooManyDays");
            return;
        }
        form[TrainingForm.Unit] = inDays ? TrainingForm.InDays : TrainingForm.Hours;
        var part =
            length is { } whole ? (whole / told.Count).Round(2)
            : inDays ? Fraction.One
            : Fraction.Zero;
        var days = told.Select(day => (day, part)).ToArray();
        if (length is { } sum)
        {
            // What rounding leaves over falls on the last day.
            days[^1].part = sum - part * (told.Count - 1);
        }
        form.Tell([.. days]);
    }

    private TrainingStatus StatusOf(DateOnly? end) =>
        Code<TrainingStatus>(TrainingForm.Status) ?? (end > today ? TrainingStatus.Planned : TrainingStatus.Followed);

    private (CountsBasis, LeaveScheme?) Basis()
    {
        var basis = Code<CountsBasis>(TrainingForm.Basis) ?? CountsBasis.Ordinary;
        if (basis == CountsBasis.Other && form[TrainingForm.CountsReason].Length == 0)
        {
            Fault(TrainingForm.CountsReason, "register.wrong.countsReason");
        }
        if (basis != CountsBasis.Leave)
        {
            return (basis, null);
        }
        var scheme = Code<LeaveScheme>(TrainingForm.Leave);
        if (scheme is null)
        {
            Fault(TrainingForm.Leave, "register.wrong.leave");
        }
        return (basis, scheme);
    }

    private (DateOnly? Start, DateOnly? End) Dates()
    {
        if (form[TrainingForm.Start].Length == 0)
        {
            Fault(TrainingForm.Start, "register.wrong.start");
        }
        var start = Date(TrainingForm.Start);
        var end = form[TrainingForm.End].Length == 0 ? start : Date(TrainingForm.End);
        if (end < start)
        {
            Fault(TrainingForm.End, "register.wrong.endBeforeStart");
        }
        return (start, end);
    }

    private ImmutableArray<(DateOnly On, Fraction Length)> Days()
    {
        var days = new SortedDictionary<DateOnly, Fraction>();
        for (var day = 0; day < form.DayCount; day++)
        {
            var (on, length) = (TrainingForm.DayOn(day), TrainingForm.DayLength(day));
            if (form[on].Length == 0 && form[length].Length == 0)
            {
                continue;
            }
            if (Date(on) is not { } date)
            {
                if (form[on].Length == 0)
                {
                    Fault(on, "register.wrong.date");
                }
                continue;
            }
            var inDays = form.Is(TrainingForm.Unit, TrainingForm.InDays);
            if (Quantity(length, ref inDays) is not { } quantity)
            {
                continue;
            }
            if (!days.TryAdd(date, quantity))
            {
                Fault(on, "register.wrong.dayTwice");
            }
        }
        return [.. days.Select(day => (day.Key, day.Value))];
    }

    private Fraction? Length(ref bool inDays) => Quantity(TrainingForm.Length, ref inDays);

    /// <summary>A number above 0; the unit may stand with it.</summary>
    private Fraction? Quantity(string field, ref bool inDays)
    {
        var cell = new Cell(CellKind.Text, form[field]);
        if (
            form[field].Length == 0
            || QuantityReading.Duration(cell, out var quantity, out var unit) is not null
            || quantity.Sign <= 0
        )
        {
            Fault(field, "register.wrong.length");
            return null;
        }
        inDays = unit is null ? inDays : unit == DurationUnit.Days;
        return quantity;
    }

    private string? PerYear(DateOnly? start, DateOnly? end, Fraction? length)
    {
        if (start is not { } first || end is not { } last || first.Year >= last.Year || length is not { } whole)
        {
            return null;
        }
        var parts = new List<YearPart>();
        for (var year = first.Year; year <= last.Year; year++)
        {
            var field = TrainingForm.OfYear(year);
            if (form[field].Length == 0)
            {
                continue;
            }
            if (QuantityReading.Number(form[field], out var part) is not null || part.Sign < 0)
            {
                Fault(field, "register.wrong.length");
            }
            else if (!part.IsZero)
            {
                parts.Add(new(year, part));
            }
        }
        if (parts.Count == 0)
        {
            Fault(TrainingForm.OfYear(first.Year), "register.wrong.perYearMissing");
        }
        else if (Sum(parts.Select(part => part.Quantity)) != whole)
        {
            Fault(TrainingForm.OfYear(first.Year), "register.wrong.perYear");
        }
        return SayTrainings.PerYearText(parts);
    }

    private Fraction? Euro(string field)
    {
        if (form[field].Length == 0)
        {
            return null;
        }
        if (QuantityReading.Euro(form[field], out var euro) && euro.Sign >= 0)
        {
            return euro.Round(2);
        }
        Fault(field, "register.wrong.cost");
        return null;
    }

    private DateOnly? Date(string field)
    {
        if (form[field].Length == 0)
        {
            return null;
        }
        DateReading.Read(new(CellKind.Text, form[field]), isBirth: false, monthFirst: false, out var date, out var fault);
        if (fault is not null || date is null)
        {
            Fault(field, "register.wrong.date");
        }
        return date;
    }

    private T? Code<T>(string field)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (form.Is(field, ColumnText.Of(value)))
            {
                return value;
            }
        }
        return null;
    }

    private string? OrNull(string field) => form[field].Length == 0 ? null : form[field];

    private static Fraction Sum(ImmutableArray<(DateOnly On, Fraction Length)> days) => Sum(days.Select(day => day.Length));

    private static Fraction Sum(IEnumerable<Fraction> parts) => parts.Aggregate(Fraction.Zero, (sum, part) => sum + part);

    /// <summary>The field a check of the facts speaks of.</summary>
    private static string FieldOf(string at) =>
        at switch
        {
            "title" => TrainingForm.Title,
            "training" or "from" => TrainingForm.Start,
            "perYear" or "hours" or "days" or "sessions" => TrainingForm.Length,
            TrainingForm.Cost or TrainingForm.WageCost or TrainingForm.Contributions or TrainingForm.Subsidy => at,
            TrainingForm.Dossier => at,
            "providerName" => TrainingForm.Provider,
            "funding" => TrainingForm.Funding,
            "countsReason" => TrainingForm.CountsReason,
            "certificateValidUntil" => TrainingForm.ValidUntil,
            _ => TrainingForm.Remark,
        };

    private void Fault(string field, string code) => form.Sent.Wrong(field, code);
}
