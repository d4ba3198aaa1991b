using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;

namespace LearningAccount.Law;

internal sealed partial class ReasonWriter
{
    private string WindowModeText =>
        settings.WindowMode switch
        {
            WindowMode.PersonalYear => "personalYear",
            WindowMode.PersonalDate => "personalDate",
            _ => "fixed2024",
        };

    private static Input Setting(string name, string value) => new(name, value);

    private void AddClass(int year)
    {
        if (!law.ClassInputs.TryGetValue(year, out var known))
        {
            var finding = law.Sizes.FindingOf(year);
            known = new("sizeClass", SizeText(law.Sizes.Of(year)), finding?.Said?.Origin, finding?.From, finding?.To);
            law.ClassInputs[year] = known;
        }
        inputs.Add(known);
    }

    private void AddLegalDays(FullTimeDays days)
    {
        if (!law.SharedInputs.TryGetValue(days.Law, out var known))
        {
            known = new("legalDays", days.Law.Value.ToString(), null, days.Law.From, days.Law.To, days.Law.Source);
            law.SharedInputs[days.Law] = known;
        }
        inputs.Add(known);
    }

    private static string SizeText(SizeClass sizeClass) =>
        sizeClass switch
        {
            SizeClass.Full => "full",
            SizeClass.Small => "small",
            _ => "none",
        };

    private void AddFullTimeDays(FullTimeDays days, int year)
    {
        if (
            inputs.Exists(input =>
                ReferenceEquals(input.Source, days.Law.Source) && days.Basis == DaysBasis.Law && days.OptOut is null
            )
        )
        {
            return;
        }
        switch (days.Basis)
        {
            case DaysBasis.OutOfScope:
                inputs.Add(new("outOfScope", "0"));
                break;
            case DaysBasis.Law:
                AddLegalDays(days);
                break;
            default:
                AddScheme(days);
                break;
        }
        if (days.Proposal is { } proposal)
        {
            inputs.Add(
                new("proposal", proposal.Row.JointCommittee.ToString(), null, proposal.Row.From, proposal.Row.To, proposal.Source)
            );
        }
        if (days.OptOut is { } own)
        {
            inputs.Add(
                new(
                    own.Days > days.Computed ? "optOut" : "optOut.lower",
                    own.Days.ToString(),
                    own.Origin,
                    new(year, 1, 1),
                    new(year, 12, 31),
                    own.Reason
                )
            );
        }
    }

    private void AddScheme(FullTimeDays days)
    {
        var row = days.Row!;
        var number = row.Days is { } granted ? granted.ToString() : $"{row.Hours!.Value.ToDecimalText()} h";
        var name = days.Basis == DaysBasis.Scheme ? "schemeDays" : "schemeDays.belowLaw";
        inputs.Add(new("jointCommittee", row.JointCommittee.ToString()));
        inputs.Add(new(name, number, row.Origin, row.From, row.To, days.RowSource));
        if (row.Hours is not null)
        {
            inputs.Add(law.HoursPerDayInput);
        }
        if (days.Basis == DaysBasis.LawOverScheme)
        {
            AddLegalDays(days);
        }
    }

    private void AddRegimes(YearCredit credit)
    {
        foreach (var (place, source, value) in credit.Regimes)
        {
            var employment = facts.Employments[place];
            inputs.Add(
                source switch
                {
                    WorkRegime regime => new("regime", Spelled(regime, value), regime.Origin ?? employment.Origin, regime.From),
                    Suspension leave => new(
                        "partialLeave",
                        value.ToString(),
                        leave.Origin ?? employment.Origin,
                        leave.From,
                        leave.To
                    ),
                    _ => new("regime.default", value.ToString(), employment.Origin, employment.Start),
                }
            );
        }
    }

    // As it was given: 19/38, so that people find it again.
    private string Spelled(WorkRegime regime, Fraction value) =>
        regime.Hours is { } hours
            ? $"{hours.ToDecimalText()} h / {(regime.FullTimeHours ?? law.Employer.FullTimeWeeklyHours).ToDecimalText()} h"
            : value.ToString();

    // The dates that cut the year short.
    private void AddService(AccountSpan span, int year)
    {
        if (span.Opened.Year == year || span.End?.Year == year)
        {
            inputs.Add(new("service", "", facts.Employments[span.Employments[0]].Origin, span.Opened, span.End));
        }
    }

    private void AddCreditSettings(YearCredit credit)
    {
        if (credit.MonthSettingDecided)
        {
            inputs.Add(Setting("setting.monthRegime", CodeText.Of(settings.MonthRegime)));
        }
        if (credit.CapDecided)
        {
            inputs.Add(Setting("setting.capSameEmployer", "1"));
        }
        if (credit.Regimes.Exists(regime => regime.Source is Suspension))
        {
            inputs.Add(Setting("setting.partialLeaveReducesB", "true"));
        }
        if (settings.SuspensionReducesC)
        {
            inputs.Add(Setting("setting.suspensionReducesC", "true"));
        }
        if (settings.Rounding != Rounding.None)
        {
            inputs.Add(Setting("setting.rounding", CodeText.Of(settings.Rounding)));
        }
    }

    private static string NoCreditCode(YearCredit credit) =>
        credit.Groups.Count == 0 ? "credit.noService"
        : credit.Groups.TrueForAll(group => group.Days!.Basis == DaysBasis.OutOfScope) ? "credit.outOfScope"
        : credit.Groups.TrueForAll(group => group.Value.IsZero) ? "credit.noRight"
        : "credit.noRegime";

    private Training AddTraining(Use use)
    {
        var training = facts.Trainings[use.Training];
        var name = training.Days is null ? "trainingHours" : "trainingDays";
        inputs.Add(new(name, use.Quantity.ToDecimalText(), training.Origin, training.Start, training.End));
        if (training.Days is null)
        {
            inputs.Add(law.HoursPerDayInput);
        }
        return training;
    }

    private string Duration(Training training, Use use) =>
        training.Days is null ? $"{Formulas.Number(use.Quantity)} / {law.HoursPerDayFactor}" : Formulas.Number(use.Quantity);

    private void AddLots(List<Lot> lots)
    {
        foreach (var lot in lots)
        {
            var name = lot.Kind switch
            {
                EntryKind.Credit => "lot.credit",
                EntryKind.Extra => "lot.extra",
                _ => "lot.adjustment",
            };
            inputs.Add(new(name, lot.Left.ToString(), null, new(lot.Year, 1, 1), lot.Expiry));
        }
    }
}
