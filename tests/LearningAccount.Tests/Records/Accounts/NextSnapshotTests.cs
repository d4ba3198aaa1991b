using System.Text;
using System.Text.Json;
using LearningAccount.App.Portal.Employer;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Records.Accounts;

/// <summary>Who read an employer before and reads only what changed since knows the same as who reads it for the first time.</summary>
public sealed class NextSnapshotTests
{
    private const int Steps = 60;
    private static readonly DateOnly On = new(2026, 6, 30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_any_changes_it_is_what_reading_all_gives(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var company = await Company().RecordedIn(test.Database);
        var keeper = new ReadSnapshots(test.Database);
        var kept = await Now(keeper, company);
        var (partly, seed) = (0, new Random(20_221_003));
        for (var step = 0; step < Steps; step++)
        {
            var root = kept.Root;
            var what = new List<string>();
            // One change or two between readings.
            for (var i = seed.Next(2); i >= 0; i--)
            {
                what.Add(await ChangeOne(test, company, kept, seed, step));
                kept = i == 0 ? await Now(keeper, company) : kept;
            }
            var fresh = await Now(new(test.Database), company);
            Assert.True(Written(fresh) == Written(kept), $"Step {step}: {string.Join(", ", what)}.");
            Assert.True(
                Written(EmployerStanding.Of(fresh, LawBook.Shipped, On))
                    == Written(EmployerStanding.Of(kept, LawBook.Shipped, On)),
                $"What pages tell after step {step}: {string.Join(", ", what)}."
            );
            partly += ReferenceEquals(root, kept.Root) ? 1 : 0;
        }
        Assert.InRange(partly, Steps / 2, Steps - 1);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Only_the_workers_that_were_written_of_are_read_again(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var company = await Company().RecordedIn(test.Database);
        var keeper = new ReadSnapshots(test.Database);
        var before = await Now(keeper, company);
        await Say(test, company, change => Train(change, company, company.WorkerIds[2], "Forklift"));
        var after = await Now(keeper, company);
        Assert.Equal(before.Seq + 1, after.Seq);
        Assert.Equal(
            [company.WorkerIds[2]],
            after.Workers.Where(worker => !before.Workers.Contains(worker)).Select(worker => worker.WorkerId)
        );
        Assert.Equal("Forklift", after.Worker(company.WorkerIds[2])!.Trainings[^1].Title);
        Assert.DoesNotContain(before.Worker(company.WorkerIds[2])!.Trainings, training => training.Title is "Forklift");
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_tells_nothing_of_workers_reads_none(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var company = await Company().RecordedIn(test.Database);
        var keeper = new ReadSnapshots(test.Database);
        var before = await Now(keeper, company);
        await new TellWorkers(test.Database, keeper, sendsMail: false).Do(Cancel);
        var after = await Now(keeper, company);
        Assert.Equal(before.Seq + 1, after.Seq);
        Assert.Equal(before.Workers, after.Workers);
    }

    [Fact]
    public async Task Readers_who_come_together_get_the_same_one()
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var company = await Company().RecordedIn(test.Database);
        var keeper = new ReadSnapshots(test.Database);
        var read = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Now(keeper, company), Cancel)));
        Assert.Single(read.Distinct());
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new ReadSnapshots(test.Database).Of(company.EmployerId, null, gone.Token)
        );
    }

    private static World Company()
    {
        var world = World.With().OfSize(SizeClass.Full);
        for (var i = 0; i < 8; i++)
        {
            world.AndWorker($"Worker {i}").Employed("2024-01-01", regime: i % 2 == 0 ? "1" : "4/5").Trained("2025-03-03", "1");
        }
        return world;
    }

    /// <returns>What it did.</returns>
    private static async Task<string> ChangeOne(TestDatabase test, World company, EmployerSnapshot kept, Random seed, int step)
    {
        var employer = company.EmployerId;
        var worker = kept.Workers[seed.Next(kept.Workers.Length)];
        (string What, Func<Change, Task> Say)[] ways =
        [
            ("training", change => Train(change, company, worker.WorkerId, $"Training {step}")),
            (
                "training of two",
                async change =>
                {
                    await Train(change, company, worker.WorkerId, $"First of two {step}");
                    await Train(change, company, kept.Workers[0].WorkerId, $"Second of two {step}");
                }
            ),
            (
                "training corrected",
                change =>
                    worker.Trainings is [var training, ..]
                        ? SayTrainings.Do(change, employer, [training with { Days = Fraction.Of(1, 4) }], Cancel)
                        : Task.CompletedTask
            ),
            (
                "training cancelled",
                change =>
                    worker.Trainings is [.., var training]
                        ? ChangeTrainings.Cancel(change, employer, [training], null, Cancel)
                        : Task.CompletedTask
            ),
            (
                "name",
                change => SayIdentities.Do(change, employer, [worker.Identity! with { FamilyName = $"Name {step}" }], Cancel)
            ),
            (
                "adjustment",
                change =>
                    SayAdjustments.Do(
                        change,
                        employer,
                        [
                            new()
                            {
                                EmployerId = employer,
                                Origin = FactVersion.ByHand,
                                WorkerId = worker.WorkerId,
                                AdjustmentId = Guid.CreateVersion7(),
                                OnDay = new(2026, 2, 1),
                                Days = Fraction.Of(1, 2),
                                Reason = "agreed",
                            },
                        ],
                        Cancel
                    )
            ),
            (
                "message of Dimona",
                change =>
                {
                    change.Insert(
                        Tables.DimonaPeriod,
                        new DimonaPeriodVersion
                        {
                            EmployerId = employer,
                            Origin = "dimona",
                            OriginReference = $"dimona.xml:{step}",
                            WorkerId = worker.WorkerId,
                            StatementId = Guid.CreateVersion7(),
                            Message = DimonaMessage.Answer,
                            PeriodId = $"{step}",
                            StartOn = new(2025, 1, 1 + (step % 20)),
                            EndOn = null,
                            WorkerType = "OTH",
                            JointCommittee = null,
                            Cancelled = false,
                            SaidAt = "2025-01-02T08:00:00.000",
                        }
                    );
                    return Task.CompletedTask;
                }
            ),
            (
                "number of days of a worker",
                change =>
                    SayWorkerOptOuts.Do(
                        change,
                        employer,
                        [
                            new()
                            {
                                EmployerId = employer,
                                Origin = FactVersion.ByHand,
                                WorkerId = worker.WorkerId,
                                Year = 2026,
                                Days = 2 + (step % 3),
                                Reason = $"agreed {step}",
                            },
                        ],
                        Cancel
                    )
            ),
            (
                "hours of the week",
                change => SayProfile.Do(change, kept.Profile! with { FullTimeWeeklyHours = 36 + (step % 3) }, Cancel)
            ),
            (
                "setting",
                change =>
                    ChangeSettings.Do(
                        change,
                        employer,
                        new Dictionary<string, string>(StringComparer.Ordinal)
                        {
                            ["partialLeaveReducesB"] = step % 2 == 0 ? "false" : "true",
                        },
                        FactVersion.ByHand,
                        Cancel
                    )
            ),
            (
                "size of a quarter",
                change =>
                    SayDeclaredSizes.Do(
                        change,
                        employer,
                        [
                            new()
                            {
                                EmployerId = employer,
                                Origin = FactVersion.ByHand,
                                Quarter = Quarter.Of(2025, 2),
                                Fte = 20 + step,
                                Heads = null,
                            },
                        ],
                        Cancel
                    )
            ),
            (
                "settled",
                change =>
                {
                    change.Insert(
                        Tables.Settlement,
                        new SettlementVersion
                        {
                            EmployerId = employer,
                            Origin = FactVersion.ByHand,
                            SettlementId = Guid.CreateVersion7(),
                            WorkerId = worker.WorkerId,
                            Code = "correctionWithoutReason",
                            Subject = $"{step}",
                            Facts = $"{step}",
                            Reason = "known",
                        }
                    );
                    return Task.CompletedTask;
                }
            ),
            (
                "hired",
                change =>
                    HireWorker.Do(
                        change,
                        employer,
                        Synthetic.Person(100 + step),
                        worker.Identity! with
                        {
                            FamilyName = $"Hired {step}",
                        },
                        worker.Contracts[0] with
                        {
                            ContractId = Guid.CreateVersion7(),
                            StartOn = new(2026, 4, 1),
                        },
                        Cancel
                    )
            ),
            (
                "number replaced",
                change =>
                    ReplaceSsin.Do(
                        change,
                        employer,
                        NumberOf(company, kept, worker),
                        Synthetic.Person(500 + step),
                        FactVersion.ByHand,
                        Cancel
                    )
            ),
        ];
        var (what, say) = ways[seed.Next(ways.Length)];
        try
        {
            await Say(test, company, say);
            return what;
        }
        catch (RefusedException refused)
        {
            return $"{what} refused: {refused.Anomaly.Code}";
        }
    }

    // Of who was hired later, the number of the first: it is replaced then.
    private static Ssin NumberOf(World company, EmployerSnapshot kept, WorkerSnapshot worker)
    {
        var place = Math.Max(0, company.WorkerIds.ToList().IndexOf(worker.WorkerId));
        Assert.True(Ssin.TryParseDigits(company.NumberOf(Math.Min(place, kept.Workers.Length - 1)), out var number, out _));
        return number;
    }

    private static Task<IReadOnlyList<SaidAnswer>> Train(Change change, World company, Guid worker, string title) =>
        SayTrainings.Do(
            change,
            company.EmployerId,
            [Synthetic.Training(company.EmployerId, worker, title, "2026-05-04") with { Days = Fraction.Of(1, 2) }],
            Cancel
        );

    private static Task Say(TestDatabase test, World company, Func<Change, Task> say) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(company.EmployerId, "say", Cancel);
                await say(change);
            },
            Cancel
        );

    private static async Task<EmployerSnapshot> Now(ReadSnapshots reader, World company) =>
        (await reader.Of(company.EmployerId, null, Cancel))!;

    private static string Written(EmployerSnapshot snapshot) =>
        JsonSerializer.Serialize(
            new
            {
                snapshot.Seq,
                snapshot.Facts,
                snapshot.Settings,
                snapshot.Quarters,
                snapshot.Schemes,
                snapshot.Workers,
                Settlements = snapshot
                    .Settlements.OrderBy(said => said.Key)
                    .SelectMany(said => said.OrderBy(one => one.Recorded)),
                Accounts = snapshot.Accounts(LawBook.Shipped, On).Select(AccountOf),
            }
        );

    private static string AccountOf(Account account)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            AccountJson.Write(json, "worker", account, Language.En);
        }
        return Encoding.UTF8.GetString(text.ToArray());
    }

    private static string Written(EmployerStanding standing) =>
        JsonSerializer.Serialize(
            new
            {
                Rows = standing.Table.Find(
                    new()
                    {
                        Path = "",
                        Dates = null,
                        Filter = WorkerFilter.Everybody,
                    }
                ),
                standing.Findings,
                standing.Figures.Now,
                standing.Figures.Then,
                standing.Figures.CreditBefore,
                standing.Figures.UsedByMonth,
                standing.Figures.UsedByMonthBefore,
                standing.Figures.Expiring,
                standing.Figures.Groups,
                standing.Figures.People,
            }
        );
}
