using LearningAccount.App.Documents;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Documents;

/// <summary>
/// The language of documents to workers: that of the region of the place of work (Flemish decree of 19 July 1973; decree of the French
/// Community of 30 June 1982; coordinated laws of 18 July 1966, art. 52).
/// </summary>
public sealed class DocumentLanguageTests
{
    [Theory]
    // Place of work, the worker's language, what was said of places; then what it must be.
    [InlineData("Gent", "fr", "Gent:Dutch", Language.Nl)]
    [InlineData("Gent", "fr", "Gent:Dutch :French", Language.Nl)]
    [InlineData("Liège", "nl", "Gent:Dutch :French", Language.Fr)]
    [InlineData(null, "nl", ":German", Language.De)]
    [InlineData("Brussel", "fr", "Brussel:Brussels", Language.Fr)]
    [InlineData("Brussel", "de", "Brussel:Brussels", Language.Nl)]
    [InlineData("Brussel", null, "Brussel:Brussels", Language.Nl)]
    [InlineData("Oostende", "fr", "Gent:Dutch", Language.Fr)]
    [InlineData("Oostende", "de", "", Language.De)]
    public async Task The_place_of_work_gives_the_language(string? place, string? spoken, string said, Language expected)
    {
        await using var test = await TestDatabase.OpenAsync(Engine.Sqlite);
        var world = await World
            .With()
            .OfSize(SizeClass.Full)
            .AndWorker()
            .Employed("2024-01-01")
            .Being(one => one with { Site = place, Language = spoken })
            .RecordedIn(test.Database);
        var employer = (
            await new ReadSnapshots(test.Database).Of(world.EmployerId, null, TestContext.Current.CancellationToken)
        )!;
        var regions = said.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split(':'))
            .Select(one => KeyValuePair.Create(one[0], Enum.Parse<LanguageRegion>(one[1])));
        var letterhead = Letterhead(world.EmployerId) with { Regions = PlaceRegions.Written(regions) };
        Assert.Equal(
            expected,
            DocumentLanguage.Of(employer, EmployerRegister.None, PlaceRegions.Of(letterhead), employer.Workers[0])
        );
    }

    [Fact]
    public void Saying_nothing_of_any_place_is_no_statement() => Assert.Null(PlaceRegions.Written([]));

    private static LetterheadVersion Letterhead(Guid employer) =>
        new()
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            Lines = null,
            Signatory = null,
            Capacity = null,
            Town = null,
            Logo = null,
        };
}
