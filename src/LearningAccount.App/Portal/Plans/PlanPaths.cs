using LearningAccount.App.Portal.Web;
using LearningAccount.App.Wording;

namespace LearningAccount.App.Portal.Plans;

/// <summary>The addresses of the pages of training plans.</summary>
public static class PlanPaths
{
    public static string List(Guid employer) => $"/employers/{employer:D}/plan";

    public static string New(Guid employer) => $"{List(employer)}/new";

    public static string One(Guid employer, Guid plan, int? edition = null) =>
        $"{List(employer)}/{plan:D}" + (edition is { } number ? $"?edition={number.ToString(Words.Invariant)}" : "");

    /// <summary>One training of a plan; without an id a new one.</summary>
    public static string Line(Guid employer, Guid plan, Guid? line = null) =>
        $"{One(employer, plan)}/trainings" + (line is { } id ? $"/{id:D}" : "");

    public static string RemoveLine(Guid employer, Guid plan, Guid line) => $"{Line(employer, plan, line)}?remove=true";

    /// <summary>Its period and what it says as a whole.</summary>
    public static string Texts(Guid employer, Guid plan) => $"{One(employer, plan)}/words";

    /// <summary>To take a step, or take one back: <c>send</c>, <c>advise</c>, <c>fix</c>, <c>file</c>, <c>back</c>, <c>amend</c>, <c>withdraw</c>.</summary>
    public static string Step(Guid employer, Guid plan, string step) => $"{One(employer, plan)}/steps/{step}";

    public static string Done(Guid employer, Guid plan) => $"{One(employer, plan)}/done";

    /// <summary>To say which training of the plan those of a title belong to.</summary>
    public static string Link(Guid employer, Guid plan, string title) =>
        $"{One(employer, plan)}/link?title={Uri.EscapeDataString(title)}";

    public static string Versions(Guid employer, Guid plan, int edition) =>
        $"{One(employer, plan)}/versions?edition={edition.ToString(Words.Invariant)}";

    public static string File(Guid employer, Guid plan, string format, int edition, bool isCopy) =>
        $"{One(employer, plan)}/{(isCopy ? "copy" : "plan")}.{format}?edition={edition.ToString(Words.Invariant)}";

    /// <summary>What workers see of it.</summary>
    public static string Own(Guid employer) => $"/me/{employer:D}/plan";
}
