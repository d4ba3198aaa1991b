using System.CommandLine;
using System.Data.Common;
using LearningAccount.App.Imports;
using LearningAccount.Law;
using LearningAccount.Law.Texts;
using LearningAccount.Records;
using LearningAccount.Records.Storage;
using Microsoft.Data.Sqlite;

namespace LearningAccount.App.Commands;

/// <summary>Files and databases that cannot be used, told in the reader's language with what to do about it.</summary>
internal static class Failure
{
    public static bool IsOfFile(Exception wrong) => wrong is IOException or UnauthorizedAccessException;

    public static Anomaly OfFile(string path, Exception wrong)
    {
        var code =
            Directory.Exists(path) ? "file.folder"
            : wrong is FileNotFoundException or DirectoryNotFoundException ? "file.missing"
            : wrong is UnauthorizedAccessException ? "file.forbidden"
            : "file.failed";
        return new(code, Severity.Error, "");
    }

    /// <summary>The sentence, with the code by which a program or a help desk finds it.</summary>
    public static string Sentence(Anomaly anomaly, Language language) => Sentence(anomaly, ImportTexts.Of(anomaly, language));

    public static string OfFile(string path, Exception wrong, Language language) => Sentence(OfFile(path, wrong), language);

    /// <summary>The language asked for, by whichever command it was.</summary>
    public static Language LanguageOf(ParseResult asked) =>
        asked.CommandResult.Command.Options.OfType<Option<Language?>>().FirstOrDefault() is { } option
            ? asked.In(option)
            : Language.En;

    public static bool IsOfDatabase(Exception wrong) => wrong is RefusedException or DbException;

    public static string OfDatabase(Exception wrong, ParseResult asked)
    {
        var language = LanguageOf(asked);
        var folder = DatabasePlace.Of(asked).DataFolder;
        var anomaly = wrong switch
        {
            RefusedException refused => refused.Anomaly,
            SqliteException sqlite when Code(sqlite.SqliteErrorCode) is { } code => new Anomaly(code, Severity.Error, "")
            {
                Values = [("folder", folder)],
            },
            _ => null,
        };
        return anomaly is null ? wrong.Message : Sentence(anomaly, RecordTexts.Of(anomaly, language));
    }

    private static string Sentence(Anomaly anomaly, string text) =>
        anomaly.At.Length == 0 || text.Contains(anomaly.At, StringComparison.Ordinal)
            ? $"{text} [{anomaly.Code}]"
            : $"{anomaly.At}: {text} [{anomaly.Code}]";

    // The result codes of SQLite.
    private static string? Code(int result) =>
        result switch
        {
            5 or 6 => "databaseBusy",
            8 or 14 => "databaseClosed",
            11 or 26 => "databaseDamaged",
            13 => "databaseFull",
            _ => null,
        };
}
