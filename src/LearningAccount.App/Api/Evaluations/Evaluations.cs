using System.Text;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law;
using LearningAccount.Law.Cases;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Evaluations;

/// <summary>Computes the account of a case file: facts in, account out, nothing kept.</summary>
internal static class Evaluations
{
    public static IEnumerable<ApiOperation> Operations => [new("evaluateCase", Right.SignedIn, Evaluate)];

    private static async Task<ApiAnswer> Evaluate(ApiCall call, CancellationToken cancel)
    {
        var @case = CaseOf(call);
        await using var connection = await call.Part<Database>().Connect(cancel);
        var law = await ReadLawBook.From(connection, cancel);
        var on = Accounts.Accounts.Within(call, @case.On, InputPlace.Body);
        var account = AccountComputation.For(@case.Facts, law, on);
        var differences = CaseCheck.Differences(@case, law, on);
        return ApiAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.Text("case", @case.Name);
            AccountJson.WriteMembers(json, account, call.Language);
            if (@case.Expect is not null)
            {
                json.WriteStartArray("differences");
                foreach (var difference in differences)
                {
                    json.WriteStartObject();
                    json.WriteString("path", difference.Path);
                    json.WriteString("expected", difference.Expected);
                    json.Text("actual", difference.Actual);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }) with
        {
            IsInLanguage = true,
        };
    }

    private static CaseFile CaseOf(ApiCall call)
    {
        try
        {
            return CaseFile.Read(Encoding.UTF8.GetBytes(call.Body.GetRawText()), out _)[0];
        }
        catch (CaseFileException wrong)
        {
            throw new ProblemException(
                Problem.BadRequest([
                    .. wrong.Problems.Select(fault => InputIssue.Of(fault.Path, $"case.{fault.Code}", fault.Text)),
                ])
            );
        }
    }
}
