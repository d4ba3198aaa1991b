namespace LearningAccount.App.Portal.Worker;

/// <summary>Who a page is about, in the words of this employer.</summary>
/// <param name="Name">Given name first, as one says it.</param>
/// <param name="MaskedSsin">The day of birth of the number alone; the rest is never sent.</param>
public sealed record WorkerHead(Guid Id, string Name, DateOnly? BirthDate, string? OwnReference, string MaskedSsin);
