using LearningAccount.App.Imports.Dmfa;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Tests.Harness;
using static LearningAccount.Tests.Imports.Dmfa.DmfaText;

namespace LearningAccount.Tests.Imports.Dmfa;

public sealed class QuarterEndTests
{
    [Fact]
    public void The_synthetic_declaration_counts_702_95ths()
    {
        Assert.SkipWhen(Project.Shared is null, "The published files do not stand beside the project.");
        var persons = DmfaReading.Assessed(System.IO.File.ReadAllText(Path.Combine(Project.Shared, "data/nsso/dmfa-a.xml")));
        Assert.Equal(12, persons.Count);
        Assert.Equal(Fraction.Of(702, 95), DmfaReading.Size(persons));
        Assert.Equal(10, persons.Count(person => person.Outcome == CountOutcome.Counted));
        Assert.Equal(13, persons.Sum(person => person.Occupations.Length));
        Assert.Equal(CountOutcome.NotActive, persons[7].Outcome);
        Assert.Equal(CountOutcome.Student, persons[8].Outcome);
        Assert.Equal(["dmfa.student"], persons[8].Codes());
        Assert.Equal((CountOutcome.Counted, Fraction.Zero), (persons[11].Outcome, persons[11].Fte));
        Assert.Equal(Fraction.Of(25, 38), persons[6].Fte);
        Assert.DoesNotContain(persons, person => person.IsRefused);
    }

    [Theory]
    [InlineData("3040", "3800", "0", "4/5")] // T13: the hours decide, not the contract type
    [InlineData("1900", "3800", "1", "1/2")]
    [InlineData("0", "3800", "0", "0")] // T23
    [InlineData("0", null, "0", "0")]
    public void The_hours_make_the_fraction(string mean, string? reference, string contract, string fte)
    {
        var person = DmfaReading.Assess(Record(Occupation(mean: mean, reference: reference, contract: contract)));
        Assert.Equal((CountOutcome.Counted, Fraction.Parse(fte)), (person.Outcome, person.Fte));
        Assert.Empty(person.Remarks);
    }

    [Fact]
    public void Full_time_without_hours_counts_as_1_with_a_remark()
    {
        var person = DmfaReading.Assess(Record(Occupation(mean: null, reference: null), employerClass: "010"));
        Assert.Equal((CountOutcome.Counted, Fraction.One), (person.Outcome, person.Fte));
        Assert.Equal(["00048-001.fullTime"], person.Codes());
        Assert.False(person.IsRefused);
    }

    [Fact]
    public void Part_time_without_hours_is_for_the_operator_to_say()
    {
        var person = DmfaReading.Assess(Record(Occupation(mean: null, contract: "1")));
        Assert.Equal(CountOutcome.MissingHours, person.Outcome);
        Assert.True(person.IsRefused);
        Assert.Equal(["00048-001"], person.Codes());
    }

    [Fact]
    public void More_hours_than_the_reference_count_as_1_with_a_remark()
    {
        var person = DmfaReading.Assess(Record(Occupation(mean: "4000")));
        Assert.Equal(Fraction.One, person.Fte);
        Assert.Equal(["90015-244"], person.Codes());
        Assert.Equal([("mean", "40"), ("reference", "38")], person.Remarks[0].Values);
    }

    [Fact]
    public void No_reference_hours_are_an_error()
    {
        var person = DmfaReading.Assess(Record(Occupation(reference: "0000")));
        Assert.Equal(CountOutcome.MissingHours, person.Outcome);
        Assert.Equal(["00049-008"], person.Codes());
    }

    [Theory]
    [InlineData("2025-09-30", null, true)]
    [InlineData("2025-10-01", null, false)]
    [InlineData("2020-01-01", "2025-09-30", true)]
    [InlineData("2020-01-01", "2025-09-29", false)]
    [InlineData("2020-01-01", "2025-10-01", true)] // pay periods that run past the quarter
    public void The_last_calendar_day_of_the_quarter_decides(string start, string? end, bool active)
    {
        var person = DmfaReading.Assess(Record(Occupation(start, end)));
        Assert.Equal(active ? CountOutcome.Counted : CountOutcome.NotActive, person.Outcome);
        Assert.Equal(active ? Fraction.One : Fraction.Zero, person.Fte);
    }

    [Theory]
    [InlineData("2025-10-03", "2025-10-01", true)]
    [InlineData("2025-09-26", "2025-09-26", false)]
    public void The_quarter_of_pay_does_not_decide(string quarterEnd, string end, bool active)
    {
        var record = Record(Occupation(end: end)).Replace("2025-09-30", quarterEnd, StringComparison.Ordinal);
        Assert.Equal(active ? CountOutcome.Counted : CountOutcome.NotActive, DmfaReading.Assess(record).Outcome);
    }

    [Fact]
    public void Occupations_at_the_same_time_add_up_and_those_before_do_not()
    {
        var person = DmfaReading.Assess(
            Record(
                Occupation("2020-01-01", "2025-07-31")
                    + Occupation("2025-08-01", mean: "1500", contract: "1")
                    + Occupation("2025-08-01", mean: "1000", contract: "1")
            )
        );
        Assert.Equal(Fraction.Of(25, 38), person.Fte);
        Assert.Equal(3, person.Occupations.Length);
    }

    [Fact]
    public void A_worker_counts_for_1_at_most_over_codes_committees_and_blocks()
    {
        var file = File(
            Form(
                "20253",
                Person(Record(Occupation(mean: "3040"), "015") + Record(Occupation(mean: "1900", committee: "140.03"), "495"))
                    + Person(Record(Occupation(mean: "1900")), sequence: 2)
                    + Person(Record(Occupation(mean: "1900")), OtherWorker, 3)
            )
        );
        Assert.Equal(Fraction.Of(3, 2), DmfaReading.Size(DmfaReading.Assessed(file)));
    }

    [Fact]
    public void The_same_code_twice_is_joined_with_a_remark()
    {
        var person = DmfaReading.Assess(Record(Occupation(mean: "1900")) + Record(Occupation(mean: "950")));
        Assert.Equal(["90012-006"], person.Codes());
        Assert.Equal(Fraction.Of(3, 4), person.Fte);
    }

    [Theory]
    [InlineData("003", true)]
    [InlineData("9", true)]
    [InlineData("001", false)]
    public void Severance_is_kept_but_does_not_count(string pay, bool severance)
    {
        var person = DmfaReading.Assess(
            Record(Occupation("2015-01-01", "2025-08-31") + Occupation("2025-09-01", "2025-12-31", pay: [pay]))
        );
        Assert.Equal(severance ? CountOutcome.NotActive : CountOutcome.Counted, person.Outcome);
        Assert.Equal(severance, person.Occupations[1].Declared.IsSeverance);
        Assert.Equal(severance ? ["dmfa.severance"] : [], person.Codes());
    }

    [Fact]
    public void Somebody_with_severance_alone_is_told_apart() =>
        Assert.Equal(CountOutcome.Severance, DmfaReading.Assess(Record(Occupation(pay: ["003"]))).Outcome);

    [Theory]
    [InlineData("841", "083", CountOutcome.Student)]
    [InlineData("840", "083", CountOutcome.Student)]
    [InlineData("015", "099", CountOutcome.ThirdParty)]
    [InlineData("015", "033", CountOutcome.ThirdParty)]
    [InlineData("883", "083", CountOutcome.NotEmployment)]
    [InlineData("015", "027", CountOutcome.NotEmployment)]
    public void Who_does_not_work_for_the_employer_is_left_out(string code, string employerClass, CountOutcome outcome)
    {
        var content =
            outcome == CountOutcome.Student ? "<StudentContribution/>" : Occupation(start: null, mean: null, reference: null);
        var person = DmfaReading.Assess(Record(content, code, employerClass));
        Assert.Equal((outcome, Fraction.Zero), (person.Outcome, person.Fte));
        Assert.Empty(person.Occupations);
        Assert.False(person.IsRefused);
    }

    [Fact]
    public void A_student_who_also_works_counts_for_the_work()
    {
        var person = DmfaReading.Assess(Record("<StudentContribution/>", "841") + Record(Occupation(mean: "1900")));
        Assert.Equal((CountOutcome.Counted, Fraction.Of(1, 2)), (person.Outcome, person.Fte));
    }

    [Theory]
    [InlineData("050", "083", "2025-09-30", WorkerCategory.FlexiJob, true)]
    [InlineData("450", "083", "2025-09-28", WorkerCategory.FlexiJob, false)]
    [InlineData("011", "317", "2025-09-30", WorkerCategory.Occasional, true)]
    [InlineData("496", "017", "2025-09-29", WorkerCategory.Occasional, false)]
    [InlineData("035", "083", null, WorkerCategory.Apprentice, true)]
    [InlineData("015", "097", null, WorkerCategory.Agency, true)]
    [InlineData("015", "083", null, WorkerCategory.BlueCollar, true)]
    [InlineData("495", "083", null, WorkerCategory.Employee, true)]
    [InlineData("675", "001", null, WorkerCategory.Worker, true)]
    [InlineData("404", "001", null, WorkerCategory.Worker, true)]
    public void The_codes_tell_the_kind_of_worker(
        string code,
        string employerClass,
        string? end,
        WorkerCategory category,
        bool active
    )
    {
        var person = DmfaReading.Assess(Record(Occupation("2025-09-05", end, mean: "800"), code, employerClass));
        Assert.Equal(category, Assert.Single(person.Occupations).Category);
        Assert.Equal(active ? Fraction.Of(8, 38) : Fraction.Zero, person.Fte);
    }

    [Fact]
    public void Somebody_in_alternating_training_is_an_apprentice_under_any_code()
    {
        var person = DmfaReading.Assess(Record(Occupation(more: "<Apprenticeship>1</Apprenticeship>"), "495"));
        Assert.Equal(WorkerCategory.Apprentice, person.Occupations[0].Category);
    }

    [Theory]
    [InlineData("", "00024-001")]
    [InlineData("00000000000", "00024-003")]
    [InlineData("78083299164", "00024-004")]
    [InlineData("7808319916", "00024-003")]
    [InlineData("7808319916A", "00024-003")]
    public void A_wrong_national_number_sets_the_person_apart_with_what_it_would_count(string ssin, string code)
    {
        var person = DmfaReading.Assess(Record(Occupation(mean: "1900")), ssin);
        Assert.Equal((CountOutcome.Quarantined, Fraction.Of(1, 2)), (person.Outcome, person.Fte));
        Assert.Null(person.Ssin);
        Assert.Equal([code], person.Codes());
        Assert.Equal(Fraction.Zero, DmfaReading.Size([person]));
        Assert.All(person.Remarks, remark => Assert.DoesNotContain("7808", remark.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("000", "00046-314")]
    [InlineData("999", "00046-314")]
    [InlineData(null, "00046-001")]
    [InlineData("x", "00046-003")]
    public void Without_a_committee_the_raw_text_stays_and_somebody_is_asked(string? written, string code)
    {
        var person = DmfaReading.Assess(Record(Occupation(committee: written)));
        Assert.Equal([code], person.Codes());
        Assert.Null(person.Occupations[0].Committee);
        Assert.Equal(written, person.Occupations[0].Declared.Committee);
        Assert.False(person.IsRefused);
    }

    [Fact]
    public void Committees_are_compared_after_normalising()
    {
        var person = DmfaReading.Assess(
            Record(Occupation(committee: "140.03.00") + Occupation(committee: "140.03") + Occupation(committee: "226"))
        );
        Assert.Equal("140.03 140.03 226", string.Join(' ', person.Occupations.Select(occupation => occupation.Committee)));
        Assert.Empty(person.Remarks);
    }

    [Theory]
    [InlineData("2999990165", false)]
    [InlineData("8999999894", false)]
    [InlineData("0", false)]
    [InlineData("2999990166", true)]
    public void A_wrong_establishment_number_is_kept_with_a_remark(string unit, bool remarked)
    {
        var person = DmfaReading.Assess(Record(Occupation(more: $"<LocalUnitID>{unit}</LocalUnitID>")));
        Assert.Equal(remarked ? ["00042-004"] : [], person.Codes());
        Assert.Equal(unit, person.Occupations[0].Declared.Unit);
    }

    [Theory]
    [InlineData(null, null, "00044-001")]
    [InlineData("2025-02-30", null, "00044-003")]
    [InlineData("2025-09-02", "2025-09-01", "00045-014")]
    [InlineData("2025-09-02", "soon", "00045-003")]
    public void An_occupation_without_right_dates_sets_the_person_apart(string? start, string? end, string code)
    {
        var person = DmfaReading.Assess(Record(Occupation(start, end)));
        Assert.True(person.IsRefused);
        Assert.Contains(code, person.Codes(), StringComparer.Ordinal);
    }

    [Fact]
    public void A_remark_says_where_without_saying_who()
    {
        var person = DmfaReading.Assess(Record(Occupation()) + Record(Occupation(committee: "999"), "015"));
        Assert.Equal(
            "Form[1]/NaturalPerson[1]/WorkerRecord[2]/Occupation[1]/JointCommissionNbr",
            Assert.Single(person.Remarks).At
        );
    }
}
