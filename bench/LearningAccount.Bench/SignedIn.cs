using LearningAccount.Records.Access;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Bench;

/// <summary>Somebody who administers the one employer of a database, and is signed in.</summary>
internal sealed record SignedIn(Guid Employer, string Cookie)
{
    /// <param name="place">Where the facts are, as the program is told: <c>--data FOLDER</c>, <c>--database CONNECTION</c>.</param>
    public static async Task<SignedIn> ToAsync(string[] place)
    {
        var server = Array.IndexOf(place, "--database");
        var folder = place[Array.IndexOf(place, "--data") + 1];
        var stop = CancellationToken.None;
        await using var database = await Database.OpenAsync(
            server < 0 ? null : place[server + 1],
            folder,
            TimeProvider.System,
            stop
        );
        await using var connection = await database.Connect(stop);
        var employer = (await ListEmployers.All(connection, stop)).Single().EmployerId;
        var user = await Change.Make(
            database,
            new Author("bench", Door.Command),
            async change =>
            {
                var made = await RegisterUser.Do(change, "Els Janssens", "els@example.be", null, isOperator: false, stop);
                var today = Knowledge.DayOf(TimeProvider.System.GetUtcNow());
                await GrantAccess.Do(change, made, GrantAccess.Administrator(employer, today), stop);
                return made;
            },
            stop
        );
        var secret = await new Sessions(database, SessionLimits.Default).Open(user, null, "bench", null, stop);
        return new(employer, $"session={secret}");
    }

    /// <summary>The same with the cookie that a browser gets with its first page and sends with all others.</summary>
    public async Task<SignedIn> OpenAsync(Uri first)
    {
        using var http = Client(first);
        using var answer = await http.GetAsync(first);
        answer.EnsureSuccessStatusCode();
        var given = answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]);
        return this with { Cookie = string.Join("; ", [Cookie, .. given]) };
    }

    public HttpClient Client(Uri address)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Cookie", Cookie);
        return http;
    }
}
