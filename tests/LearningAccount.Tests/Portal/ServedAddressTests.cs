using LearningAccount.App.Commands;
using LearningAccount.App.Portal;

namespace LearningAccount.Tests.Portal;

public sealed class LoopbackAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1", 5080)]
    [InlineData("http://localhost:6000/", "127.0.0.1", 6000)]
    [InlineData("http://[::1]:6000", "::1", 6000)]
    [InlineData("http://127.0.0.1", "127.0.0.1", 80)]
    public void An_address_of_this_machine_is_served(string url, string ip, int port)
    {
        Assert.True(LoopbackAddress.TryParse(url, out var addresses, out _));
        Assert.Equal((ip, port), (Assert.Single(addresses).Ip.ToString(), addresses[0].Port));
    }

    [Fact]
    public void Several_addresses_of_this_machine_are_served()
    {
        Assert.True(LoopbackAddress.TryParse("http://127.0.0.1:1; http://[::1]:1;", out var addresses, out _));
        Assert.Equal(2, addresses.Count);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://192.168.1.10:5080")]
    [InlineData("http://example.test:5080")]
    [InlineData("http://localhost.example.test:5080")]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5080")]
    [InlineData("nonsense")]
    public void Any_other_address_is_refused_with_the_reason(string url)
    {
        Assert.False(LoopbackAddress.TryParse(url, out _, out var refusal));
        Assert.Contains("no sign-in yet", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:5080/accounts")]
    [InlineData(" ; ")]
    public void An_address_that_cannot_be_used_is_refused_with_one_that_can(string url)
    {
        Assert.False(LoopbackAddress.TryParse(url, out _, out var refusal));
        Assert.Contains(LoopbackAddress.Default, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_does_not_start_on_another_address()
    {
        Assert.Equal(
            Root.Unreadable,
            await Root.RunAsync(["--urls", "http://0.0.0.0:5080"], TestContext.Current.CancellationToken)
        );
    }
}
