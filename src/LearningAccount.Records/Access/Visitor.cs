using System.Collections.Immutable;
using LearningAccount.Law;
using LearningAccount.Records.Journal;

namespace LearningAccount.Records.Access;

/// <summary>Who asks, through whatever door. What the person may do, <see cref="AccessRules"/> says.</summary>
public sealed record Visitor
{
    public static readonly Visitor Nobody = new() { UserId = Guid.Empty, Name = "" };

    public required Guid UserId { get; init; }
    public required string Name { get; init; }
    public string Email { get; init; } = "";

    /// <summary>The language the person chose, or null.</summary>
    public string? Language { get; init; }

    /// <summary>The person whose national number the sign-in has proven; null: none was.</summary>
    public Guid? PersonId { get; init; }
    public bool IsOperator { get; init; }

    /// <summary>The way it came in.</summary>
    public Door Door { get; init; } = Door.Portal;

    /// <summary>Of a machine: the enterprise number of whoever it belongs to. Null: a person.</summary>
    public EnterpriseNumber? Organisation { get; init; }

    /// <summary>A program that signed in by itself; <see cref="UserId"/> is its id.</summary>
    public bool IsMachine => Organisation is not null;

    /// <summary>Of a machine: it may open employers that are not kept here yet.</summary>
    public bool MayAddEmployers { get; init; }

    /// <summary>Of a machine: it registers trainings of any employer's workers, which the employer verifies.</summary>
    public bool IsProvider { get; init; }

    /// <summary>All that was ever granted and not taken back, also what holds no longer.</summary>
    public ImmutableArray<Grant> Grants { get; init; } = [];

    /// <summary>The employers this session gave a reason to look at, with the reason.</summary>
    public ImmutableDictionary<Guid, string> Reasons { get; init; } = ImmutableDictionary<Guid, string>.Empty;

    /// <summary>The session's hash; empty where nobody is signed in.</summary>
    public string Session { get; init; } = "";

    /// <summary>When the person last proved who it is, not merely came back.</summary>
    public DateTimeOffset ProvenAt { get; init; }

    /// <summary>True where the same is shown and allowed to both, apart from what the day and the reasons given decide.</summary>
    public bool IsLike(Visitor other) =>
        (UserId, Name, Email, Language, PersonId, IsOperator)
            == (other.UserId, other.Name, other.Email, other.Language, other.PersonId, other.IsOperator)
        && Grants.SequenceEqual(other.Grants);

    public bool IsSignedIn => UserId != Guid.Empty;

    /// <summary>Who the journal says made a change.</summary>
    /// <param name="why">What the person gives as its reason.</param>
    public Author Author(string? why = null) =>
        new(
            IsMachine ? $"{Name} ({Organisation})"
                : IsSignedIn ? $"{Name} <{Email}>"
                : "portal",
            Door,
            why
        )
        {
            UserId = IsSignedIn ? UserId : null,
            IsMachine = IsMachine,
        };

    /// <summary>The author of a change whose employers only its content tells: it reaches those at which the person may do this.</summary>
    public Author Author(Right right, DateTimeOffset now) =>
        Author() with
        {
            Reach = new(AccessRules.Employers(this, right, now), this.May(Right.AddEmployer, null, now)),
        };
}
