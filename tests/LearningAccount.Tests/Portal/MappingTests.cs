using System.Net;
using Dapper;
using LearningAccount.App.Imports.Lists;
using LearningAccount.App.Portal.Web;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Portal;

/// <summary>Descriptions of lists that are kept: for one person, an employer or everybody; renamed and forgotten by whoever may.</summary>
public sealed class MappingTests
{
    private const string List = "Wer;Was;Wann;Wie lange\n64022999278;Kran;2024-12-25;4 h\n";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_kept_for_an_employer_is_known_to_whoever_brings_in_its_files_and_to_nobody_else()
    {
        var (own, other) = (PagesTests.Company(1, 9_999_910), PagesTests.Company(1, 9_999_911));
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, own, other));
        var writer = await portal.As(TestVisitor.Named("Bram Janssens").At(own.EmployerId, Role.EmployerUser, Right.Import));
        var colleague = await portal.As(TestVisitor.Named("Carla Dubois").At(own.EmployerId, Role.EmployerUser, Right.Import));
        var stranger = await portal.As(TestVisitor.Named("Dirk Maes").At(other.EmployerId, Role.EmployerUser, Right.Import));

        var form = await KeepAsync(portal, "Kurse", writer);
        Assert.Contains(form.Fields, field => field is ("whom", "Me"));
        Assert.Equal(HttpStatusCode.Redirect, (await form.With("whom", "Employer").PressAsync()).Status);

        var kept = Assert.Single(await KeptAsync(portal));
        Assert.Equal((own.EmployerId, null, "Kurse"), (kept.EmployerId, kept.OwnerId, kept.Name));
        Assert.Contains("Kurse", (await portal.PageAsync(Paths.Mappings, visitor: colleague)).Words, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Kurse",
            (await portal.PageAsync(Paths.Mappings, visitor: stranger)).Words,
            StringComparison.Ordinal
        );

        // A list of the same columns is known to the one, and not to the other.
        Assert.DoesNotContain("table.noHeader", await PreviewAsync(portal, colleague), StringComparison.Ordinal);
        Assert.Contains("table.noHeader", await PreviewAsync(portal, stranger), StringComparison.Ordinal);

        using (var theirs = await portal.GetAsync(Paths.Mapping(kept.MappingId), visitor: stranger))
        {
            Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        }
        var rename = await HtmlForm.OpenAsync(portal, Paths.Mapping(kept.MappingId), "name", colleague);
        Assert.Equal(HttpStatusCode.Redirect, (await rename.With("name", "Kurse 2024").PressAsync()).Status);
        Assert.Equal("Kurse 2024", Assert.Single(await KeptAsync(portal)).Name);
        using (var refused = await portal.PostAsync($"{Paths.Mapping(kept.MappingId)}?handler=Forget", [], stranger))
        {
            Assert.NotEqual(HttpStatusCode.Redirect, refused.StatusCode);
        }
        Assert.Single(await KeptAsync(portal));
        await ForgetAsync(portal, kept.MappingId, colleague);
        Assert.Empty(await KeptAsync(portal));
    }

    [Fact]
    public async Task What_somebody_keeps_alone_is_nobody_else_s_to_see_or_change()
    {
        var own = PagesTests.Company(1, 9_999_910);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, own));
        Assert.Equal(HttpStatusCode.Redirect, (await (await KeepAsync(portal, "Kurse")).PressAsync()).Status);
        var kept = Assert.Single(await KeptAsync(portal));
        Assert.Equal(SayListMapping.Everywhere, kept.EmployerId);
        Assert.NotNull(kept.OwnerId);
        var admin = await portal.As(TestVisitor.Named("Bram Janssens").At(own.EmployerId, Role.EmployerAdmin));
        Assert.DoesNotContain("Kurse", (await portal.PageAsync(Paths.Mappings, visitor: admin)).Words, StringComparison.Ordinal);
        using var theirs = await portal.GetAsync(Paths.Mapping(kept.MappingId), visitor: admin);
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);

        // A second one may not take its name.
        await (await KeepAsync(portal, "Leute")).PressAsync();
        var second = (await KeptAsync(portal)).Single(each => each.Name == "Leute");
        var rename = await HtmlForm.OpenAsync(portal, Paths.Mapping(second.MappingId), "name");
        var answer = await rename.With("name", "KURSE").PressAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("Choose another", answer.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_runs_the_program_changes_what_is_there_for_everybody_and_nobody_what_is_shipped()
    {
        var own = PagesTests.Company(1, 9_999_910);
        await using var portal = await ServedPortal.StartAsync(database => PagesTests.Record(database, own));
        await (await KeepAsync(portal, "Huis")).With("whom", "Everybody").PressAsync();
        var kept = Assert.Single(await KeptAsync(portal));
        Assert.Equal((SayListMapping.Everywhere, null, "Huis"), (kept.EmployerId, kept.OwnerId, kept.Name));

        // Whoever does not run it keeps it alone, whatever the form says.
        var admin = await portal.As(TestVisitor.Named("Bram Janssens").At(own.EmployerId, Role.EmployerAdmin));
        await (await KeepAsync(portal, "Alleen", admin)).With("whom", "Everybody").PressAsync();
        Assert.NotNull((await KeptAsync(portal)).Single(each => each.Name is "Alleen").OwnerId);

        var page = await portal.PageAsync(Paths.Mappings, visitor: admin);
        Assert.All(ShippedMappings.All, each => Assert.Contains(each.Name, page.Words, StringComparison.Ordinal));
        Assert.Contains("Huis", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(page.All("a"), link => link.Attribute("href")?.Value == Paths.Mapping(kept.MappingId));
        using (var refused = await portal.GetAsync(Paths.Mapping(kept.MappingId), visitor: admin))
        {
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
        await ForgetAsync(portal, kept.MappingId, await portal.As(TestVisitor.Named("Fien Operator").Operating()));
        Assert.Equal("Alleen", Assert.Single(await KeptAsync(portal)).Name);
    }

    /// <summary>The form of a list's columns, filled in, with a name to keep it under.</summary>
    private static async Task<HtmlForm> KeepAsync(ServedPortal portal, string name, string? visitor = null)
    {
        var preview = await PagesTests.UploadAsync(portal, visitor ?? portal.Administrator, ("kurse.csv", List));
        var form = await HtmlForm.OpenAsync(portal, Paths.ImportColumns(preview.Split('/')[^1], 0), "list", visitor);
        form.With("column-1", "Title").With("column-2", "TrainingStart").With("column-3", "Duration");
        return form.With("name", name);
    }

    private static async Task<string> PreviewAsync(ServedPortal portal, string visitor) =>
        (await portal.PageAsync(await PagesTests.UploadAsync(portal, visitor, ("kurse2.csv", List)), visitor: visitor)).Words;

    private static async Task ForgetAsync(ServedPortal portal, Guid mapping, string visitor)
    {
        using var answer = await portal.SendFormAsync($"{Paths.Mapping(mapping)}?handler=Forget", [], visitor);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static async Task<List<ListMappingVersion>> KeptAsync(ServedPortal portal)
    {
        await using var connection = await portal.Database.Connect(Stop);
        return (
            await connection.QueryAsync<ListMappingVersion>(
                $"select {FactTables.ListMapping.ColumnList} from list_mapping where superseded is null"
            )
        ).AsList();
    }
}
