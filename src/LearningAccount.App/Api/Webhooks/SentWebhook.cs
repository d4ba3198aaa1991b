using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.App.Events;
using LearningAccount.App.Events.Webhooks;
using LearningAccount.App.Settings;
using LearningAccount.Records.Access;
using LearningAccount.Records.Events.Webhooks;

namespace LearningAccount.App.Api.Webhooks;

/// <summary>Reads what a program says of a webhook, whole or the parts it changes.</summary>
internal static class SentWebhook
{
    /// <summary>What is known of it with what was sent; what was not sent stays.</summary>
    /// <exception cref="ProblemException">400: no address we send to, or an employer that is not there for whoever asks.</exception>
    public static async Task<Webhook> On(Webhook known, ApiCall call, CancellationToken cancel)
    {
        var sent = call.Body;
        var issues = new List<InputIssue>();
        var address = sent.TextOf("address") ?? known.Address;
        var settings = call.Part<InstallationSettings>().Webhooks;
        if (new WebhookAddresses(settings).FaultOf(address) is { } fault)
        {
            // A number or a password that stands in it is not told again.
            issues.Add(new(InputIssue.InvalidInput, InputPlace.Body, "address", null, $"api.issue.{fault}"));
        }
        var narrowedTo = known.NarrowedTo;
        if (sent.TryGetProperty("employerNumber", out var number))
        {
            narrowedTo = await Employer(number, call, issues, cancel);
        }
        if (issues.Count > 0)
        {
            throw new ProblemException(Problem.BadRequest(issues));
        }
        return known with
        {
            Address = address,
            Root = call.Link(""),
            Description = sent.Patched("description", known.Description, ApiJson.TextOf),
            NarrowedTo = narrowedTo,
            Kinds = sent.Patched("eventTypes", known.Kinds, KindsOf),
            BatchSize = sent.WholeOf("batchSize") ?? known.BatchSize,
            ChangedAt = call.Now,
        };
    }

    private static async Task<Guid?> Employer(JsonElement number, ApiCall call, List<InputIssue> issues, CancellationToken cancel)
    {
        if (number.ValueKind is JsonValueKind.Null)
        {
            return null;
        }
        if (
            await call.Part<EmployersByNumber>().Find(number.GetString()!, cancel) is { } employer
            && call.Visitor.May(Right.ReadEmployer, employer.EmployerId, call.Now)
        )
        {
            return employer.EmployerId;
        }
        issues.Add(
            new(
                InputIssue.ReferencedResourceNotFound,
                InputPlace.Body,
                "employerNumber",
                number.GetString(),
                "api.issue.employerUnknown"
            )
        );
        return null;
    }

    private static string? KindsOf(JsonElement sent, string name) =>
        sent.GetProperty(name) is { ValueKind: JsonValueKind.Array } types
            ? Webhook.Text(types.EnumerateArray().Select(type => EventTypes.KindOf(type.GetString()!)!.Value))
            : null;
}
