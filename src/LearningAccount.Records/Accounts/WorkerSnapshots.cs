using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.Records.Accounts;

/// <summary>Makes the workers of an employer, all or some, out of the versions that hold.</summary>
internal sealed class WorkerSnapshots(EmployerWords employer, IReadOnlyDictionary<Guid, Guid> canonical)
{
    public required IReadOnlyCollection<WorkerIdentityVersion> Identities { get; init; }
    public required IReadOnlyCollection<OccupationVersion> Occupations { get; init; }
    public required IReadOnlyCollection<DeclarationPersonVersion> Declared { get; init; }
    public required IReadOnlyCollection<ContractVersion> Contracts { get; init; }
    public required IReadOnlyCollection<SuspensionVersion> Suspensions { get; init; }
    public required IReadOnlyCollection<DimonaPeriodVersion> Dimona { get; init; }
    public required IReadOnlyCollection<TrainingVersion> Trainings { get; init; }
    public required IReadOnlyCollection<AdjustmentVersion> Adjustments { get; init; }
    public required IReadOnlyCollection<WorkerOptOutVersion> OptOuts { get; init; }
    public required IReadOnlyCollection<WorkerExtraDaysVersion> ExtraDays { get; init; }

    /// <summary>The tables a worker is read from; the quarters one was declared in beside.</summary>
    public static readonly ImmutableArray<BulkTable> ReadAgain =
    [
        Tables.Worker,
        Tables.WorkerIdentity,
        Tables.Occupation,
        Tables.Contract,
        Tables.Suspension,
        Tables.DimonaPeriod,
        Tables.Training,
        Tables.Adjustment,
        Tables.WorkerOptOut,
        Tables.WorkerExtraDays,
    ];

    /// <summary>All workers of the employer.</summary>
    public static async Task<ImmutableArray<WorkerSnapshot>> Read(
        FactReading reading,
        EmployerWords employer,
        IReadOnlyCollection<WorkerVersion> workers,
        IReadOnlyCollection<DeclarationPersonVersion> declared,
        IReadOnlyDictionary<Guid, Guid> canonical
    ) => await Read(reading, employer, workers, declared, canonical, some: null);

    /// <summary>Some workers, reading nothing of the others.</summary>
    /// <param name="aliases">The workers asked for and all who are the same persons, each with the one that stands for them.</param>
    public static async Task<ImmutableArray<WorkerSnapshot>> Read(
        FactReading reading,
        EmployerWords employer,
        IReadOnlyDictionary<Guid, Guid> aliases
    )
    {
        Guid[] some = [.. aliases.Keys];
        var workers = await reading.Of(Tables.Worker, some);
        var declared = await reading.Of(Tables.DeclarationPerson, some);
        return await Read(reading, employer, workers, declared, aliases, some);
    }

    private static async Task<ImmutableArray<WorkerSnapshot>> Read(
        FactReading reading,
        EmployerWords employer,
        IReadOnlyCollection<WorkerVersion> workers,
        IReadOnlyCollection<DeclarationPersonVersion> declared,
        IReadOnlyDictionary<Guid, Guid> canonical,
        Guid[]? some
    )
    {
        var numbers = await PersonDirectory.NumbersOf(
            reading.Connection,
            [.. workers.Select(worker => worker.PersonId).Distinct()],
            reading.Cancel
        );
        var made = new WorkerSnapshots(employer, canonical)
        {
            Declared = declared,
            Identities = await reading.Of(Tables.WorkerIdentity, some),
            Occupations = await reading.Of(Tables.Occupation, some),
            Contracts = await reading.Of(Tables.Contract, some),
            Suspensions = await reading.Of(Tables.Suspension, some),
            Dimona = await reading.Of(Tables.DimonaPeriod, some),
            Trainings = await reading.Of(Tables.Training, some),
            Adjustments = await reading.Of(Tables.Adjustment, some),
            OptOuts = await reading.Of(Tables.WorkerOptOut, some),
            ExtraDays = await reading.Of(Tables.WorkerExtraDays, some),
        };
        return made.Make(workers, numbers);
    }

    private ImmutableArray<WorkerSnapshot> Make(IEnumerable<WorkerVersion> workers, ILookup<Guid, Ssin> numbers)
    {
        var identities = Identities.ToLookup(one => First(one.WorkerId));
        var occupations = Occupations.ToLookup(one => First(one.WorkerId));
        var declared = Declared.Where(one => one.WorkerId is not null).ToLookup(one => First(one.WorkerId!.Value));
        var contracts = Contracts.ToLookup(one => First(one.WorkerId));
        var suspensions = Suspensions.ToLookup(one => First(one.WorkerId));
        var dimona = Dimona.ToLookup(one => First(one.WorkerId));
        var trainings = Trainings.ToLookup(one => First(one.WorkerId));
        var adjustments = Adjustments.ToLookup(one => First(one.WorkerId));
        var optOuts = OptOuts.ToLookup(one => First(one.WorkerId));
        var extraDays = ExtraDays.ToLookup(one => First(one.WorkerId));
        var (firstDeclared, lastDeclared) = (employer.FirstDeclared, employer.LastDeclared);
        var made = ImmutableArray.CreateBuilder<WorkerSnapshot>();
        foreach (
            var person in workers
                .OrderBy(worker => worker.Recorded)
                .ThenBy(worker => worker.Place)
                .GroupBy(worker => worker.PersonId)
        )
        {
            var id = person.Min(worker => worker.WorkerId);
            var facts = new WorkerFacts
            {
                Occupations = [.. OccupationsInForce.Of(occupations[id], declared[id])],
                Contracts = [.. contracts[id]],
                Suspensions = [.. suspensions[id]],
                Dimona = [.. dimona[id]],
                FirstDeclared = firstDeclared,
                LastDeclared = lastDeclared,
                DimonaSince = employer.DimonaSince,
                Days = employer.Days,
            };
            var resolved = ResolveEmployments.Of(facts);
            var followed = trainings[id]
                .OrderBy(one => one.EndOn)
                .ThenBy(one => one.Recorded)
                .ThenBy(one => one.Place)
                .ToImmutableArray();
            var corrected = adjustments[id]
                .OrderBy(one => one.OnDay)
                .ThenBy(one => one.Recorded)
                .ThenBy(one => one.Place)
                .ToImmutableArray();
            var ownNumbers = OfEachYear(optOuts[id], one => one.Year);
            var ownExtra = OfEachYear(extraDays[id], one => one.Year);
            var identity = identities[id].MaxBy(one => one.Recorded);
            Ssin? number = numbers.Contains(person.Key) ? numbers[person.Key].Last() : null;
            made.Add(
                new()
                {
                    WorkerId = id,
                    PersonId = person.Key,
                    Identity = identity,
                    OwnReference =
                        identity?.OwnReference
                        ?? declared[id].Where(one => one.OwnReference is not null).MaxBy(one => one.Quarter)?.OwnReference,
                    MaskedNumber = number is { } shown ? PersonDirectory.Masked(shown) : null,
                    BornOn = BornOn(identity?.BirthDate) ?? number?.BirthDate,
                    Sex = identity?.Sex switch
                    {
                        "f" => Sex.Woman,
                        "m" => Sex.Man,
                        null => number?.Sex,
                        _ => null,
                    },
                    Employments = resolved,
                    Suspensions = [.. suspensions[id]],
                    Dimona = facts.Dimona,
                    Trainings = followed,
                    Adjustments = corrected,
                    OptOuts = ownNumbers,
                    ExtraDays = ownExtra,
                    Contracts = [.. facts.Contracts.OrderBy(one => one.StartOn)],
                    FromFiles = FromFiles(facts),
                    Days = employer.Days,
                    Facts = new()
                    {
                        Settings = employer.Settings,
                        Employer = employer.FactsOf(ownNumbers, ownExtra),
                        Employments = resolved.Law,
                        Trainings = [.. followed.Select(Training)],
                        Adjustments =
                        [
                            .. corrected.Select(one => new Adjustment(one.OnDay, one.Days, one.Reason, employer.OriginOf(one))),
                        ],
                    },
                }
            );
        }
        return made.DrainToImmutable();
    }

    private static ResolvedEmployments? FromFiles(WorkerFacts facts)
    {
        var others = facts.Contracts.RemoveAll(contract => contract.IsByHand);
        return others.Length == facts.Contracts.Length || (others.IsEmpty && facts.Occupations.IsEmpty && facts.Dimona.IsEmpty)
            ? null
            : ResolveEmployments.Of(facts with { Contracts = others });
    }

    private static DateOnly? BornOn(string? said) =>
        DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private Guid First(Guid workerId) => canonical.GetValueOrDefault(workerId, workerId);

    private Training Training(TrainingVersion training) =>
        new()
        {
            Id = training.ExternalId ?? ColumnText.Of(training.TrainingId),
            Title = training.Title,
            Start = training.StartOn,
            End = training.EndOn,
            Hours = training.Hours,
            Days = training.Days,
            Kind = training.Kind,
            Status = training.Status,
            Counts = training.Counts,
            LeaveScheme = training.LeaveScheme,
            OfferedAndRefused = training.OfferedAndRefused,
            PerYear = SayTrainings.PerYear(training.PerYear),
            Origin = employer.OriginOf(training),
        };

    // Of two workers who turned out to be one person, what was said last.
    private static ImmutableArray<T> OfEachYear<T>(IEnumerable<T> said, Func<T, int> year)
        where T : FactVersion =>
        [.. said.GroupBy(year).OrderBy(one => one.Key).Select(one => one.MaxBy(version => version.Recorded)!)];
}
