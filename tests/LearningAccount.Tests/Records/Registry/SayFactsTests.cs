using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Records.Trainings;

namespace LearningAccount.Tests.Records.Registry;

public sealed class SayFactsTests
{
    private static readonly Guid Employer = Guid.CreateVersion7();
    private static readonly Guid Worker = Guid.CreateVersion7();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_is_said_again_changes_nothing(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var training = Synthetic.Training(Employer, Worker, "First aid");
        Assert.Equal([Said.New], await Say(test, training));
        Assert.Equal([Said.Unchanged], await Say(test, training with { OriginReference = "again.csv" }));
        Assert.Equal([Said.Changed], await Say(test, training with { Title = "First aid, day 1" }));
        Assert.Equal([Said.Changed, Said.Unchanged], await Say(test, training, training));
        await using var connection = await test.Database.Connect(Cancel);
        Assert.Equal(3, await Knowledge.SeqOn(connection, Employer, null, Cancel));
        Assert.Equal("First aid", Assert.Single(await ReadVersions.Now(connection, Tables.Training, Employer, Cancel)).Title);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Of_a_fact_said_twice_at_once_the_last_stays(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var training = Synthetic.Training(Employer, Worker, "one");
        Assert.Equal([Said.New, Said.Changed], await Say(test, training, training with { Title = "two" }));
        // There and back again is no change.
        Assert.Equal([Said.Changed, Said.Changed], await Say(test, training, training with { Title = "two" }));
        await using var connection = await test.Database.Connect(Cancel);
        Assert.Equal(1, await Knowledge.SeqOn(connection, Employer, null, Cancel));
        Assert.Equal("two", Assert.Single(await ReadVersions.Now(connection, Tables.Training, Employer, Cancel)).Title);
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Good_facts_are_kept_and_bad_ones_are_answered(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        Assert.Equal(
            [Said.New, Said.Refused, Said.New],
            await Say(
                test,
                Synthetic.Training(Employer, Worker, "one"),
                Synthetic.Training(Employer, Worker, ""),
                Synthetic.Training(Employer, Worker, "three")
            )
        );
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_cancelled_training_stays_to_be_seen(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        var training = Synthetic.Training(Employer, Worker, "First aid");
        await Say(test, training);
        for (var i = 0; i < 2; i++)
        {
            await using var reading = await test.Database.Connect(Cancel);
            var seen = await ReadVersions.Now(reading, Tables.Training, Employer, Cancel);
            await using var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
            await ChangeTrainings.Cancel(change, Employer, seen, "no teacher", Cancel);
            await change.Commit(Cancel);
        }
        await using (var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel))
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() =>
                ChangeTrainings.Cancel(change, Employer, [Synthetic.Training(Employer, Worker, "unknown")], null, Cancel)
            );
            Assert.Equal("changedMeanwhile", refused.Anomaly.Code);
        }
        await using var connection = await test.Database.Connect(Cancel);
        var now = Assert.Single(await ReadVersions.Now(connection, Tables.Training, Employer, Cancel));
        Assert.Equal((TrainingStatus.Cancelled, 2L), (now.Status, now.Recorded));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task What_an_identity_does_not_say_stays_as_it_was(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
        await change.Touch(Employer, "sayIdentities", Cancel);
        var name = Identity() with { FamilyName = "Peeters", Language = "nl" };
        await SayIdentities.Do(change, Employer, [name], Cancel);
        await change.Commit(Cancel);
        await using var second = await Change.Begin(test.Database, Synthetic.Tester, Cancel);
        await second.Touch(Employer, "sayIdentities", Cancel);
        var answers = await SayIdentities.Do(
            second,
            Employer,
            [Identity() with { Email = "p@example.org" }, Identity() with { GivenNames = "Anna" }, Identity() with { Sex = "?" }],
            Cancel
        );
        await second.Commit(Cancel);
        Assert.Equal([Said.Changed, Said.Changed, Said.Refused], answers.Select(answer => answer.Outcome));
        await using var connection = await test.Database.Connect(Cancel);
        var now = Assert.Single(await ReadVersions.Now(connection, Tables.WorkerIdentity, Employer, [Worker], Cancel));
        Assert.Equal(("Peeters", "Anna", "nl", "p@example.org"), (now.FamilyName, now.GivenNames, now.Language, now.Email));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task All_that_is_said_of_an_employer_is_kept(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using (var change = await Change.Begin(test.Database, Synthetic.Tester, Cancel))
        {
            await change.Touch(Employer, "say", Cancel);
            var settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["monthRegime"] = "\"firstDay\"",
                ["gapClosesAccount"] = "5",
                ["capSameEmployer"] = "\"none\"",
            };
            IReadOnlyList<SaidAnswer>[] answers =
            [
                await SayProfile.Do(change, Facts.Profile, Cancel),
                await SayDeclaredSizes.Do(change, Employer, [Facts.Size], Cancel),
                await SaySizeClasses.Do(change, Employer, [Facts.Class], Cancel),
                await SaySchemes.Do(change, Employer, [Facts.Scheme], Cancel),
                await SayOptOuts.Do(change, Employer, [Facts.OptOut], Cancel),
                await SayExtraDays.Do(change, Employer, [Facts.Extra], Cancel),
                await SayAdjustments.Do(change, Employer, [Facts.Adjustment], Cancel),
                await SayContracts.Do(change, Employer, [Facts.Contract], Cancel),
                await SaySuspensions.Do(change, Employer, [Facts.Suspension], Cancel),
                await ChangeSettings.Do(change, Employer, settings, "manual", Cancel),
            ];
            Assert.All(answers, answer => Assert.Equal(Said.New, answer.OrThrow()));
            await change.Commit(Cancel);
        }
        await using var connection = await test.Database.Connect(Cancel);
        var stored = await ReadVersions.Now(connection, Tables.Setting, Employer, Cancel);
        var read = ChangeSettings.Read(stored.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)));
        Assert.Equal((MonthRegime.FirstDay, 5, false), (read.MonthRegime, read.GapClosesAccount, read.CapSameEmployer));
        Assert.Equal(
            Facts.Scheme with
            {
                Recorded = 1,
            },
            Assert.Single(await ReadVersions.At(connection, Tables.Scheme, Employer, 1, Cancel))
        );
        Assert.Equal(
            Facts.Contract with
            {
                Recorded = 1,
            },
            Assert.Single(await ReadVersions.At(connection, Tables.Contract, Employer, [Worker], 1, Cancel))
        );
    }

    [Theory]
    [InlineData("monthRegime", "\"sometimes\"")]
    [InlineData("monthregime", "\"max\"")]
    [InlineData("gapClosesAccount", "0")]
    [InlineData("gapClosesAccount", "1e9")]
    [InlineData("excludeStudents", "\"yes\"")]
    [InlineData("excludeStudents", "NaN")]
    public void A_setting_that_does_not_exist_is_refused(string name, string value)
    {
        var refused = Assert.Throws<RefusedException>(() => ChangeSettings.Read([KeyValuePair.Create(name, value)]));
        Assert.Equal("settingUnknown", refused.Anomaly.Code);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Wrong =>
        new()
        {
            { "training.Days=-1", "fact.negative" },
            { "training.Days=0", "fact.zero" },
            { "training.Days=1000000000", "fact.tooMuch" },
            { "training.Days=1.00001", "fact.tooFine" },
            { "training.both", "fact.hoursOrDays" },
            { "training.neither", "fact.hoursOrDays" },
            { "training.end", "fact.endBeforeStart" },
            { "training.year", "fact.dayOutOfRange" },
            { "training.title", "fact.missing" },
            { "training.long", "fact.tooLong" },
            { "training.perYear", "fact.perYear" },
            { "training.perYearSum", "fact.perYear" },
            { "training.perYearOutside", "fact.perYear" },
            { "contract.Fraction=11/10", "fact.tooMuch" },
            { "contract.end", "fact.endBeforeStart" },
            { "contract.both", "fact.fractionOrHours" },
            { "suspension.Fraction=-1/2", "fact.negative" },
            { "class", "fact.notFirstOfJanuary" },
            { "size", "fact.negative" },
            { "adjustment", "fact.zero" },
            { "scheme", "fact.hoursOrDays" },
            { "optOut", "fact.dayOutOfRange" },
            { "extra", "fact.negative" },
            { "profile", "fact.unknownCode" },
        };

    [Theory, MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused_with_what_to_do(string wrong, string code)
    {
        var anomaly = Assert.Single(Check(wrong).Distinct());
        Assert.Equal((code, Severity.Error), (anomaly.Code, anomaly.Severity));
        Assert.All(
            Languages.All,
            language => Assert.DoesNotContain("{", RecordTexts.Of(anomaly, language), StringComparison.Ordinal)
        );
    }

    private static ImmutableArray<Anomaly> Check(string wrong)
    {
        var training = Synthetic.Training(Employer, Worker, "First aid");
        var amount = wrong.Contains('=', StringComparison.Ordinal) ? Fraction.Parse(wrong.Split('=')[1]) : Fraction.Zero;
        var two = training with { StartOn = new(2024, 12, 30), EndOn = new(2025, 1, 2), Days = 3 };
        return wrong.Split('=')[0] switch
        {
            "training.Days" => SayTrainings.Check(training with { Days = amount }),
            "training.both" => SayTrainings.Check(training with { Hours = 8 }),
            "training.neither" => SayTrainings.Check(training with { Days = null }),
            "training.end" => SayTrainings.Check(training with { EndOn = training.StartOn.AddDays(-1) }),
            "training.year" => SayTrainings.Check(training with { EndOn = new(2205, 1, 1) }),
            "training.title" => SayTrainings.Check(training with { Title = "  " }),
            "training.long" => SayTrainings.Check(training with { Title = new('x', 201) }),
            "training.perYear" => SayTrainings.Check(two with { PerYear = "{" }),
            "training.perYearSum" => SayTrainings.Check(two with { PerYear = """{"2024":"1","2025":"1"}""" }),
            "training.perYearOutside" => SayTrainings.Check(two with { PerYear = """{"2023":"1","2025":"2"}""" }),
            "contract.Fraction" => SayContracts.Check(Facts.Contract with { Fraction = amount }),
            "contract.end" => SayContracts.Check(Facts.Contract with { EndOn = new(2020, 1, 1) }),
            "contract.both" => SayContracts.Check(Facts.Contract with { Hours = 19 }),
            "suspension.Fraction" => SaySuspensions.Check(Facts.Suspension with { Fraction = amount }),
            "class" => SaySizeClasses.Check(Facts.Class with { FromOn = new(2024, 2, 1) }),
            "size" => SayDeclaredSizes.Check(Facts.Size with { Fte = -1 }),
            "adjustment" => SayAdjustments.Check(Facts.Adjustment with { Days = 0 }),
            "scheme" => SaySchemes.Check(Facts.Scheme with { Days = null }),
            "optOut" => SayOptOuts.Check(Facts.OptOut with { Year = 1999 }),
            "extra" => SayExtraDays.Check(Facts.Extra with { Days = -1 }),
            _ => SayProfile.Check(Facts.Profile with { Language = "es" }),
        };
    }

    private static Task<IEnumerable<Said>> Say(TestDatabase test, params TrainingVersion[] trainings) =>
        Change.Make(
            test.Database,
            Synthetic.Tester,
            async change =>
            {
                await change.Touch(Employer, "registerTraining", Cancel);
                return (await SayTrainings.Do(change, Employer, trainings, Cancel)).Select(answer => answer.Outcome);
            },
            Cancel
        );

    private static WorkerIdentityVersion Identity() =>
        new()
        {
            EmployerId = Employer,
            Origin = "manual",
            WorkerId = Worker,
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

    private static class Facts
    {
        public static readonly EmployerProfileVersion Profile = new()
        {
            EmployerId = Employer,
            Origin = "manual",
            Name = "Maes Metaal",
            FullTimeWeeklyHours = 38,
            InScope = true,
            Language = "nl",
        };
        public static readonly DeclaredSizeVersion Size = new()
        {
            EmployerId = Employer,
            Origin = "manual",
            Quarter = Quarter.Of(2024, 4),
            Fte = Fraction.Of(702, 95),
            Heads = 10,
        };
        public static readonly SaidSizeClassVersion Class = new()
        {
            EmployerId = Employer,
            Origin = "manual",
            FromOn = new(2024, 1, 1),
            SizeClass = SizeClass.Full,
        };
        public static readonly SchemeVersion Scheme = new()
        {
            EmployerId = Employer,
            Origin = "manual",
            SchemeId = Guid.CreateVersion7(),
            JointCommittee = JointCommittee.Parse("140.03"),
            Worker = SchemeWorker.BlueCollar,
            SizeClass = SizeClass.Full,
            FromOn = new(2024, 1, 1),
            ToOn = null,
            Days = Fraction.Of(5, 2),
            Hours = null,
            Kind = SchemeKind.Individual,
            Registration = "181682/CO/200",
            DepositedOn = new(2023, 7, 6),
            BindingFrom = new(2023, 7, 6),
            WindowYears = 2,
        };
        public static readonly OptOutVersion OptOut = new()
        {
            EmployerId = Employer,
            Origin = "manual",
            Year = 2025,
            Days = 6,
            Reason = "company agreement",
        };
        public static readonly ExtraDaysVersion Extra = new()
        {
            EmployerId = Employer,
            Origin = "manual",
            Year = 2025,
            Days = 2,
        };
        public static readonly AdjustmentVersion Adjustment = new()
        {
            EmployerId = Employer,
            Origin = "manual",
            WorkerId = Worker,
            AdjustmentId = Guid.CreateVersion7(),
            OnDay = new(2025, 3, 1),
            Days = Fraction.Of(-1, 2),
            Reason = null,
        };
        public static readonly ContractVersion Contract = new()
        {
            EmployerId = Employer,
            Origin = "manual",
            WorkerId = Worker,
            ContractId = Guid.CreateVersion7(),
            StartOn = new(2024, 1, 1),
            EndOn = null,
            EndReason = EndReason.MutualAgreement,
            PaidInLieu = true,
            NoticeWorked = false,
            JointCommittee = JointCommittee.Parse("200"),
            Category = WorkerCategory.FlexiJob,
            Fraction = Fraction.Of(19, 38),
            Hours = null,
            FullTimeHours = null,
            OwnReference = null,
        };
        public static readonly SuspensionVersion Suspension = new()
        {
            EmployerId = Employer,
            Origin = "manual",
            WorkerId = Worker,
            SuspensionId = Guid.CreateVersion7(),
            FromOn = new(2024, 1, 1),
            ToOn = null,
            Kind = SuspensionKind.TimeCredit,
            Fraction = null,
        };
    }
}
