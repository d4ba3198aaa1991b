using System.Globalization;
using System.Text;
using System.Text.Json;
using LearningAccount.Law;
using LearningAccount.Law.Texts;

namespace LearningAccount.App.Example;

/// <summary>Makes people of invented names, in the spelling of four languages and beyond.</summary>
internal sealed class ExampleNames
{
    private const string Resource = "Example/people.json";

    // Two in five speak Dutch, two in five French, the others German or something else at home.
    private static readonly Language[] Spoken =
    [
        .. Enumerable.Repeat(Language.Nl, 8),
        .. Enumerable.Repeat(Language.Fr, 8),
        Language.De,
        Language.De,
        Language.En,
        Language.En,
    ];

    private readonly ExampleRandom random;
    private readonly ExampleNumbers numbers = new();
    private readonly Dictionary<string, Names> names;
    private int count;

    public ExampleNames(ExampleRandom random)
    {
        this.random = random;
        using var stream = typeof(ExampleNames).Assembly.GetManifestResourceStream(Resource)!;
        names = JsonSerializer.Deserialize<Dictionary<string, Names>>(stream, JsonSerializerOptions.Web)!;
    }

    public ExampleNumbers Numbers => numbers;

    /// <summary>A new person born in one of these years.</summary>
    public ExampleWorker Next(int bornFrom, int bornTo)
    {
        var sex = random.Chance(50) ? Sex.Man : Sex.Woman;
        var birth = random.Day(new(bornFrom, 1, 1), new(bornTo, 12, 31));
        return Person(birth, sex, numbers.Next(birth, sex)!.Value);
    }

    public ExampleWorker Person(DateOnly birth, Sex sex, Ssin ssin)
    {
        count++;
        var spelling = random.Pick(Spoken);
        var all = names[spelling.Code()];
        var given = random.Pick(sex == Sex.Man ? all.Men : all.Women);
        // Who writes a name in another alphabet's way speaks one of the languages of the country at work.
        var language = spelling == Language.En ? random.Pick<Language>([Language.Nl, Language.Fr, Language.En]) : spelling;
        var reference = "V" + count.ToString("0000", CultureInfo.InvariantCulture);
        return new()
        {
            Ssin = ssin,
            Reference = reference,
            FamilyName = random.Pick(all.Family),
            GivenNames = random.Chance(12) ? $"{given} {random.Pick(sex == Sex.Man ? all.Men : all.Women)}" : given,
            Language = language,
            BirthPlace = random.Pick(all.Places),
            Domicile = $"{random.Pick(all.Streets)} {Number(1 + random.Below(180))}, {random.Pick(all.Towns)}",
            Email = $"{Plain(given)}.{reference.ToLowerInvariant()}@zonnewijzer.example",
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Plain(string name)
    {
        var plain = string.Concat(name.Normalize(NormalizationForm.FormD).Where(char.IsAsciiLetter));
        return plain.ToLowerInvariant();
    }

    private sealed record Names(string[] Family, string[] Men, string[] Women, string[] Places, string[] Towns, string[] Streets);
}
