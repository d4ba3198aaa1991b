using LearningAccount.Law.Texts;

namespace LearningAccount.App.Commands;

/// <summary>What the commands say to people, in four languages.</summary>
internal static class CommandTexts
{
    public static Catalogue Catalogue { get; } =
        Catalogue.Load(
            typeof(CommandTexts).Assembly,
            "Commands/Texts/law.json",
            "Commands/Texts/imports.json",
            "Commands/Texts/show.json",
            "Commands/Texts/journal.json",
            "Commands/Texts/access.json",
            "Commands/Texts/machines.json",
            "Commands/Texts/kbo.json",
            "Commands/Texts/plan.json",
            "Commands/Texts/privacy.json",
            "Commands/Texts/sandbox.json"
        );
}
