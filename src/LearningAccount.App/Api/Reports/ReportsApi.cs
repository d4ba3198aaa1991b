using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Documents;
using LearningAccount.App.Figures;
using LearningAccount.App.Wording;
using LearningAccount.Law;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Reports;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Reports;

/// <summary>Figures for other papers, each with the trainings behind it: <c>/employers/{employerNumber}/reports</c>.</summary>
internal static class ReportsApi
{
    private const string From = "from";
    private const string To = "to";

    public static IEnumerable<ApiOperation> Operations =>
        [
            new("getReport", Right.ReadEmployer, Get),
            new("listReportTrainings", Right.ReadEmployer, ListTrainings),
            new("readReportFile", Right.ReadEmployer, ReadFile),
            new("listLeaveFiles", Right.ReadEmployer, ListLeaveFiles),
        ];

    private static async Task<ApiAnswer> Get(ApiCall call, CancellationToken cancel)
    {
        var (_, made) = await Make(call, KindOf(call), cancel);
        return ApiAnswer.Document(json =>
        {
            json.WriteStartObject();
            json.WriteString("self", call.Link(call.Context.Request.Path + call.Context.Request.QueryString));
            ReportJson.Write(json, call, made, PartsOf(call));
            json.WriteEndObject();
        }) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> ListTrainings(ApiCall call, CancellationToken cancel)
    {
        var (_, made) = await Make(call, KindOf(call), cancel);
        var counts = call["counts"];
        var all = Behind(made, FigureOf(call, made)).Where(row => counts is null || counts is "true" == row.One.Counts);
        return Paging.Of(
            call,
            [.. made.InOrder(all, row => row.One)],
            (json, row) => ReportJson.Training(json, call, made, row.One, row.Adds)
        ) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> ListLeaveFiles(ApiCall call, CancellationToken cancel)
    {
        var (_, made) = await Make(call, ReportKind.Leave, cancel);
        return Paging.Of(
            call,
            [.. made.LeaveFiles.OrderBy(file => file.Until).ThenBy(file => file.Judged.Training.TrainingId)],
            (json, file) => ReportJson.LeaveFile(json, call, file)
        ) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> ReadFile(ApiCall call, CancellationToken cancel)
    {
        var (seen, made) = await Make(call, KindOf(call), cancel);
        var (format, words) = (call["format"]!, Words.In(call.Language));
        var figure = FigureOf(call, made);
        using var file = new MemoryStream();
        if (format is FigureFile.Pdf)
        {
            Sender sender;
            await using (var connection = await call.Part<Database>().Connect(cancel))
            {
                var register = await EmployerRegister.Of(connection, seen.Snapshot, cancel);
                sender = await Sender.Of(connection, seen.Snapshot, register, cancel);
            }
            FigureFile.WritePaper(made, PartsOf(call), sender, call.Today, words, file);
        }
        else
        {
            var part = call["part"] switch
            {
                "trainings" => FigurePart.Behind,
                "leave" => FigurePart.Leave,
                _ => FigurePart.Figures,
            };
            FigureFile.WriteTable(format, part, made, figure, words, file);
        }
        return ApiAnswer.File(FigureFile.ContentType(format), FigureFile.Name(made.Asked, format, words), file.ToArray()) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<(SeenEmployer Seen, MadeFigures Made)> Make(ApiCall call, ReportKind kind, CancellationToken cancel)
    {
        var asked = new FiguresAsked(kind, PeriodOf(call));
        var seen = await Seen.Employer(call, cancel);
        return (seen, MadeFigures.Of(seen.Snapshot, seen.Law, asked));
    }

    private static ReportKind KindOf(ApiCall call) => Enum.Parse<ReportKind>(call["report"]!, ignoreCase: true);

    /// <summary>The calendar year, where no days are given.</summary>
    /// <exception cref="ProblemException">400: one day alone, or days that make no period of a report.</exception>
    private static Period PeriodOf(ApiCall call)
    {
        var (from, to) = (call.Day(From), call.Day(To));
        if (from is null && to is null)
        {
            return Period.Year(call.Today.Year);
        }
        if (FiguresAsked.FaultOf(from, to, call.Today) is not { } fault)
        {
            return new(from!.Value, to!.Value);
        }
        var at = from is null || (to is not null && FiguresAsked.FaultOf(from, from, call.Today) is not null) ? From : To;
        throw Wrong(at, call[at], $"api.issue.report.{fault.Split('.')[^1]}");
    }

    /// <exception cref="ProblemException">400: the report has no such figure, or it may not be shown.</exception>
    private static Figure? FigureOf(ApiCall call, MadeFigures made) =>
        call["figure"] is not { } code ? null : made.Find(code) ?? throw Wrong("figure", code, "api.issue.report.figure");

    private static ProblemException Wrong(string name, string? value, string code) =>
        new(Problem.BadRequest([new(InputIssue.InvalidInput, InputPlace.Query, name, value, code)]));

    private static IEnumerable<(JudgedTraining One, Fraction? Adds)> Behind(MadeFigures made, Figure? figure) =>
        figure is null
            ? made.All.Select(one => (one, (Fraction?)null))
            : figure
                .Shares.Select(share => (share.Of, (Fraction?)share.Quantity))
                .Concat(figure.Missing.Select(one => (one, (Fraction?)null)));

    private static string[]? PartsOf(ApiCall call) =>
        AccessRules.Scopes(call.Visitor, call.EmployerId, call.Now) is { } scopes
            ? [.. scopes.Select(scope => scope.Value).Order(NameOrder.Comparer)]
            : null;
}
