namespace LearningAccount.App.Identity.SignIn;

/// <summary>The address people type: that of the settings, or this machine's own while only this machine is served.</summary>
/// <param name="Configured">Null: this machine alone.</param>
public sealed record PublicAddress(Uri? Configured)
{
    /// <summary>Scheme, name and port, as a browser says it.</summary>
    public string Origin(HttpRequest request) =>
        Configured is { } address ? address.GetLeftPart(UriPartial.Authority) : $"{request.Scheme}://{request.Host}";
}
