using System.Collections.Immutable;

namespace LearningAccount.Records.Reports;

/// <summary>What a rule of a figure rests on.</summary>
public enum ReportSource
{
    /// <summary>The law of 3 October 2022, art. 50 § 1: formal and informal training (rulebook R7.1, R7.2).</summary>
    LabourDeal,

    /// <summary>The individual right to training and its account (rulebook R7.5, R7.9).</summary>
    IndividualRight,

    /// <summary>The questions on the social balance sheet that the National Bank answers.</summary>
    NationalBank,

    /// <summary>A note on how to fill in the social balance sheet, by a training house of accountants.</summary>
    AccountantsNote,

    /// <summary>The Flemish government on Flemish training leave.</summary>
    Flanders,

    /// <summary>A social secretariat on the last days to ask paid educational leave back, region by region.</summary>
    SocialSecretariat,

    /// <summary>Nothing we could read says it.</summary>
    Ourselves,
}

/// <summary>Why a training counts in a figure, or does not: a code that has words, and the rule behind it.</summary>
/// <param name="IsProposal">We hold it for right; no text we could read says so.</param>
public sealed record Because(string Code, ReportSource Source, bool IsProposal = false)
{
    public ImmutableArray<(string Name, string Value)> Values { get; init; } = [];

    public static Because Planned { get; } = new("planned", ReportSource.IndividualRight);
    public static Because NotFollowed { get; } = new("notFollowed", ReportSource.IndividualRight);
    public static Because Cancelled { get; } = new("cancelled", ReportSource.IndividualRight);

    /// <summary>It touches the period, but its hours fall on days before or after it.</summary>
    public static Because OtherPeriod { get; } = new("otherPeriod", ReportSource.Ourselves, IsProposal: true);

    /// <summary>Nobody worked for the employer on the days of it in the period.</summary>
    public static Because NotEmployed { get; } = new("notEmployed", ReportSource.AccountantsNote);

    /// <summary>Stands in the figures of the agency.</summary>
    public static Because Agency { get; } = new("agency", ReportSource.AccountantsNote);

    /// <summary>The worker paid for it and followed it in the worker's own time: it cost the employer nothing.</summary>
    public static Because OwnCost { get; } = new("ownCost", ReportSource.AccountantsNote, IsProposal: true);

    public static Because Formal { get; } = new("formal", ReportSource.LabourDeal);
    public static Because Informal { get; } = new("informal", ReportSource.LabourDeal);
    public static Because Initial { get; } = new("initial", ReportSource.AccountantsNote);

    /// <summary>It uses no credit, but the employer goes on paying, so that it stands in the balance sheet.</summary>
    public static Because FormalOnLeave { get; } = new("formalOnLeave", ReportSource.AccountantsNote, IsProposal: true);
    public static Because InformalOnLeave { get; } = new("informalOnLeave", ReportSource.AccountantsNote, IsProposal: true);

    public static Because LeaveFollowed { get; } = new("leaveFollowed", ReportSource.Flanders);
    public static Because LeaveEnrolled { get; } = new("leaveEnrolled", ReportSource.Flanders);

    /// <summary>It has a number of the Flemish register of trainings, but nobody said that leave was taken for it.</summary>
    public static Because NoLeave { get; } = new("noLeave", ReportSource.Flanders);

    /// <summary>Its sector and its payer are those of the line.</summary>
    public static Because OfSector { get; } = new("ofSector", ReportSource.Ourselves, IsProposal: true);
    public static Because Followed { get; } = new("followed", ReportSource.IndividualRight);
}
