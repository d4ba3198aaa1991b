using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Tests.Records.Registry;

public sealed class OccupationsInForceTests
{
    private static readonly Guid Employer = Guid.CreateVersion7();
    private static readonly Guid Worker = Guid.CreateVersion7();

    [Fact]
    public void The_words_of_the_latest_quarter_hold_in_whatever_order_the_files_came()
    {
        var full = Occupation(3800);
        var half = Occupation(1900);
        DeclarationPersonVersion[] declared = [Declared("2025Q1", full), Declared("2025Q3", full), Declared("2025Q2", half)];
        foreach (
            var order in (int[][])
                [
                    [0, 1, 2],
                    [0, 2, 1],
                    [1, 0, 2],
                    [1, 2, 0],
                    [2, 0, 1],
                    [2, 1, 0],
                ]
        )
        {
            var held = Assert.Single(OccupationsInForce.Of([half, full], order.Select(i => declared[i])));
            Assert.Equal((full, "2025Q3"), (held.Occupation, held.LastQuarter.ToString()));
        }
    }

    [Fact]
    public void A_taken_back_quarter_gives_the_word_to_the_one_before()
    {
        var full = Occupation(3800);
        var half = Occupation(1900);
        var held = Assert.Single(OccupationsInForce.Of([full, half], [Declared("2025Q2", half)]));
        Assert.Equal(half, held.Occupation);
        Assert.Empty(OccupationsInForce.Of([full, half], []));
    }

    [Fact]
    public void Another_start_code_or_committee_is_another_occupation()
    {
        OccupationVersion[] all =
        [
            Occupation(3800),
            Occupation(3800) with
            {
                StartOn = new(2025, 4, 1),
            },
            Occupation(3800) with
            {
                WorkerCode = "015",
            },
            Occupation(3800) with
            {
                JointCommittee = JointCommittee.Parse("140.03"),
            },
            Occupation(3800) with
            {
                JointCommittee = null,
                CommitteeWritten = "999",
            },
        ];
        Assert.Equal(5, OccupationsInForce.Of(all, [Declared("2025Q2", all)]).Count);
    }

    [Fact]
    public void Two_occupations_in_the_same_words_stand_twice()
    {
        var half = Occupation(1900);
        Assert.Equal(2, OccupationsInForce.Of([half], [Declared("2025Q2", half, half)]).Count);
    }

    private static OccupationVersion Occupation(int meanHours) =>
        new()
        {
            EmployerId = Employer,
            Origin = "dmfa",
            WorkerId = Worker,
            OccupationId = Guid.CreateVersion7(),
            Kind = WorkerCategory.Employee,
            EmployerClass = "083",
            WorkerCode = "495",
            CommitteeWritten = "226",
            JointCommittee = JointCommittee.Parse("226"),
            StartOn = new(2020, 1, 1),
            EndOn = null,
            MeanHours = meanHours,
            ReferenceHours = 3800,
            ContractType = 0,
            DaysAWeek = 500,
            ReorganisationMeasure = null,
            MeasureParts = null,
            Apprenticeship = null,
            WorkerStatus = null,
            LocalUnit = null,
            Severance = false,
        };

    private static DeclarationPersonVersion Declared(string quarter, params OccupationVersion[] occupations) =>
        new()
        {
            EmployerId = Employer,
            Origin = "dmfa",
            DeclarationId = Guid.CreateVersion7(),
            Quarter = Quarter.TryParse(quarter, out var read) ? read : throw new FormatException(),
            SequenceNumber = 1,
            WorkerId = Worker,
            OwnReference = null,
            MaskedNumber = null,
            Fte = 1,
            Outcome = "counted",
            Occupations = string.Join(',', occupations.Select(occupation => occupation.OccupationId)),
            Details = null,
        };
}
