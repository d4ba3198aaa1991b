using LearningAccount.App.Api.Contract;
using LearningAccount.Tests.Harness;

namespace LearningAccount.Tests.Api.Client;

/// <summary>The typed client is what the contract says today.</summary>
public sealed class ClientTests
{
    [Theory]
    [InlineData("Operations.g.cs")]
    [InlineData("Types.g.cs")]
    public void Its_methods_and_types_are_those_of_the_contract(string file) =>
        WrittenPage.MustBe(
            $"src/LearningAccount.Client/{file}",
            file is "Types.g.cs" ? ClientTypes.Types(ApiContract.Shipped) : WriteClient.Operations(ApiContract.Shipped)
        );
}
