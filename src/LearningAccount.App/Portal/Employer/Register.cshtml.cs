using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LearningAccount.App.Portal.Employer;

/// <summary>What the enterprise register tells of an employer, beside what is said here.</summary>
[Needs(Right.ReadEmployer)]
public sealed class EmployerRegisterModel(EmployerReading reading, Database database, Frame frame, Words words) : PageModel
{
    public EmployerView View { get; private set; } = null!;
    public EmployerRegister Register => View.Register;

    /// <summary>The code of each field, what the register says, and what is said here where that is said too.</summary>
    public IReadOnlyList<(string Field, string Told, string? Said)> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid employer, CancellationToken stop)
    {
        if (await reading.FindAsync(employer, stop) is not { } found)
        {
            return NotFound();
        }
        View = found;
        frame.Title = words["register.cbe.title"];
        (frame.Section, frame.Tab) = (Section.Employer, "register");
        if (Register.Own is { IsKnown: true } own)
        {
            await using var connection = await database.Connect(stop);
            Lines = [.. await TellAsync(own, connection, stop)];
        }
        return Page();
    }

    private async Task<IEnumerable<(string, string, string?)>> TellAsync(
        Enterprise own,
        System.Data.Common.DbConnection connection,
        CancellationToken stop
    )
    {
        async Task<string?> Code(string category, string? code) =>
            await ReadEnterprises.Words(connection, category, code, words.Language, stop) ?? code;
        var profile = View.Snapshot.Profile;
        var language = SeatLanguage.Of(own.Postcode);
        var activity = own.Activity is { } nace
            ? $"{await Code($"Nace{own.ActivityVersion}", nace)} (NACE-BEL {own.ActivityVersion}: {nace})"
            : null;
        (string Field, string? Told, string? Said)[] lines =
        [
            ("name", Register.Name(words.Language), profile?.Name),
            ("number", own.Number.ToString(), null),
            ("seat", RegisterView.Seat(own, words.Language), null),
            ("language", language is null ? null : words[$"register.cbe.language.{language}"], Language(profile?.Language)),
            ("situation", await Code("JuridicalSituation", own.Situation), null),
            ("form", await Code("JuridicalForm", own.Form), null),
            ("activity", activity, null),
            ("started", own.StartedOn is { } on ? words.Date(on) : null, null),
        ];
        return lines.Where(line => line.Told is not null).Select(line => (line.Field, line.Told!, line.Said));
    }

    private string? Language(string? code) => code is null ? null : words[$"register.cbe.language.{code}"];
}
