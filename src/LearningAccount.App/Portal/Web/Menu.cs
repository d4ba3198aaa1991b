using LearningAccount.App.Portal.Documents;
using LearningAccount.App.Portal.Me;
using LearningAccount.App.Portal.Plans;
using LearningAccount.App.Portal.Privacy;
using LearningAccount.Records.Access;

namespace LearningAccount.App.Portal.Web;

/// <summary>One entry of a menu.</summary>
/// <param name="Code">That of its name, after <c>layout.</c> or <c>tab.</c>.</param>
/// <param name="Keeps">The days the figures are of stay when it is followed.</param>
public sealed record MenuItem(string Code, string Href, bool IsCurrent, bool Keeps);

/// <summary>What stands at the top of a page: never what its reader may not open.</summary>
public static class Menu
{
    // Each with the right it needs; the order is that of the page.
    private static readonly (Section Section, string Code, Right Right, Func<Guid, string> Href)[] OfEmployer =
    [
        (Section.Home, "home", Right.ReadEmployer, Paths.Home),
        (Section.Workers, "workers", Right.ReadEmployer, Paths.Workers),
        (Section.Trainings, "trainings", Right.ReadEmployer, Paths.EmployerTrainings),
        (Section.Anomalies, "anomalies", Right.ReadEmployer, employer => Paths.Anomalies(employer)),
        (Section.Imports, "imports", Right.Import, _ => Paths.Imports),
        (Section.Documents, "documents", Right.ReadEmployer, Paths.Calendar),
        (Section.Employer, "employer", Right.ReadEmployer, Paths.Size),
    ];

    private static readonly (Section Section, string Code, Right Right, Func<Guid, string> Href)[] TabsOfSections =
    [
        (Section.Documents, "calendar", Right.ReadEmployer, Paths.Calendar),
        (Section.Documents, "documents", Right.ReadEmployer, DocumentPaths.List),
        (Section.Documents, "plan", Right.ReadEmployer, PlanPaths.List),
        (Section.Documents, "figures", Right.ReadEmployer, Paths.Figures),
        (Section.Documents, "privacy", Right.ReadHistory, PrivacyPaths.Register),
        (Section.Employer, "size", Right.ReadEmployer, Paths.Size),
        (Section.Employer, "rights", Right.ReadEmployer, Paths.Rights),
        (Section.Employer, "reconciliation", Right.ReadEmployer, Paths.Reconciliation),
        (Section.Employer, "archive", Right.Import, Paths.Archive),
        (Section.Employer, "register", Right.ReadEmployer, Paths.Register),
        (Section.Employer, "people", Right.ManageAccess, Paths.People),
        (Section.Employer, "history", Right.ReadHistory, Paths.History),
    ];

    // The pages about one of the reader's own accounts.
    private static readonly (Section Section, string Code, Func<Guid, string> Href)[] OfOwnAccount =
    [
        (Section.Me, "myAccount", OwnPaths.Account),
        (Section.MyTrainings, "myTrainings", OwnPaths.Trainings),
        (Section.MyCorrections, "myCorrections", OwnPaths.Corrections),
        (Section.MyNotices, "myNotices", OwnPaths.Notices),
        (Section.MyLooks, "myLooks", OwnPaths.Looks),
        (Section.MyData, "myData", OwnPaths.Data),
    ];

    /// <summary>True for the pages in which people read about themselves.</summary>
    public static bool IsOwn(Section section) => OfOwnAccount.Any(item => item.Section == section);

    /// <summary>The main menu: of the employer the page is about, of the reader's own accounts, or of the whole program.</summary>
    public static IEnumerable<MenuItem> Of(Frame frame, Visitor visitor, DateTimeOffset now)
    {
        if (IsOwn(frame.Section))
        {
            foreach (var (section, code, href) in OfOwnAccount.Where(_ => frame.Employer is not null))
            {
                yield return new(code, href(frame.Employer!.Id), frame.Section == section, section is Section.Me);
            }
            yield break;
        }
        if (frame.Employer is { } employer)
        {
            foreach (var (section, code, right, href) in OfEmployer.Where(item => visitor.May(item.Right, employer.Id, now)))
            {
                yield return new(code, href(employer.Id), frame.Section == section, section is not Section.Imports);
            }
        }
        else if (frame.Section is Section.Imports && visitor.May(Right.Import, null, now))
        {
            yield return new("imports", Paths.Imports, true, false);
        }
        if (AccessRules.Employers(visitor, Right.ReadEmployer, now).Count > 1)
        {
            yield return new("employers", Paths.Employers, frame.Section is Section.Employers, false);
        }
        if (visitor.IsOperator)
        {
            yield return new("operator", Paths.Operator, frame.Section is Section.Operator, false);
        }
    }

    /// <summary>The pages of a section that has several beside each other.</summary>
    public static IEnumerable<MenuItem> Tabs(Frame frame, Visitor visitor, DateTimeOffset now) =>
        frame.Employer is { } employer && frame.Tab is not null
            ? TabsOfSections
                .Where(tab => tab.Section == frame.Section && visitor.May(tab.Right, employer.Id, now))
                .Select(tab => new MenuItem(
                    tab.Code,
                    tab.Href(employer.Id),
                    string.Equals(tab.Code, frame.Tab, StringComparison.Ordinal),
                    true
                ))
            : [];
}
