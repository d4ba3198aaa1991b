using System.Globalization;
using LearningAccount.App.Portal.Corrections;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Me;

/// <summary>What a worker types to have something corrected, as it was typed.</summary>
public sealed class CorrectionForm
{
    public CorrectionSubject? Subject { get; set; }

    /// <summary>The training or contract that is wrong.</summary>
    public Guid? About { get; set; }

    public string? Title { get; set; }
    public string? Start { get; set; }
    public string? End { get; set; }
    public string? Amount { get; set; }

    /// <summary><c>hours</c> or <c>days</c>.</summary>
    public string? Unit { get; set; }
    public TrainingKind? Kind { get; set; }
    public TrainingStatus? Status { get; set; }
    public string? Provider { get; set; }
    public string? CertificateUntil { get; set; }
    public bool Certificate { get; set; }

    public string? FamilyName { get; set; }
    public string? GivenNames { get; set; }
    public string? BirthDate { get; set; }
    public string? BirthPlace { get; set; }
    public string? Domicile { get; set; }

    public string? WeeklyHours { get; set; }
    public string? FullTimeHours { get; set; }

    /// <summary>The last, as it stands on the page.</summary>
    public string? Said { get; set; }

    /// <summary>Filled with what is known now, to be changed where it is wrong.</summary>
    public static CorrectionForm Of(CorrectionSubject? subject, Guid? about, WorkerSnapshot worker, Words words)
    {
        var form = new CorrectionForm { Subject = subject, About = about };
        if (subject is CorrectionSubject.Training && TrainingOf(worker, about) is { } training)
        {
            form.Title = training.Title;
            form.Start = PageDates.Text(training.StartOn);
            form.End = PageDates.Text(training.EndOn);
            form.Amount = words.Short((training.Hours ?? training.Days)!.Value);
            form.Unit = training.Hours is null ? "days" : "hours";
            form.Kind = training.Kind;
            form.Status = training.Status;
            form.Provider = training.ProviderName;
            form.Certificate = training.CertificateReceived is true;
            form.CertificateUntil = training.CertificateValidUntil is { } until ? PageDates.Text(until) : null;
        }
        else if (subject is CorrectionSubject.Training)
        {
            (form.Unit, form.Kind, form.Status) = ("days", TrainingKind.Formal, TrainingStatus.Followed);
        }
        else if (subject is CorrectionSubject.Employment && ProposalRow.ContractOf(worker, about) is { } contract)
        {
            form.Start = PageDates.Text(contract.StartOn);
            form.End = contract.EndOn is { } end ? PageDates.Text(end) : null;
            form.WeeklyHours = contract.Hours is { } hours ? words.Short(hours) : null;
            form.FullTimeHours = contract.FullTimeHours is { } full ? words.Short(full) : null;
        }
        else if (subject is CorrectionSubject.Identity && worker.Identity is { } identity)
        {
            form.FamilyName = identity.FamilyName;
            form.GivenNames = identity.GivenNames;
            form.BirthDate = identity.BirthDate;
            form.BirthPlace = identity.BirthPlace;
            form.Domicile = identity.Domicile;
        }
        return form;
    }

    public static TrainingVersion? TrainingOf(WorkerSnapshot worker, Guid? about) =>
        worker.Trainings.FirstOrDefault(training => training.TrainingId == about);
}

/// <summary>What was typed, read: the proposal it makes, or the fields that cannot be read.</summary>
/// <param name="Proposal">By <see cref="CorrectionProposal"/>; null: words alone.</param>
/// <param name="Faults">Each the name of a field and the code of what is wrong with it.</param>
public sealed record CorrectionDraft(Guid? About, string? Proposal, IReadOnlyList<(string Field, string Code)> Faults)
{
    /// <param name="left">What is left by the account.</param>
    public static CorrectionDraft Of(CorrectionForm form, Guid employer, WorkerSnapshot worker, Fraction left, DateOnly today)
    {
        var reading = new Reading(form);
        return form.Subject switch
        {
            CorrectionSubject.Training => reading.Draft(form.About, Training(reading, form, employer, worker)),
            CorrectionSubject.Employment => reading.Draft(form.About, Contract(reading, form, worker)),
            CorrectionSubject.Identity => reading.Draft(
                worker.Identity is null ? null : worker.Identity.WorkerId,
                Identity(form, employer, worker)
            ),
            _ => reading.Draft(null, Figure(reading, employer, worker, left, today)),
        };
    }

    private static string? Training(Reading reading, CorrectionForm form, Guid employer, WorkerSnapshot worker)
    {
        var known = CorrectionForm.TrainingOf(worker, form.About);
        var start = reading.Day(nameof(form.Start), form.Start, isRequired: true);
        var end = reading.Day(nameof(form.End), form.End, isRequired: false) ?? start;
        var amount = reading.Number(nameof(form.Amount), form.Amount, isRequired: true);
        var until = reading.Day(nameof(form.CertificateUntil), form.CertificateUntil, isRequired: false);
        if (Text(form.Title) is not { } title)
        {
            reading.Wrong(nameof(form.Title), "correction.wrong.missing");
            return null;
        }
        if (reading.HasFaults)
        {
            return null;
        }
        var isHours = form.Unit is "hours";
        var said = (known ?? Missing(employer, worker)) with
        {
            Title = title,
            Kind = form.Kind ?? TrainingKind.Formal,
            Status = form.Status ?? TrainingStatus.Followed,
            StartOn = start!.Value,
            EndOn = end!.Value,
            Hours = isHours ? amount : null,
            Days = isHours ? null : amount,
            ProviderName = Text(form.Provider),
            CertificateReceived =
                form.Certificate ? true
                : known?.CertificateReceived is true ? false
                : known?.CertificateReceived,
            CertificateValidUntil = until,
        };
        // How it falls over years is no longer so when it lasts another time.
        said = known is not null && (known.Hours, known.Days) == (said.Hours, said.Days) ? said : said with { PerYear = null };
        return known is null ? CorrectionProposal.New(said) : CorrectionProposal.Change(known, said);
    }

    private static TrainingVersion Missing(Guid employer, WorkerSnapshot worker) =>
        new()
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            WorkerId = worker.WorkerId,
            TrainingId = Guid.CreateVersion7(),
            ExternalId = null,
            Title = "",
            Kind = TrainingKind.Formal,
            Status = TrainingStatus.Followed,
            StartOn = default,
            EndOn = default,
            Hours = null,
            Days = null,
            PerYear = null,
            Counts = true,
            LeaveScheme = null,
            OfferedAndRefused = false,
        };

    private static string? Contract(Reading reading, CorrectionForm form, WorkerSnapshot worker)
    {
        // What declarations say of an employment is corrected in words: they are the employer's to correct.
        if (ProposalRow.ContractOf(worker, form.About) is not { } known)
        {
            return null;
        }
        var start = reading.Day(nameof(form.Start), form.Start, isRequired: true);
        var end = reading.Day(nameof(form.End), form.End, isRequired: false);
        var hours = reading.Number(nameof(form.WeeklyHours), form.WeeklyHours, isRequired: false);
        var full = reading.Number(nameof(form.FullTimeHours), form.FullTimeHours, isRequired: false);
        return reading.HasFaults
            ? null
            : CorrectionProposal.Change(
                known,
                known with
                {
                    StartOn = start!.Value,
                    EndOn = end,
                    Hours = hours,
                    FullTimeHours = full,
                    // Hours say more than a part of full time does, and both may not stand.
                    Fraction = hours is null ? known.Fraction : null,
                }
            );
    }

    private static string? Identity(CorrectionForm form, Guid employer, WorkerSnapshot worker)
    {
        var known = worker.Identity;
        var said = (known ?? Nobody(employer, worker)) with
        {
            FamilyName = Text(form.FamilyName) ?? known?.FamilyName,
            GivenNames = Text(form.GivenNames) ?? known?.GivenNames,
            BirthDate = Text(form.BirthDate) ?? known?.BirthDate,
            BirthPlace = Text(form.BirthPlace) ?? known?.BirthPlace,
            Domicile = Text(form.Domicile) ?? known?.Domicile,
        };
        return known is null ? CorrectionProposal.New(said) : CorrectionProposal.Change(known, said);
    }

    private static WorkerIdentityVersion Nobody(Guid employer, WorkerSnapshot worker) =>
        new()
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            WorkerId = worker.WorkerId,
            FamilyName = null,
            GivenNames = null,
            BirthDate = null,
            BirthPlace = null,
            Domicile = null,
            Language = null,
            Email = null,
            Sex = null,
            OwnReference = null,
        };

    private static string? Figure(Reading reading, Guid employer, WorkerSnapshot worker, Fraction left, DateOnly today)
    {
        if (
            reading.Number(nameof(CorrectionForm.Amount), reading.Form.Amount, isRequired: false) is not { } expected
            || expected == left
        )
        {
            return null;
        }
        return CorrectionProposal.New(
            new AdjustmentVersion
            {
                EmployerId = employer,
                Origin = FactVersion.ByHand,
                WorkerId = worker.WorkerId,
                AdjustmentId = Guid.CreateVersion7(),
                OnDay = today,
                Days = expected - left,
                Reason = null,
            }
        );
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private sealed class Reading(CorrectionForm form)
    {
        private readonly List<(string Field, string Code)> faults = [];
        public CorrectionForm Form => form;
        public bool HasFaults => faults.Count > 0;

        public void Wrong(string field, string code) => faults.Add((field, code));

        public CorrectionDraft Draft(Guid? about, string? proposal) => new(about, proposal, faults);

        public DateOnly? Day(string field, string? typed, bool isRequired)
        {
            if (Text(typed) is not { } text)
            {
                if (isRequired)
                {
                    Wrong(field, "correction.wrong.missing");
                }
                return null;
            }
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }
            Wrong(field, "correction.wrong.day");
            return null;
        }

        /// <summary>With a point or a comma, as people write it.</summary>
        public Fraction? Number(string field, string? typed, bool isRequired)
        {
            if (Text(typed) is not { } text)
            {
                if (isRequired)
                {
                    Wrong(field, "correction.wrong.missing");
                }
                return null;
            }
            var plain = text.Replace(',', '.').Replace('−', '-');
            if (plain.Length <= 20 && Fraction.TryParse(plain, out var number))
            {
                return number;
            }
            Wrong(field, "correction.wrong.number");
            return null;
        }
    }
}
