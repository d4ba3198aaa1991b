using LearningAccount.Law;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.Tests.Records.Accounts;

public sealed class SnapshotTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_bis_number_replaced_by_a_national_number_is_one_account(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var employer = Guid.CreateVersion7();
        var (bis, national) = (Number("60422999577"), Number("60022999192"));
        await Write(
            test,
            employer,
            change =>
            {
                change.Insert(Tables.Employer, Synthetic.Employer(employer));
                return Task.CompletedTask;
            }
        );
        var first = await Employ(
            test,
            employer,
            bis,
            "2024-01-01",
            "2024-12-31",
            "worked as long as the number was a BIS number"
        );
        var second = await Employ(test, employer, national, "2025-01-01", null, "under the national number");
        Assert.Equal(2, (await Snapshot(test, employer)).Workers.Length);

        await Write(test, employer, change => ReplaceSsin.Do(change, employer, bis, national, "manual", Cancel));
        var now = await Snapshot(test, employer);
        var one = Assert.Single(now.Workers);
        Assert.Equal(first, one.WorkerId);
        Assert.Same(one, now.Worker(second));
        Assert.Equal(2, one.Trainings.Length);
        Assert.Equal("2024-01-01", ColumnText.Of(Assert.Single(one.Employments.Employments).Start));
        Assert.Equal("60.02.29-***.**", one.MaskedNumber);
        var account = EmployerSnapshot.AccountOf(one, LawBook.Shipped, new(2025, 12, 31));
        Assert.Equal(["0", "0"], account.Years.Select(year => year.Forfeited.ToString()));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_one_employer_says_of_a_person_no_other_sees(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var person = Synthetic.Person();
        foreach (var (employer, number) in new[] { (a, 1), (b, 2) })
        {
            await Write(
                test,
                employer,
                change =>
                {
                    change.Insert(Tables.Employer, Synthetic.Employer(employer, number));
                    return Task.CompletedTask;
                }
            );
        }
        var atA = await Employ(test, a, person, "2024-01-01", null, "secret of A");
        await Write(
            test,
            a,
            change =>
                SayIdentities.Do(
                    change,
                    a,
                    [Identity(a, atA) with { FamilyName = "Known to A alone", Email = "a@example.org" }],
                    Cancel
                )
        );
        await Employ(test, b, person, "2024-01-01", null, "course at B");
        var ofB = await Snapshot(test, b);
        var worker = Assert.Single(ofB.Workers);
        Assert.NotEqual(atA, worker.WorkerId);
        Assert.Null(ofB.Worker(atA));
        Assert.Null(worker.Identity);
        Assert.Equal(["course at B"], worker.Trainings.Select(training => training.Title));
        Assert.Equal("Known to A alone", Assert.Single((await Snapshot(test, a)).Workers).Identity!.FamilyName);
    }

    [Fact]
    public void A_quarter_counts_each_worker_once_over_all_its_declarations()
    {
        var (employer, worker, other, same) = (
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7()
        );
        var quarter = Quarter.Of(2025, 3);
        DeclarationVersion[] declarations =
        [
            Declaration(employer, quarter, 4),
            Declaration(employer, quarter, 1, trusteeship: true),
        ];
        DeclarationPersonVersion[] persons =
        [
            Person(declarations[0], 1, worker, "4/5"),
            Person(declarations[0], 2, other, "12/19"),
            Person(declarations[0], 3, null, "1", "quarantined"),
            Person(declarations[0], 4, Guid.CreateVersion7(), "0", "notActive"),
            Person(declarations[1], 1, same, "1/2"),
        ];
        // The worker of the second declaration is the first one under another number.
        var counted = Assert.Single(CountQuarters.Of(declarations, persons, [], id => id == same ? worker : id));
        Assert.Equal("31/19", counted.Fte.ToString());
        Assert.Equal(["1", "12/19"], counted.Counted.Select(person => person.Fte.ToString()));
        Assert.Equal(["quarantined", "notActive"], counted.LeftOut.Select(person => person.Outcome));
        Assert.Equal(2, counted.Heads);
    }

    [Fact]
    public void A_declaration_of_nobody_is_no_declared_quarter_and_a_size_said_goes_first()
    {
        var employer = Guid.CreateVersion7();
        var (nil, said) = (Quarter.Of(2025, 2), Quarter.Of(2025, 3));
        var declared = Declaration(employer, said, 1);
        var size = new DeclaredSizeVersion
        {
            EmployerId = employer,
            Origin = "manual",
            Quarter = said,
            Fte = Fraction.Of(19, 2),
            Heads = null,
        };
        var quarters = CountQuarters.Of(
            [Declaration(employer, nil, 0), declared],
            [Person(declared, 1, Guid.CreateVersion7(), "1")],
            [size],
            id => id
        );
        var only = Assert.Single(quarters);
        Assert.Equal((said, "19/2", null), (only.Quarter, only.Fte.ToString(), only.Heads));
    }

    private static async Task<Guid> Employ(
        TestDatabase test,
        Guid employer,
        Ssin ssin,
        string start,
        string? end,
        string training
    )
    {
        var worker = Guid.Empty;
        await Write(
            test,
            employer,
            async change =>
            {
                worker = (await RegisterWorkers.Do(change, employer, [ssin], "manual", null, Cancel))[ssin].WorkerId;
                var contract = Records.Registry.Declared.Listed(start, end, "1") with
                {
                    EmployerId = employer,
                    WorkerId = worker,
                };
                await SayContracts.Do(change, employer, [contract], Cancel);
                await SayTrainings.Do(change, employer, [Synthetic.Training(employer, worker, training, start)], Cancel);
            }
        );
        return worker;
    }

    private static Task Write(TestDatabase test, Guid employer, Func<Change, Task> write) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(employer, "write", Cancel);
                await write(change);
                return true;
            },
            Cancel
        );

    private static async Task<EmployerSnapshot> Snapshot(TestDatabase test, Guid employer) =>
        (await new ReadSnapshots(test.Database).Of(employer, null, Cancel))!;

    private static Ssin Number(string digits) =>
        Ssin.TryParseDigits(digits, out var ssin, out var why) ? ssin : throw new InvalidOperationException($"{why}");

    private static DeclarationVersion Declaration(Guid employer, Quarter quarter, int persons, bool trusteeship = false) =>
        new()
        {
            EmployerId = employer,
            Origin = "dmfa",
            DeclarationId = Guid.CreateVersion7(),
            Quarter = quarter,
            Trusteeship = trusteeship,
            Reference = null,
            FormCreated = "2025-10-20T09:15:30.125",
            Persons = persons,
        };

    private static DeclarationPersonVersion Person(
        DeclarationVersion declaration,
        long number,
        Guid? worker,
        string fte,
        string outcome = "counted"
    ) =>
        new()
        {
            EmployerId = declaration.EmployerId,
            Origin = "dmfa",
            DeclarationId = declaration.DeclarationId,
            Quarter = declaration.Quarter,
            SequenceNumber = number,
            WorkerId = worker,
            OwnReference = null,
            MaskedNumber = null,
            Fte = Fraction.Parse(fte),
            Outcome = outcome,
            Occupations = null,
            Details = null,
        };

    private static WorkerIdentityVersion Identity(Guid employer, Guid worker) =>
        new()
        {
            EmployerId = employer,
            Origin = "manual",
            WorkerId = worker,
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
}
