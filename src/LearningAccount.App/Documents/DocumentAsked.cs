using System.Collections.Immutable;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Documents;

/// <summary>How the days outstanding at the end of a contract are valued (rulebook R6.3): never without being asked.</summary>
public enum Valuation
{
    /// <summary>Nothing extra.</summary>
    V0,

    /// <summary>Days × daily gross pay: monthly × 3 ÷ 13 ÷ 5.</summary>
    V1,

    /// <summary>Days × the average price of a day of training.</summary>
    V2,
}

/// <summary>What somebody chose for documents: kept with each, so that it can be made anew in the same way.</summary>
public sealed record DocumentAsked
{
    private const string Missing = "missing";

    /// <summary>The day the figures are of.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Null: the one the law asks for, or the worker's.</summary>
    public Language? Language { get; init; }

    /// <summary>By which way they go; null: in the portal where the worker reads there, else told later.</summary>
    public DocumentWay Way { get; init; }
    public ImmutableArray<Valuation> Valuations { get; init; } = [];

    /// <summary>Euro a month, gross, for <see cref="Valuation.V1"/>.</summary>
    public Fraction? MonthlyPay { get; init; }

    /// <summary>Euro a day, for <see cref="Valuation.V2"/>.</summary>
    public Fraction? DayPrice { get; init; }

    /// <summary>The document it takes the place of.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>It is for whoever has none: who got one since it was asked for gets no second one.</summary>
    public bool OnlyMissing { get; init; }

    public string ToJson()
    {
        var said = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["on"] = ColumnText.Of(On) };
        Add("language", Language?.Code());
        Add("way", Way is DocumentWay.Whichever ? null : ColumnText.Of(Way));
        Add("valuations", Valuations.IsEmpty ? null : string.Join(',', Valuations));
        Add("monthlyPay", MonthlyPay?.ToString());
        Add("dayPrice", DayPrice?.ToString());
        Add("replaces", Replaces is { } replaced ? ColumnText.Of(replaced) : null);
        Add("whom", OnlyMissing ? Missing : null);
        return JsonSerializer.Serialize(said);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                said[name] = value;
            }
        }
    }

    public static DocumentAsked FromJson(string json)
    {
        var said = JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
        var named = said.GetValueOrDefault("valuations") ?? "";
        return new()
        {
            On = ColumnText.ToDay(said["on"]),
            Language = Languages.TryParse(said.GetValueOrDefault("language"), out var language) ? language : null,
            Way = Enum.TryParse<DocumentWay>(said.GetValueOrDefault("way"), ignoreCase: true, out var way) ? way : default,
            Valuations = [.. named.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Valuation>)],
            MonthlyPay = Amount("monthlyPay"),
            DayPrice = Amount("dayPrice"),
            Replaces = Guid.TryParse(said.GetValueOrDefault("replaces"), out var replaced) ? replaced : null,
            OnlyMissing = said.GetValueOrDefault("whom") is Missing,
        };

        Fraction? Amount(string name) => Fraction.TryParse(said.GetValueOrDefault(name), out var amount) ? amount : null;
    }
}

public enum DocumentWay
{
    /// <summary>In the portal for whoever reads there; the others get theirs on paper.</summary>
    Whichever,

    /// <summary>All on paper.</summary>
    Paper,
}
