using LearningAccount.App.Mail;
using LearningAccount.Records.Notices;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Records;
using LearningAccount.Tests.Records.Notices;

namespace LearningAccount.Tests.Mail;

/// <summary>The outbox against a real mail server, on each engine.</summary>
public sealed class SendOutboxTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Mail_is_sent_once_with_a_link_and_nothing_of_the_account(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var server = new ReceivingMailServer();
        var mail = await Add(test);
        await Add(test);
        Assert.Equal(2, await Send(test, server));
        Assert.Equal(0, await Send(test, server));
        var received = server.Received[0];
        Assert.Equal($"<{mail.MailId:N}@accounts.example>", received.Header("Message-ID"));
        Assert.Equal("<https://accounts.example/stop>", received.Header("List-Unsubscribe"));
        Assert.Equal("List-Unsubscribe=One-Click", received.Header("List-Unsubscribe-Post"));
        Assert.Contains("https://accounts.example/me", received.Part("plain"), StringComparison.Ordinal);
        Assert.All(await TellWorkersTests.Mail(test), kept => Assert.Equal("sent", kept.State));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task An_address_that_is_refused_for_good_is_given_up_with_what_was_said(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var server = new ReceivingMailServer();
        var mail = await Add(test, "gone@example.be");
        await Add(test);
        server.Instead = said =>
            said is "RCPT" && server.Received.Count == 0 ? Once(server, $"550 5.1.1 <{mail.Address}> unknown") : said;
        Assert.Equal(1, await Send(test, server));
        var kept = await TellWorkersTests.Mail(test);
        Assert.Equal(("givenUp", "550 5.1.1 <…> unknown"), (kept[0].State, kept[0].Answer));
        Assert.Equal("sent", kept[1].State);

        await new Outbox(test.Database).TryAgain(mail.MailId, Cancel);
        Assert.Equal(1, await Send(test, server));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_server_that_is_busy_or_hangs_up_in_the_middle_is_asked_again_later_and_later(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var server = new ReceivingMailServer { Instead = said => said is "RCPT" ? "451 4.7.1 later" : said };
        await Add(test);
        Assert.Equal(0, await Send(test, server));
        Assert.Equal("451 4.7.1 later", (await TellWorkersTests.Mail(test)).Single().Answer);
        server.Instead = said => said is "line" ? null : said;
        test.Clock.Now += TimeSpan.FromSeconds(59);
        await Send(test, server);
        Assert.Equal(1, (await TellWorkersTests.Mail(test)).Single().Attempts);
        test.Clock.Now += TimeSpan.FromSeconds(1);
        await Send(test, server);
        Assert.Equal(2, (await TellWorkersTests.Mail(test)).Single().Attempts);
        Assert.Empty(server.Received);
        server.Instead = said => said;
        test.Clock.Now += TimeSpan.FromMinutes(3);
        Assert.Equal(1, await Send(test, server));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task After_three_days_in_vain_a_mail_is_given_up(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var server = new ReceivingMailServer { Instead = said => said is "HELLO" ? "421 closed" : said };
        await Add(test);
        var begun = test.Clock.Now;
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal("waiting", (await TellWorkersTests.Mail(test)).Single().State);
            await Send(test, server);
            test.Clock.Now += TimeSpan.FromHours(12);
        }
        Assert.Equal(
            ("givenUp", "421 closed"),
            ((await TellWorkersTests.Mail(test)).Single().State, (await TellWorkersTests.Mail(test)).Single().Answer)
        );
        Assert.True(test.Clock.Now - begun > TimeSpan.FromDays(3));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Stopped_between_sending_and_noting_it_is_sent_again_under_the_same_id(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var server = new ReceivingMailServer();
        await Add(test);
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        server.BeforeItSaysSo = killed.CancelAsync;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Send(test, server, killed.Token));
        server.BeforeItSaysSo = () => Task.CompletedTask;

        // Nobody else takes it while the one who was stopped could still be sending.
        Assert.Equal(0, await Send(test, server));
        test.Clock.Now += Outbox.Lease + TimeSpan.FromSeconds(1);
        Assert.Equal(1, await Send(test, server));
        Assert.Equal(0, await Send(test, server));
        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(mail => mail.Header("Message-ID")).Distinct(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Programs_on_one_database_do_not_send_the_same_mail(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var server = new ReceivingMailServer();
        for (var i = 0; i < 12; i++)
        {
            await Add(test);
        }
        await using var second = await test.OpenAgain();
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(i => Task.Run(() => Sender(i % 2 == 0 ? test.Database : second, server, test).Do(Cancel)))
        );
        await Send(test, server);
        Assert.Equal(12, server.Received.Count);
        Assert.Equal(12, server.Received.Select(mail => mail.Header("Message-ID")).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory, MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Mail_that_was_sent_is_forgotten_after_a_month(Engine engine)
    {
        await using var test = await TestDatabase.OpenAsync(engine);
        await using var server = new ReceivingMailServer();
        await Add(test);
        await Send(test, server);
        var outbox = new Outbox(test.Database);
        await outbox.Sweep(Cancel);
        Assert.Single(await TellWorkersTests.Mail(test));
        test.Clock.Now += TimeSpan.FromDays(31);
        await outbox.Sweep(Cancel);
        Assert.Empty(await TellWorkersTests.Mail(test));
    }

    private static string Once(ReceivingMailServer server, string answer)
    {
        server.Instead = said => said;
        return answer;
    }

    private static async Task<OutgoingMail> Add(TestDatabase test, string address = "an@example.be")
    {
        var mail = MailTextTests.Mail() with { Address = address };
        await using var connection = await test.Database.Connect(Cancel);
        await Outbox.Add(connection, [mail], test.Clock.Now, Cancel);
        return mail;
    }

    private static Task<int> Send(TestDatabase test, ReceivingMailServer server, CancellationToken? stop = null) =>
        Sender(test.Database, server, test).Do(stop ?? Cancel);

    private static SendOutbox Sender(
        LearningAccount.Records.Storage.Database database,
        ReceivingMailServer server,
        TestDatabase test
    ) =>
        new(
            new(database),
            server.Settings(),
            new((_, _) => Task.FromResult<Uri?>(new("https://accounts.example/me")), _ => new("https://accounts.example/stop")),
            test.Clock
        );
}
