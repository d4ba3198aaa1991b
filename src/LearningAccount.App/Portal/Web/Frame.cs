using LearningAccount.App.Wording;

namespace LearningAccount.App.Portal.Web;

/// <summary>What stands around a page: its title, the employer it is about, where the reader is, and the days the figures are of.</summary>
public sealed class Frame
{
    /// <summary>Where its reader asks to have a figure corrected, by the figure's code; null: not the reader's own account.</summary>
    public Func<string, string>? AskAbout { get; set; }

    public string Title { get; set; } = "";
    public EmployerHead? Employer { get; set; }
    public Section Section { get; set; }

    /// <summary>The page of the section that is shown, where it has several: by its code in <see cref="Menu"/>.</summary>
    public string? Tab { get; set; }

    /// <summary>The pages above this one, from the top.</summary>
    public List<(string Text, string Href)> Crumbs { get; } = [];

    /// <summary>Null: the page shows no figures of a day.</summary>
    public PageDates? Dates { get; set; }
}

public enum Section
{
    None,
    Employers,
    Home,
    Workers,
    Trainings,
    Anomalies,
    Imports,

    /// <summary>What the law wants on paper, and when: calendar, documents, training plan, figures, data protection.</summary>
    Documents,

    /// <summary>Size, rights, schemes, settings, people with access, history.</summary>
    Employer,
    Me,
    MyTrainings,
    MyCorrections,
    MyNotices,
    MyLooks,
    MyData,
    Operator,
}
