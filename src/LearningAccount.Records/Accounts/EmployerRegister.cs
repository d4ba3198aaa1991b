using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Registry;
using LearningAccount.Records.Storage;

namespace LearningAccount.Records.Accounts;

/// <summary>
/// What the copy of the enterprise register tells of an employer and of the providers of its trainings. It stands beside what is
/// said by hand and in files, and never goes before it; no figure rests on it.
/// </summary>
public sealed record EmployerRegister
{
    public static readonly EmployerRegister None = new();

    // A snapshot never changes and a set has its own line in the journal, so this is never stale.
    private static readonly ConditionalWeakTable<EmployerSnapshot, EmployerRegister> Kept = [];

    /// <summary>The set it is from; null: none was brought in.</summary>
    public EnterpriseSetVersion? Set { get; private init; }

    /// <summary>Null where nothing is known: no enterprise number, or registered here since the set came.</summary>
    public Enterprise? Own { get; private init; }

    public ImmutableDictionary<EnterpriseNumber, Enterprise> Providers { get; private init; } =
        ImmutableDictionary<EnterpriseNumber, Enterprise>.Empty;

    /// <summary>The words for the situations that are not the normal one, as <see cref="LanguageTexts"/>.</summary>
    public ImmutableDictionary<string, string> Situations { get; private init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The employer's name in the register.</summary>
    public string? Name(Language language) => LanguageTexts.In(Own?.Names, language);

    /// <summary>Who gave a training: as it was said, else the name the register has for the number that was, else that number.</summary>
    public string? ProviderOf(TrainingVersion training, Language language) =>
        training.ProviderName is { Length: > 0 } said ? said
        : !EnterpriseNumber.TryParse(training.ProviderNumber, out var number, out _) ? null
        : LanguageTexts.In(Providers.GetValueOrDefault(number)?.Names, language) ?? number.ToString();

    public static async Task<EmployerRegister> Of(DbConnection connection, EmployerSnapshot snapshot, CancellationToken cancel)
    {
        if (await ReadEnterprises.LastSet(connection, cancel) is not { } set)
        {
            return None;
        }
        if (Kept.TryGetValue(snapshot, out var known) && known.Set == set)
        {
            return known;
        }
        var numbers = new HashSet<EnterpriseNumber>();
        foreach (var training in snapshot.Workers.SelectMany(worker => worker.Trainings))
        {
            if (EnterpriseNumber.TryParse(training.ProviderNumber, out var number, out _))
            {
                numbers.Add(number);
            }
        }
        var providers = await ReadEnterprises.Of(connection, numbers, cancel);
        var own = snapshot.Employer.EnterpriseNumber is { } ours ? await ReadEnterprises.Of(connection, ours, cancel) : null;
        var read = new EmployerRegister
        {
            Set = set,
            Own = own,
            Providers = providers.ToImmutableDictionary(provider => provider.Number),
            Situations = await SituationsOf(connection, own is null ? providers : [.. providers, own], cancel),
        };
        Kept.AddOrUpdate(snapshot, read);
        return read;
    }

    private static async Task<ImmutableDictionary<string, string>> SituationsOf(
        DbConnection connection,
        IEnumerable<Enterprise> enterprises,
        CancellationToken cancel
    )
    {
        var texts = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var code in enterprises.Select(one => one.Situation).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (code is not Enterprise.Normal)
            {
                texts[code] =
                    await ReadEnterprises.Texts(connection, "JuridicalSituation", code, cancel)
                    ?? LanguageTexts.Of([KeyValuePair.Create(LanguageTexts.Unknown, code)]);
            }
        }
        return texts.ToImmutable();
    }
}
