using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Law.Parameters;

public sealed class LawFileTests
{
    private static readonly LawBook Book = LawBook.Shipped;

    internal const string Good = """
        {
          "registration": "199992/CO/218",
          "jointCommittees": ["218"],
          "class": "full",
          "signedOn": "2025-05-05",
          "bindingFrom": "2026-01-01",
          "source": "https://example.org/199992",
          "steps": [
            { "from": "2026-01-01", "to": "2026-12-31", "days": "3" },
            { "from": "2027-01-01", "to": "2027-12-31", "days": "3.5" },
            { "from": "2028-01-01", "days": "5" }
          ]
        }
        """;

    [Fact]
    public void The_example_of_the_contract_is_accepted()
    {
        var file = Accepted(Project.Read("docs/contracts/sector-agreement.example.json"));
        Assert.Equal("199991/CO/115", file.Registration.ToString());
        Assert.Equal(new(2025, 12, 2), file.KnownFrom);
        Assert.Equal(2, file.Values.Length);

        var book = Book.With([file]);
        var glass = JointCommittee.Parse("115");
        Assert.Equal(5, LawBookTests.RowOn(book, "115", SizeClass.Full, new(2030, 1, 1))!.Row.Days);
        Assert.Null(book.ProposalFor(glass, SizeClass.Full, new(2023, 5, 1)));
        Assert.NotNull(book.KnownOn(new(2025, 12, 1)).ProposalFor(glass, SizeClass.Full, new(2023, 5, 1)));
        Assert.Equal(SectorKnowledge.InForce, book.KnowledgeOf(glass));
        Assert.Equal(file.KnownFrom, book.Edition);
    }

    [Fact]
    public void A_file_is_read_whole()
    {
        var file = Accepted(
            Good.Replace(
                "\"class\"",
                "\"worker\": \"employee\", \"windowYears\": 2, \"depositedOn\": \"2025-09-30\", \"class\"",
                Ordinal
            )
        );
        var row = file.Values[1].Row;
        Assert.Equal("218", row.JointCommittee.ToString());
        Assert.Equal(SchemeWorker.Employee, row.Worker);
        Assert.Equal(SizeClass.Full, row.Class);
        Assert.Equal((new(2027, 1, 1), new DateOnly(2027, 12, 31)), (row.From, row.To));
        Assert.Equal(Fraction.Parse("3.5"), row.Days);
        Assert.Equal("199992/CO/218", row.Registration);
        Assert.Equal(new DateOnly(2025, 9, 30), row.DepositedOn);
        Assert.Equal(new DateOnly(2026, 1, 1), row.BindingFrom);
        Assert.Equal(2, row.WindowYears);
        Assert.Equal(new(2025, 5, 5), file.KnownFrom);
        Assert.Equal("https://example.org/199992", file.Values[1].Source);
        Assert.True(file.Values[1].IsAdded);
        Assert.Null(file.Values[2].Row.To);
    }

    [Fact]
    public void A_step_without_an_end_ends_where_the_next_begins() =>
        Assert.Equal(
            new DateOnly(2026, 12, 31),
            Accepted(Good.Replace("\"to\": \"2026-12-31\", ", "", Ordinal)).Values[0].Row.To
        );

    [Theory]
    // What is changed in a right file, where the problem is told, and which.
    [InlineData("$.extra", "1", "$.extra", "unknownMember")]
    [InlineData("$.steps[1].dasy", "\"4\"", "$.steps[1].dasy", "unknownMember")]
    [InlineData("$.registration", null, "$.registration", "missing")]
    [InlineData("$.registration", "\"199992-CO-218\"", "$.registration", "registration")]
    [InlineData("$.registration", "\"199992/CO/200\"", "$.registration", "registrationCommittee")]
    [InlineData("$.jointCommittees", null, "$.jointCommittees", "missing")]
    [InlineData("$.jointCommittees", "\"218\"", "$.jointCommittees", "notList")]
    [InlineData("$.jointCommittees", "[]", "$.jointCommittees", "empty")]
    [InlineData("$.jointCommittees", "[\"218\", \"218.00\"]", "$.jointCommittees[1]", "twice")]
    [InlineData("$.jointCommittees", "[\"218\", \"21\"]", "$.jointCommittees[1]", "committee")]
    [InlineData("$.jointCommittees", "[\"218\", 200]", "$.jointCommittees[1]", "notText")]
    [InlineData("$.class", null, "$.class", "missing")]
    [InlineData("$.class", "\"Full\"", "$.class", "notOneOf")]
    [InlineData("$.class", "\"2\"", "$.class", "notOneOf")]
    [InlineData("$.worker", "\"agency\"", "$.worker", "notOneOf")]
    [InlineData("$.kind", "\"pool\"", "$.kind", "notOneOf")]
    [InlineData("$.windowYears", "0", "$.windowYears", "whole")]
    [InlineData("$.windowYears", "2.5", "$.windowYears", "whole")]
    [InlineData("$.windowYears", "\"2\"", "$.windowYears", "whole")]
    [InlineData("$.perYears", "2", "$.perYears", "onlyCollective")]
    [InlineData("$.signedOn", null, "$.signedOn", "missing")]
    [InlineData("$.signedOn", "\"5/5/2025\"", "$.signedOn", "date")]
    [InlineData("$.signedOn", "\"2025-02-29\"", "$.signedOn", "date")]
    [InlineData("$.signedOn", "\"0025-05-05\"", "$.signedOn", "range")]
    [InlineData("$.depositedOn", "\"2025-10-01\"", "$.depositedOn", "late")]
    [InlineData("$.depositedOn", "\"2025-05-04\"", "$.depositedOn", "beforeSigned")]
    [InlineData("$.knownFrom", "\"2025-05-04\"", "$.knownFrom", "beforeSigned")]
    [InlineData("$.bindingFrom", null, "$.bindingFrom", "missing")]
    [InlineData("$.source", null, "$.steps[0]", "noSource")]
    [InlineData("$.source", "\"  \"", "$.source", "textLength")]
    [InlineData("$.confirms", "\"115\"", "$.confirms", "nothingToConfirm")]
    [InlineData("$.confirms", "\"218\"", "$.confirms", "nothingToConfirm")]
    [InlineData("$.replaces", "\"200\"", "$.replaces", "registration")]
    [InlineData("$.steps", null, "$.steps", "missing")]
    [InlineData("$.steps", "[]", "$.steps", "empty")]
    [InlineData("$.steps", "{}", "$.steps", "notList")]
    [InlineData("$.steps[0]", "3", "$.steps[0]", "notObject")]
    [InlineData("$.steps[0].from", null, "$.steps[0].from", "missing")]
    [InlineData("$.steps[0].to", "\"2025-12-31\"", "$.steps[0].to", "endsBefore")]
    [InlineData("$.steps[0].to", "\"2026-11-30\"", "$.steps[1]", "gap")]
    [InlineData("$.steps[0].to", "\"2027-01-01\"", "$.steps[1]", "overlap")]
    [InlineData("$.steps[1].from", "\"2025-12-01\"", "$.steps[1]", "overlap")]
    [InlineData("$.steps[1].hours", "\"30\"", "$.steps[1]", "bothUnits")]
    [InlineData("$.steps[1].days", null, "$.steps[1]", "noValue")]
    [InlineData("$.steps[1].days", "3.5", "$.steps[1].days", "notText")]
    [InlineData("$.steps[1].days", "\"3,5\"", "$.steps[1].days", "number")]
    [InlineData("$.steps[1].days", "\"-1\"", "$.steps[1].days", "aboveNothing")]
    [InlineData("$.steps[1].days", "\"0\"", "$.steps[1].days", "aboveNothing")]
    [InlineData("$.steps[2].days", "\"31\"", "$.steps[2].days", "aboveNothing")]
    [InlineData("$.steps[2].days", "\"NaN\"", "$.steps[2].days", "number")]
    [InlineData("$.steps[2].days", "\"1e9\"", "$.steps[2].days", "number")]
    [InlineData("$.steps[0].days", "\"1.5\"", "$.steps[0].days", "belowFloor")]
    [InlineData("$.steps[1].days", "\"2.5\"", "$.steps[1].days", "lowers")]
    public void What_is_wrong_is_told_with_its_path(string path, string? value, string at, string code)
    {
        var text = Changed(path, value);
        Assert.Null(LawFile.Parse(Encoding.UTF8.GetBytes(text), Book, out var problems));
        Assert.Contains(problems, problem => problem.At == at && problem.Code == $"lawFile.{code}");
        AssertTold(problems);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{ \"class\": \"full\", \"class\": \"none\" }")]
    [InlineData("{ \"class\": \"full\", }")]
    [InlineData("[[[[[[[[[[1]]]]]]]]]]")]
    public void What_is_no_JSON_is_told_with_its_line(string text)
    {
        Assert.Null(LawFile.Parse(Encoding.UTF8.GetBytes(text), Book, out var problems));
        Assert.Equal("lawFile.notJson", Assert.Single(problems).Code);
        AssertTold(problems);
    }

    [Fact]
    public void What_is_no_Unicode_is_told()
    {
        var latin = Encoding.Latin1.GetBytes(Good.Replace("example", "exämple", Ordinal));
        foreach (var bytes in new[] { latin, Encoding.UTF8.GetBytes(Good.Replace("example", "\\ud800", Ordinal)) })
        {
            Assert.Null(LawFile.Parse(bytes, Book, out var problems));
            Assert.Equal("lawFile.notUnicode", Assert.Single(problems).Code);
        }
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.NotNull(LawFile.Parse((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Good)], Book, out _));

    [Fact]
    public void A_list_at_the_top_is_no_agreement()
    {
        Assert.Null(LawFile.Parse("[]"u8.ToArray(), Book, out var problems));
        Assert.Equal("lawFile.notObject", Assert.Single(problems).Code);
    }

    [Fact]
    public void Size_and_length_have_limits()
    {
        var large = Good.Replace("example.org", new string('x', LawFile.MaxBytes), Ordinal);
        Assert.Null(LawFile.Parse(Encoding.UTF8.GetBytes(large), Book, out var problems));
        Assert.Equal("lawFile.tooLarge", Assert.Single(problems).Code);
        AssertTold(problems);

        var steps = string.Join(", ", Enumerable.Range(0, LawFile.MaxItems + 1).Select(_ => "{}"));
        Assert.Null(LawFile.Parse(Encoding.UTF8.GetBytes(Changed("$.steps", $"[{steps}]")), Book, out problems));
        Assert.Equal("lawFile.tooMany", Assert.Single(problems).Code);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var text = Changed("$.class", "\"big\"").Replace("2027-12-31", "2027-13-31", Ordinal).Replace("199992/", "x/", Ordinal);
        LawFile.Parse(Encoding.UTF8.GetBytes(text), Book, out var problems);
        Assert.Equal(
            ["$.class", "$.registration", "$.steps[1].to"],
            problems.Select(problem => problem.At).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_control_character_of_a_file_reaches_no_terminal()
    {
        LawFile.Parse(Encoding.UTF8.GetBytes(Changed("$.class", "\"\\u001b[31m\"")), Book, out var problems);
        Assert.DoesNotContain(LawTexts.Of(problems[0], Language.En), char.IsControl);
    }

    [Fact]
    public void The_floor_is_for_twenty_and_more_only()
    {
        Accepted(Changed("$.class", "\"none\"", Changed("$.steps[0].days", "\"0.5\"")));
        var all = Changed("$.class", "\"all\"", Changed("$.steps[0].days", "\"1\""));
        Assert.Contains("lawFile.belowFloor", Refused(all));
        Assert.Contains("lawFile.belowFloor", Refused(Good.Replace("\"days\": \"3\"", "\"hours\": \"15\"", Ordinal)));
        Accepted(Good.Replace("\"days\": \"3\"", "\"hours\": \"15.2\"", Ordinal));
        Accepted(
            Good.Replace("\"days\": \"3\"", "\"days\": \"1\"", Ordinal)
                .Replace("\"class\"", "\"kind\": \"collective\", \"perYears\": 2, \"class\"", Ordinal)
        );
    }

    [Fact]
    public void The_days_a_sector_has_reached_are_not_lowered()
    {
        // Joint committee 200 has 4 days in 2026.
        var lower = Good.Replace("218", "200", Ordinal).Replace("2026-01-01\", \"to", "2026-07-01\", \"to", Ordinal);
        Assert.Contains("lawFile.lowers", Refused(lower));
        Accepted(Good.Replace("218", "200", Ordinal).Replace("\"3\"", "\"4\"", Ordinal).Replace("\"3.5\"", "\"4\"", Ordinal));
        // The level of another class of workers does not bind.
        Accepted(lower.Replace("\"class\": \"full\"", "\"class\": \"small\"", Ordinal));
        // A part of a committee stands on the level of the whole.
        Assert.Contains("lawFile.lowers", Refused(lower.Replace("[\"200\"]", "[\"200.01\"]", Ordinal)));
    }

    [Fact]
    public void Another_number_than_the_shipped_one_is_remarked_and_accepted()
    {
        var text = Good.Replace("218", "124", Ordinal).Replace("\"3.5\"", "\"4\"", Ordinal);
        Assert.NotNull(LawFile.Parse(Encoding.UTF8.GetBytes(text), Book, out var problems));
        var remarks = problems.Where(problem => problem.Code is "lawFile.otherNumber").ToList();
        Assert.Equal(["$.steps[1].days", "$.steps[2].days"], remarks.Select(remark => remark.At));
        Assert.All(remarks, remark => Assert.Equal(Severity.Warning, remark.Severity));
        AssertTold(problems);
    }

    /// <summary>Bytes dropped, doubled, swapped, and pieces of other values put in their place.</summary>
    [Fact]
    public void Whatever_stands_in_a_file_there_is_an_answer()
    {
        var random = new Random(1968);
        string[] pieces =
        [
            "null",
            "[]",
            "{}",
            "\"\"",
            "-1",
            "\"2026-02-30\"",
            "\"9999-12-31\"",
            "1e999",
            "\"all\"",
            "\\ud800",
            "\"0/0\"",
        ];
        var book = Book.With([Accepted(Good)]);
        for (var round = 0; round < 3_000; round++)
        {
            var text = new StringBuilder(Good);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var place = random.Next(text.Length - 12);
                switch (random.Next(4))
                {
                    case 0:
                        text.Remove(place, random.Next(1, 12));
                        break;
                    case 1:
                        text.Insert(place, text.ToString(random.Next(text.Length - 12), random.Next(1, 12)));
                        break;
                    case 2:
                        text[place] = (char)random.Next(1, 0x2FF);
                        break;
                    default:
                        text.Insert(place, pieces[random.Next(pieces.Length)]);
                        break;
                }
            }
            var file = LawFile.Parse(Encoding.UTF8.GetBytes(text.ToString()), book, out var problems);
            Assert.Equal(file is null, problems.Any(problem => problem.Severity == Severity.Error));
            AssertTold(problems);
        }
    }

    internal static LawFile Accepted(string text)
    {
        var file = LawFile.Parse(Encoding.UTF8.GetBytes(text), Book, out var problems);
        Assert.True(file is not null, string.Join('\n', problems.Select(problem => $"{problem.At} {problem.Code}")));
        return file;
    }

    private static IEnumerable<string> Refused(string text)
    {
        Assert.Null(LawFile.Parse(Encoding.UTF8.GetBytes(text), Book, out var problems));
        return problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Code);
    }

    /// <summary>Every problem has a text, and a value for each of its places.</summary>
    private static void AssertTold(IEnumerable<Anomaly> problems) =>
        Assert.All(
            problems,
            problem =>
                Assert.Subset(
                    problem.Values.Select(value => value.Name).ToHashSet(StringComparer.Ordinal),
                    LawTexts.Catalogue.PlacesOf(problem.Code).ToHashSet(StringComparer.Ordinal)
                )
        );

    internal static string Changed(string path, string? value, string text = Good)
    {
        JsonNode node = JsonNode.Parse(text)!;
        var names = path[2..].Replace("[", ".", Ordinal).Replace("]", "", Ordinal).Split('.');
        var root = node;
        foreach (var name in names[..^1])
        {
            node = int.TryParse(name, CultureInfo.InvariantCulture, out var place) ? node[place]! : node[name]!;
        }
        var changed = value is null ? null : JsonNode.Parse(value);
        if (int.TryParse(names[^1], CultureInfo.InvariantCulture, out var last))
        {
            node[last] = changed;
        }
        else
        {
            node[names[^1]] = changed;
        }
        return root.ToJsonString();
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;
}
