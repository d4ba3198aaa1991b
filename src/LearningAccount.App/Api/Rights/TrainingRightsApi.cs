using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Api.Workers;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Law.Reasons;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;

namespace LearningAccount.App.Api.Rights;

/// <summary>What each worker is granted in a year, and by what: credit = A × B × C.</summary>
internal static class TrainingRightsApi
{
    private const string Basis = "fullTimeDays.";

    public static IEnumerable<ApiOperation> Operations => [new("listTrainingRights", Right.ReadEmployer, List)];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var year = int.Parse(call["year"]!, CultureInfo.InvariantCulture);
        var on = new DateOnly(year, 12, 31);
        var seen = await Seen.Employer(call, cancel);
        var law = seen.Snapshot.LawUnder(seen.Law);
        var workers = Seen.ByName(seen.Snapshot).Where(worker => IsOf(worker, year)).ToList();
        return Paging.Of(
            call,
            workers,
            (json, worker) => Write(json, worker, year, AccountComputation.For(worker.Facts, law, on), seen.Law, call)
        ) with
        {
            ETag = Seen.ETag(seen, on, call),
            IsInLanguage = true,
        };
    }

    // A month begun in service counts, so that any day of the year does.
    private static bool IsOf(WorkerSnapshot worker, int year) =>
        worker.Facts.Employments.Any(employment => employment.Start.Year <= year && !(employment.End?.Year < year));

    private static void Write(Utf8JsonWriter json, WorkerSnapshot worker, int year, Account account, LawBook book, ApiCall call)
    {
        var figures = account.Years.FirstOrDefault(one => one.Year == year);
        json.WriteString(
            "href",
            string.Create(CultureInfo.InvariantCulture, $"{WorkerShown.Address(call, worker.WorkerId)}/account?on={year}-12-31")
        );
        json.WriteString("workerId", worker.WorkerId);
        json.Text("familyName", worker.Identity?.FamilyName);
        json.Text("givenName", worker.Identity?.GivenNames);
        json.Text("ownReference", worker.OwnReference);
        json.WriteNumber("year", year);
        json.Code<SizeClass>("sizeClass", figures?.Class ?? SizeClass.None);
        json.Exact("fullTimeDays", figures?.FullTimeDays ?? 0);
        json.Exact("workRegime", figures is { Months: > 0 } worked ? worked.Worked / worked.Months : 0);
        json.WriteNumber("months", figures?.Months ?? 0);
        json.Exact("credit", figures?.Credit ?? 0);
        json.Exact("extraDays", figures?.Extra ?? 0);
        if (figures is null)
        {
            json.WriteString("basis", "none");
            json.WriteString("article", "");
            return;
        }
        var reason = account.Reasons[figures.FullTimeDaysReason];
        // Of an agreement whose number nobody confirmed the law goes before.
        var basis = reason.Code[Basis.Length..] is "proposal" ? "law" : reason.Code[Basis.Length..];
        json.WriteString("basis", basis);
        if (basis is "scheme" && RowBehind(reason, worker, book) is { } row)
        {
            json.WriteString("jointCommittee", row.JointCommittee.ToString());
            json.Text("registration", row.Registration);
        }
        json.WriteString("article", ReasonTexts.Law(reason, call.Language));
    }

    // The reason names the committee, the first day and the number; its row has the registration as well.
    private static SchemeRow? RowBehind(Reason reason, WorkerSnapshot worker, LawBook book)
    {
        var committee = reason.Inputs.FirstOrDefault(input => input.Name is "jointCommittee");
        var days = reason.Inputs.FirstOrDefault(input => input.Name is "schemeDays");
        return committee is null || days is null || !JointCommittee.TryParse(committee.Value, out var number)
            ? null
            : worker
                .Facts.Employer.Schemes.Concat(book.SchemesOf(number).Select(value => value.Row))
                .FirstOrDefault(row =>
                    row.JointCommittee == number
                    && row.From == days.From
                    && row.To == days.To
                    && (row.Days?.ToString() == days.Value || row.Hours is not null)
                );
    }
}
