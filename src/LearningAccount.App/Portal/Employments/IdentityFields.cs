using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employments;

/// <summary>Who a worker is to the employer, as a form asks and reads it.</summary>
internal static class IdentityFields
{
    public static IReadOnlyList<FieldOption> LanguageOptions(Words words) =>
        [
            new("", words["identity.languageUnknown"]),
            .. Languages.All.Select(language => new FieldOption(language.Code(), Words.In(language)["layout.ownName"])),
        ];

    public static void Begin(SentForm form, WorkerIdentityVersion? known)
    {
        form["familyName"] = known?.FamilyName ?? "";
        form["givenNames"] = known?.GivenNames ?? "";
        form["ownReference"] = known?.OwnReference ?? "";
        form["email"] = known?.Email ?? "";
        form["language"] = known?.Language ?? "";
        form["site"] = known?.Site ?? "";
        form["department"] = known?.Department ?? "";
    }

    /// <summary>What is known with what was typed; a field left empty is not known any more.</summary>
    public static WorkerIdentityVersion Read(SentForm form, Guid employer, Guid worker, WorkerIdentityVersion? known)
    {
        var email = form.Text("email");
        if (email is not null && (email.Length < 3 || !email[1..^1].Contains('@', StringComparison.Ordinal)))
        {
            form.Wrong("email", "identity.noEmail");
        }
        return new()
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            WorkerId = worker,
            FamilyName = form.NeededText("familyName"),
            GivenNames = form.Text("givenNames"),
            BirthDate = known?.BirthDate,
            BirthPlace = known?.BirthPlace,
            Domicile = known?.Domicile,
            Language = form.Text("language", 2),
            Email = email,
            Sex = known?.Sex,
            OwnReference = form.Text("ownReference", 60),
            Site = form.Text("site"),
            Department = form.Text("department"),
        };
    }

    public static IEnumerable<(string, string)> Answers(WorkerIdentityVersion said, Words words) =>
        ((string Code, string? Value)[])
            [
                ("familyName", said.FamilyName),
                ("givenNames", said.GivenNames),
                ("ownReference", said.OwnReference),
                ("email", said.Email),
                ("language", said.Language),
                ("site", said.Site),
                ("department", said.Department),
            ]
            is var all
            ? all.Where(one => one.Value is not null).Select(one => (words[$"identity.{one.Code}"], one.Value!))
            : [];
}
