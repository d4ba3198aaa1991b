using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Law.Facts;
using LearningAccount.Records.Journal;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>What is said of an employer as a whole, which the accounts of all its workers rest on.</summary>
internal sealed record EmployerWords
{
    /// <summary>The tables this is read from again when one of them is written to; the quarters are not.</summary>
    public static readonly ImmutableArray<BulkTable> ReadAgain =
    [
        Tables.EmployerProfile,
        Tables.SaidSizeClass,
        Tables.Scheme,
        Tables.OptOut,
        Tables.ExtraDays,
        Tables.Setting,
    ];

    /// <summary>The tables the quarters are counted from, person by person.</summary>
    public static readonly ImmutableArray<BulkTable> Counted =
    [
        Tables.Declaration,
        Tables.DeclarationPerson,
        Tables.DeclaredSize,
    ];

    public required EmployerProfileVersion? Profile { get; init; }
    public required EmployerFacts Facts { get; init; }
    public required Settings Settings { get; init; }
    public required ImmutableArray<DeclaredQuarter> Quarters { get; init; }

    /// <summary>The agreements it said it follows, in the order of the facts.</summary>
    public required ImmutableArray<SchemeVersion> Schemes { get; init; }

    public required RecordedDays Days { get; init; }

    /// <summary>The day of the first message of Dimona; null where none was brought in.</summary>
    public required DateOnly? DimonaSince { get; init; }

    /// <summary>The first quarter anybody was declared in.</summary>
    public Quarter? FirstDeclared => Quarters.FirstOrDefault(quarter => !quarter.Declarations.IsEmpty)?.Quarter;

    /// <summary>The last quarter anybody was declared in.</summary>
    public Quarter? LastDeclared => Quarters.LastOrDefault(quarter => !quarter.Declarations.IsEmpty)?.Quarter;

    /// <summary>
    /// The employer as it is for one worker: the worker's own number goes before the one for all, the worker's extra days come on
    /// top of those for all. The same object for all who have nothing of their own.
    /// </summary>
    public EmployerFacts FactsOf(ImmutableArray<WorkerOptOutVersion> optOuts, ImmutableArray<WorkerExtraDaysVersion> extraDays) =>
        optOuts.IsEmpty && extraDays.IsEmpty
            ? Facts
            : Facts with
            {
                OptOuts =
                [
                    .. Facts.OptOuts.Where(all => optOuts.All(own => own.Year != all.Year)),
                    .. optOuts.Select(own => new OptOut(own.Year, own.Days, own.Reason, OriginOf(own))),
                ],
                ExtraDays =
                [
                    .. Facts.ExtraDays.Where(all => extraDays.All(own => own.Year != all.Year)),
                    .. extraDays.Select(own => new ExtraDays(own.Year, own.Days + ForAll(own.Year), OriginOf(own))),
                ],
            };

    public Origin OriginOf(FactVersion version) => Days.OriginOf(version);

    private Fraction ForAll(int year) => Facts.ExtraDays.FirstOrDefault(all => all.Year == year)?.Days ?? 0;

    public static async Task<EmployerWords> Read(FactReading reading, ImmutableArray<DeclaredQuarter> quarters, RecordedDays days)
    {
        var profile = (await reading.All(Tables.EmployerProfile)).SingleOrDefault();
        var schemes = (await reading.All(Tables.Scheme)).OrderBy(scheme => scheme.Recorded).ThenBy(scheme => scheme.Place);
        return new()
        {
            Profile = profile,
            Quarters = quarters,
            Schemes = [.. schemes],
            Days = days,
            DimonaSince = await ReadEmployments.DimonaSince(reading.Connection, reading.EmployerId, reading.Seq, reading.Cancel),
            Facts = new EmployerFactsOf(days).Make(
                profile,
                quarters,
                await reading.All(Tables.SaidSizeClass),
                schemes,
                await reading.All(Tables.OptOut),
                await reading.All(Tables.ExtraDays)
            ),
            Settings = ChangeSettings.Read(
                (await reading.All(Tables.Setting)).Select(setting => KeyValuePair.Create(setting.Name, setting.Value))
            ),
        };
    }
}
