using System.Collections.Immutable;
using System.Globalization;
using LearningAccount.App.Exports;
using LearningAccount.App.Imports;
using LearningAccount.App.Imports.Tables;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records.Storage;

namespace LearningAccount.App.Commands;

/// <summary>
/// What only a person can answer about a file, as a list to fill in: who somebody without a number is, and whether a training is
/// one that is known. It is read again with the answers in its last column.
/// </summary>
internal static class QuestionsFile
{
    private const string Person = "person";
    private const string Similar = "training";
    private static readonly string[] Header = ["question", "row", "said", "known", "key", "answer"];

    /// <summary>Writes the open questions; returns how many.</summary>
    public static int Write(string path, ImportQuestions questions, FileAnswers answers, Language language)
    {
        using var file = File.Create(path);
        using var table = new CsvTableWriter(file, language);
        table.Header(Header);
        var count = 0;
        foreach (var asked in questions.Persons.Where(asked => !answers.Persons.ContainsKey(asked.Key)))
        {
            foreach (var candidate in asked.Candidates)
            {
                var known = candidate.Worker;
                table.Row([
                    OutCell.Of(Person),
                    OutCell.Of(string.Join(", ", asked.Rows)),
                    OutCell.Of(
                        Of(
                            asked.Said.FamilyName,
                            asked.Said.GivenNames,
                            asked.Said.BirthDate is { } day ? ColumnText.Of(day) : null,
                            asked.Said.Email
                        )
                    ),
                    OutCell.Of(Of(known.FamilyName, known.GivenNames, known.BirthDate, known.Email, known.OwnReference)),
                    OutCell.Of($"{asked.Key}:{known.WorkerId}"),
                    OutCell.Of((string?)null),
                ]);
                count++;
            }
        }
        foreach (var asked in questions.Similar.Where(asked => asked.Choice is null))
        {
            table.Row([
                OutCell.Of(Similar),
                OutCell.Of(Text(asked.Row)),
                OutCell.Of(Of(asked.Said, language)),
                OutCell.Of(Of(asked.Known, language)),
                OutCell.Of(Text(asked.Row)),
                OutCell.Of((string?)null),
            ]);
            count++;
        }
        return count;
    }

    /// <summary>Adds the answers of a list that was filled in.</summary>
    /// <exception cref="FileRefusedException"><c>answers.unreadable</c>.</exception>
    public static FileAnswers Read(string path, FileAnswers answers)
    {
        using var file = ImportInputs.Open(path);
        using var table = TableFile.Open(file, names => names.Count(Header.Contains));
        var rows = table.Rows().ToList();
        if (rows.Count == 0 || !rows[0].Cells.Select(cell => cell.Text).SequenceEqual(Header, StringComparer.Ordinal))
        {
            throw Unreadable("");
        }
        foreach (var row in rows.Skip(1).Where(row => !row[5].IsEmpty))
        {
            var place = "row " + Text(row.Number);
            answers = row[0].Text switch
            {
                Person when row[4].Text.Split(':') is [var key, var id] && Guid.TryParse(id, out var worker) => answers with
                {
                    Persons = answers.Persons.SetItem(key, worker),
                },
                Similar
                    when int.TryParse(row[4].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                        && Enum.TryParse<SimilarChoice>(row[5].Text, ignoreCase: true, out var choice) => answers with
                {
                    Similar = answers.Similar.SetItem(number, choice),
                },
                _ => throw Unreadable(place),
            };
        }
        return answers;
    }

    private static string Of(TrainingVersion training, Language language) =>
        Of(
            training.Title,
            Formats.Date(training.StartOn, language),
            training.EndOn == training.StartOn ? null : Formats.Date(training.EndOn, language),
            training.Hours is { } hours ? $"{hours} h" : $"{training.Days} d",
            training.OriginReference
        );

    private static string Of(params string?[] parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static FileRefusedException Unreadable(string at) => new(new("answers.unreadable", Severity.Error, at));
}
