using System.Text;
using LearningAccount.App.Imports.Dmfa;
using LearningAccount.Law;
using LearningAccount.Tests.Harness;
using static LearningAccount.Tests.Imports.Dmfa.DmfaText;

namespace LearningAccount.Tests.Imports.Dmfa;

public sealed class DmfaReaderTests
{
    private static string Simple(string quarter = "20253") => File(Form(quarter, Person(Record(Occupation()))));

    [Fact]
    public void A_form_says_employer_quarter_and_when_it_was_made()
    {
        var parts = DmfaReading.Parts(File(Form("20253", Person(Record(Occupation())), nsso: "199998188")), out _);
        var form = parts[0].Form;
        Assert.Equal(Quarter.Of(2025, 3), form.Quarter);
        Assert.Equal("0999990123", form.CompanyId);
        Assert.Equal("199998188", form.NssoNumber);
        Assert.Equal(new DateOnly(2025, 10, 20), form.CreatedOn);
        Assert.Equal("09:15:30.125", form.CreatedAtHour);
        Assert.Equal("REF", form.Reference);
        Assert.False(form.UnderTrustee);
        Assert.Empty(form.Remarks);
        Assert.Equal(2, parts.Count);
    }

    [Fact]
    public void Hours_are_read_by_name_whatever_comes_first()
    {
        const string turned =
            "<Occupation><MeanWorkingHours>1900</MeanWorkingHours><RefMeanWorkingHours>3800</RefMeanWorkingHours>"
            + "<OccupationStartingDate>2020-01-01</OccupationStartingDate></Occupation>";
        var occupation = Only(File(Form("20253", Person(Record(turned)))));
        Assert.Equal((1900, 3800), (occupation.MeanHours, occupation.ReferenceHours));
    }

    [Fact]
    public void Padded_and_unpadded_numbers_are_the_same_and_empty_elements_are_absent()
    {
        var occupation = Only(
            File(
                Form(
                    "20253",
                    Person(
                        Record(
                            Occupation(
                                mean: "0001900",
                                reference: " 3800 ",
                                days: "000",
                                more: "<WorkerStatus/><OccupationUserReference></OccupationUserReference>"
                            ),
                            code: "15",
                            employerClass: "0"
                        ),
                        reference: ""
                    )
                )
            ),
            out var person
        );
        Assert.Equal((1900, 3800, 0), (occupation.MeanHours, occupation.ReferenceHours, occupation.WeekDays));
        Assert.Null(occupation.Status);
        Assert.Null(occupation.Reference);
        Assert.Null(person.Reference);
        Assert.Equal(("015", "000"), (person.Records[0].WorkerCode, person.Records[0].EmployerClass));
    }

    [Fact]
    public void What_is_not_known_is_passed_over_and_named_once()
    {
        var parts = DmfaReading.Parts(
            File(
                Form(
                    "20253",
                    Person(Record(Occupation(more: "<Fresh><INSS>1</INSS></Fresh><Fresh/>"))) + "<Other>x</Other>",
                    reference: "R"
                )
            ),
            out var unknown
        );
        Assert.Equal(["Fresh", "Other"], unknown);
        Assert.Equal(Worker, parts[1].Person!.Ssin);
    }

    [Fact]
    public void A_file_holds_several_quarters_and_employers_each_with_its_own_people()
    {
        var parts = DmfaReading.Parts(
            File(
                Form("20252", Person(Record(Occupation()), sequence: 1)),
                Form("20253", Person(Record(Occupation()), OtherWorker, 7), company: "0999990222")
            ),
            out _
        );
        var people = parts.Where(part => part.Person is not null).ToList();
        Assert.Equal([("0999990123", 1, 1), ("0999990222", 2, 1)], people.Select(Key));
        Assert.Equal(7, people[1].Person!.SequenceNumber);

        static (string?, int, int) Key((DeclarationForm Form, DeclaredPerson? Person) part) =>
            (part.Form.CompanyId, part.Person!.Number, part.Person.PlaceInForm);
    }

    [Fact]
    public void A_declaration_without_people_is_a_form_alone()
    {
        var parts = DmfaReading.Parts(
            File(Form("20253", "<ContributionUnrelatedToNP><UnrelatedAmount>1</UnrelatedAmount></ContributionUnrelatedToNP>")),
            out var unknown
        );
        Assert.Null(Assert.Single(parts).Person);
        Assert.Empty(unknown);
    }

    [Fact]
    public void The_second_measure_below_599_is_not_taken_for_the_first()
    {
        const string parts =
            "<ReorgMeasureInformation><ReorganisationMeasure>4</ReorganisationMeasure>"
            + "<ReorganisationMeasurePercentage>2000</ReorganisationMeasurePercentage></ReorgMeasureInformation>"
            + "<ReorgMeasureInformation><ReorganisationMeasure>507</ReorganisationMeasure>"
            + "<ReorganisationMeasurePercentage>8000</ReorganisationMeasurePercentage></ReorgMeasureInformation>";
        var occupation = Only(File(Form("20253", Person(Record(Occupation(measure: "599", more: parts))))));
        Assert.Equal(599, occupation.Measure);
        Assert.Equal("4:2000,507:8000", occupation.MeasureParts);
    }

    [Theory]
    [InlineData("<DmfAUpdate/>", "dmfa.update")]
    [InlineData("<NOTIFICATION/>", "dmfa.answer")]
    [InlineData("<Dimona/>", "dmfa.otherRoot")]
    [InlineData("<invoice/>", "dmfa.otherRoot")]
    [InlineData("<DmfAOriginal><Form>", "xml.broken")]
    [InlineData("<DmfAOriginal></Form>", "xml.broken")]
    [InlineData("PK\u0003\u0004", "xml.notXml")]
    [InlineData("", "xml.notXml")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><DmfAOriginal>&b;</DmfAOriginal>", "xml.doctype")]
    [InlineData("<DmfAOriginal></DmfAOriginal><DmfAOriginal></DmfAOriginal>", "xml.afterEnd")]
    [InlineData("<DmfAOriginal/>\n<?xml version='1.0'?><DmfAOriginal/>", "xml.afterEnd")]
    [InlineData("<DmfAOriginal>&other;</DmfAOriginal>", "xml.broken")]
    public void Another_message_is_refused_with_a_sentence(string xml, string code)
    {
        var anomaly = DmfaReading.Refusal(xml);
        Assert.Equal(code, anomaly.Code);
        Assert.NotEmpty(LearningAccount.App.Imports.ImportTexts.Of(anomaly, LearningAccount.Law.Texts.Language.De));
    }

    [Fact]
    public void Utf8_with_or_without_mark_and_ascii_are_read_and_nothing_else()
    {
        var text = Simple();
        DmfaReading.Parts([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], out _);
        DmfaReading.Parts(Encoding.ASCII.GetBytes(text.Replace("UTF-8", "us-ascii", StringComparison.Ordinal)), out _);
        Assert.Equal("xml.encoding", DmfaReading.Refusal(Encoding.Unicode.GetBytes(text)).Code);
        Assert.Equal(
            "xml.encoding",
            DmfaReading.Refusal([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]).Code
        );
        Assert.Equal("xml.encoding", DmfaReading.Refusal([.. Encoding.BigEndianUnicode.GetBytes(text)]).Code);
        Assert.Equal("xml.encoding", DmfaReading.Refusal(Encoding.UTF32.GetBytes(text)).Code);
        var latin = DmfaReading.Refusal(text.Replace("UTF-8", "ISO-8859-1", StringComparison.Ordinal));
        Assert.Equal(("xml.encoding", "ISO-8859-1"), (latin.Code, latin.Values[0].Value));
        Assert.Equal("xml.notXml", DmfaReading.Refusal([0x25, 0x50, 0, 0, 7]).Code);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_break_the_file_off()
    {
        var file = Encoding.UTF8.GetBytes(Simple());
        file[Array.IndexOf(file, (byte)'R', 100)] = 0xE9;
        Assert.Equal("xml.broken", DmfaReading.Refusal(file).Code);
    }

    [Fact]
    public void Elements_nested_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        Assert.Equal("xml.tooDeep", DmfaReading.Refusal($"<DmfAOriginal><Form>{deep}").Code);
    }

    [Fact]
    public void A_tag_without_end_is_refused_before_it_fills_memory()
    {
        var before = GC.GetTotalAllocatedBytes();
        using var endless = new EndlessTag();
        using var reader = new DmfaReader(new(endless));
        var refused = Assert.Throws<LearningAccount.App.Imports.FileRefusedException>(() => reader.Read().Count());
        Assert.Equal("file.pieceTooLong", refused.Anomaly.Code);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 400L * 1024 * 1024);
    }

    [Fact]
    public void A_person_without_end_is_refused_before_it_fills_memory()
    {
        var many = string.Concat(Enumerable.Repeat(Record(Occupation()), 20_000));
        Assert.Equal("dmfa.personTooLong", DmfaReading.Refusal(File(Form("20253", Person(many)))).Code);
        var unknown = string.Concat(Enumerable.Repeat("<Fresh>1</Fresh>", 1_000_000));
        Assert.Equal("dmfa.personTooLong", DmfaReading.Refusal(File(Form("20253", Person($"<Other>{unknown}</Other>")))).Code);
    }

    [Fact]
    public void A_text_longer_than_any_field_counts_as_absent()
    {
        var occupation = Only(File(Form("20253", Person(Record(Occupation(committee: new string('2', 5000)))))));
        Assert.Null(occupation.Committee);
    }

    [Fact]
    public void The_published_sample_is_read()
    {
        Assert.SkipWhen(Project.Shared is null, "The published files do not stand beside the project.");
        var file = System.IO.File.ReadAllBytes(Path.Combine(Project.Shared, "data/nsso/DmfAOriginal_20222_sample.xml"));
        var parts = DmfaReading.Parts(file, out var unknown);
        Assert.Empty(unknown);
        Assert.Equal(7, parts.Count(part => part.Person is not null));
        Assert.Equal(("199999934", (string?)null), (parts[0].Form.NssoNumber, parts[0].Form.CompanyId));
        Assert.Equal("4:2000,507:8000", parts[2].Person!.Records[0].Occupations[0].MeasureParts);
        Assert.All(parts.Skip(1), part => Assert.Empty(part.Person!.Remarks));
    }

    private static DeclaredOccupation Only(string file) => Only(file, out _);

    private static DeclaredOccupation Only(string file, out DeclaredPerson person)
    {
        person = DmfaReading.Parts(file, out _)[1].Person!;
        Assert.Empty(person.Remarks);
        return Assert.Single(Assert.Single(person.Records).Occupations);
    }

    /// <summary>A file that opens a tag and never ends its name.</summary>
    private sealed class EndlessTag : Stream
    {
        private bool begun;

        public override int Read(byte[] buffer, int offset, int count)
        {
            Array.Fill(buffer, (byte)'a', offset, count);
            if (!begun)
            {
                buffer[offset] = (byte)'<';
                begun = true;
            }
            return count;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
