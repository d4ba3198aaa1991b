using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;

namespace LearningAccount.Tests.Law;

public sealed class SharedLawTests
{
    private const int Threads = 8;

    [Fact]
    public async Task Threads_that_share_the_law_of_an_employer_find_what_one_finds_alone()
    {
        var facts = Enumerable.Range(0, 12).Select(Facts).ToArray();
        var alone = facts.Select(each => Text(each, new(facts[0].Employer, new(), LawBook.Shipped))).ToArray();
        for (var round = 0; round < 40; round++)
        {
            // Made anew each round: what races is who writes down first what all share.
            var law = new EmployerLaw(facts[0].Employer, new(), LawBook.Shipped);
            using var start = new Barrier(Threads);
            await Task.WhenAll(
                Enumerable
                    .Range(0, Threads)
                    .Select(_ =>
                        Task.Factory.StartNew(
                            () =>
                            {
                                start.SignalAndWait();
                                Assert.Equal(alone, facts.Select(each => Text(each, law)));
                            },
                            TestContext.Current.CancellationToken,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                    )
            );
        }
    }

    private static string Text(AccountFacts facts, EmployerLaw law) =>
        AccountText.Of(null, AccountComputation.For(facts, law, new(2027, 6, 30)), Language.En);

    private static AccountFacts Facts(int worker) =>
        new()
        {
            Employer = Employer,
            Employments =
            [
                new()
                {
                    Start = new(2022 + worker % 4, 1 + worker, 1),
                    JointCommittee = JointCommittee.TryParse(worker % 3 == 0 ? "112" : "200", out var committee)
                        ? committee
                        : null,
                    Category = worker % 2 == 0 ? WorkerCategory.BlueCollar : WorkerCategory.Employee,
                },
            ],
        };

    private static readonly EmployerFacts Employer = new()
    {
        Declarations = [new(Quarter.Of(2021, 2), 15), new(Quarter.Of(2023, 2), 45)],
    };
}
