using System.Text.RegularExpressions;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;

namespace LearningAccount.App.Imports.Lists;

/// <summary>
/// Reads a joint committee as lists hold it: <c>200</c>, <c>PC 140.03</c>, <c>CP 200.00</c>, <c>1400300</c>,
/// <c>140.01.01-00.00</c>, <c>200 - Aanvullend PC</c>. A number cell that reads <c>140.03</c> is taken as written; one that
/// lost its last zero (<c>149.1</c>) is not.
/// </summary>
internal static partial class CommitteeReading
{
    public static bool Read(Cell cell, out JointCommittee committee)
    {
        committee = default;
        if (Written().Match(cell.Text) is not { Success: true } match)
        {
            return false;
        }
        return JointCommittee.TryParse(match.Groups["number"].Value, out committee);
    }

    // Of the eleven digits of a payroll code the last four are the payroll office's own (rulebook R11.1).
    [GeneratedRegex(
        @"^(PC|CP|SPC|PSC|SCP|PK|JC|P\.C\.|C\.P\.)?\s*((?<number>[0-9]{7})([0-9]{4})?|(?<number>[0-9]{5})|(?<number>[0-9]{3}(\.[0-9]{2}(\.[0-9]{2})?)?)(-[0-9]{2}\.[0-9]{2})?)(\s*[-–:(].*|\s+\p{L}.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Written();
}
