namespace LearningAccount.App.Portal.Importing;

/// <summary>Who knows a list again by a description that is kept.</summary>
public enum KeptFor
{
    /// <summary>The person alone, for all employers whose files it brings in.</summary>
    Me,

    /// <summary>Everybody who brings in files for the employer of the list.</summary>
    Employer,

    /// <summary>Everybody on the installation, such as a social secretariat's: only its operator may say so.</summary>
    Everybody,
}
