using System.Text.RegularExpressions;
using LearningAccount.App.Example;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Imports;
using LearningAccount.App.Mail;
using LearningAccount.App.Portal.Documents;
using LearningAccount.App.Portal.Web;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Notices;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Portal;
using LearningAccount.Tests.Portal.SignIn;
using LearningAccount.Tests.Records;

namespace LearningAccount.Tests.Browser;

/// <summary>An address with something to show, and the cookies of somebody who may see it.</summary>
/// <param name="Act">For a page that no address opens: the button that does, once the first of the list is ticked.</param>
internal sealed record OpenPage(string Pattern, string Path, string Cookies, string? Act = null);

/// <summary>
/// The example company as people left it after some weeks of use, and for each page of the program an address that shows
/// something. Addresses are found as people find them, by the links of other pages; the few that no page leads to are named here.
/// </summary>
internal sealed partial class WholePortal(ServedPortal portal, Guid employer, World other) : IAsyncDisposable
{
    private readonly Dictionary<string, OpenPage> found = new(StringComparer.Ordinal);
    private readonly Queue<(string Path, string Cookies)> ahead = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private List<(string Pattern, Regex Match)> routes = [];
    private string worker = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ServedPortal Portal => portal;

    /// <summary>Each page of the program; then some of them with little to show, and what is not there.</summary>
    public IEnumerable<OpenPage> Pages => found.Values.Concat(ByForm).Concat(Others);

    private IEnumerable<OpenPage> Others =>
        new[]
        {
            "",
            "/trainings",
            "/anomalies",
            "/corrections",
            "/trainings/templates",
            "/workers?q=nobody",
            "/size",
            $"/workers/{other.WorkerIds[0]}",
        }
            .Select(path => $"/employers/{other.EmployerId}{path}")
            .Append("/nowhere")
            .Append("/join/none")
            .Select(path => new OpenPage(path, path, portal.Administrator))
            .Concat(
                new[] { "training", "employment", "identity", "figure" }.Select(subject => new OpenPage(
                    subject,
                    $"/me/{employer}/corrections/new?subject={subject}",
                    worker
                ))
            );

    /// <summary>Routes no address was found for.</summary>
    public IEnumerable<string> Missing =>
        routes
            .Select(route => route.Pattern)
            .Except(found.Keys.Concat(ByForm.Select(page => page.Pattern)), StringComparer.Ordinal);

    private IEnumerable<OpenPage> ByForm =>
        new[] { "edit", "cancel" }.Select(act => new OpenPage(
            "employers/{employer:guid}/trainings/change",
            $"/employers/{employer}/trainings",
            portal.Administrator,
            act
        ));

    public static async Task<WholePortal> StartAsync(bool asSandbox = false)
    {
        var other = World.With("Buurman BV").OfSize(SizeClass.Full).AndWorker().Employed("2026-01-01");
        var employer = Guid.Empty;
        var portal = await ServedPortal.StartAsync(
            async database =>
            {
                employer = await ImportAsync(database);
                await other.RecordedIn(database);
            },
            "Development",
            asSandbox: asSandbox
        );
        var whole = new WholePortal(portal, employer, other);
        await whole.UseAsync();
        whole.routes =
        [
            .. (await ProgramRoute.AllAsync(portal))
                .Where(route => route.IsPage)
                .Select(route => route.Pattern)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(pattern => pattern.Count(letter => letter == '{'))
                // Of two that would fit, the one that says more of what it takes, as the program itself chooses.
                .ThenByDescending(pattern => pattern.Count(letter => letter == ':'))
                .Select(pattern => (pattern, Matching(pattern))),
        ];
        await whole.WalkAsync();
        return whole;
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    // A year of declarations and both lists: enough for every kind of page, and brought in within seconds.
    private static async Task<Guid> ImportAsync(Database database)
    {
        foreach (var (name, content) in ExampleCompany.Files(Language.Nl))
        {
            if (
                name.EndsWith(".md", StringComparison.Ordinal)
                || (name.StartsWith("dmfa", StringComparison.Ordinal) && !IsOfThisYear(name))
            )
            {
                continue;
            }
            await new ImportFile(database).Do(new(new MemoryStream(content), name, new(), false), Synthetic.Tester, null, Stop);
        }
        await using var connection = await database.Connect(Stop);
        return (await ListEmployers.All(connection, Stop)).Single().EmployerId;
        static bool IsOfThisYear(string name) => name.Contains("2026", StringComparison.Ordinal);
    }

    /// <summary>What people do here in the meantime, through the pages, and where it leads.</summary>
    private async Task UseAsync()
    {
        var snapshot = (await new ReadSnapshots(portal.Database).Of(employer, null, Stop))!;
        var workers = snapshot
            .Workers.Where(known => known.Trainings.Length > 1 && known.Employments.Employments.Any(one => one.End is null))
            .Take(4)
            .ToList();
        var home = $"/employers/{employer}";
        var admin = portal.Administrator;

        // Issued before what follows changes its figures.
        var notice = await HtmlForm.OpenAsync(
            portal,
            DocumentPaths.Issue(employer, DocumentKind.YearlyNotice, workers[0].WorkerId),
            "on"
        );
        var issued = await (await notice.PressAsync("do", "look")).Form!("seen").PressAsync("do", "issue");
        Add(issued.Location!, admin);
        Add(DocumentPaths.List(employer), admin);

        await ChangeAsync($"{home}/rights/extraDays", ("year", "2026"), ("days", "1"), ("whom", "all"), ("why", "Een goed jaar"));
        await ChangeAsync(
            $"{home}/workers/{workers[0].WorkerId}/employments/suspension",
            ("kind", "parental"),
            ("from", "2026-09-01"),
            ("to", "2026-09-30"),
            ("why", "Ouderschapsverlof")
        );
        var register = await HtmlForm.OpenAsync(portal, $"{home}/trainings/register", "title");
        register.With("title", "Heftruck").With("kind", "formal").With("start", "2026-03-02").With("length", "7,6");
        foreach (var known in workers)
        {
            register.Fields.Add(("pick", known.WorkerId.ToString("D")));
        }
        var registered = await (await register.PressAsync("do", "look")).Form!("occasion").PressAsync("do", "save");
        Add(registered.Location!, admin);

        var rights =
            "Ondernemingsnummer;Personeelsnummer;Jaar;Krediet;Opgenomen;Saldo\n"
            + string.Concat(workers.Select(known => $"{snapshot.Employer.EnterpriseNumber};{known.OwnReference};2025;9;1;8\n"));
        await new ImportFile(portal.Database).Do(
            new(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(rights)), "rechten.csv", new(), false),
            Synthetic.Tester,
            null,
            Stop
        );
        Add($"{home}/reconciliation", admin);
        foreach (var report in new[] { "social-balance", "leave", "sector-fund", "equality" })
        {
            Add($"{home}/figures?report={report}&from=2026-01-01&to=2026-12-31", admin);
        }
        Add($"{home}/figures/behind?report=social-balance&from=2026-01-01&to=2026-12-31&figure=5803", admin);
        Add(Paths.DecideCounters(employer, workers[0].WorkerId, 2025), admin);
        Add(Paths.Guide, admin);

        var plan = await (await HtmlForm.OpenAsync(portal, $"{home}/plan/new", "from")).PressAsync();
        var line = await HtmlForm.OpenAsync(portal, $"{plan.Location}/trainings", "title");
        line = line.With("title", "Lasrobot bedienen").With("persons", "12").With("women", "5").With("length", "1,5");
        await line.With("aim", "Een nieuwe machine").PressAsync("do", "save");
        Add(plan.Location!, admin);
        Add($"{home}/plan", admin);

        foreach (var path in await ProgramsAtWork.DoAsync(portal, snapshot, workers[0].WorkerId))
        {
            Add(path, admin);
        }

        await new TellWorkers(portal.Database, new(portal.Database), sendsMail: false).Do(Stop);
        worker = await portal.As(
            TestVisitor
                .Named("Anna Peeters")
                .AsWorker(employer, workers[0].WorkerId)
                .AsWorker(other.EmployerId, other.WorkerIds[0])
        );
        using (
            var asked = await portal.SendFormAsync(
                $"/me/{employer}/corrections/new",
                new()
                {
                    ["Form.Subject"] = "Training",
                    ["Form.Title"] = "EHBO",
                    ["Form.Start"] = "2026-03-02",
                    ["Form.Amount"] = "1",
                    ["Form.Unit"] = "days",
                    ["Form.Kind"] = "Formal",
                    ["Form.Status"] = "Followed",
                    ["Form.Said"] = "Ik volgde dit op zaterdag.",
                    ["Seen"] = "true",
                },
                worker
            )
        )
        {
            Add(asked.Headers.Location!.ToString(), worker);
        }
        using (
            await portal.SendFormAsync(
                $"/me/{employer}/data",
                new() { ["kind"] = "Erasure", ["words"] = "Graag alles weg." },
                worker
            )
        ) { }
        Add($"{home}/privacy/requests", admin);
        await portal.As(TestVisitor.Named("Bram Janssens").At(employer, Role.EmployerUser, Right.RegisterTrainings));

        var list = ExampleCompany.Files(Language.Nl).Single(file => file.Name == ExampleCompany.StaffList).Content;
        var preview = await PagesTests.UploadAsync(portal, "opleidingen.csv", Questionable(workers[0]));
        Add(preview, admin);
        var token = preview.Split('/')[^1];
        await (await HtmlForm.OpenAsync(portal, Paths.ImportColumns(token, 0), "list")).With("name", "Opleidingen").PressAsync();
        Add(Paths.ImportPersons(token, 0), admin);
        Add(Paths.ImportSimilar(token, 0), admin);
        Add(
            await PagesTests.SubmitAsync(
                portal,
                await PagesTests.UploadAsync(portal, "lijst.csv", System.Text.Encoding.UTF8.GetString(list)),
                "Confirm"
            ),
            admin
        );

        var auditor = TestVisitor.Named("Carla Dubois").At(employer, Role.Auditor);
        Add($"{home}/reason", await portal.As(auditor));
        Add($"{home}/anomalies", admin);
        Add(home, admin);
        await SignInAsync();
        Add("/", await portal.As(TestVisitor.Named("Fien Operator").Operating()));
        Add("/me", worker);
        Add("/", admin);
        Add("/operator", admin);
        Add("/design", admin);
        Add("/imports/new", admin);
        Add("/error", admin);
        Add("/join/employer", admin);
    }

    /// <summary>A list with everything a person can be asked about: a row that is wrong, somebody without a number, a training known under another title.</summary>
    private static string Questionable(WorkerSnapshot known)
    {
        var (identity, training) = (known.Identity!, known.Trainings[0]);
        var length = training.Hours is { } hours ? $"{hours.ToDecimalText()} h" : $"{training.Days!.Value.ToDecimalText()} d";
        return "Naam;Voornaam;Geboortedatum;Personeelsnummer;Opleiding;Datum;Tot;Duur;Soort\n"
            + $"{identity.FamilyName};{identity.GivenNames};{identity.BirthDate};;Nieuw;03/04/2024;03/04/2024;4 h;Extern\n"
            + $";;;{identity.OwnReference};{training.Title} (basis);{training.StartOn:yyyy-MM-dd};{training.EndOn:yyyy-MM-dd};{length};formeel\n"
            + $";;;{identity.OwnReference};Nieuw;31/02/2024;;4 h;formeel\n";
    }

    private async Task SignInAsync()
    {
        var (user, _) = await SignInWorld.WithPasswordAsync(portal, "dirk@voorbeeld.be", isOperator: false);
        var invited = await SignInWorld.KnownAsync(portal, "bert@voorbeeld.be");
        Add(
            SignInLinks.PathOf(await portal.Part<SignInLinks>().Anew(invited, portal.Part<Sessions>(), Stop)),
            ServedPortal.Nobody
        );
        var step = await portal.Part<PasswordDoor>().TryPassword("dirk@voorbeeld.be", SignInWorld.Password, "test", Stop);
        Add("/sign-in/code", $"step={step.Secret}");
        var newcomer = new OutsidePerson
        {
            Issuer = "https://elders.be",
            Subject = "1",
            Name = "Eva Maes",
            VerifiedEmail = "eva@voorbeeld.be",
            Ssin = null,
        };
        Add("/sign-in/newcomer", $"step={await portal.Part<OutsideDesk>().Remember(newcomer, Guid.CreateVersion7(), Stop)}");
        Add($"/mail/stop/{portal.Part<StopLinks>().Seal(user, MailKind.TrainingRecorded)}", ServedPortal.Nobody);
        Add("/sign-in/again", worker);
        Add("/sign-out", ServedPortal.Nobody);
        Add("/sign-in", ServedPortal.Nobody);
        Add("/sign-in/recovery", ServedPortal.Nobody);
    }

    private async Task ChangeAsync(string path, params (string Name, string Value)[] fields)
    {
        var form = new ChangeForm(portal, path);
        await form.CheckAsync(fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));
        Add(await form.SaveAsync(), portal.Administrator);
    }

    private void Add(string path, string cookies) => ahead.Enqueue((path.Split('#')[0], cookies));

    /// <summary>Goes along the links, each kind of page once.</summary>
    private async Task WalkAsync()
    {
        while (ahead.TryDequeue(out var next))
        {
            var path = next.Path.Split('?')[0];
            if (
                routes.Find(route => route.Match.IsMatch(path)).Pattern is not { } pattern
                || found.ContainsKey(pattern)
                || !seen.Add(next.Path + next.Cookies)
            )
            {
                continue;
            }
            using var answer = await portal.GetAsync(next.Path, visitor: next.Cookies);
            if (answer.Headers.Location is { IsAbsoluteUri: false } elsewhere)
            {
                Add(elsewhere.ToString(), next.Cookies);
            }
            else if (answer.IsSuccessStatusCode || pattern is "error")
            {
                found[pattern] = new(pattern, next.Path, next.Cookies);
                foreach (var link in (await HtmlPage.ReadAsync(answer)).All("a"))
                {
                    Add((string?)link.Attribute("href") ?? "", next.Cookies);
                }
            }
        }
    }

    private static Regex Matching(string pattern)
    {
        var regex = Optional().Replace(pattern.TrimStart('/'), "(/${hole})?");
        regex = Parameter()
            .Replace(
                regex,
                hole =>
                    hole.Value.Contains(":guid", StringComparison.Ordinal) ? "[0-9a-f-]{36}"
                    : hole.Value.Contains(":long", StringComparison.Ordinal) ? "[0-9]+"
                    : hole.Value.Contains(":oneOf(", StringComparison.Ordinal)
                        ? $"({hole.Value.Split(":oneOf(")[1].Split(')')[0]})"
                    : "[^/]+"
            );
        return new($"^/{regex}$", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex(@"/(?<hole>\{[^{}]*\?\})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Optional();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
