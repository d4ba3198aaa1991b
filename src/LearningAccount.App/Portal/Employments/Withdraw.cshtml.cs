using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Wording;
using LearningAccount.Records.Access;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Employments;

/// <summary>Withdraws what was said by hand of an employment: declarations and lists hold again.</summary>
[Needs(Right.ManageWorkers)]
public sealed class WithdrawModel(ChangeParts parts) : SayModel(parts)
{
    private bool isContract;
    private Guid id;

    /// <summary>What it is, in words.</summary>
    public string What { get; private set; } = "";
    protected override string Title => "withdraw.title";

    protected override bool FindCorrected()
    {
        isContract = RouteData.Values["what"] is "contract";
        id = Guid.Parse((string)RouteData.Values["id"]!);
        var said = SaidByHand.Of(Worker, Words).FirstOrDefault(one => one.Id == id && one.IsContract == isContract);
        What = said is null ? "" : $"{said.Period}: {said.What}";
        return said is not null;
    }

    protected override PlannedChange? Read() =>
        Form.Reason() is { } why
            ? new()
            {
                Action = "withdraw",
                Why = why,
                On = Today,
                Answers = [(Words["withdraw.what"], What), (Words["change.why"], why)],
                Do = async (change, stop) =>
                {
                    var employer = Employer.Head.Id;
                    if (isContract)
                    {
                        var known = await ReadVersions.Now(change.Connection, Tables.Contract, employer, [Owner], stop);
                        await WithdrawFacts.Do(change, Tables.Contract, known, one => one.ContractId == id, stop);
                    }
                    else
                    {
                        var known = await ReadVersions.Now(change.Connection, Tables.Suspension, employer, [Owner], stop);
                        await WithdrawFacts.Do(change, Tables.Suspension, known, one => one.SuspensionId == id, stop);
                    }
                    return Back;
                },
            }
            : null;

    protected override string FieldOf(string at) => "why";

    // Of two workers who turned out to be one person, the one it was said of.
    private Guid Owner =>
        isContract
            ? Worker.Contracts.First(one => one.ContractId == id).WorkerId
            : Worker.Suspensions.First(one => one.SuspensionId == id).WorkerId;
}
