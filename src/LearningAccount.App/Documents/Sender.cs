using System.Collections.Immutable;
using System.Data.Common;
using LearningAccount.App.Papers;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Documents;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Sandbox;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>The employer in whose name papers go out: what is said of its letterhead, else what the enterprise register has.</summary>
public sealed record Sender(EmployerSnapshot Employer, EmployerRegister Register, LetterheadVersion? Letterhead)
{
    /// <summary>It is an employer of a sandbox: its papers say so where they say whose they are.</summary>
    public bool IsOfSandbox { get; init; }

    public static async Task<Sender> Of(
        DbConnection connection,
        EmployerSnapshot employer,
        EmployerRegister register,
        CancellationToken cancel
    ) =>
        new(employer, register, await SayLetterhead.Now(connection, employer.Employer.EmployerId, cancel))
        {
            IsOfSandbox = await SandboxLines.IsSandbox(connection, cancel),
        };

    /// <summary>The head of its papers.</summary>
    public Letterhead Head(Words words)
    {
        var own = Employer.Employer;
        var number =
            own.EnterpriseNumber is { } enterprise ? words.Of("document.enterprise", ("number", enterprise.ToString()))
            : own.NssoNumber is { } nsso ? words.Of("employers.nsso", ("number", nsso.ToString()))
            : null;
        ImmutableArray<string> address = Letterhead?.Lines is { Length: > 0 } said
            ? [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : Seat(words);
        return new()
        {
            Name = Name(words.Language),
            Lines =
            [
                .. IsOfSandbox ? [words["document.sandbox"]] : ImmutableArray<string>.Empty,
                .. address,
                .. number is null ? [] : ImmutableArray.Create(number),
            ],
            Logo = Letterhead?.Logo is { } logo ? [.. Convert.FromBase64String(logo)] : null,
        };
    }

    public string Name(Language language) =>
        Employer.Profile?.Name is { Length: > 0 } said
            ? said
            : Register.Name(language) ?? Employer.Employer.EnterpriseNumber?.ToString() ?? "";

    /// <summary>Where papers are signed; null where nobody said, and the register does not tell.</summary>
    public string? Town(Language language) => Letterhead?.Town is { Length: > 0 } said ? said : Place(Register.Own, language);

    private ImmutableArray<string> Seat(Words words)
    {
        if (Register.Own is not { } seat)
        {
            return [];
        }
        var language = words.Language;
        var street = In(language, seat.StreetNl, seat.StreetFr);
        var box = seat.Box is { Length: > 0 } number ? $" {words["document.box"]} {number}" : "";
        string?[] lines =
        [
            street is null ? null : $"{street} {seat.House}{box}".TrimEnd(),
            $"{seat.Postcode} {Place(seat, language)}".Trim(),
            In(language, seat.CountryNl, seat.CountryFr),
        ];
        return [.. lines.OfType<string>().Where(line => line.Length > 0)];
    }

    private static string? Place(Enterprise? seat, Language language) => In(language, seat?.PlaceNl, seat?.PlaceFr);

    // The register has addresses in two languages.
    private static string? In(Language language, string? nl, string? fr) => language is Language.Fr ? fr ?? nl : nl ?? fr;
}
