using System.IO.Compression;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Commands;

public sealed class ForeignListCommandTests
{
    private const string Staff =
        "Ondernemingsnummer;INSZ;Naam;Voornaam;Geboortedatum;Datum in dienst;Arbeidsregime;PC\n"
        + "0999990222;64022999278;Peeters;Anna;29/02/1964;1/3/2020;1;200\n";

    [Fact]
    public async Task A_list_is_inspected_described_kept_under_a_name_and_known_from_then_on()
    {
        using var folder = new TemporaryFolder();
        folder.Write("staff.csv", Staff);
        folder.Write("kurse.csv", "Wer;Was;Wann;Dauer\n64022999278;Kran;12/25/2024;4\n");
        Assert.Equal(0, (await Ila(folder, "import", "staff.csv")).ExitCode);
        Assert.Equal(2, (await Ila(folder, "import", "kurse.csv")).ExitCode);
        var seen = await Ila(folder, "import", "kurse.csv", "--inspect");
        Assert.Contains("Was = –", seen.Output, StringComparison.Ordinal);
        Assert.Contains("There is no column with the name of the training", seen.Output, StringComparison.Ordinal);

        var described = (await Ila(folder, "import", "kurse.csv", "--inspect", "--json")).Output;
        folder.Write(
            "kurse.json",
            described
                .Replace("\"was\": null", "\"was\": \"title\"", StringComparison.Ordinal)
                .Replace("\"wann\": null", "\"wann\": \"trainingStart\"", StringComparison.Ordinal)
                .Replace("\"monthFirst\": false", "\"monthFirst\": true", StringComparison.Ordinal)
        );
        var read = await Ila(folder, "import", "kurse.csv", "--mapping", "kurse.json", "--dry-run");
        Assert.True(read.ExitCode == 0, read.ToString());
        Assert.Equal(0, (await Ila(folder, "mappings", "keep", "Kurse", "kurse.json")).ExitCode);
        Assert.Contains("trainingList  Kurse", (await Ila(folder, "mappings")).Output, StringComparison.Ordinal);
        var known = await Ila(folder, "import", "kurse.csv");
        Assert.Contains("1 new", known.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Ila(folder, "mappings", "forget", "kurse")).ExitCode);
        Assert.Equal(2, (await Ila(folder, "mappings", "forget", "kurse")).ExitCode);
        Assert.Equal(2, (await Ila(folder, "import", "kurse.csv", "--mapping", "staff.csv")).ExitCode);
    }

    [Fact]
    public async Task What_only_a_person_can_answer_is_asked_in_a_list_and_read_from_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("staff.csv", Staff);
        folder.Write("one.csv", "INSZ;Opleiding;Datum;Uren\n64022999278;EHBO basisopleiding;1/2/2024;4\n");
        folder.Write(
            "two.csv",
            "Naam;Voornaam;Geboortedatum;Opleiding;Datum;Uren\nPeeters;Anna;29/02/1964;Basisopleiding EHBO;1/2/2024;4\n"
        );
        await Ila(folder, "import", "staff.csv", "one.csv");
        var asked = await Ila(folder, "import", "two.csv", "--dry-run", "--questions", "q.csv");
        Assert.Equal(1, asked.ExitCode);
        folder.Write("q1.csv", File.ReadAllText(folder["q.csv"]).TrimEnd() + "x\n");
        Assert.Equal(
            1,
            (await Ila(folder, "import", "two.csv", "--dry-run", "--answers", "q1.csv", "--questions", "q2.csv")).ExitCode
        );
        // The person is known now; the training looks like one that is.
        var second = File.ReadAllText(folder["q2.csv"]);
        Assert.Contains("EHBO basisopleiding", second, StringComparison.Ordinal);
        folder.Write("q3.csv", File.ReadAllText(folder["q1.csv"]) + second.Split("\r\n")[1] + "merge\n");
        var done = await Ila(folder, "import", "two.csv", "--answers", "q3.csv");
        Assert.True(done.ExitCode == 0, done.ToString());
        folder.Write("q4.csv", File.ReadAllText(folder["q1.csv"]) + second.Split("\r\n")[1] + "perhaps\n");
        Assert.Equal(2, (await Ila(folder, "import", "two.csv", "--answers", "q4.csv")).ExitCode);
    }

    [Fact]
    public async Task A_zip_file_brings_in_what_it_holds_workers_first()
    {
        using var folder = new TemporaryFolder();
        using (var zip = ZipFile.Open(folder["all.zip"], ZipArchiveMode.Create))
        {
            Add(zip, "a-trainings.csv", "INSZ;Opleiding;Datum;Uren\n64022999278;Kran;1/2/2024;4\n");
            Add(zip, "z-staff.csv", Staff);
        }
        var done = await Ila(folder, "import", "all.zip");
        Assert.True(done.ExitCode == 0, done.ToString());
        Assert.True(
            done.Output.IndexOf("z-staff.csv", StringComparison.Ordinal)
                < done.Output.IndexOf("a-trainings.csv", StringComparison.Ordinal),
            done.Output
        );
        File.WriteAllBytes(folder["half.zip"], File.ReadAllBytes(folder["all.zip"])[..200]);
        Assert.Equal(2, (await Ila(folder, "import", "half.zip")).ExitCode);
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var content = new StreamWriter(zip.CreateEntry(name).Open());
        content.Write(text);
    }

    // In English, whose words are looked for.
    private static Task<Outcome> Ila(TemporaryFolder folder, params string[] arguments) =>
        Harness.Commands.IlaAsync(folder.Path, [.. arguments, "--data", folder["data"]]);
}
