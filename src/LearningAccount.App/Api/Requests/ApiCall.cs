using System.Collections.Frozen;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Requests;

/// <summary>A request that keeps to the contract, and who asks.</summary>
internal sealed class ApiCall(
    HttpContext context,
    ContractOperation operation,
    FrozenDictionary<string, string[]> parameters,
    JsonElement? body,
    Language language
)
{
    private readonly EmployerVersion? employer;

    /// <summary>The parameter of the address that names an employer.</summary>
    public const string EmployerParameter = "employerNumber";

    public HttpContext Context => context;
    public ContractOperation Operation => operation;
    public Language Language => language;

    /// <summary>The instant at which the request is decided.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The same as a day in Belgium.</summary>
    public DateOnly Today => Knowledge.DayOf(Now);
    public Visitor Visitor { get; init; } = Visitor.Nobody;

    /// <summary>The employer of the address, at which the visitor may do this.</summary>
    public EmployerVersion Employer
    {
        get => employer ?? throw new InvalidOperationException($"{operation.Id} names no employer.");
        init => employer = value;
    }
    public bool IsOfEmployer => employer is not null;
    public Guid EmployerId => Employer.EmployerId;

    /// <summary>The body; the operation has one and it was required.</summary>
    public JsonElement Body => body ?? throw new InvalidOperationException($"{operation.Id} has no body.");
    public bool HasBody => body is not null;

    /// <summary>Of a body that is a file: its SHA-256, by which the same request is known again.</summary>
    public string? BodyHash { get; set; }

    public T Part<T>()
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    /// <summary>A parameter of the path, the query or a header; null: it was not given and has no default.</summary>
    public string? this[string name] => parameters.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>All values of a parameter that may be given several times.</summary>
    public IReadOnlyList<string> Values(string name) => parameters.TryGetValue(name, out var values) ? values : [];

    /// <summary>A parameter that the contract says is a UUID.</summary>
    public Guid Id(string name) => Guid.Parse(this[name]!);

    /// <summary>A parameter that the contract says is a day; null: not given.</summary>
    public DateOnly? Day(string name) =>
        this[name] is { } text
            ? DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : null;

    /// <summary>The absolute address of something below the API's own: <c>/employers/0999990222</c>.</summary>
    public string Link(string path) => $"{Part<PublicAddress>().Origin(context.Request)}{ApiContract.Root}{path}";

    /// <summary>The same below the employer of the address: <c>/workers</c>.</summary>
    public string EmployerLink(string path) => Link($"/employers/{this[EmployerParameter]}{path}");

    /// <summary>Why something is changed, in the sender's own words; null: it does not say.</summary>
    public string? Why => this["LearningAccount-Why"] is { } why ? Uri.UnescapeDataString(why) : null;

    /// <summary>Keeps that the visitor looked at a worker's account, for the worker to read.</summary>
    /// <param name="purpose">A code of what was looked at: <c>account</c>, <c>trainings</c>.</param>
    public Task Look(Guid workerId, string purpose, CancellationToken cancel) =>
        AccessRules.RoleAt(Visitor, EmployerId, Now) is { } role
            ? Part<Looks>().Tell(Visitor, EmployerId, workerId, role, purpose, cancel)
            : Task.CompletedTask;

    /// <summary>Goes on only where <c>If-Match</c> names the version there is, or was not sent.</summary>
    /// <param name="version">As the answer's <c>ETag</c>, without quotes; null: there is none, which no version names, nor <c>*</c> (RFC 9110, 13.1.1).</param>
    /// <exception cref="ProblemException">412: it changed since it was read.</exception>
    public void CheckIfMatch(string? version)
    {
        var asked = context.Request.Headers.IfMatch;
        if (asked.Count > 0 && (version is null || !asked.Any(known => ETags.NamesFact(known, version))))
        {
            throw new ProblemException(Problem.PreconditionFailed());
        }
    }

    /// <summary>
    /// Makes a change and answers, once for the same <c>Idempotency-Key</c>: asked again with the same body, the answer of the
    /// first time is given, marked as such. What was answered and what was written last together or not at all.
    /// </summary>
    /// <param name="work">Touches what it writes to; done again where another writer got in its way.</param>
    /// <exception cref="ProblemException">409: the key stands for another request.</exception>
    /// <param name="why">The reason that the journal keeps; null: none.</param>
    public Task<ApiAnswer> Make(Func<Change, Task<ApiAnswer>> work, CancellationToken cancel, string? why = null) =>
        Repeats.Make(this, work, why, cancel);
}
