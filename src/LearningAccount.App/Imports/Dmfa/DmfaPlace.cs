using System.Globalization;

namespace LearningAccount.App.Imports.Dmfa;

/// <summary>Where in a declaration a remark belongs, as a path that any XML editor finds. Never with a national number in it.</summary>
internal static class DmfaPlace
{
    public static string Of(DeclarationForm form) => string.Create(CultureInfo.InvariantCulture, $"Form[{form.Number}]");

    public static string Of(int form, DeclaredPerson person) =>
        string.Create(CultureInfo.InvariantCulture, $"Form[{form}]/NaturalPerson[{person.PlaceInForm}]");

    public static string Of(int form, DeclaredPerson person, int record) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(form, person)}/WorkerRecord[{record}]");

    public static string Of(int form, DeclaredPerson person, int record, int occupation) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(form, person, record)}/Occupation[{occupation}]");
}
