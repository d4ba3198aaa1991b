using System.Globalization;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Commands;

/// <summary>A sector agreement file of an operator, on disk; what is wrong with it is said line by line.</summary>
internal sealed class AgreementFile(string path, Language language, TextWriter remarks)
{
    /// <summary>The bytes of the file, or null where it cannot be read.</summary>
    public byte[]? Read()
    {
        try
        {
            // One byte more than is accepted is enough to know that it is too large.
            using var stream = File.OpenRead(path);
            var bytes = new byte[LawFile.MaxBytes + 1];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception unreadable) when (Failure.IsOfFile(unreadable))
        {
            remarks.WriteLine($"{path}: {Failure.OfFile(path, unreadable, language)}");
            return null;
        }
    }

    public void Say(IEnumerable<Anomaly> problems)
    {
        foreach (var problem in problems)
        {
            remarks.WriteLine($"{path}: {problem.At}: {LawTexts.Of(problem, language)} [{problem.Code}]");
        }
    }

    public string Told(string code, LawFile agreement) =>
        $"{path}: "
        + CommandTexts.Catalogue.Text(
            code,
            language,
            ("registration", agreement.Registration.ToString()),
            ("committees", string.Join(", ", agreement.Values.Select(value => value.Row.JointCommittee).Distinct())),
            ("from", agreement.Values.Min(value => value.Row.From).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("known", agreement.KnownFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        );
}
