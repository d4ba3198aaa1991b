using System.Text;
using Dapper;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Corrections;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Privacy;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Records.Trainings.Registrations;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Privacy;

/// <summary>
/// An employer with three workers, of whom Zwartehand left long ago and stands everywhere: in declarations, in a file with others, in a
/// row that was wrong, in reasons, in mail, in who looked. Claes left not so long ago; Peeters is in service.
/// </summary>
internal sealed class LeftWorld : IAsyncDisposable
{
    public const string Name = "Zwartehand";
    public const string Email = "z.zwartehand@example.be";
    public static readonly DateOnly Today = new(2026, 1, 15);

    private LeftWorld(TestDatabase test, World world, World other)
    {
        (Test, World, Other) = (test, world, other);
        Snapshots = new(test.Database);
        Erase = new(test.Database, Snapshots);
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;
    public TestDatabase Test { get; }
    public Database Database => Test.Database;
    public World World { get; }

    /// <summary>Another employer, with workers of its own.</summary>
    public World Other { get; }
    public Guid Employer => World.EmployerId;
    public Guid Gone => World.WorkerIds[1];
    public Guid Claes => World.WorkerIds[2];
    public string Number => World.NumberOf(1);
    public ReadSnapshots Snapshots { get; }
    public CarryOutErasure Erase { get; init; }
    public Guid User { get; private set; }

    public static async Task<LeftWorld> MadeAsync(Engine engine)
    {
        var test = await TestDatabase.OpenAsync(engine);
        test.Clock.Set("2020-03-02T09:00:00Z");
        var world = await World
            .With()
            .AndWorker("Peeters", "Anna")
            .Employed("2018-01-01")
            .Trained("2019-05-06", "2")
            .AndWorker(Name, "Zoltan")
            .Employed("2017-01-01", "2020-02-28")
            .Trained("2019-06-03", "3", "First aid")
            .AndWorker("Claes", "Bram")
            .Employed("2018-01-01", "2023-06-30")
            .Trained("2022-06-03", "1", "Forklift")
            .RecordedIn(test.Database);
        var other = await World
            .With("Wouters Hout", 9_999_902)
            .AndWorker("Wouters", "Carl")
            .Employed("2018-01-01")
            .Trained("2019-05-06", "2")
            .RecordedIn(test.Database);
        var made = new LeftWorld(test, world, other);
        await made.DeclareAsync();
        await made.FileAsync();
        await made.FollowedTogetherAsync();
        await made.SignedInAsync();
        await made.RegisteredByProviderAsync();
        test.Clock.Set("2026-01-15T09:00:00Z");
        return made;
    }

    /// <summary>Providers registered trainings of two: who stays keeps hers.</summary>
    private Task RegisteredByProviderAsync() =>
        Change.Make(
            Database,
            Synthetic.Tester,
            async change =>
            {
                var words = (await ReadVersions.Now(change.Connection, Tables.Training, Employer, Cancel))[0];
                foreach (var number in (string[])[World.NumberOf(0), Number])
                {
                    Assert.True(Ssin.TryParseDigits(number, out var ssin, out _));
                    var sent = new SentRegistration(null, ssin, World.Number.Digits, words with { Title = $"Of {number}" });
                    await SendRegistrations.Do(change, Guid.CreateVersion7(), [sent], Test.Clock.GetUtcNow(), Cancel);
                }
            },
            Cancel
        );

    public async Task<EmployerSnapshot> SnapshotAsync() => (await Snapshots.Of(Employer, null, Cancel))!;

    public Task<ErasureReportVersion?> EraseAsync(Guid? worker = null) =>
        Erase.Do(Employer, worker, Synthetic.Tester, Today, null, Cancel);

    /// <summary>The declarations of 2019: all three counted in each quarter, one of them in two declarations of the last.</summary>
    private Task DeclareAsync() =>
        Write(
            "import",
            change =>
            {
                foreach (var number in (int[])[1, 2, 3, 4])
                {
                    var quarter = Quarter.Of(2019, number);
                    var form = Guid.CreateVersion7();
                    change.Insert(
                        Tables.Declaration,
                        new DeclarationVersion
                        {
                            EmployerId = Employer,
                            Origin = "dmfa",
                            DeclarationId = form,
                            Quarter = quarter,
                            Trusteeship = false,
                            Reference = null,
                            FormCreated = "2020-01-20T09:15:30.125",
                            Persons = 3,
                        }
                    );
                    change.Insert(
                        Tables.DeclarationPerson,
                        [
                            .. World.WorkerIds.Select((worker, place) => Declared(form, quarter, worker, place)),
                            .. number == 4 ? [Declared(form, quarter, Gone, 9)] : Array.Empty<DeclarationPersonVersion>(),
                        ]
                    );
                }
                return Task.CompletedTask;
            }
        );

    private DeclarationPersonVersion Declared(Guid form, Quarter quarter, Guid worker, int place) =>
        new()
        {
            EmployerId = Employer,
            Origin = "dmfa",
            DeclarationId = form,
            Quarter = quarter,
            SequenceNumber = place,
            WorkerId = worker,
            OwnReference = null,
            MaskedNumber = null,
            Fte = Fraction.Parse("3/4"),
            Outcome = "counted",
            Occupations = null,
            Details = null,
        };

    /// <summary>A list with all three, and one row of it that could not be read.</summary>
    private async Task FileAsync()
    {
        var list =
            "Ondernemingsnummer;INSZ;Naam;Opleiding;Datum;Uren\n"
            + $"{World.Number};{World.NumberOf(0)};Peeters;Lassen;6/5/2019;8\n"
            + $"{World.Number};{Number};{Name};Lassen;6/5/2019;8\n"
            + $"{World.Number};{Number};{Name};Lassen;33/5/2019;8\n";
        await new ImportFile(Database).Do(
            new(new MemoryStream(Encoding.UTF8.GetBytes(list)), "lassen.csv", new(), false),
            Synthetic.Tester,
            null,
            Cancel
        );
    }

    /// <summary>A training with a list of attendance, an identity with an address, a notice, and a reason that names the worker.</summary>
    private async Task FollowedTogetherAsync()
    {
        var occasion = Guid.CreateVersion7();
        await Write(
            "changeIdentity",
            async change =>
            {
                var old = (await ReadVersions.Now(change.Connection, Tables.WorkerIdentity, Employer, [Gone], Cancel)).Single();
                await change.Replace(Tables.WorkerIdentity, old, old with { Email = Email, Domicile = $"Rue {Name} 1" }, Cancel);
                TrainingVersion[] together =
                [
                    .. World
                        .WorkerIds.Take(2)
                        .Select(worker =>
                            Synthetic.Training(Employer, worker, "Together", "2019-09-09") with
                            {
                                OccasionId = occasion,
                            }
                        ),
                ];
                change.Insert(Tables.Training, together);
                await Attachments.Keep(change, together[0], true, "list.pdf", Pdf(Name), Cancel);
                await Attachments.Keep(change, together[1], false, "mine.pdf", Pdf("certificate"), Cancel);
                await Attachments.Keep(change, together[0], false, "hers.pdf", Pdf("hers"), Cancel);
                change.Insert(
                    Tables.Notice,
                    new NoticeVersion
                    {
                        EmployerId = Employer,
                        Origin = "manual",
                        NoticeId = Guid.CreateVersion7(),
                        WorkerId = Gone,
                        Kind = NoticeKind.YearlyBalance,
                        About = "2020",
                        Stated = "{}",
                        ToldOn = new(2020, 1, 2),
                    }
                );
            },
            $"Because Mr {Name} moved"
        );
    }

    private async Task SignedInAsync()
    {
        User = await Change.Make(
            Database,
            Synthetic.Tester,
            async change =>
            {
                var user = await RegisterUser.Do(change, $"Zoltan {Name}", Email, "nl", isOperator: false, Cancel);
                await GrantAccess.Do(
                    change,
                    user,
                    GrantAccess.Administrator(Employer, new(2020, 1, 1)) with
                    {
                        Role = Role.Worker,
                        WorkerId = Gone,
                    },
                    Cancel
                );
                return user;
            },
            Cancel
        );
        var now = Database.Clock.GetUtcNow();
        await new Sessions(Database, SessionLimits.Default).Open(User, null, "test", Name, Cancel);
        var self = new Author($"Zoltan {Name} <{Email}>", Door.Portal) { UserId = User };
        var request = await Change.Make(
            Database,
            self,
            change => AskCorrection.Do(change, Employer, Gone, CorrectionSubject.Figure, null, null, $"I am {Name}", now, Cancel),
            Cancel
        );
        await Change.Make(
            Database,
            self,
            change =>
                TakeCorrectionStep.Do(
                    change,
                    Employer,
                    request,
                    CorrectionStep.Withdrawn,
                    CorrectionSide.Worker,
                    null,
                    now,
                    null,
                    Cancel
                ),
            Cancel
        );
        await new Outbox(Database).Add(
            new()
            {
                MailId = Guid.CreateVersion7(),
                EmployerId = Employer,
                UserId = User,
                Address = Email,
                Language = "nl",
                Kind = MailKind.YearlyBalance,
                EmployerName = "Maes Metaal",
                RequestId = null,
            },
            Cancel
        );
        await using var looks = new Looks(Database);
        var els = new Visitor { UserId = Guid.CreateVersion7(), Name = "Els Janssens" };
        await looks.Tell(els, Employer, Gone, Role.EmployerAdmin, "account", Cancel);
        await looks.Tell(els, Employer, Claes, Role.EmployerAdmin, "account", Cancel);
    }

    public Task Write(string action, Func<Change, Task> work, string? why = null) =>
        Change.Make(
            Database,
            new Author("Els Janssens <els@example.be>", Door.Portal, why),
            async change =>
            {
                await change.Touch(Employer, action, Cancel);
                await work(change);
            },
            Cancel
        );

    /// <summary>All accounts of those who stay, at both employers, every entry of them, and the sizes.</summary>
    public async Task<IReadOnlyList<string>> FiguresAsync(DateOnly? known = null)
    {
        var figures = new List<string>();
        foreach (var employer in (Guid[])[Employer, Other.EmployerId])
        {
            var snapshot = (await Snapshots.Of(employer, known, Cancel))!;
            figures.AddRange(snapshot.Quarters.Select(quarter => $"{quarter.Quarter} {quarter.Fte} {quarter.Heads}"));
            await using var connection = await Database.Connect(Cancel);
            var law = await ReadLawBook.From(connection, Cancel);
            figures.AddRange(
                snapshot
                    .Workers.Where(worker => worker.WorkerId != Gone)
                    .Select(worker =>
                        AccountText.Of(null, AccountComputation.For(worker.Facts, snapshot.LawUnder(law), Today), Language.En)
                    )
            );
        }
        return figures;
    }

    /// <summary>Every text in every table, by table.</summary>
    public async Task<IReadOnlyList<(string Table, string Text)>> DumpAsync()
    {
        await using var connection = await Database.Connect(Cancel);
        var tables = await connection.QueryAsync<string>(
            Test.Connection is null
                ? "select name from sqlite_master where type = 'table'"
                : "select tablename from pg_tables where schemaname = current_schema()"
        );
        var all = new List<(string, string)>();
        foreach (var table in tables)
        {
            foreach (var row in await connection.QueryAsync($"select * from {table}"))
            {
                foreach (var cell in ((IDictionary<string, object?>)row).Values.OfType<string>())
                {
                    all.Add((table, cell));
                }
            }
        }
        return all;
    }

    private static byte[] Pdf(string text) => Encoding.ASCII.GetBytes($"%PDF-1.4\n{text}\n%%EOF\n");

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
