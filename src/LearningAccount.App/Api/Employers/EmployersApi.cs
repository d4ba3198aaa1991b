using System.Text.Json;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Employers;

/// <summary>Employers: those somebody has access to, and what is said of each as a whole.</summary>
internal static class EmployersApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [
            new("listEmployers", Right.SignedIn, List),
            new("registerEmployer", Right.AddEmployer, Register),
            new("getEmployer", Right.ReadEmployer, Get),
            new("changeEmployer", Right.ManageRights, Change),
        ];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        await using var connection = await call.Part<Database>().Connect(cancel);
        var mine = AccessRules.Employers(call.Visitor, Right.ReadEmployer, call.Now);
        var wanted = NameOrder.Fold(call["name"] ?? "");
        var words = wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var digits = string.Concat(wanted.Where(char.IsAsciiDigit));
        var found = (await ListEmployers.All(connection, cancel))
            .Where(each => mine.Contains(each.EmployerId))
            .Select(each => (Employer: each, Name: each.Name ?? LanguageTexts.In(each.RegisterNames, call.Language) ?? ""))
            .Where(each => IsCalled(each.Name, words) || HasNumber(each.Employer, digits))
            .OrderBy(each => each.Name, NameOrder.Comparer)
            .ToList();
        return Paging.Of(
            call,
            found,
            (json, each) =>
            {
                var (enterprise, nsso) = (each.Employer.EnterpriseNumber, each.Employer.NssoNumber);
                json.WriteString("href", call.Link($"/employers/{EmployerShown.NumberOf(enterprise, nsso)}"));
                json.Text("enterpriseNumber", enterprise?.Digits);
                json.Whole("employerId", EmployerShown.NssoOf(nsso));
                json.Text("name", each.Name.Length == 0 ? null : each.Name);
            }
        );
    }

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var shown = await Shown(call, cancel);
        return Document(shown, call);
    }

    private static async Task<ApiAnswer> Register(ApiCall call, CancellationToken cancel)
    {
        var (enterprise, nsso) = Numbers(call.Body);
        return await call.Make(
            async change =>
            {
                var known =
                    enterprise is { } number
                    && await FindEmployer.ByEnterpriseNumber(change.Connection, number, cancel) is { } byEnterprise
                        ? byEnterprise
                    : nsso is { } other ? await FindEmployer.ByNssoNumber(change.Connection, other, cancel)
                    : null;
                if (known is not null)
                {
                    var there = EmployerShown.NumberOf(known.EnterpriseNumber, known.NssoNumber);
                    throw new ProblemException(Problem.AlreadyThere(call.Link($"/employers/{there}")));
                }
                var id = await RegisterEmployer.Do(
                    change,
                    enterprise,
                    nsso,
                    FactVersion.ByHand,
                    null,
                    "registerEmployer",
                    cancel
                );
                var profile = Read(call.Body, Unknown(id));
                (await SayProfile.Do(change, profile, cancel)).OrProblem();
                GrantAccess.ToFounder(change, call.Today);
                var shown = new EmployerShown
                {
                    Employer = new()
                    {
                        EmployerId = id,
                        Origin = FactVersion.ByHand,
                        EnterpriseNumber = enterprise,
                        NssoNumber = nsso,
                    },
                    Profile = profile,
                    Register = EmployerRegister.None,
                    Size = null,
                };
                var address = call.Link($"/employers/{EmployerShown.NumberOf(enterprise, nsso)}");
                return ApiAnswer.CreatedDocument(address, json => shown.Write(json, call));
            },
            cancel
        );
    }

    private static async Task<ApiAnswer> Change(ApiCall call, CancellationToken cancel)
    {
        var shown = await Shown(call, cancel);
        return await call.Make(
            async change =>
            {
                await change.Touch(call.EmployerId, "sayProfile", cancel);
                var known = (
                    await ReadVersions.Now(change.Connection, Tables.EmployerProfile, call.EmployerId, cancel)
                ).SingleOrDefault();
                call.CheckIfMatch(Document(shown with { Profile = known }, call).ETag!);
                var said = Read(call.Body, known ?? Unknown(call.EmployerId));
                (await SayProfile.Do(change, said, cancel)).OrProblem();
                return Document(shown with { Profile = said }, call);
            },
            cancel
        );
    }

    private static async Task<EmployerShown> Shown(ApiCall call, CancellationToken cancel)
    {
        var seen = await Seen.Employer(call, cancel);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var periods = SizePeriods.UpTo(seen.Snapshot.LawUnder(seen.Law), call.Today);
        return new()
        {
            Employer = seen.Snapshot.Employer,
            Profile = seen.Snapshot.Profile,
            Register = await EmployerRegister.Of(connection, seen.Snapshot, cancel),
            Size = periods.IsEmpty ? null : periods[^1],
        };
    }

    private static ApiAnswer Document(EmployerShown shown, ApiCall call) =>
        ApiAnswer.Document(json => shown.Write(json, call)) with
        {
            IsInLanguage = true,
        };

    private static (EnterpriseNumber? Enterprise, NssoNumber? Nsso) Numbers(JsonElement body)
    {
        EnterpriseNumber? enterprise = null;
        if (body.TextOf("enterpriseNumber") is { } written)
        {
            enterprise = EnterpriseNumber.TryParse(written, out var number, out var why)
                ? number
                : throw new ProblemException(Problem.BadRequest([SentFacts.Fault("enterpriseNumber", why)]));
        }
        NssoNumber? nsso = null;
        if (body.LongOf("employerId") is { } id)
        {
            nsso = NssoNumber.TryParse(
                id.ToString(System.Globalization.CultureInfo.InvariantCulture),
                out var number,
                out var why
            )
                ? number
                : throw new ProblemException(Problem.BadRequest([SentFacts.Fault("employerId", why)]));
        }
        return enterprise is null && nsso is null ? throw SentFacts.Wrong("enterpriseNumber", "someNumber") : (enterprise, nsso);
    }

    private static EmployerProfileVersion Unknown(Guid employer) =>
        new()
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            Name = null,
            FullTimeWeeklyHours = null,
            InScope = true,
            Language = null,
        };

    private static EmployerProfileVersion Read(JsonElement sent, EmployerProfileVersion known) =>
        known with
        {
            Origin = FactVersion.ByHand,
            OriginReference = null,
            Name = sent.Patched("name", known.Name, ApiJson.TextOf)?.Trim() is { Length: > 0 } name ? name : null,
            FullTimeWeeklyHours = sent.Patched("fullTimeWeeklyHours", known.FullTimeWeeklyHours, ApiJson.ExactOf),
            InScope = sent.BoolOf("inScope") ?? known.InScope,
            Language = sent.Patched("language", known.Language, ApiJson.TextOf),
        };

    private static bool IsCalled(string name, string[] words)
    {
        var folded = NameOrder.Fold(name);
        return Array.TrueForAll(words, word => folded.Contains(word, StringComparison.Ordinal));
    }

    private static bool HasNumber(ListedEmployer employer, string digits) =>
        digits.Length > 0 && employer.EnterpriseNumber?.Digits.Contains(digits, StringComparison.Ordinal) is true;
}
