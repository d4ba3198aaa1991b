using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Decides which training a row speaks of: the one with its external reference, else one of the same worker with the same
/// title, days and duration. Reads and writes nothing.
/// </summary>
internal sealed class DecideTrainings
{
    // Beyond so many trainings of one worker at once comparing all would take long.
    private const int MostCompared = 500;
    private readonly ListHeader header;
    private readonly IReadOnlyDictionary<Guid, Guid> aliases;
    private readonly HashSet<Guid> spoken;
    private readonly FileAnswers answers;
    private readonly ImportQuestions questions;
    private readonly Dictionary<(Guid, string), TrainingVersion> byReference = [];
    private readonly Dictionary<(Guid, string, DateOnly, DateOnly, Fraction?, Fraction?), List<TrainingVersion>> byWords = [];
    private readonly Dictionary<Guid, Dictionary<Guid, TrainingVersion>> byWorker = [];

    /// <param name="known">At least those of the rows' workers on the same days, and those with the same reference.</param>
    public DecideTrainings(
        ListHeader header,
        IEnumerable<TrainingVersion> known,
        IReadOnlyDictionary<Guid, Guid> aliases,
        HashSet<Guid> spoken,
        FileAnswers answers,
        ImportQuestions questions
    )
    {
        this.answers = answers;
        this.questions = questions;
        this.header = header;
        this.aliases = aliases;
        this.spoken = spoken;
        foreach (var training in known)
        {
            Keep(training);
        }
    }

    /// <summary>The trainings of a worker that are known here, as they stand after the rows decided so far.</summary>
    public IReadOnlyCollection<TrainingVersion> Standing(Guid worker) =>
        byWorker.TryGetValue(worker, out var all) ? all.Values : [];

    /// <summary>The training as it is from now on; null where the row says nothing that is kept.</summary>
    public TrainingVersion? Do(ListRow<TrainingLine> row, Guid employerId, string reference)
    {
        var line = row.Line;
        var worker = row.WorkerId!.Value;
        var before = Find(worker, line);
        if (before is not null && spoken.Contains(before.TrainingId))
        {
            var isSame = SayFacts.IsSame(Words(line, before, employerId, worker, reference), before);
            Repeated(row, isSame);
            return null;
        }
        var said = Words(line, before, employerId, worker, reference);
        if (before is null && FindSimilar(worker, said) is { } similar)
        {
            var choice = answers.SimilarOf(row.Row.Number);
            questions.Ask(new(row.Row.Number, said, similar, choice));
            if (choice is null)
            {
                row.Waits = true;
                row.Reading.Warn("training.similar");
                return null;
            }
            if (choice == SimilarChoice.Merge)
            {
                (before, said) = (similar, Merged(similar, said));
            }
        }
        spoken.Add(said.TrainingId);
        if (before is { Origin: FactVersion.ByHand } && !SayFacts.IsSame(said, before))
        {
            row.Reading.Warn("list.saidByHand");
            return null;
        }
        Keep(said);
        return said;
    }

    private static void Repeated(ListRow<TrainingLine> row, bool isSame)
    {
        if (isSame)
        {
            row.IsRepeated = true;
        }
        else if (row.Line.ExternalId is not null)
        {
            row.Reading.Fail("training.referenceTwice", ListColumn.ExternalId);
        }
        else
        {
            row.IsRepeated = true;
            row.Reading.Warn("training.twiceInFile");
        }
    }

    private TrainingVersion? Find(Guid worker, TrainingLine line)
    {
        if (line.ExternalId is { } id && byReference.TryGetValue((worker, id), out var referenced))
        {
            return referenced;
        }
        var key = (worker, Letters.Of(line.Title), line.Start, line.End, line.Hours, line.Days);
        if (!byWords.TryGetValue(key, out var same))
        {
            return null;
        }
        // Two references are two trainings; one that was said without may be the one that now has one.
        var candidates = same.FindAll(training => line.ExternalId is null || training.ExternalId is null);
        return candidates.Find(training => !spoken.Contains(training.TrainingId)) ?? candidates.FirstOrDefault();
    }

    /// <summary>One that was known before this file, since rows of one file seldom say the same twice in other words.</summary>
    private TrainingVersion? FindSimilar(Guid worker, TrainingVersion said) =>
        Standing(worker) is { Count: <= MostCompared } standing
            ? standing.FirstOrDefault(known => !spoken.Contains(known.TrainingId) && TrainingLikeness.MayBeSame(said, known))
            : null;

    /// <summary>The known training with what it did not tell yet; what it tells stays.</summary>
    private static TrainingVersion Merged(TrainingVersion known, TrainingVersion said) =>
        known with
        {
            Origin = said.Origin,
            OriginReference = said.OriginReference,
            ExternalId = known.ExternalId ?? said.ExternalId,
            PerYear = known.PerYear ?? (known.Hours == said.Hours && known.Days == said.Days ? said.PerYear : null),
            Outcome = known.Outcome ?? said.Outcome,
            CertificateReceived = known.CertificateReceived ?? said.CertificateReceived,
            CertificateValidUntil = known.CertificateValidUntil ?? said.CertificateValidUntil,
            DeliveryMode = known.DeliveryMode ?? said.DeliveryMode,
            Field = known.Field ?? said.Field,
            ProviderName = known.ProviderName ?? said.ProviderName,
            ProviderNumber = known.ProviderNumber ?? said.ProviderNumber,
            Funding = known.Funding ?? said.Funding,
            Cost = known.Cost ?? said.Cost,
            FundedBy = known.FundedBy ?? said.FundedBy,
            DossierNumber = known.DossierNumber ?? said.DossierNumber,
            WageCost = known.WageCost ?? said.WageCost,
            FundContributions = known.FundContributions ?? said.FundContributions,
            Subsidy = known.Subsidy ?? said.Subsidy,
            WorkingTime = known.WorkingTime ?? said.WorkingTime,
            IsInitial = known.IsInitial ?? said.IsInitial,
            Language = known.Language ?? said.Language,
            Remark = known.Remark ?? said.Remark,
        };

    private void Keep(TrainingVersion training)
    {
        var worker = aliases.GetValueOrDefault(training.WorkerId, training.WorkerId);
        if (!byWorker.TryGetValue(worker, out var all))
        {
            byWorker.Add(worker, all = []);
        }
        all[training.TrainingId] = training;
        if (training.ExternalId is { } id)
        {
            byReference[(worker, id)] = training;
        }
        var key = (worker, Letters.Of(training.Title), training.StartOn, training.EndOn, training.Hours, training.Days);
        if (!byWords.TryGetValue(key, out var same))
        {
            byWords.Add(key, same = []);
        }
        same.RemoveAll(one => one.TrainingId == training.TrainingId);
        same.Add(training);
    }

    /// <summary>What the row says, and what is known where the list has no column for it.</summary>
    private TrainingVersion Words(TrainingLine line, TrainingVersion? known, Guid employerId, Guid worker, string reference) =>
        new()
        {
            EmployerId = employerId,
            Origin = TrainingWriting.Origin,
            OriginReference = reference,
            WorkerId = known?.WorkerId ?? worker,
            TrainingId = known?.TrainingId ?? Guid.CreateVersion7(),
            ExternalId = line.ExternalId ?? known?.ExternalId,
            Title = line.Title,
            Kind = Says(ListColumn.TrainingKind) ? line.Kind : known?.Kind ?? line.Kind,
            Status = Says(ListColumn.TrainingStatus) ? line.Status : known?.Status ?? line.Status,
            StartOn = line.Start,
            EndOn = line.End,
            Hours = line.Hours,
            Days = line.Days,
            PerYear = SayTrainings.PerYearText(line.PerYear) ?? (Says(ListColumn.PerYear) ? null : known?.PerYear),
            Counts = Says(ListColumn.Counts) || Says(ListColumn.CountedQuantity) ? line.Counts : known?.Counts ?? line.Counts,
            LeaveScheme = line.LeaveScheme ?? (Says(ListColumn.LeaveScheme) ? null : known?.LeaveScheme),
            OfferedAndRefused = Says(ListColumn.OfferedAndRefused) ? line.OfferedAndRefused : known?.OfferedAndRefused ?? false,
            Outcome = line.Outcome ?? known?.Outcome,
            CertificateReceived = line.Certificate ?? known?.CertificateReceived,
            CertificateValidUntil = line.CertificateValidUntil ?? known?.CertificateValidUntil,
            DeliveryMode = line.DeliveryMode ?? known?.DeliveryMode,
            Field = line.Field ?? known?.Field,
            ProviderName = line.Provider ?? known?.ProviderName,
            ProviderNumber = line.ProviderNumber ?? known?.ProviderNumber,
            Funding = line.Funding ?? known?.Funding,
            Cost = line.Cost ?? known?.Cost,
            FundedBy = line.FundedBy ?? known?.FundedBy,
            DossierNumber = line.DossierNumber ?? known?.DossierNumber,
            WageCost = line.WageCost ?? known?.WageCost,
            FundContributions = line.FundContributions ?? known?.FundContributions,
            Subsidy = line.Subsidy ?? known?.Subsidy,
            WorkingTime = line.WorkingTime ?? known?.WorkingTime,
            IsInitial = line.IsInitial ?? known?.IsInitial,
            Language = line.Language ?? known?.Language,
            Remark = line.Remark ?? known?.Remark,
            // A list does not tell these; what somebody added by hand stays.
            OccasionId = known?.OccasionId,
            CountsBasis = known?.CountsBasis,
            CountsReason = known?.CountsReason,
            StatusReason = known?.StatusReason,
        };

    private bool Says(ListColumn column) => header.Says(column);
}
