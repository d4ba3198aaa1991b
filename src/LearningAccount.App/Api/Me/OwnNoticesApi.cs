using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Notices;

namespace LearningAccount.App.Api.Me;

/// <summary>What somebody was told of its own accounts: <c>/me/notices</c>.</summary>
internal static class OwnNoticesApi
{
    public static IEnumerable<ApiOperation> Operations =>
        [new("listOwnNotices", Right.OwnAccount, List), new("markOwnNoticeRead", Right.OwnAccount, MarkRead)];

    private static async Task<ApiAnswer> List(ApiCall call, CancellationToken cancel)
    {
        var words = Words.In(call.Language);
        var unread = call["read"] is "false";
        var all = (await All(call, cancel))
            .Where(one => !unread || !one.Told.IsRead)
            .OrderByDescending(one => one.Told.Notice.ToldOn)
            .ThenByDescending(one => one.Told.Notice.NoticeId)
            .ToList();
        return Paging.Of(
            call,
            all,
            (json, one) =>
            {
                var notice = one.Told.Notice;
                json.WriteString("noticeId", notice.NoticeId);
                json.WriteString("employerNumber", one.Own.Number);
                json.WriteString("workerId", one.Own.Worker.WorkerId);
                json.Code<Records.Storage.NoticeKind>("kind", notice.Kind);
                json.Day("toldOn", notice.ToldOn);
                json.WriteString("text", NoticeText.Of(one.Told, words));
                json.WriteBoolean("read", one.Told.IsRead);
                json.WriteStartObject("stated");
                foreach (var (name, value) in one.Told.Stated.OrderBy(said => said.Key, StringComparer.Ordinal))
                {
                    json.WriteString(name, value);
                }
                json.WriteEndObject();
            }
        ) with
        {
            IsInLanguage = true,
        };
    }

    private static async Task<ApiAnswer> MarkRead(ApiCall call, CancellationToken cancel)
    {
        var id = call.Id("noticeId");
        var (own, told) = (await All(call, cancel)).Find(one => one.Told.Notice.NoticeId == id);
        if (told is null)
        {
            throw new ProblemException(Problem.NotFound());
        }
        await call.Part<ReadNotices>().MarkRead(own.EmployerId, [id], cancel);
        return ApiAnswer.NoContent;
    }

    private static async Task<List<(OwnAccount Own, ToldNotice Told)>> All(ApiCall call, CancellationToken cancel)
    {
        var all = new List<(OwnAccount, ToldNotice)>();
        foreach (var own in await OwnAccounts.All(call, cancel))
        {
            var workers = own.Employer.AliasesOf(own.Worker.WorkerId);
            all.AddRange((await call.Part<ReadNotices>().Of(own.EmployerId, workers, cancel)).Select(told => (own, told)));
        }
        return all;
    }
}
