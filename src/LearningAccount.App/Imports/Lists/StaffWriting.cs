using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Imports.Lists;

/// <summary>Writes what rows of a staff list say of one employer's workers.</summary>
internal sealed class StaffWriting(FileAnswers answers)
{
    public const string Origin = "staffList";

    private readonly FindPeople people = new(answers);

    // Contracts and suspensions that rows of this file spoke of already: two rows are two contracts.
    private readonly HashSet<Guid> spoken = [];

    // The family name that a row of this file gave a worker first: two people under one number are a common mistake.
    private readonly Dictionary<Guid, (string Name, int Row)> names = [];

    public async Task Write(
        Guid employerId,
        IReadOnlyList<ListRow<StaffLine>> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        await NameEmployer(employerId, rows, writing, cancel);
        foreach (var row in rows.Where(row => row.Line.FormerSsin is not null))
        {
            await Replace(employerId, row, writing, cancel);
        }
        var workers = await RegisterWorkers.Do(
            writing.Change,
            employerId,
            [.. rows.Select(row => row.Line.Ssin).OfType<Ssin>().Distinct()],
            Origin,
            writing.FileName,
            cancel
        );
        foreach (var row in rows.Where(row => row.Line.Ssin is not null))
        {
            var worker = workers[row.Line.Ssin!.Value];
            row.WorkerId = worker.WorkerId;
            row.Say(worker.IsNew ? RowOutcome.New : RowOutcome.Unchanged);
            RemarkOtherName(row, worker.WorkerId);
        }
        await people.Do(employerId, [.. rows.Where(row => row.Line.Ssin is null)], line => line.Identity, writing, cancel);
        rows = [.. rows.Where(row => row.WorkerId is not null)];
        var identities = rows.Select(row => Identity(employerId, row, writing)).ToList();
        Tell(rows, await SayIdentities.Do(writing.Change, employerId, identities, cancel), newIsChange: true);
        await Contracts(employerId, rows, writing, cancel);
        await Suspensions(employerId, rows, writing, cancel);
    }

    private void RemarkOtherName(ListRow<StaffLine> row, Guid worker)
    {
        if (row.Line.Identity.FamilyName is not { } name || names.TryAdd(worker, (name, row.Row.Number)))
        {
            return;
        }
        var (earlier, place) = names[worker];
        const CompareOptions asSpoken = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreSymbols;
        if (CultureInfo.InvariantCulture.CompareInfo.Compare(earlier, name, asSpoken) != 0)
        {
            row.Reading.Fail(
                "staff.nameDiffers",
                ListColumn.FamilyName,
                Severity.Warning,
                ("row", place.ToString(CultureInfo.InvariantCulture))
            );
        }
    }

    // Of several names the last one holds; what else is known of the employer stays.
    private static async Task NameEmployer(
        Guid employerId,
        IReadOnlyList<ListRow<StaffLine>> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        if (rows.LastOrDefault(row => row.Line.EmployerName is not null) is not { Line.EmployerName: { } name } row)
        {
            return;
        }
        var known = await ReadVersions.Now(writing.Connection, FactTables.EmployerProfile, employerId, cancel);
        var profile = known.SingleOrDefault();
        if (profile?.Name == name)
        {
            return;
        }
        var said = new EmployerProfileVersion
        {
            EmployerId = employerId,
            Origin = Origin,
            OriginReference = Reference(row, writing),
            Name = name,
            FullTimeWeeklyHours = profile?.FullTimeWeeklyHours,
            InScope = profile?.InScope ?? true,
            Language = profile?.Language,
        };
        await SayProfile.Do(writing.Change, said, cancel);
        row.Say(RowOutcome.Changed);
    }

    private async Task Contracts(
        Guid employerId,
        IReadOnlyList<ListRow<StaffLine>> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var speaking = rows.Where(row => row.Line.Contract is not null).ToList();
        var aliases = await WorkerAliases.Of(writing.Connection, employerId, Workers(speaking), cancel);
        var known = await ReadVersions.Now(writing.Connection, FactTables.Contract, employerId, aliases.Keys, cancel);
        var decide = new DecideContracts(known, aliases, spoken);
        var decided = speaking.Select(row => (Row: row, Contract: decide.Do(row, employerId, Reference(row, writing)))).ToList();
        var said = decided.Where(one => one.Contract is not null).ToList();
        var told = await SayContracts.Do(writing.Change, employerId, [.. said.Select(one => one.Contract!)], cancel);
        Tell([.. said.Select(one => one.Row)], told, newIsChange: false);
        decide.RemarkOverlaps(said.Select(one => (one.Row, one.Contract!)));
    }

    private static async Task Suspensions(
        Guid employerId,
        IReadOnlyList<ListRow<StaffLine>> rows,
        ImportWriting writing,
        CancellationToken cancel
    )
    {
        var speaking = rows.Where(row => row.Line.Suspension is not null).ToList();
        var workers = Workers(speaking);
        var known = (await ReadVersions.Now(writing.Connection, FactTables.Suspension, employerId, workers, cancel))
            .GroupBy(one => (one.WorkerId, one.FromOn, one.Kind))
            .ToDictionary(same => same.Key, same => same.First().SuspensionId);
        var said = new List<SuspensionVersion>();
        foreach (var row in speaking)
        {
            var suspension = row.Line.Suspension!;
            var key = (row.WorkerId!.Value, suspension.From, suspension.Kind);
            if (!known.TryGetValue(key, out var id))
            {
                known.Add(key, id = Guid.CreateVersion7());
            }
            said.Add(
                new()
                {
                    EmployerId = employerId,
                    Origin = Origin,
                    OriginReference = Reference(row, writing),
                    WorkerId = key.Value,
                    SuspensionId = id,
                    FromOn = suspension.From,
                    ToOn = suspension.To,
                    Kind = suspension.Kind,
                    Fraction = suspension.Fraction,
                }
            );
        }
        Tell(speaking, await SaySuspensions.Do(writing.Change, employerId, said, cancel), newIsChange: true);
    }

    /// <summary>Makes two numbers one person. Where both were known, people should look whether that is right.</summary>
    private static async Task Replace(Guid employerId, ListRow<StaffLine> row, ImportWriting writing, CancellationToken cancel)
    {
        var (former, current) = (row.Line.FormerSsin!.Value, row.Line.Ssin!.Value);
        var persons = await PersonDirectory.Find(writing.Connection, [former, current], cancel);
        var (hasFormer, hasCurrent) = (persons.TryGetValue(former, out var before), persons.TryGetValue(current, out var now));
        if (hasFormer && hasCurrent && before == now)
        {
            return;
        }
        if (!hasFormer && !hasCurrent)
        {
            await RegisterWorkers.Do(writing.Change, employerId, [current], Origin, writing.FileName, cancel);
        }
        // Either number may be the one that is known; which of them is the older one is not kept.
        var (old, other) = hasFormer ? (former, current) : (current, former);
        await ReplaceSsin.Do(writing.Change, employerId, old, other, Origin, cancel);
        row.Say(RowOutcome.Changed);
        if (hasFormer && hasCurrent)
        {
            row.Reading.Fail("staff.numberReplaced", ListColumn.FormerSsin, Severity.Warning);
        }
    }

    private static WorkerIdentityVersion Identity(Guid employerId, ListRow<StaffLine> row, ImportWriting writing) =>
        IdentityOf(row.Line.Identity, employerId, row.WorkerId!.Value, Origin, Reference(row, writing));

    public static WorkerIdentityVersion IdentityOf(
        SaidIdentity said,
        Guid employerId,
        Guid workerId,
        string origin,
        string reference
    ) =>
        new()
        {
            EmployerId = employerId,
            Origin = origin,
            OriginReference = reference,
            WorkerId = workerId,
            FamilyName = said.FamilyName,
            GivenNames = said.GivenNames,
            BirthDate = said.BirthDate is { } birth ? ColumnText.Of(birth) : null,
            BirthPlace = said.BirthPlace,
            Domicile = said.Domicile,
            Language = said.Language?.Code(),
            Email = said.Email,
            Sex = said.Sex is { } sex ? (sex == Sex.Man ? "m" : "f") : null,
            OwnReference = said.OwnReference,
            Site = said.Site,
            Department = said.Department,
        };

    private static List<Guid> Workers(IEnumerable<ListRow<StaffLine>> rows) =>
        [.. rows.Select(row => row.WorkerId!.Value).Distinct()];

    private static string Reference(ListRow<StaffLine> row, ImportWriting writing) =>
        string.Create(CultureInfo.InvariantCulture, $"{writing.FileName}:{row.Row.Number}");

    /// <param name="newIsChange">A first identity or suspension changes the worker; only a worker or contract is a new one.</param>
    private static void Tell(IReadOnlyList<ListRow<StaffLine>> rows, IReadOnlyList<SaidAnswer> answers, bool newIsChange)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Reading.Remarks.AddRange(answers[i].Anomalies);
            rows[i]
                .Say(
                    answers[i].Outcome switch
                    {
                        Said.New when !newIsChange => RowOutcome.New,
                        Said.New or Said.Changed => RowOutcome.Changed,
                        _ => RowOutcome.Unchanged,
                    }
                );
        }
    }
}
