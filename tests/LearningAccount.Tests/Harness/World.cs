using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Law.Numbers;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Harness;

/// <summary>
/// An employer and its workers, built as a test tells of them and written as any change is:
/// <c>World.With("Maes Metaal").AndWorker().Employed("2026-01-01", regime: "28.5/38").RecordedIn(database)</c>.
/// </summary>
internal sealed class World
{
    private readonly List<WorkerVersion> workers = [];
    private readonly List<PersonNumberVersion> numbers = [];
    private readonly List<WorkerIdentityVersion> identities = [];
    private readonly List<ContractVersion> contracts = [];
    private readonly List<SuspensionVersion> suspensions = [];
    private readonly List<TrainingVersion> trainings = [];
    private readonly List<AdjustmentVersion> adjustments = [];
    private readonly List<DeclaredSizeVersion> sizes = [];
    private readonly List<SaidSizeClassVersion> classes = [];
    private readonly List<EmployerProfileVersion> profiles = [];
    private readonly EmployerVersion employer;

    // The workers of two worlds are not the same people.
    private readonly int dayOfBirth;

    private World(string name, int number)
    {
        EmployerId = Guid.CreateVersion7();
        dayOfBirth = 1 + number % 28;
        Assert.True(EnterpriseNumber.TryParse(SyntheticNumbers.Enterprise(number), out var enterprise, out _));
        employer = new()
        {
            EmployerId = EmployerId,
            Origin = "manual",
            EnterpriseNumber = enterprise,
            NssoNumber = null,
        };
        profiles.Add(
            new()
            {
                EmployerId = EmployerId,
                Origin = "manual",
                Name = name,
                FullTimeWeeklyHours = 38,
                InScope = true,
                Language = "nl",
            }
        );
    }

    public Guid EmployerId { get; }
    public EnterpriseNumber Number => employer.EnterpriseNumber!.Value;

    /// <summary>In the order they were told of.</summary>
    public IReadOnlyList<Guid> WorkerIds => [.. workers.Select(worker => worker.WorkerId)];

    private Guid Worker =>
        workers.Count > 0 ? workers[^1].WorkerId : throw new InvalidOperationException("Tell of a worker first.");

    /// <param name="number">The first eight digits of the enterprise number; 09999900 to 09999999 are nobody's.</param>
    public static World With(string name = "Maes Metaal", int number = 9_999_901) => new(name, number);

    /// <summary>The size class from a 1 January on.</summary>
    public World OfSize(SizeClass sizeClass, string from = "2023-01-01")
    {
        classes.Add(
            new()
            {
                EmployerId = EmployerId,
                Origin = "manual",
                FromOn = Day(from),
                SizeClass = sizeClass,
            }
        );
        return this;
    }

    public World Declaring(string quarter, string fte, int? heads = null)
    {
        sizes.Add(
            new()
            {
                EmployerId = EmployerId,
                Origin = "manual",
                Quarter = Quarter.TryParse(quarter, out var read) ? read : throw new FormatException(quarter),
                Fte = Exact(fte),
                Heads = heads,
            }
        );
        return this;
    }

    /// <summary>The number of a worker, in the order they were told of, as digits.</summary>
    public string NumberOf(int place) => numbers[place].Ssin.Digits;

    /// <summary>A worker with a number that is nobody's; what follows is told of this worker.</summary>
    public World AndWorker(string familyName = "Peeters", string givenNames = "Anna")
    {
        var digits = SyntheticNumbers.Ssin(
            60 + workers.Count % 35,
            2 + workers.Count / 280,
            dayOfBirth,
            991 + workers.Count / 35 % 8,
            from2000: false
        );
        Assert.True(Ssin.TryParseDigits(digits, out var ssin, out _));
        var worker = Guid.CreateVersion7();
        var person = Guid.CreateVersion7();
        workers.Add(
            new()
            {
                EmployerId = EmployerId,
                Origin = "manual",
                WorkerId = worker,
                PersonId = person,
            }
        );
        numbers.Add(
            new()
            {
                EmployerId = EmployerId,
                Origin = "manual",
                Ssin = ssin,
                PersonId = person,
            }
        );
        identities.Add(
            new()
            {
                EmployerId = EmployerId,
                Origin = "manual",
                WorkerId = worker,
                FamilyName = familyName,
                GivenNames = givenNames,
                BirthDate = null,
                BirthPlace = null,
                Domicile = null,
                Language = "nl",
                Email = null,
                Sex = null,
                OwnReference = null,
            }
        );
        return this;
    }

    /// <summary>What the employer says of the worker besides the name.</summary>
    /// <param name="sex"><c>f</c>, <c>m</c> or <c>x</c>.</param>
    public World Who(string? sex = null, string? department = null, string? born = null)
    {
        identities[^1] = identities[^1] with { Sex = sex, Department = department, BirthDate = born };
        return this;
    }

    /// <param name="sex"><c>m</c>, <c>f</c> or <c>x</c>.</param>
    public World OfSex(string sex) => Being(identity => identity with { Sex = sex });

    /// <summary>What else the employer says of the person.</summary>
    public World Being(Func<WorkerIdentityVersion, WorkerIdentityVersion> said)
    {
        identities[^1] = said(identities[^1]);
        return this;
    }

    /// <param name="regime">A part of full time (<c>3/4</c>) or hours against full-time hours (<c>28.5/38</c>).</param>
    public World Employed(
        string from,
        string? to = null,
        string regime = "1",
        string? committee = null,
        EndReason? reason = null,
        WorkerCategory category = WorkerCategory.Worker
    )
    {
        contracts.Add(
            new()
            {
                EmployerId = EmployerId,
                Origin = "manual",
                WorkerId = Worker,
                ContractId = Guid.CreateVersion7(),
                StartOn = Day(from),
                EndOn = to is null ? null : Day(to),
                EndReason = reason,
                PaidInLieu = false,
                NoticeWorked = null,
                JointCommittee = committee is null ? null : JointCommittee.Parse(committee),
                Category = category,
                Fraction = Exact(regime),
                Hours = null,
                FullTimeHours = null,
                OwnReference = null,
            }
        );
        return this;
    }

    public World Suspended(string from, string to, SuspensionKind kind, string? works = null)
    {
        suspensions.Add(
            new()
            {
                EmployerId = EmployerId,
                Origin = "manual",
                WorkerId = Worker,
                SuspensionId = Guid.CreateVersion7(),
                FromOn = Day(from),
                ToOn = Day(to),
                Kind = kind,
                Fraction = works is null ? null : Exact(works),
            }
        );
        return this;
    }

    /// <param name="on">Its last day; its first one too, where <paramref name="from"/> does not tell another.</param>
    public World Trained(
        string on,
        string days,
        string title = "Welding",
        TrainingStatus status = TrainingStatus.Followed,
        string? from = null,
        string? validUntil = null,
        string origin = "manual",
        TrainingKind kind = TrainingKind.Formal
    )
    {
        trainings.Add(
            new()
            {
                EmployerId = EmployerId,
                Origin = origin,
                WorkerId = Worker,
                TrainingId = Guid.CreateVersion7(),
                ExternalId = null,
                Title = title,
                Kind = kind,
                CertificateValidUntil = validUntil is null ? null : Day(validUntil),
                Status = status,
                StartOn = Day(from ?? on),
                EndOn = Day(on),
                Hours = null,
                Days = Exact(days),
                PerYear = null,
                Counts = true,
                LeaveScheme = null,
                OfferedAndRefused = false,
            }
        );
        return this;
    }

    /// <summary>What else is said of the training told last.</summary>
    public World Saying(Func<TrainingVersion, TrainingVersion> said)
    {
        trainings[^1] = said(trainings[^1]);
        return this;
    }

    public World Corrected(string on, string days, string reason)
    {
        adjustments.Add(
            new()
            {
                EmployerId = EmployerId,
                Origin = "manual",
                WorkerId = Worker,
                AdjustmentId = Guid.CreateVersion7(),
                OnDay = Day(on),
                Days = Exact(days),
                Reason = reason,
            }
        );
        return this;
    }

    /// <summary>Writes all of it in one change, as somebody at the command line would.</summary>
    public async Task<World> RecordedIn(Database database)
    {
        var cancel = TestContext.Current.CancellationToken;
        return await Change.Make(
            database,
            new Author("test", Door.Command),
            async change =>
            {
                await change.Touch(EmployerId, "world", cancel);
                change.Insert(Tables.Employer, employer);
                change.Insert(Tables.EmployerProfile, profiles);
                change.Insert(Tables.SaidSizeClass, classes);
                change.Insert(Tables.DeclaredSize, sizes);
                change.Insert(Tables.PersonNumber, numbers);
                change.Insert(Tables.Worker, workers);
                change.Insert(Tables.WorkerIdentity, identities);
                change.Insert(Tables.Contract, contracts);
                change.Insert(Tables.Suspension, suspensions);
                change.Insert(Tables.Training, trainings);
                change.Insert(Tables.Adjustment, adjustments);
                return this;
            },
            cancel
        );
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>3/4</c>, <c>0.5</c> and also <c>28.5/38</c>.</summary>
    private static Fraction Exact(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 1 ? Fraction.Parse(text) : Fraction.Parse(parts[0]) / Fraction.Parse(parts[1]);
    }
}
