using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using LearningAccount.App.Hosting;
using LearningAccount.App.Identity.Machines;
using LearningAccount.App.Identity.SignIn;
using LearningAccount.App.Imports;
using LearningAccount.App.Settings;
using LearningAccount.Records;
using LearningAccount.Records.Access.Machines;
using LearningAccount.Records.Storage;
using Microsoft.IdentityModel.Tokens;

namespace LearningAccount.App.Commands;

/// <summary>
/// <c>ila machines token</c>: asks a running program for an access token, as a vendor's program does, and writes it out, to try calls with.
/// It needs the private key and nothing of the database.
/// </summary>
internal static class MachineTokenCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private const int MostBytes = 64 * 1024;

    public static Command Create(TimeProvider clock)
    {
        var (client, algorithm, language) = (MachinesCommand.Client(), MachinesCommand.Algorithm(), Asked.Language());
        var key = new Option<string>("--key")
        {
            Description = "A file with the private key in PEM. It is not sent.",
            HelpName = "file",
            Required = true,
        };
        var server = new Option<string?>("--server")
        {
            Description = "The address of the program. Default: that of the settings, or of this machine.",
            HelpName = "address",
        };
        var scopes = new Option<string?>("--scopes")
        {
            Description = "What the token is for, with commas between. Default: all the program may ask for.",
            HelpName = "scopes",
        };
        var command = new Command("token", "Ask for an access token and write it out, to try calls with.")
        {
            client,
            key,
            server,
            scopes,
            algorithm,
            language,
        };
        command.SetAction(
            async (asked, cancel) =>
            {
                try
                {
                    var origin = (asked.GetValue(server) ?? Served(asked)).TrimEnd('/');
                    var signing = SigningKey(
                        await MachinesCommand.ReadFile(asked.GetRequiredValue(key), cancel),
                        asked.GetValue(algorithm)
                    );
                    var endpoint = origin + ClientDesk.TokenPath;
                    var id = asked.GetRequiredValue(client).ToString("D");
                    var form = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["grant_type"] = "client_credentials",
                        ["client_assertion_type"] = ClientAssertion.Type,
                        ["client_assertion"] = SignedAssertion.Of(id, endpoint, signing, clock.GetUtcNow()),
                    };
                    if (asked.GetValue(scopes) is { } wanted)
                    {
                        form["scope"] = string.Join(
                            ' ',
                            wanted
                                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                                .Select(scope => ApiScopes.Find(scope) ?? scope)
                        );
                    }
                    var (token, refusal) = await Ask(new(endpoint), form, cancel);
                    await (
                        token is null
                            ? asked.InvocationConfiguration.Error.WriteLineAsync(refusal)
                            : asked.InvocationConfiguration.Output.WriteLineAsync(token)
                    );
                    return token is null ? 1 : 0;
                }
                catch (FileRefusedException refused)
                {
                    await asked.InvocationConfiguration.Error.WriteLineAsync(
                        Failure.Sentence(refused.Anomaly, asked.In(language))
                    );
                    return Root.Unreadable;
                }
                catch (RefusedException refused)
                {
                    await asked.InvocationConfiguration.Error.WriteLineAsync(RecordTexts.Of(refused.Anomaly, asked.In(language)));
                    return Root.Unreadable;
                }
                catch (Exception wrong) when (wrong is HttpRequestException or UriFormatException or TaskCanceledException)
                {
                    await asked.InvocationConfiguration.Error.WriteLineAsync(
                        CommandTexts.Catalogue.Text("machines.noServer", asked.In(language), ("why", wrong.Message))
                    );
                    return 1;
                }
            }
        );
        return command;
    }

    private static string Served(ParseResult asked) =>
        InstallationSettings.Read(DatabasePlace.Of(asked).DataFolder).Address?.GetLeftPart(UriPartial.Authority)
        ?? ServedAddress.Default;

    private static SigningCredentials SigningKey(string pem, string? algorithm)
    {
        try
        {
            return SignedAssertion.Key(pem, null, algorithm is "PS256" ? algorithm : SecurityAlgorithms.RsaSha256);
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            throw new RefusedException("machineKey.secret", "key");
        }
    }

    private static async Task<(string? Token, string Refusal)> Ask(
        Uri endpoint,
        Dictionary<string, string> form,
        CancellationToken cancel
    )
    {
        using var http = new HttpClient { Timeout = Patience, MaxResponseContentBufferSize = MostBytes };
        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(endpoint, content, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("access_token", out var token)
                ? (token.GetString(), "")
                : (null, $"{Text(json, "error")}: {Text(json, "error_description")}");
        }
        catch (JsonException)
        {
            return (null, $"{endpoint}: {(int)answer.StatusCode}");
        }
    }

    private static string Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "";
}
