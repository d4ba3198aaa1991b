using LearningAccount.Law;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Registry;

public sealed class RegistryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_employer_is_found_by_either_number_in_any_spelling(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var id = await Register(test, Synthetic.Enterprise(), Nsso("1999981-88"));
        Assert.Equal(id, await Register(test, Synthetic.Enterprise(), null));
        Assert.Equal(id, await Register(test, null, Nsso("010-1999981-88")));
        await using var connection = await test.Database.Connect(Cancel);
        var digits = Synthetic.Enterprise().Digits;
        string[] spellings =
        [
            digits,
            digits[1..],
            $"{digits[..4]}.{digits[4..7]}.{digits[7..]}",
            $"{digits[..4]} {digits[4..]}",
            "1999981-88",
        ];
        foreach (var spelling in spellings)
        {
            Assert.Equal(id, (await FindEmployer.ByText(connection, spelling, Cancel))?.EmployerId);
        }
        Assert.Null(await FindEmployer.ByText(connection, Synthetic.Enterprise(2).Digits, Cancel));
        Assert.Null(await FindEmployer.ByText(connection, "not a number", Cancel));
        Assert.Single(await FindEmployer.All(connection, Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_number_learnt_later_is_added_to_the_employer(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var id = await Register(test, null, Nsso("1999981-88"));
        Assert.Equal(id, await Register(test, Synthetic.Enterprise(), Nsso("1999981-88")));
        Assert.Equal(id, await Register(test, Synthetic.Enterprise(), null));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Numbers_of_two_employers_are_refused(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await Register(test, Synthetic.Enterprise(1), Nsso("1999981-88"));
        await Register(test, Synthetic.Enterprise(2), null);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Register(test, Synthetic.Enterprise(2), Nsso("1999981-88"))
        );
        Assert.Equal("employerNumbersDiffer", refused.Anomaly.Code);
        refused = await Assert.ThrowsAsync<RefusedException>(() => Register(test, Synthetic.Enterprise(3), Nsso("1999981-88")));
        Assert.Equal("employerNumbersDiffer", refused.Anomaly.Code);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_employer_registered_by_twenty_at_once_is_one(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => Register(test, Synthetic.Enterprise(), null), Cancel))
        );
        Assert.Single(ids.Distinct());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_person_is_one_at_every_employer_and_a_worker_at_each(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var (a, b) = (await Register(test, Synthetic.Enterprise(1), null), await Register(test, Synthetic.Enterprise(2), null));
        Ssin[] people = [Synthetic.Person(1), Synthetic.Person(2), Synthetic.Person(1)];
        var atA = await Workers(test, a, people);
        Assert.All(atA.Values, worker => Assert.True(worker.IsNew));
        var again = await Workers(test, a, people);
        Assert.All(again, worker => Assert.Equal(new(atA[worker.Key].WorkerId, false), worker.Value));
        var atB = await Workers(test, b, people);
        Assert.Empty(atA.Values.Select(w => w.WorkerId).Intersect(atB.Values.Select(w => w.WorkerId)));
        await using var connection = await test.Database.Connect(Cancel);
        Assert.Equal(2, (await PersonDirectory.Find(connection, people, Cancel)).Count);
        Assert.Equal(
            atB[Synthetic.Person(2)].WorkerId,
            (await FindWorkers.Of(connection, b, [Synthetic.Person(2)], Cancel))[Synthetic.Person(2)]
        );
        Assert.Empty(await FindWorkers.Of(connection, b, [Synthetic.Person(3)], Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task The_same_new_people_brought_by_many_employers_at_once_are_registered_once(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var employers = new List<Guid>();
        for (var i = 1; i <= 8; i++)
        {
            employers.Add(await Register(test, Synthetic.Enterprise(i), null));
        }
        var people = Enumerable.Range(0, 200).Select(Synthetic.Person).Distinct().ToList();
        await Task.WhenAll(employers.Select(employer => Task.Run(() => Workers(test, employer, people), Cancel)));
        await using var connection = await test.Database.Connect(Cancel);
        Assert.Equal(people.Count, (await PersonDirectory.Find(connection, people, Cancel)).Values.Distinct().Count());
        Assert.Empty(await new VerifyJournal(test.Database).Do(Cancel).ToListAsync(Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_national_number_that_replaces_a_bis_number_is_the_same_person(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var employer = await Register(test, Synthetic.Enterprise(), null);
        var (bis, national) = (Number("60422999577"), Number("60022999192"));
        var worker = (await Workers(test, employer, [bis]))[bis].WorkerId;
        await Replace(test, employer, bis, national);
        await Replace(test, employer, bis, national);
        Assert.Equal(new(worker, false), (await Workers(test, employer, [national]))[national]);
        Assert.Equal(new(worker, false), (await Workers(test, employer, [bis]))[bis]);
        await using var connection = await test.Database.Connect(Cancel);
        var person = (await PersonDirectory.Find(connection, [bis], Cancel))[bis];
        Assert.Equal([bis, national], (await PersonDirectory.NumbersOf(connection, [person], Cancel))[person]);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Two_people_who_turn_out_to_be_one_are_one_at_every_employer_from_then_on(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var (a, b) = (await Register(test, Synthetic.Enterprise(1), null), await Register(test, Synthetic.Enterprise(2), null));
        var (bis, national) = (Number("60422999577"), Number("60022999192"));
        var old = (await Workers(test, a, [bis]))[bis].WorkerId;
        await Workers(test, a, [national]);
        var elsewhere = (await Workers(test, b, [bis]))[bis].WorkerId;
        await Replace(test, a, bis, national);

        await using var connection = await test.Database.Connect(Cancel);
        // The first one recorded stands for both.
        Assert.Equal(old, (await FindWorkers.Of(connection, a, [national], Cancel))[national]);
        Assert.Equal(old, (await FindWorkers.Of(connection, a, [bis], Cancel))[bis]);
        Assert.Equal(elsewhere, (await FindWorkers.Of(connection, b, [national], Cancel))[national]);
        // Before the line of the replacement they were two.
        var last = await Knowledge.SeqOn(connection, a, null, Cancel);
        Assert.Equal(
            2,
            (await ReadVersions.At(connection, Tables.Worker, a, last - 1, Cancel)).Select(w => w.PersonId).Distinct().Count()
        );
        Assert.Single((await ReadVersions.At(connection, Tables.Worker, a, last, Cancel)).Select(w => w.PersonId).Distinct());
        Assert.Equal("replaceSsin", (await ReadJournal.Last(connection, b, Cancel))!.Action);
        Assert.Empty(await new VerifyJournal(test.Database).Do(Cancel).ToListAsync(Cancel));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_number_nobody_has_cannot_be_replaced(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var employer = await Register(test, Synthetic.Enterprise(), null);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Replace(test, employer, Number("60422999577"), Number("60022999192"))
        );
        Assert.Equal("numberUnknown", refused.Anomaly.Code);
        Assert.DoesNotContain("60", refused.Message, StringComparison.Ordinal);
    }

    private static Task<Guid> Register(TestDatabase test, EnterpriseNumber? enterprise, NssoNumber? nsso) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            change => RegisterEmployer.Do(change, enterprise, nsso, "manual", null, "registerEmployer", Cancel),
            Cancel
        );

    private static Task<Dictionary<Ssin, RegisteredWorker>> Workers(
        TestDatabase test,
        Guid employer,
        IReadOnlyCollection<Ssin> people
    ) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(employer, "registerWorkers", Cancel);
                return await RegisterWorkers.Do(change, employer, people, "manual", null, Cancel);
            },
            Cancel
        );

    private static Task Replace(TestDatabase test, Guid employer, Ssin old, Ssin replacement) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await ReplaceSsin.Do(change, employer, old, replacement, "manual", Cancel);
                return true;
            },
            Cancel
        );

    private static Ssin Number(string digits) =>
        Ssin.TryParseDigits(digits, out var ssin, out var why) ? ssin : throw new InvalidOperationException($"{why}");

    private static NssoNumber Nsso(string text) =>
        NssoNumber.TryParse(text, out var number, out var why) ? number : throw new InvalidOperationException($"{why}");
}
