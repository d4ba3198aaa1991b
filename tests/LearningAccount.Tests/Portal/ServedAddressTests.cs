using LearningAccount.App.Commands;
using LearningAccount.App.Hosting;
using LearningAccount.App.Portal;
using LearningAccount.App.Settings;

namespace LearningAccount.Tests.Portal;

public sealed class ServedAddressTests
{
    private static readonly InstallationSettings Plain = new();
    private static readonly InstallationSettings WithCertificate = new()
    {
        Address = new("https://learning.example.be"),
        Certificate = new() { File = "cert.pem", Key = "key.pem" },
    };

    [Theory]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1", 5080)]
    [InlineData("http://localhost:6000/", "127.0.0.1", 6000)]
    [InlineData("http://[::1]:6000", "::1", 6000)]
    [InlineData("http://127.0.0.1", "127.0.0.1", 80)]
    public void An_address_of_this_machine_is_served(string url, string ip, int port)
    {
        Assert.True(ServedAddress.TryParse(url, Plain, out var addresses, out _));
        Assert.Equal((ip, port), (Assert.Single(addresses).Ip.ToString(), addresses[0].Port));
    }

    [Fact]
    public void Several_addresses_are_served()
    {
        Assert.True(ServedAddress.TryParse("http://127.0.0.1:1; https://[::]:2;", WithCertificate, out var addresses, out _));
        Assert.Equal([false, true], addresses.Select(address => address.IsHttps));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://192.168.1.10:5080")]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5080")]
    public void Without_https_only_this_machine_is_served(string url)
    {
        foreach (var settings in (InstallationSettings[])[Plain, WithCertificate])
        {
            Assert.False(ServedAddress.TryParse(url, settings, out _, out var refusal));
            Assert.Contains("in the clear", refusal, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://0.0.0.0:443", "0.0.0.0")]
    [InlineData("https://*:443", "0.0.0.0")]
    [InlineData("https://192.168.1.10:443", "192.168.1.10")]
    public void With_a_certificate_any_address_is_served_by_https(string url, string ip)
    {
        Assert.True(ServedAddress.TryParse(url, WithCertificate, out var addresses, out _));
        Assert.Equal((ip, true), (addresses[0].Ip.ToString(), addresses[0].IsHttps));
        Assert.False(ServedAddress.TryParse(url, Plain, out _, out var refusal));
        Assert.Contains("certificate", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1:5080")]
    [InlineData("http://example.test:5080")]
    [InlineData("http://localhost.example.test:5080")]
    [InlineData("http://127.0.0.1:5080/accounts")]
    [InlineData("nonsense")]
    [InlineData(" ; ")]
    public void An_address_that_cannot_be_used_is_refused_with_one_that_can(string url)
    {
        Assert.False(ServedAddress.TryParse(url, WithCertificate, out _, out var refusal));
        Assert.Contains(ServedAddress.Default, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_does_not_start_on_an_address_in_the_clear()
    {
        Assert.Equal(
            Root.Unreadable,
            await Root.RunAsync(["--urls", "http://0.0.0.0:5080"], TestContext.Current.CancellationToken)
        );
    }
}
