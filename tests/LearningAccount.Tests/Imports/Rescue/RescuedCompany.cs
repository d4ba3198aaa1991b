using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Tests.Harness;
using LearningAccount.Tests.Imports.Dmfa;
using LearningAccount.Tests.Law.Numbers;

namespace LearningAccount.Tests.Imports.Rescue;

/// <summary>Somebody of the company.</summary>
/// <param name="Reference">The company's own number.</param>
internal sealed record Member(string Reference, string FamilyName, string GivenNames, string Ssin, DateOnly BornOn);

/// <summary>A training of one day that a worker followed.</summary>
/// <param name="Worker">The place among the members.</param>
/// <param name="Length">Hours, with <c>h</c> behind, or days, with <c>d</c>.</param>
internal sealed record Followed(int Worker, string Title, string On, string Length)
{
    public Fraction? Hours => Length.EndsWith('h') ? Fraction.Parse(Length[..^1]) : null;
    public Fraction? Days => Length.EndsWith('d') ? Fraction.Parse(Length[..^1]) : null;
    public DateOnly Day => DateOnly.Parse(On, CultureInfo.InvariantCulture);
}

/// <summary>
/// A company of twelve people who do not exist: what is true of it, told once as facts by <see cref="Directly"/> and once by the
/// files of <see cref="RescueFiles"/>.
/// </summary>
internal static class RescuedCompany
{
    public const string Number = DmfaText.Company;
    public const string Committee = "200";
    public const int PartTimer = 10;
    public const int Newcomer = 11;
    public const string Since = "2020-01-01";
    public const string NewcomerSince = "2024-07-01";
    public static readonly Fraction HoursOfADay = Fraction.Of(38, 5);

    private static readonly string[] Names =
    [
        "Peeters Anna",
        "Maes Bert",
        "Claes Zoë",
        "Dubois François",
        "Müller Jörg",
        "Jacobs Eva",
        "Mertens Koen",
        "Willems Lien",
        "Lambert Noé",
        "Goossens Piet",
        "Wouters Rik",
        "Aerts Tine",
    ];

    public static IReadOnlyList<Member> Members { get; } =
    [
        .. Names.Select(
            (name, place) =>
                new Member(
                    string.Create(CultureInfo.InvariantCulture, $"M{place + 1:00}"),
                    name.Split(' ')[0],
                    name.Split(' ')[1],
                    SyntheticNumbers.Ssin(60 + place, 3, 10 + place, 991 + place % 7, from2000: false),
                    new(1960 + place, 3, 10 + place)
                )
        ),
    ];

    /// <summary>All that was followed, each once.</summary>
    public static IReadOnlyList<Followed> Trainings { get; } =
    [
        .. Enumerable.Range(0, 7).Select(worker => new Followed(worker, "Premiers secours", $"2024-03-1{worker}", "7.6h")),
        new(6, "Lecture de plans", "2024-04-02", "1/2d"),
        new(6, "Forklift", "2024-05-13", "7.6h"),
        new(7, "Forklift", "2024-05-14", "7.6h"),
        new(7, "Forklift bis", "2024-05-14", "3.8h"),
        new(8, "Forklift", "2024-05-15", "7.6h"),
        new(8, "Ladders", "2025-09-15", "2h"),
        new(9, "Forklift", "2024-02-29", "7.6h"),
        .. Enumerable.Range(0, 3).Select(worker => new Followed(worker, "Soudage", $"2025-02-0{worker + 3}", "4h")),
        new(3, "Kranführer", "2025-03-04", "7.6h"),
        new(4, "Kranführer", "2025-12-01", "7.6h"),
        new(5, "Kranführer", "2025-03-05", "7.6h"),
        .. Enumerable.Range(6, 4).Select(worker => new Followed(worker, "Safety", $"2025-05-0{worker}", "1/2d")),
        new(PartTimer, "Rijbewijs C", "2025-06-02", "7.6h"),
        new(Newcomer, "Rijbewijs C", "2025-06-03", "7.6h"),
    ];

    /// <summary>The quarters that were declared, as 20241.</summary>
    public static IEnumerable<(string Written, DateOnly LastDay)> Quarters =>
        from year in Enumerable.Range(2020, 6)
        from quarter in Enumerable.Range(1, 4)
        select ($"{year}{quarter}", new DateOnly(year, quarter * 3, 1).AddMonths(1).AddDays(-1));

    public static bool IsEmployed(int worker, DateOnly on) =>
        worker != Newcomer || on >= DateOnly.Parse(NewcomerSince, CultureInfo.InvariantCulture);

    /// <summary>The same company, told without any file.</summary>
    public static World Directly()
    {
        var world = World.With();
        foreach (var (written, lastDay) in Quarters)
        {
            world.Declaring($"{written[..4]}Q{written[4..]}", IsEmployed(Newcomer, lastDay) ? "11.8" : "10.8");
        }
        for (var worker = 0; worker < Members.Count; worker++)
        {
            world
                .AndWorker(Members[worker].FamilyName, Members[worker].GivenNames)
                .Employed(
                    worker == Newcomer ? NewcomerSince : Since,
                    regime: worker == PartTimer ? "30.4/38" : "1",
                    committee: Committee
                );
            foreach (var training in Trainings.Where(training => training.Worker == worker))
            {
                world.Trained(training.On, (training.Days ?? training.Hours!.Value / HoursOfADay).ToString(), training.Title);
            }
        }
        return world;
    }
}
