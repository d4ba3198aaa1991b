using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace LearningAccount.App.Api.Contract;

/// <summary>The types a value of JSON may have (OpenAPI 3.0, Schema Object, <c>type</c>).</summary>
internal enum ContractType
{
    Any,
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
}

/// <summary>
/// A schema of the contract, ready to be checked against: references followed, what <c>allOf</c> joins joined. A schema without
/// <c>additionalProperties</c> is closed: unknown input is refused (REST guide, req-valid).
/// </summary>
internal sealed class ContractSchema
{
    /// <summary>Of the component; null: it is written where it is used.</summary>
    public string? Name { get; init; }
    public ContractType Type { get; set; }
    public string? Format { get; set; }
    public bool IsNullable { get; set; }

    /// <summary>Managed here alone: read from nobody, and ignored where it is sent back (REST guide, oas-rdonly).</summary>
    public bool IsReadOnly { get; set; }

    public FrozenDictionary<string, ContractSchema> Properties { get; set; } = FrozenDictionary<string, ContractSchema>.Empty;
    public ImmutableArray<string> Required { get; set; } = [];

    /// <summary>The schema of the values of a map; null: the object has the properties above and no others.</summary>
    public ContractSchema? Values { get; set; }

    /// <summary>True: the object may have other properties, of any kind.</summary>
    public bool IsOpen { get; set; }
    public int? MostProperties { get; set; }

    public ContractSchema? Items { get; set; }
    public int? LeastItems { get; set; }
    public int? MostItems { get; set; }
    public bool AreItemsUnique { get; set; }

    public int? LeastLength { get; set; }
    public int? MostLength { get; set; }
    public Regex? Pattern { get; set; }

    /// <summary>The component that has the <see cref="Pattern"/>, whose name says what kind of text it is; null: it is written where it is used.</summary>
    public string? PatternOf { get; set; }
    public FrozenSet<string>? Allowed { get; set; }
    public decimal? Least { get; set; }
    public decimal? Most { get; set; }
    public string? Default { get; set; }

    /// <summary>
    /// A list of things that stand each for itself (<c>x-each-by-itself</c>): what is wrong with one is told in the answer to it and takes
    /// no other with it, so that whoever carries out the operation checks them.
    /// </summary>
    public bool IsEachByItself { get; set; }

    /// <summary>Of each <c>oneOf</c> with nothing but <c>required</c>: exactly one of its groups is to be there.</summary>
    public ImmutableArray<ImmutableArray<ImmutableArray<string>>> Choices { get; set; } = [];

    /// <summary>The property that tells which of <see cref="Kinds"/> an object is.</summary>
    public string? Discriminator { get; set; }
    public FrozenDictionary<string, ContractSchema> Kinds { get; set; } = FrozenDictionary<string, ContractSchema>.Empty;
}
