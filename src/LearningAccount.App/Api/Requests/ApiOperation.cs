using LearningAccount.Records.Access;

namespace LearningAccount.App.Api.Requests;

/// <summary>Carries out one operation of the contract.</summary>
internal delegate Task<ApiAnswer> ApiHandler(ApiCall call, CancellationToken cancel);

/// <summary>An operation of the contract as the program carries it out.</summary>
/// <param name="Id">Its <c>operationId</c>.</param>
/// <param name="Right">What whoever asks must be allowed: at the employer of the address, where it names one.</param>
internal sealed record ApiOperation(string Id, Right Right, ApiHandler Handler);
