using Microsoft.ML.Transforms;

namespace DeepQ.Contract.Tests.Transforms;

/// <summary>Gives a saved mapping its code back.</summary>
[CustomMappingFactoryAttribute(ContractName)]
public sealed class DistanceMappingFactory : CustomMappingFactory<DistanceInput, DistanceOutput>
{
    public const string ContractName = "Distance";

    public static void Map(DistanceInput input, DistanceOutput output)
    {
        output.Distance = Math.Abs(input.Position) + input.Sensors[0];
        output.Pair = [input.Position, 2 * input.Position];
    }

    public override Action<DistanceInput, DistanceOutput> GetMapping() => Map;
}
