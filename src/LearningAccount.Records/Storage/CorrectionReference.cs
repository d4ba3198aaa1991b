namespace LearningAccount.Records.Storage;

/// <summary>What people call a request, and what a fact that follows from it names as its source: <c>C-7F3A21B0</c>.</summary>
public static class CorrectionReference
{
    private const int Digits = 8;

    // The end of an id is random, its beginning is the time.
    public static string Of(Guid requestId) => $"C-{requestId.ToString("N")[^Digits..].ToUpperInvariant()}";
}
