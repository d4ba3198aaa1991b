using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LearningAccount.App.Api.Contract;
using LearningAccount.App.Api.Problems;
using LearningAccount.App.Api.Requests;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Api.Workers;

/// <summary>A contract as it is sent and answered: what somebody says of an employment from a day on.</summary>
internal static class SentContract
{
    /// <summary>A contract that says nothing yet.</summary>
    public static ContractVersion Saying(Guid employer, Guid worker) =>
        new()
        {
            EmployerId = employer,
            Origin = FactVersion.ByHand,
            WorkerId = worker,
            ContractId = Guid.CreateVersion7(),
            StartOn = default,
            EndOn = null,
            EndReason = null,
            PaidInLieu = false,
            NoticeWorked = null,
            JointCommittee = null,
            Category = null,
            Fraction = null,
            Hours = null,
            FullTimeHours = null,
            OwnReference = null,
        };

    /// <summary>What is known with what is sent: null takes away, what is not named stays.</summary>
    /// <param name="employer">Whose full-time week holds where none is named.</param>
    /// <param name="below">Of where it stands in the body, with a point.</param>
    /// <exception cref="ProblemException">400, with every fault at its place.</exception>
    public static ContractVersion Read(JsonElement sent, ContractVersion known, EmployerFacts employer, string below = "")
    {
        var (fraction, hours) = (
            sent.Patched("fraction", known.Fraction, ApiJson.ExactOf),
            sent.Patched("hours", known.Hours, ApiJson.ExactOf)
        );
        // Working time is said in one way: the new one takes the place of the old.
        if (fraction is not null && hours is not null)
        {
            (fraction, hours) = (sent.TextOf("fraction"), sent.TextOf("hours")) switch
            {
                (not null, null) => (fraction, null),
                (null, not null) => (null, hours),
                _ => (fraction, hours),
            };
        }
        var said = known with
        {
            StartOn = sent.DayOf("startDate") ?? known.StartOn,
            EndOn = sent.Patched("endDate", known.EndOn, ApiJson.DayOf),
            JointCommittee = sent.Patched("jointCommittee", known.JointCommittee, SentFacts.CommitteeOf),
            Category = sent.Patched("category", known.Category, ApiJson.CodeOf<WorkerCategory>),
            Fraction = fraction,
            Hours = hours,
            FullTimeHours = sent.Patched("fullTimeHours", known.FullTimeHours, ApiJson.ExactOf),
            OwnReference = sent.Patched("ownReference", known.OwnReference, ApiJson.TextOf),
        };
        said = WithEnding(sent, said, below);
        var faults = SayContracts.Check(said);
        if (faults.Length > 0)
        {
            throw new ProblemException(
                Problem.BadRequest([.. faults.Select(fault => InputIssue.Of(fault with { At = PlaceOf(fault.At) }, below))])
            );
        }
        return said.Hours > (said.FullTimeHours ?? employer.FullTimeWeeklyHours)
            ? throw SentFacts.Wrong($"{below}hours", "moreThanFull", said.Hours.ToString())
            : said;
    }

    /// <summary>How it ends: of a dismissal also what becomes of the notice (rulebook R6.1).</summary>
    public static ContractVersion WithEnding(JsonElement sent, ContractVersion known, string below = "")
    {
        var reason = sent.Patched("endReason", known.EndReason, ApiJson.CodeOf<EndReason>);
        var inLieu = sent.Patched("isPaidInLieu", (bool?)known.PaidInLieu, ApiJson.BoolOf) is true;
        var worked = sent.Patched("isNoticeWorked", known.NoticeWorked, ApiJson.BoolOf);
        if (reason is EndReason.Dismissal or EndReason.BreachByEmployer)
        {
            return inLieu || worked is true
                ? known with
                {
                    EndReason = reason,
                    PaidInLieu = inLieu,
                    NoticeWorked = worked ?? !inLieu,
                }
                : throw SentFacts.Wrong($"{below}isNoticeWorked", "noticeNeeded");
        }
        foreach (var name in (string[])["isPaidInLieu", "isNoticeWorked"])
        {
            if (sent.BoolOf(name) is true)
            {
                throw SentFacts.Wrong(below + name, "noticeOfDismissal", "true");
            }
        }
        return known with { EndReason = reason, PaidInLieu = false, NoticeWorked = null };
    }

    public static string Address(ApiCall call, Guid worker, Guid contract) =>
        $"{WorkerShown.Address(call, worker)}/contracts/{contract.ToString("D", CultureInfo.InvariantCulture)}";

    /// <summary>Its members, behind the address of the item or the document.</summary>
    public static void Write(Utf8JsonWriter json, ContractVersion contract, Origin origin)
    {
        json.WriteString("id", contract.ContractId);
        json.Day("startDate", contract.StartOn);
        json.Day("endDate", contract.EndOn);
        json.Exact("fraction", contract.Fraction);
        json.Exact("hours", contract.Hours);
        json.Exact("fullTimeHours", contract.FullTimeHours);
        json.Text("jointCommittee", contract.JointCommittee?.ToString());
        json.Code("category", contract.Category);
        json.Code("endReason", contract.EndReason);
        json.WriteBoolean("isPaidInLieu", contract.PaidInLieu);
        json.Bool("isNoticeWorked", contract.NoticeWorked);
        json.Text("ownReference", contract.OwnReference);
        json.WriteBoolean("isChangeable", contract.IsByHand);
        json.Origin("origin", origin);
    }

    public static string PlaceOf(string at) => SentFacts.DayAt(at, "contract");
}
