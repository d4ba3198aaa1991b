using System.Collections.Immutable;
using LearningAccount.App.Identity;
using LearningAccount.App.Portal.Employer;
using LearningAccount.App.Portal.Forms;
using LearningAccount.App.Portal.Web;
using LearningAccount.App.Portal.Worker;
using LearningAccount.App.Wording;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Access;
using LearningAccount.Records.Accounts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Portal.Rights;

/// <summary>Withdraws days somebody granted, an agreement somebody entered, or a size somebody stated.</summary>
[Needs(Right.ManageRights)]
public sealed class WithdrawModel(ChangeParts parts) : ChangeModel(parts)
{
    /// <summary>A size class, by its year.</summary>
    public const string SizeClassKey = "sizeClass";

    /// <summary>The size of a quarter, by the quarter.</summary>
    public const string QuarterSizeKey = "quarterSize";

    private Func<Change, CancellationToken, Task> withdraw = null!;
    private DateOnly from;

    /// <summary>What it is, in words.</summary>
    public string What { get; private set; } = "";
    public override string Back => IsOfSize ? Paths.Size(Employer.Head.Id) : Paths.Rights(Employer.Head.Id);

    private string Kind => RouteData.Values["what"] as string ?? "";
    private bool IsOfSize => Kind is SizeClassKey or QuarterSizeKey;

    protected override bool Find()
    {
        var key = RouteData.Values["key"] as string ?? "";
        Frame.Title = Words["withdraw.title"];
        (Frame.Section, Frame.Tab) = (Section.Employer, IsOfSize ? "size" : "rights");
        Frame.Crumbs.Add((Words[IsOfSize ? "size.title" : "rights.title"], Back));
        return Kind switch
        {
            SizeClassKey => SaidClass(key),
            QuarterSizeKey => SaidQuarter(key),
            "ownNumber" => OfEmployer(key),
            "extraDays" => ExtraOfEmployer(key),
            "scheme" => Scheme(key),
            "workerOwnNumber" => OfWorker(
                key,
                worker => worker.OptOuts,
                Tables.WorkerOptOut,
                one => Keyed(one.Year),
                GrantDaysModel.OwnNumber,
                one => (one.Year, Words.Days(one.Days))
            ),
            "workerExtraDays" => OfWorker(
                key,
                worker => worker.ExtraDays,
                Tables.WorkerExtraDays,
                one => Keyed(one.Year),
                GrantDaysModel.ExtraDays,
                one => (one.Year, Words.Days(one.Days))
            ),
            "adjustment" => OfWorker(
                key,
                worker => worker.Adjustments,
                Tables.Adjustment,
                one => one.AdjustmentId.ToString("D"),
                GrantDaysModel.Adjustment,
                one => (one.OnDay.Year, Words.Days(one.Days))
            ),
            _ => false,
        };
    }

    protected override PlannedChange? Read() =>
        Form.Reason() is { } why
            ? new()
            {
                Action = "withdraw",
                Why = why,
                On = from > Today ? from : Today,
                Answers = [(Words["withdraw.what"], What), (Words["change.why"], why)],
                Do = async (change, stop) =>
                {
                    await withdraw(change, stop);
                    return Back;
                },
            }
            : null;

    protected override string FieldOf(string at) => "why";

    private bool OfEmployer(string key) =>
        Employer.Snapshot.Facts.OptOuts.FirstOrDefault(one => Is(one.Year, one.Origin, key)) is { } own
        && Withdraw(
            Tables.OptOut,
            version => version.Year == own.Year,
            GrantDaysModel.OwnNumber,
            own.Year,
            Words["rights.everybody"],
            Words.Days(own.Days)
        );

    private bool ExtraOfEmployer(string key) =>
        Employer.Snapshot.Facts.ExtraDays.FirstOrDefault(one => Is(one.Year, one.Origin, key)) is { } own
        && Withdraw(
            Tables.ExtraDays,
            version => version.Year == own.Year,
            GrantDaysModel.ExtraDays,
            own.Year,
            Words["rights.everybody"],
            Words.Days(own.Days)
        );

    private bool SaidClass(string key) =>
        Employer.Snapshot.Facts.SizeClasses.FirstOrDefault(one => Is(one.From.Year, one.Origin, key)) is { } said
        && Withdraw(
            Tables.SaidSizeClass,
            version => version.FromOn == said.From,
            SizeClassKey,
            said.From.Year,
            Employer.Head.Name,
            SizeView.ClassWords(said.Class, Words)
        );

    private bool SaidQuarter(string key) =>
        Employer.Snapshot.Quarters.FirstOrDefault(one => string.Equals($"{one.Quarter}", key, StringComparison.Ordinal))
            is { Said: { IsByHand: true } said }
        && Withdraw(
            Tables.DeclaredSize,
            version => version.Quarter == said.Quarter,
            QuarterSizeKey,
            said.Quarter.Year,
            Words.Quarter(said.Quarter),
            Words.Number(said.Fte)
        );

    private bool Scheme(string key)
    {
        var own = Employer.Snapshot.Schemes.FirstOrDefault(row =>
            string.Equals(row.SchemeId.ToString("D"), key, StringComparison.Ordinal)
        );
        return own is { IsByHand: true }
            && Withdraw(
                Tables.Scheme,
                version => version.SchemeId == own.SchemeId,
                "scheme",
                own.FromOn.Year,
                own.JointCommittee.ToString(),
                PeriodWords.Of(own.FromOn, own.ToOn, Words)
            );
    }

    private bool OfWorker<T>(
        string key,
        Func<WorkerSnapshot, ImmutableArray<T>> facts,
        BulkTable<T> table,
        Func<T, string> keyOf,
        string kind,
        Func<T, (int Year, string Days)> words
    )
        where T : FactVersion
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        if (
            dot < 0
            || !Guid.TryParseExact(key[..dot], "D", out var id)
            || Employer.Snapshot.Worker(id) is not { } worker
            || facts(worker).FirstOrDefault(one => string.Equals(keyOf(one), key[(dot + 1)..], StringComparison.Ordinal))
                is not { IsByHand: true } meant
        )
        {
            return false;
        }
        var (year, days) = words(meant);
        return Withdraw(
            table,
            version => version.Recorded == meant.Recorded && version.Place == meant.Place,
            kind,
            year,
            WorkerNames.Listed(worker),
            days
        );
    }

    private bool Withdraw<T>(BulkTable<T> table, Func<T, bool> isMeant, string kind, int year, string whose, string value)
        where T : FactVersion
    {
        from = new(year, 1, 1);
        What = Words.Of($"withdraw.{kind}", ("year", Keyed(year)), ("whose", whose), ("value", value));
        withdraw = async (change, stop) =>
        {
            var known = await ReadVersions.Now(change.Connection, table, Employer.Head.Id, stop);
            await WithdrawFacts.Do(change, table, known, isMeant, stop);
        };
        return true;
    }

    private static bool Is(int year, Origin? origin, string key) =>
        origin is { Kind: FactVersion.ByHand } && string.Equals(Keyed(year), key, StringComparison.Ordinal);

    private static string Keyed(int year) => year.ToString(Words.Invariant);
}
